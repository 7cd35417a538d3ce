"""Append-only record of who did what to which record; those above may follow it."""

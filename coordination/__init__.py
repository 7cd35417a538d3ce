"""Liaison meetings, joint minutes, shared action items."""

"""Planned lives as rows with their journal entries, written in bulk: what the deeds of the domain would have made."""

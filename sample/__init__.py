"""The sample mission in Carana."""

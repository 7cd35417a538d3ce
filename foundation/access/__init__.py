"""Actors, decisions with reasons, gates, sensitivity and the blocks of visibility."""

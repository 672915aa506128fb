"""Compositions of emotes."""

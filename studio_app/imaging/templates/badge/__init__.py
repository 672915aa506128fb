"""Ranks, shapes and colours of badges."""

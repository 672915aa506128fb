"""Plates of panels."""

"""Grounds of profile pictures."""

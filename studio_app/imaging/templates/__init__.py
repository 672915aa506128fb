"""The template families, by style id."""

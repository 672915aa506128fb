"""How well a finished picture will do where it is seen: measured, explained, and with edits that would raise it."""

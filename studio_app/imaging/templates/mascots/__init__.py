"""The faces of emotes: heads, features and what they express."""

"""The `workshop` command: what users type, and what they read."""

"""The model in the box: its files, its process, and what it can read."""

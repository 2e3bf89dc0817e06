"""What `oreai/services/replies` does."""

"""What `oreai/services/models` does."""

"""What `oreai/services/live` does."""

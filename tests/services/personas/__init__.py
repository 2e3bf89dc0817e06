"""What `oreai/services/personas` does."""

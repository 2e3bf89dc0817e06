"""What `oreai/services/personalization` does."""

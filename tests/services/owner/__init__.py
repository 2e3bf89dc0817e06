"""What `oreai/services/owner` does."""

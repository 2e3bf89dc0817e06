"""What `oreai/services/accounts` does."""

"""What `oreai/services/requests` does."""

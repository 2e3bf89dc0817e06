"""What `oreai/services/conversation` does."""

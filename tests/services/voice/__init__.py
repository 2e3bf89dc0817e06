"""What `oreai/services/voice` does."""

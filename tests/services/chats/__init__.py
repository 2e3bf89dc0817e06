"""What `oreai/services/chats` does."""

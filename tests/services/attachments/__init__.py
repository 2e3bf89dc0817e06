"""What `oreai/services/attachments` does."""

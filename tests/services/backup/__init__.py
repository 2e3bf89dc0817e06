"""What `oreai/services/backup` does."""

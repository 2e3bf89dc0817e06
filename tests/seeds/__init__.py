"""What a new OreAI holds."""

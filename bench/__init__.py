"""What OreAI costs while it streams, measured beside a bare floor: `make bench`."""

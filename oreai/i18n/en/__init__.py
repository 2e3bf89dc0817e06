"""English, a file a screen."""

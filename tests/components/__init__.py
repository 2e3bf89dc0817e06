"""How words get onto the page."""

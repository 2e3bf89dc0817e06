"""What a stranger's program may send through the page's socket, and what it gets."""

"""Links by which others read a chat."""

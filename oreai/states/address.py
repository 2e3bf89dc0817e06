"""What an address says."""


def chat_id_in(path: str) -> str:
    """The id of the chat that this path leads to."""
    return path.rstrip("/").rpartition("/")[2]

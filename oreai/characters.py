"""Characters that came in halves: JavaScript and JSON can cut an emoji in two, and no database holds that."""


def storable(text: str) -> str:
    """The text with its halves joined, and a lonely one replaced by the sign for what cannot be read."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

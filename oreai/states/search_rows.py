"""What a search has found, as the page shows it."""

from dataclasses import dataclass
from urllib.parse import quote

from oreai.i18n import Texts
from oreai.services.search.marking import Piece
from oreai.services.search.results import ChatHits


@dataclass
class HitRow:
    """A message that was found."""

    id: str
    address: str
    role: str
    pieces: list[Piece]


@dataclass
class FoundChatRow:
    """A chat with what was found in it."""

    id: str
    icon: str
    title: list[Piece]
    address: str
    at: int
    "Milliseconds since 1970."
    hits: list[HitRow]
    more: str
    "The way to the other hits in this chat, where there are any."


@dataclass
class ChoiceRow:
    """Something to filter by."""

    value: str
    label: str


def found_chat_row(chat: ChatHits, query: str, texts: Texts) -> FoundChatRow:
    """A chat that was found; its ways lead to the words in it."""
    found = f"find={quote(query)}"
    return FoundChatRow(
        id=chat.id,
        icon=chat.icon,
        title=chat.title,
        address=f"/chat/{chat.id}",
        at=round(chat.at.timestamp() * 1000),
        hits=[
            HitRow(
                id=hit.id,
                address=f"/chat/{chat.id}?at={hit.id}&{found}",
                role=texts.search.you if hit.role == "user" else texts.search.reply,
                pieces=hit.pieces,
            )
            for hit in chat.hits
        ],
        more=f"/chat/{chat.id}?{found}" if chat.has_more else "",
    )

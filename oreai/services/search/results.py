"""What a search is asked, and what it tells."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from oreai.models import now
from oreai.repositories.finding import Filters
from oreai.services.search.marking import Piece


@dataclass(frozen=True)
class SearchFilters:
    """Which messages are searched; all of one's own unless told."""

    persona_id: str = ""
    model: str = ""
    provider: str | None = None
    "Whose model that is; None for the default provider's."
    days: int = 0
    "Only those of so many last days; 0 for all."
    has_attachments: bool = False
    is_pinned: bool = False
    "Only of pinned chats."

    @property
    def columns(self) -> Filters:
        """The same, as the database is asked."""
        return Filters(
            persona_id=self.persona_id,
            model=self.model,
            provider=self.provider,
            since=now() - timedelta(days=self.days) if self.days else None,
            has_attachments=self.has_attachments,
            is_pinned=self.is_pinned,
        )


ALL_MESSAGES = SearchFilters()


@dataclass(frozen=True)
class MessageHit:
    """A message that was found, and the sentence in which."""

    id: str
    role: str
    pieces: list[Piece]


@dataclass(frozen=True)
class ChatHits:
    """A chat with what was found in it: its title, or messages, or both."""

    id: str
    icon: str
    title: list[Piece]
    at: datetime
    hits: list[MessageHit]
    has_more: bool
    "More of its messages were found than are listed."


@dataclass(frozen=True)
class SearchResults:
    """What was found, the newest first; chats that are called so above all others."""

    chats: list[ChatHits]
    messages: int
    "How many messages are listed."
    has_more: bool
    "There may be more: there was no room, or no time, for them."
    is_behind: bool = False
    "The newest messages are still being read in: soon the same search finds all."


@dataclass(frozen=True)
class HitInChat:
    """A message of the chat that is searched, and the words that were found in it, as they stand there."""

    id: str
    words: list[str]


@dataclass(frozen=True)
class SearchChoices:
    """What can be chosen to filter by."""

    personas: list[tuple[str, str]]
    "(id, icon and name)."
    models: list[tuple[str | None, str]]
    "(provider, model), the last used first."

"""Which messages a link shows: one branch, as far as it is whole, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.characters import beginning
from oreai.models import Chat, Message, SharedLink, Status
from oreai.repositories import attachments, messages
from oreai.repositories.messages import MessageSummary
from oreai.services.attachments.store import AttachmentView, view_of

_MESSAGES_A_PAGE = 60
_TOKENS_A_PAGE = 40_000  # a short novel; what was never counted is taken for the average
_TOKENS_UNCOUNTED = 400
_PREVIEWED = 40  # messages
_PREVIEWED_LENGTH = 160  # characters of each


class NothingToShare(Exception):
    """There is no whole message in the chat."""


@dataclass(frozen=True)
class LastShown:
    """The last message that a link to the chat would show now."""

    message_id: str
    is_newest: bool
    "No reply after it is being made."


@dataclass(frozen=True)
class PreviewMessage:
    """The beginning of a message, and what goes out with it."""

    role: str
    beginning: str
    attachments: Sequence[AttachmentView]


@dataclass(frozen=True)
class Preview:
    """What a link to a chat would show now."""

    title: str
    messages: Sequence[PreviewMessage]
    count: int
    "Of all messages: a long chat's last ones are not among these."
    has_reasoning: bool


def last_shown(session: Session, chat: Chat) -> LastShown:
    """The last message of the selected branch that is whole.

    Raises:
        NothingToShare: there is none.
    """
    branch = messages.visible_branch(session, chat.id)
    whole = [row for row in branch if _is_shown(row)]
    if not whole:
        raise NothingToShare
    return LastShown(whole[-1].id, branch[-1].status != Status.STREAMING)


def preview(session: Session, chat: Chat) -> Preview:
    """What a link to the selected branch would show now.

    Raises:
        NothingToShare: that is nothing.
    """
    ids = [row.id for row in messages.visible_branch(session, chat.id) if _is_shown(row)]
    if not ids:
        raise NothingToShare
    rows = messages.whole(session, ids[:_PREVIEWED])
    files = attachments.of_messages(session, [row.id for row in rows])
    return Preview(
        title=chat.title,
        messages=[
            PreviewMessage(
                row.role,
                beginning(row.content, _PREVIEWED_LENGTH),
                [view_of(one) for one in files.get(row.id, ())],
            )
            for row in rows
        ],
        count=len(ids),
        has_reasoning=messages.any_reasoning(session, ids),
    )


def ids_shown(session: Session, link: SharedLink) -> list[list[str]]:
    """By pages, the messages up to the link's last one that still stand, with something in them."""
    line = messages.visible(messages.ancestors(session, link.chat_id, link.leaf_id))
    return _pages([row for row in line if _is_shown(row)])


def rows_of(session: Session, ids: Sequence[str]) -> list[Message]:
    """These messages, without those that turn out to be empty."""
    return [row for row in messages.whole(session, ids) if row.content or row.attachment_tokens]


def _is_shown(row: MessageSummary) -> bool:
    return row.status != Status.STREAMING and not row.is_empty


def _pages(line: Sequence[MessageSummary]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    tokens = 0
    for row in line:
        cost = _TOKENS_UNCOUNTED if row.tokens is None else row.tokens
        is_full = len(pages[-1]) >= _MESSAGES_A_PAGE or tokens + cost > _TOKENS_A_PAGE
        if pages[-1] and is_full:
            pages.append([])
            tokens = 0
        pages[-1].append(row.id)
        tokens += cost
    return pages

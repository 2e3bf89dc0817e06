"""Views of a chat: the part of it that a screen shows, and every change of it, whoever causes it.

Nothing is changed here; that is `conversation.py`.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.box.models import TRIAL_NAME
from oreai.models import Message, Status
from oreai.repositories import attachments, messages, queue
from oreai.repositories.messages import MessageSummary
from oreai.services.accounts.ownership import NoSuchMessage, owned_chat
from oreai.services.attachments.store import AttachmentView
from oreai.services.attachments.store import view_of as attachment_view
from oreai.services.conversation.deltas import deltas_after
from oreai.services.conversation.follow_ups import offered_after
from oreai.services.conversation.memory_offers import MemoryOffer, offer_in
from oreai.services.conversation.questions import questions_of
from oreai.services.conversation.version_names import names_in
from oreai.services.conversation.views import ConversationView, MessageView, ReplyDelta, Shown, view_of
from oreai.services.live.topics import Live
from oreai.services.models.user_providers import is_users_own
from oreai.services.replies.distant import DistantReplies
from oreai.services.replies.generation import Generation
from oreai.services.replies.generations import Generations
from oreai.services.replies.running_reply import RunningReply
from oreai.services.requests.build import ModelRequests, source_of
from oreai.services.requests.parts import RequestSource
from oreai.services.usage.allowance import Allowance, Allowances

NEWEST = Shown()
"The newest page of a chat."
PAGE = 40  # messages
_PAGE_TOKENS = 12_000  # of a page: about 48 kB, so that long messages do not make a heavy page
_QUEUED_PREVIEW = 200  # characters of a queued message: a line shows no more
_LOOKS_AT_ONCE = 2  # of pages at what has changed: what was just sent goes to the provider first
_FEWEST = 4  # messages of a page, however long they are


@dataclass(frozen=True)
class _Page:
    source: RequestSource
    messages: Sequence[Message]
    versions: Mapping[str, Sequence[str]]
    model_names: Mapping[str, str]
    "Of the messages whose versions are of several models."
    attachments: Mapping[str, Sequence[AttachmentView]]
    "The attachments of each message that has any."
    visible: Collection[str]
    "The ids of the whole conversation."
    earlier: int
    later: int
    queue: Sequence[tuple[str, str, Collection[str]]]
    memory_offer: MemoryOffer | None


class ChatViews:
    """Reads chats for screens."""

    def __init__(
        self,
        database: Database,
        live: Live,
        generations: Generations,
        distant: DistantReplies,
        requests: ModelRequests,
        *,
        allowances: Allowances,
    ):
        self._database = database
        self._live = live
        self._generations = generations
        self._distant = distant
        self._requests = requests
        self._allowances = allowances
        self._looks = asyncio.Semaphore(_LOOKS_AT_ONCE)

    async def view(self, user_id: str, chat_id: str, shown: Shown = NEWEST) -> ConversationView:
        """The chat as it is now; a running reply has the text that has come so far.

        Args:
            shown: which part of it; the newest page unless told.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        return (await self._view(user_id, chat_id, shown))[0]

    async def _view(
        self, user_id: str, chat_id: str, shown: Shown
    ) -> tuple[ConversationView, RunningReply | None]:
        """The chat, and its reply that is being made, by whichever process."""
        # Held before the store is read: a reply that ends meanwhile would be neither here nor whole there.
        generation = self._generations.in_chat(chat_id)
        page, allowance = await self._database.read(
            lambda session: (
                _page(session, user_id, chat_id, shown),
                self._allowances.read(session, user_id),
            )
        )
        source, wants = page.source, page.source.user.wants_follow_ups
        allowance = replace(allowance, is_free=is_users_own(source.chat.provider))
        ended = [message for message in source.branch if message.status != Status.STREAMING]
        introduced = _first_of_the_box(page)
        running_ids = [message.id for message in source.branch if message.status == Status.STREAMING]
        running = self._running(generation, page, running_ids[-1]) if running_ids else None
        view = ConversationView(
            chat_id=chat_id,
            icon=source.chat.icon,
            title=source.chat.title,
            opening=source.chat.opening,
            questions=source.chat.questions.splitlines(),
            examples=[(example.role, example.content) for example in source.examples],
            messages=[
                view_of(
                    message,
                    running,
                    page.versions[message.id],
                    page.attachments.get(message.id, ()),
                    can_go_on=allowance.is_enough,
                    can_retry=_can_be_asked_again(message, page, allowance),
                    has_own_model=source.chat.model is not None,
                    introduces=message.id == introduced,
                    model_name=page.model_names.get(message.id, ""),
                )
                for message in page.messages
            ],
            archived=source.chat.archived_at is not None,
            temporary=source.chat.temporary_until is not None,
            memory_offer=page.memory_offer,
            follow_ups=offered_after(page.messages) if wants and not page.later else [],
            draft=source.chat.draft or "",
            queue=page.queue,
            running_id=running_ids[-1] if running_ids else "",
            shown=shown,
            earlier=page.earlier,
            later=page.later,
            context_usage=await self._requests.context_usage(replace(source, branch=ended)),
            allowance=allowance,
        )
        return view, running

    def _running(self, generation: Generation | None, page: _Page, message_id: str) -> RunningReply | None:
        """The reply that is being made, from this process where it is made here, else from its maker."""
        if generation and generation.message_id == message_id:
            return generation
        row = next((message for message in page.messages if message.id == message_id), None)
        return self._generations.find(message_id) or (self._distant.watch(row) if row else None)

    async def earlier(self, user_id: str, chat_id: str, shown: Shown) -> Shown:
        """The part of the chat that is shown, with a page of earlier messages before it.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> Shown:
            branch = _active_branch(session, user_id, chat_id)
            visible, start = messages.visible(branch), _position(branch, shown.first, 0)
            length = _page_length(visible[:start][::-1])
            return replace(shown, first=visible[start - length].id) if start else shown

        return await self._database.read(work)

    async def later(self, user_id: str, chat_id: str, shown: Shown) -> Shown:
        """The part of the chat that is shown, with a page of later messages after it.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> Shown:
            branch = _active_branch(session, user_id, chat_id)
            visible = messages.visible(branch)
            end = _position(branch, shown.last, len(visible) - 1) + 1
            end += _page_length(visible[end:])
            return replace(shown, last="" if end >= len(visible) else visible[end - 1].id)

        return await self._database.read(work)

    async def page_around(self, user_id: str, chat_id: str, message_id: str) -> Shown:
        """The part of the chat around a message; the newest part where the message is not in it.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> Shown:
            visible = messages.visible(_active_branch(session, user_id, chat_id))
            at = _position(visible, message_id, -1)
            if at < 0:
                return Shown()
            start, end = max(0, at - PAGE // 4), at + 1 + _page_length(visible[at + 1 :])
            return Shown(visible[start].id, "" if end >= len(visible) else visible[end - 1].id)

        return await self._database.read(work)

    async def questions(self, user_id: str, chat_id: str) -> list[tuple[str, str]]:
        """(id, its first words) of each question of the chat; NoSuchChat where it is not this user's."""
        return await self._database.read(lambda session: questions_of(session, user_id, chat_id))

    async def message_of(self, user_id: str, message_id: str) -> MessageView:
        """One message of the user's chats with its whole text, a running reply's as far as it has come.

        Raises:
            NoSuchMessage: the message is not this user's.
        """
        running = self._generations.find(message_id) or self._distant.find(message_id)  # first, as in view()
        message = await self._database.read(lambda session: messages.owned(session, user_id, message_id))
        if message is None:
            raise NoSuchMessage
        return view_of(message, running)

    async def follow(
        self, user_id: str, chat_id: str, shown: Callable[[], Shown] = Shown
    ) -> AsyncGenerator[ConversationView | ReplyDelta, None]:
        """The chat now and after each change, and between changes the deltas of the running reply.

        Ends only when its caller closes it.

        Args:
            shown: called before each reading: which part the screen shows by then.

        Raises:
            NoSuchChat: the chat is not this user's, or no longer.
        """
        topic = self._live.topic(chat_id)
        await self._live.settled()
        while True:
            async with self._looks:
                version = topic.version
                view, running = await self._view(user_id, chat_id, shown())
            yield view
            async for delta in deltas_after(topic, version, view, running):
                yield delta


def _page(session: Session, user_id: str, chat_id: str, shown: Shown) -> _Page:
    chat = owned_chat(session, user_id, chat_id)
    rows = messages.message_summaries(session, chat.id)
    branch = messages.active_branch(rows)
    visible = messages.visible(branch)
    end = min(_position(branch, shown.last, len(visible) - 1) + 1, len(visible))
    start = min(_position(branch, shown.first, end - _page_length(visible[:end][::-1])), end)
    found = attachments.of_messages(session, [row.id for row in visible[start:end] if row.attachment_tokens])
    ids, versions = [message.id for message in visible[start:end]], messages.versions(rows)
    return _Page(
        source=source_of(session, chat, visible),
        messages=messages.whole(session, ids),
        versions=versions,
        model_names=names_in(rows, versions, ids),
        attachments={key: [attachment_view(attachment) for attachment in its] for key, its in found.items()},
        visible={message.id for message in visible},
        earlier=start,
        later=len(visible) - end,
        queue=queue.first_words(session, chat.id, _QUEUED_PREVIEW),
        memory_offer=offer_in(session, chat, visible),
    )


def _can_be_asked_again(message: Message, page: _Page, allowance: Allowance) -> bool:
    """What it answers is still there, and it would not be refused."""
    return allowance.is_enough and (message.parent_id is None or message.parent_id in page.visible)


def _first_of_the_box(page: _Page) -> str:
    """The chat's first reply that the small model in the box has written, where this page shows it."""
    written = [message.id for message in page.messages if message.model == TRIAL_NAME]
    return written[0] if written and not page.earlier else ""


def _active_branch(session: Session, user_id: str, chat_id: str) -> list[MessageSummary]:
    chat = owned_chat(session, user_id, chat_id)
    return messages.active_branch(messages.message_summaries(session, chat.id))


def _position(branch: Sequence[MessageSummary], message_id: str, otherwise: int) -> int:
    """Where a message stands among those that are shown; of a deleted one: where the next one stands."""
    visible = 0
    for message in branch:
        if message.id == message_id:
            return visible
        visible += message.deleted_at is None
    return otherwise


def _page_length(visible: Sequence[MessageSummary]) -> int:
    """How many messages, from the first of these, make a page."""
    tokens = 0
    for at, message in enumerate(visible[:PAGE]):
        tokens += message.tokens or 0
        if tokens > _PAGE_TOKENS and at >= _FEWEST:
            return at
    return min(PAGE, len(visible))

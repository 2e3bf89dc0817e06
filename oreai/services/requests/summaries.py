"""The running summary: what the model remembers of the turns that its window no longer holds.

The model itself writes it, in the background and before it is needed: once a
conversation fills most of the window, its older half is folded into a few
hundred words, in the language it is held in. The owner of the server pays that.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import Texts, fill, texts_for
from oreai.llm.client import ChatTurn
from oreai.llm.errors import ContextTooLong, ModelError
from oreai.models import Chat, Message, Purpose, Role
from oreai.repositories import chats, messages
from oreai.repositories.messages import MessageSummary
from oreai.services.accounts.ownership import NoSuchChat, owned_chat
from oreai.services.live.topics import Live
from oreai.services.models.chat_models import ChatModel, ChatModels
from oreai.services.requests.auxiliary import AuxiliaryRequests
from oreai.services.requests.build import ModelRequests, source_of
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.context import Turn
from oreai.services.requests.parts import ModelRequest, RequestSource
from oreai.services.requests.record import marked
from oreai.services.usage.charges import Account

log = logging.getLogger(__name__)

FULL = 0.75
"Of the room for a request: from here on the summary is written."
KEEP_SHARE = 0.45
"Of the same: what stays in full beside it."
_SUMMARY_SHARE = 8  # the summary may take an eighth of the window
_MOST_TOKENS = 700  # and never more than this
_ROUNDS = 12  # a long backlog (a smaller model was chosen) is folded in piece by piece
_TRIES = 4  # each with half of the text
_CALM = 0.3  # the temperature of somebody who takes notes


@dataclass(frozen=True)
class _Excerpt:
    """The part of a conversation that is folded in next."""

    chat: Chat
    model: ChatModel
    texts: Texts
    turns: Sequence[tuple[str, str]]
    contents: Mapping[str, str]
    "The stored words of the messages it is made of, in their order."


class Summaries:
    """Writes summaries."""

    def __init__(
        self,
        database: Database,
        live: Live,
        models: ChatModels,
        requests: ModelRequests,
        auxiliary: AuxiliaryRequests,
    ):
        self._database = database
        self._live = live
        self._models = models
        self._requests = requests
        self._auxiliary = auxiliary
        self._busy: set[str] = set()

    async def after(self, reply: CompletedReply) -> None:
        """Write what should be written now that this reply has ended; a failure waits for the next reply."""
        chat_id = reply.chat_id
        if chat_id in self._busy or not reply.request or not reply.request.model.writes_auxiliary:
            return
        if _has_room(reply.request):
            return
        self._busy.add(chat_id)
        try:
            if not await self._live.bus.subscribed([_writer(chat_id)]):
                await self._write(reply.user_id, chat_id)
        except (ModelError, NoSuchChat) as error:
            log.info("chat %s not summarised: %r", chat_id, error)
        finally:
            self._busy.discard(chat_id)

    async def _write(self, user_id: str, chat_id: str) -> None:
        """Fold piece by piece, and let other processes know meanwhile that it is being done."""
        done = self._live.bus.subscribe(_writer(chat_id), lambda _: None)
        try:
            for _ in range(_ROUNDS):
                if not await self._write_one(user_id, chat_id):
                    break
        finally:
            done()

    async def _write_one(self, user_id: str, chat_id: str) -> bool:
        """Fold one piece into the summary; False when there is none to fold."""
        excerpt = await self._next_excerpt(user_id, chat_id)
        if excerpt is None:
            return False
        summary = await self._ask(excerpt)
        if summary:
            await self._store(excerpt, summary)
        return bool(summary)

    async def _next_excerpt(self, user_id: str, chat_id: str) -> _Excerpt | None:
        def work(session: Session) -> RequestSource:
            chat = owned_chat(session, user_id, chat_id)
            return source_of(session, chat, messages.visible_branch(session, chat_id))

        source = await self._database.read(work)
        model = await self._models.of(source.chat, source.user.local_model)
        weights = await self._requests.weights(source, model)
        rows = [message for message in source.branch[source.covered :] if message.id in weights]
        until = _foldable([Turn(m.role, weights[m.id]) for m in rows], model.window.budget)
        if not until:
            return None
        folded = _that_fits(rows[:until], weights, model)
        texts = await self._database.read(lambda session: messages.texts(session, [m.id for m in folded]))
        turns = [(m.role, marked(texts[m.id], source.marks.get(m.id, ""))) for m in folded]
        return _Excerpt(
            source.chat, model, texts_for(source.user.locale), turns, {m.id: texts[m.id] for m in folded}
        )

    async def _ask(self, excerpt: _Excerpt) -> str:
        """The summary as the model writes it."""
        model, chat = excerpt.model, excerpt.chat
        account = Account(chat.user_id, Purpose.SUMMARY, chat.id)
        room = min(_MOST_TOKENS, model.window.limit // _SUMMARY_SHARE)
        turns = _task(excerpt, words=max(60, room // 3))
        for _ in range(_TRIES):
            try:
                return await self._auxiliary.ask(account, model, turns, max_tokens=room, temperature=_CALM)
            except ContextTooLong:
                turns = await asyncio.to_thread(_halved, turns)
        return ""

    async def _store(self, excerpt: _Excerpt, summary: str) -> None:
        """Keep the summary, unless what it tells of has changed meanwhile."""

        def work(session: Session) -> None:
            chat = chats.get(session, excerpt.chat.user_id, excerpt.chat.id, lock=True)
            if chat and _still_stands(session, chat, excerpt):
                chat.summary, chat.summary_until = summary, list(excerpt.contents)[-1]
                session.add(chat)

        await self._database.write(work)
        self._live.notify_changed(excerpt.chat.id)


def _has_room(request: ModelRequest) -> bool:
    """Whether all of a chat went, and left room however long the reply is: its messages need no look."""
    record, model = request.record, request.model
    is_whole = not (record.left_out or record.cut or record.summary)
    most = model.counter.weigh(request.counted) + model.window.answer
    return is_whole and most <= model.window.budget * FULL


def _writer(chat_id: str) -> str:
    """The channel that the process listens to which writes this chat's summary."""
    return f"summary:{chat_id}"


def _still_stands(session: Session, chat: Chat, excerpt: _Excerpt) -> bool:
    """Whether the summary before and the messages of the piece are what they were."""
    visible = {message.id for message in messages.visible_branch(session, chat.id)}
    return (
        chat.summary_until == excerpt.chat.summary_until
        and visible.issuperset(excerpt.contents)
        and messages.texts(session, list(excerpt.contents)) == excerpt.contents
    )


def forget_summary(session: Session, chat: Chat, message: Message) -> None:
    """A summary that covers a message whose words have changed, or gone, is written anew."""
    covered = messages.ancestors(session, chat.id, chat.summary_until)
    if message.id in [row.id for row in covered]:
        chat.summary = chat.summary_until = None
        session.add(chat)


def _foldable(turns: Sequence[Turn], budget: int) -> int:
    """How many turns, in whole exchanges, to fold into the summary; 0 while there is room."""
    left = sum(turn.tokens for turn in turns)
    if left <= budget * FULL:
        return 0
    until = 0
    for at, turn in enumerate(turns):
        if at and turn.role == Role.USER:
            until = at
            if left <= budget * KEEP_SHARE:
                break
        left -= turn.tokens
    return until


def _that_fits(
    rows: Sequence[MessageSummary], weights: dict[str, int], model: ChatModel
) -> Sequence[MessageSummary]:
    """As much of the line, from its beginning, as one request can carry; at least one message."""
    room, until = model.window.budget * FULL, 0
    for message in rows:
        room -= weights[message.id]
        if room < 0 and until:
            break
        until += 1
    return rows[:until]


def _task(excerpt: _Excerpt, *, words: int) -> list[ChatTurn]:
    """What the model is told: the task, the earlier summary, and the turns to fold in, as one text."""
    texts = excerpt.texts
    names = {Role.USER: texts.chat.your_message, Role.ASSISTANT: texts.chat.assistant_message}
    told = "\n\n".join(f"{names.get(Role(role), role)}: {content}" for role, content in excerpt.turns)
    before = (
        f"{texts.instructions.summary_introduction}\n{excerpt.chat.summary}\n\n"
        if excerpt.chat.summary
        else ""
    )
    task = fill(texts.instructions.summary_task, words=str(words))
    return [ChatTurn("system", task), ChatTurn("user", before + told)]


def _halved(turns: list[ChatTurn]) -> list[ChatTurn]:
    """The same task with the middle of its text left out."""
    system, text = turns[0], turns[1].content
    quarter = len(text) // 4
    return [system, ChatTurn("user", text[:quarter] + "\n…\n" + text[-quarter:])]

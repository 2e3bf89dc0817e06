"""A better title, by the model: once, after a chat's first whole reply, and never over its owner's own.

It is a courtesy: it costs the user no call, changes no order, and where it
fails nothing happens.
"""

import asyncio
import logging
from contextlib import aclosing

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import texts_for
from oreai.llm.client import ChatTurn, ModelError, Parameters
from oreai.llm.provider import OFFLINE_MODEL
from oreai.models import Chat, Message, Role, Status, TitledBy
from oreai.repositories import chats, messages, users
from oreai.services.chats import title_from
from oreai.services.generation import FindsClient, Generation
from oreai.services.live import Live

log = logging.getLogger(__name__)

MAX_TOKENS = 32
_TEMPERATURE = 0.2
_EXCERPT = 1000  # characters of each message: what a chat is about is said early
_PATIENCE_SECONDS = 30
_QUOTES = "\"'“”‘’「」『』《》*`#"
_ENDS = "。．.，,：:；; "


class Titles:
    """Asks the model what a chat is about."""

    def __init__(self, database: Database, live: Live, provider: FindsClient, *, enabled: bool):
        self._database = database
        self._live = live
        self._provider = provider
        self._enabled = enabled
        self._asking: set[asyncio.Task[None]] = set()

    def reply_ended(self, generation: Generation) -> None:
        """A reply has been stored; a whole one may be the first of its chat."""
        if self._enabled and generation.status == Status.COMPLETE:
            task = asyncio.create_task(self._entitle(generation.user_id, generation.chat_id))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def close(self) -> None:
        """The server goes away, or a test is over: ask no more."""
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)

    async def _entitle(self, user_id: str, chat_id: str) -> None:
        try:
            if request := await self._database.read(lambda session: _request(session, user_id, chat_id)):
                await self._write(user_id, chat_id, await self._ask(*request))
        except (ModelError, TimeoutError) as error:
            log.info("no better title for chat %s: %r", chat_id, error)
        except Exception:
            log.exception("no better title for chat %s", chat_id)

    async def _ask(self, turns: list[ChatTurn], local_model: str | None) -> str:
        client, model = await self._provider.client(local_model)
        if model == OFFLINE_MODEL:
            return ""
        parameters = Parameters(model=model, temperature=_TEMPERATURE, max_tokens=MAX_TOKENS)
        async with (
            asyncio.timeout(_PATIENCE_SECONDS),
            aclosing(client.stream(turns, parameters)) as pieces,
        ):
            return title_in("".join([piece.text async for piece in pieces]))

    async def _write(self, user_id: str, chat_id: str, title: str) -> None:
        def work(session: Session) -> None:
            chat = chats.get(session, user_id, chat_id, lock=True)
            if chat and _may_be_titled(chat):  # or it was renamed or deleted meanwhile
                chat.title, chat.titled_by = title, TitledBy.MODEL

        if title:
            await self._database.write(work)
            self._live.touch(chat_id, user_id)


def title_in(answer: str) -> str:
    """The title in what the model said; nothing where it said something else."""
    line = next((line for line in answer.splitlines() if line.strip()), "").strip()
    if line.startswith("<"):  # a model that thinks aloud
        return ""
    return title_from(line.strip(_QUOTES + _ENDS))


def _request(session: Session, user_id: str, chat_id: str) -> tuple[list[ChatTurn], str | None] | None:
    """What the model is asked, if this chat is to be asked about, and the user's own model."""
    chat = chats.get(session, user_id, chat_id)
    if not chat or not _may_be_titled(chat):
        return None
    path = messages.path(session, chat_id)
    whole = [turn for turn in path if turn.role == Role.ASSISTANT and turn.status == Status.COMPLETE]
    if len(whole) != 1:
        return None
    user = users.get(session, user_id)
    return _turns(texts_for(user.locale).title_request, path), user.local_model


def _may_be_titled(chat: Chat) -> bool:
    return chat.titled_by == TitledBy.WORDS


def _turns(instruction: str, path: list[Message]) -> list[ChatTurn]:
    """The conversation goes as one quoted turn: as turns of its own the model would go on with it."""
    said = "\n\n".join(f"{turn.role}: {turn.content[:_EXCERPT]}" for turn in path if turn.content)
    return [ChatTurn("system", instruction), ChatTurn("user", f"<conversation>\n{said}\n</conversation>")]

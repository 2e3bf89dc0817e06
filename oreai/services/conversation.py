"""A chat and its messages: saying something, asking for a reply, clearing, watching.

The user's message and its empty reply are stored before the provider is
called, in one transaction that also counts the call: nothing said is lost,
and no two sends can take the same last call.
"""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.client import ChatTurn, OutOfCalls, Parameters
from oreai.models import Chat, Message, Role, Status, TitledBy, now
from oreai.repositories import chats, messages, users
from oreai.services.chats import NoSuchChat, title_from
from oreai.services.context import turns_for
from oreai.services.generation import Generation, Generations
from oreai.services.live import Live, Topic
from oreai.services.pace import Pace

LONGEST_PROMPT = 100_000  # characters


class StillReplying(Exception):
    """The chat's reply is still being made; another one has to wait."""


class PromptTooLong(Exception):
    """More than a message may hold."""


class NoSuchMessage(Exception):
    """No message of this id is the user's, or not one this can be done to."""


@dataclass(frozen=True)
class MessageView:
    """A message as a view shows it; `retry_after_s` counts from when it ended."""

    id: str
    role: str
    status: str
    content: str
    error_kind: str = ""
    error_words: str = ""
    retry_after_s: int = 0


@dataclass(frozen=True)
class ConversationView:
    """A chat as the screen shows it."""

    chat_id: str
    icon: str
    title: str
    opening: str
    questions: list[str]
    examples: list[tuple[str, str]]
    "(role, content) turns."
    messages: list[MessageView]
    running_id: str = ""
    "The message whose reply is being made, if any."


@dataclass(frozen=True)
class Growth:
    """What a running reply has said since the offset (in characters)."""

    message_id: str
    offset: int
    text: str


@dataclass(frozen=True)
class _Begun:
    """A reply that is stored and may start."""

    chat_id: str
    message_id: str
    turns: list[ChatTurn]
    local_model: str | None
    starts: bool


class Conversation:
    """Everything that happens inside a chat."""

    def __init__(self, database: Database, live: Live, generations: Generations, *, parameters: Parameters):
        self._database = database
        self._live = live
        self._generations = generations
        self._parameters = parameters

    async def add_prompt(self, user_id: str, chat_id: str, text: str, send_key: str) -> str:
        """Say something, and ask for the reply.

        Args:
            send_key: the browser's own name for this send; the same one again adds nothing.

        Returns:
            The id of the reply's message, or of the prompt that this send made before.

        Raises:
            NoSuchChat, StillReplying, PromptTooLong: nothing was stored.
        """
        text = text.strip()
        if len(text) > LONGEST_PROMPT:
            raise PromptTooLong(len(text))

        def work(session: Session) -> _Begun | str:
            if earlier := messages.sent_as(session, user_id, send_key):
                return earlier.id
            chat = _chat(session, user_id, chat_id)
            prompt = Message(chat_id=chat.id, role=Role.USER, content=text, send_key=send_key)
            _entitle(chat, text)
            return self._begin(session, chat, prompt)

        return await self._start(user_id, work)

    async def begin_reply(self, user_id: str, chat_id: str) -> str:
        """Let the assistant speak, first or again, without a new prompt."""
        return await self._start(
            user_id, lambda session: self._begin(session, _chat(session, user_id, chat_id))
        )

    async def retry(self, user_id: str, message_id: str) -> str:
        """Ask once more for this reply; the earlier one stays stored beside it.

        Raises:
            NoSuchMessage: not a reply of this user.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> _Begun:
            old = messages.owned(session, user_id, message_id)
            if old is None or old.role != Role.ASSISTANT:
                raise NoSuchMessage
            chat = _chat(session, user_id, old.chat_id)
            return self._begin(session, chat, parent_id=old.parent_id, replaces=old.id)

        return await self._start(user_id, work)

    def _begin(
        self,
        session: Session,
        chat: Chat,
        prompt: Message | None = None,
        *,
        parent_id: str | None = None,
        replaces: str | None = None,
    ) -> _Begun:
        """Store the prompt, if any, and an empty reply below it, and count the call."""
        if messages.running(session, chat.id):
            raise StillReplying
        path = messages.path(session, chat.id)
        if replaces:
            path = _before(path, replaces)
        else:
            parent_id = path[-1].id if path else None
        if prompt:
            prompt.parent_id = parent_id
            path.append(messages.add(session, prompt))
            parent_id = prompt.id
        reply = Message(
            chat_id=chat.id,
            parent_id=parent_id,
            role=Role.ASSISTANT,
            status=Status.STREAMING,
            **self._generations.lease(),
        )
        if not users.spend_call(session, chat.user_id):
            _refuse(reply)
        messages.add(session, reply)
        chat.last_message_at = now()
        return _Begun(
            chat_id=chat.id,
            message_id=reply.id,
            turns=turns_for(chat, chats.examples(session, chat.id), path),
            local_model=users.get(session, chat.user_id).local_model,
            starts=reply.status == Status.STREAMING,
        )

    async def _start(self, user_id: str, work: Callable[[Session], _Begun | str]) -> str:
        begun = await self._database.write(work)
        if isinstance(begun, str):
            return begun
        if begun.starts:
            self._generations.start(
                user_id=user_id,
                chat_id=begun.chat_id,
                message_id=begun.message_id,
                turns=begun.turns,
                parameters=self._parameters,
                local_model=begun.local_model,
            )
        self._live.touch(begun.chat_id, user_id)
        return begun.message_id

    async def stop(self, user_id: str, message_id: str) -> bool:
        """Stop the user's running reply, keeping what has come; False when there is none."""
        return await self._generations.stop(user_id, message_id)

    async def clear(self, user_id: str, chat_id: str) -> None:
        """Delete the chat's messages; examples stay. A running reply is stopped first."""

        def work(session: Session) -> None:
            messages.clear(session, _chat(session, user_id, chat_id).id)

        view = await self.view(user_id, chat_id)
        if view.running_id:
            await self.stop(user_id, view.running_id)
        await self._database.write(work)
        self._live.touch(chat_id, user_id)

    async def view(self, user_id: str, chat_id: str) -> ConversationView:
        """The chat as it stands now, a running reply with what it has said so far.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> tuple[Chat, list, list[Message]]:
            chat = chats.get(session, user_id, chat_id)
            if chat is None:
                raise NoSuchChat
            return chat, list(chats.examples(session, chat.id)), messages.path(session, chat.id)

        chat, examples, path = await self._database.read(work)
        running = [m.id for m in path if m.status == Status.STREAMING]
        return ConversationView(
            chat_id=chat.id,
            icon=chat.icon,
            title=chat.title,
            opening=chat.opening,
            questions=chat.questions.splitlines(),
            examples=[(example.role, example.content) for example in examples],
            messages=[_view(message, self._generations.find(message.id)) for message in path],
            running_id=running[-1] if running else "",
        )

    async def text_of(self, user_id: str, message_id: str) -> str:
        """The whole text of the user's message, a running one as far as it has come."""
        message = await self._database.read(lambda s: messages.owned(s, user_id, message_id))
        if message is None:
            raise NoSuchMessage
        generation = self._generations.find(message_id)
        return str(generation.text) if generation else message.content

    async def follow(self, user_id: str, chat_id: str) -> AsyncGenerator[ConversationView | Growth, None]:
        """What happens in the chat, whoever causes it: the chat itself first and after each
        change, and between changes what the running reply says.

        Raises:
            NoSuchChat: the chat is not this user's, or no longer.
        """
        topic = self._live.topic(chat_id)
        while True:
            version = topic.version
            view = await self.view(user_id, chat_id)
            yield view
            async for growth in self._growth(topic, version, view):
                yield growth

    async def _growth(
        self, topic: Topic, version: int, view: ConversationView
    ) -> AsyncGenerator[Growth, None]:
        """What the running reply says, gathered by the clock, until the topic's version changes."""
        generation = self._generations.find(view.running_id)
        offset = sum(len(m.content) for m in view.messages if m.id == view.running_id)
        pace = Pace()
        while topic.version == version:
            if generation and generation.text.length > offset:
                text = generation.text.since(offset)
                yield Growth(generation.message_id, offset, text)
                offset += len(text)
                if topic.version == version:
                    await topic.touched.wait(pace.seconds())
            else:
                await topic.stirred.wait()
        if generation and generation.text.length > offset:
            yield Growth(generation.message_id, offset, generation.text.since(offset))


def _chat(session: Session, user_id: str, chat_id: str) -> Chat:
    """The user's chat, locked: what is said in one chat is put in order."""
    chat = chats.get(session, user_id, chat_id, lock=True)
    if chat is None:
        raise NoSuchChat
    return chat


def _before(path: list[Message], message_id: str) -> list[Message]:
    ids = [message.id for message in path]
    if message_id not in ids:
        raise NoSuchMessage
    return path[: ids.index(message_id)]


def _entitle(chat: Chat, text: str) -> None:
    if chat.titled_by == TitledBy.NOBODY and text:
        chat.title, chat.titled_by = title_from(text), TitledBy.WORDS


def _refuse(reply: Message) -> None:
    """A reply that no call is left for: it fails at once, with the original's text."""
    reply.status = Status.FAILED
    reply.error_kind = OutOfCalls.kind
    reply.finished_at = now()
    reply.lease_owner = reply.lease_until = None


def _view(message: Message, generation: Generation | None) -> MessageView:
    return MessageView(
        id=message.id,
        role=message.role,
        status=message.status,
        content=str(generation.text) if generation else message.content,
        error_kind=message.error_kind or "",
        error_words=message.error_text or "",
        retry_after_s=message.retry_after_s or 0,
    )

"""A chat and its messages: saying something, asking for a reply, clearing, watching."""

import time
from collections.abc import AsyncGenerator, Callable

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.client import Parameters
from oreai.models import Chat, Example, Message, Role, Status
from oreai.repositories import chats, messages
from oreai.services.beginnings import Begun, NoSuchMessage, StillReplying, begin, begin_again, resume
from oreai.services.chats import NoSuchChat
from oreai.services.generation import Generations
from oreai.services.live import Live, Topic
from oreai.services.pace import Pace
from oreai.services.views import ConversationView, Growth, MessageView, view_of

__all__ = [
    "LONGEST_PROMPT",
    "Conversation",
    "ConversationView",
    "Growth",
    "MessageView",
    "NoSuchChat",
    "NoSuchMessage",
    "PromptTooLong",
    "StillReplying",
]

LONGEST_PROMPT = 100_000  # characters


class PromptTooLong(Exception):
    """More than a message may hold; its argument is how many characters it has."""


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

        def work(session: Session) -> Begun | str:
            chat = _locked(session, user_id, chat_id)
            if earlier := messages.sent_as(session, chat.id, send_key):
                return earlier.id
            prompt = Message(chat_id=chat.id, role=Role.USER, content=text, send_key=send_key)
            return begin(session, chat, self._generations.lease(), prompt)

        return await self._start(user_id, work)

    async def begin_reply(self, user_id: str, chat_id: str) -> str:
        """Let the assistant speak first, without a prompt."""

        def work(session: Session) -> Begun:
            return begin(session, _locked(session, user_id, chat_id), self._generations.lease())

        return await self._start(user_id, work)

    async def retry(self, user_id: str, message_id: str) -> str:
        """Ask once more for this reply; the earlier one stays stored beside it.

        Raises:
            NoSuchMessage: not a reply of this user.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> Begun:
            chat, reply = _chat_of(session, user_id, message_id)
            return begin_again(session, chat, self._generations.lease(), reply)

        return await self._start(user_id, work)

    async def continue_reply(self, user_id: str, message_id: str) -> str:
        """Let the model go on from what a reply that ended early has said, in the same message.

        Raises:
            NoSuchMessage: not the newest reply of a chat of this user, or not one that ended early.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> Begun:
            chat, reply = _chat_of(session, user_id, message_id)
            return resume(session, chat, self._generations.lease(), reply)

        return await self._start(user_id, work)

    async def _start(self, user_id: str, work: Callable[[Session], Begun | str]) -> str:
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
                said=begun.said,
            )
        self._live.touch(begun.chat_id, user_id)
        return begun.message_id

    async def stop(self, user_id: str, message_id: str) -> bool:
        """Stop the user's running reply, keeping what has come; False when there is none."""
        return await self._generations.stop(user_id, message_id)

    async def clear(self, user_id: str, chat_id: str) -> None:
        """Delete the chat's messages; examples stay. A running reply is stopped first."""

        def running(session: Session) -> str | None:
            reply = messages.running(session, _locked(session, user_id, chat_id).id)
            return reply.id if reply else None

        def work(session: Session) -> None:
            messages.clear(session, _locked(session, user_id, chat_id).id)

        if message_id := await self._database.read(running):
            await self.stop(user_id, message_id)
        await self._database.write(work)
        self._live.touch(chat_id, user_id)

    async def view(self, user_id: str, chat_id: str) -> ConversationView:
        """The chat as it stands now, a running reply with what it has said so far.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> tuple[Chat, list[Example], list[Message]]:
            chat = chats.get(session, user_id, chat_id)
            if chat is None:
                raise NoSuchChat
            return chat, list(chats.examples(session, chat.id)), messages.path(session, chat.id)

        # Held before the store is read: a reply that ends meanwhile would be neither here nor whole there.
        generation = self._generations.in_chat(chat_id)
        chat, examples, path = await self._database.read(work)
        running = [message.id for message in path if message.status == Status.STREAMING]
        return ConversationView(
            chat_id=chat.id,
            icon=chat.icon,
            title=chat.title,
            opening=chat.opening,
            questions=chat.questions.splitlines(),
            examples=[(example.role, example.content) for example in examples],
            messages=[view_of(message, generation) for message in path],
            running_id=running[-1] if running else "",
        )

    async def text_of(self, user_id: str, message_id: str) -> str:
        """The whole text of the user's message, a running one as far as it has come.

        Raises:
            NoSuchMessage: the message is not this user's.
        """
        generation = self._generations.find(message_id)  # before the store is read, as in view()
        message = await self._database.read(lambda session: messages.owned(session, user_id, message_id))
        if message is None:
            raise NoSuchMessage
        return view_of(message, generation).content

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
        offset = sum(len(message.content) for message in view.messages if message.id == view.running_id)
        pace = Pace()
        while topic.version == version:
            if generation and generation.text.length > offset:
                text = generation.text.since(offset)
                yield Growth(generation.message_id, offset, text)
                offset += len(text)
                if topic.version == version:
                    await _gather(topic, pace)
            else:
                await topic.stirred.wait()
        if generation and generation.text.length > offset:
            yield Growth(generation.message_id, offset, generation.text.since(offset))


async def _gather(topic: Topic, pace: Pace) -> None:
    """Let the reply grow for as long as the pace says, unless something else happens in the chat."""
    asked, began = pace.seconds(), time.monotonic()
    await topic.touched.wait(asked)
    pace.waited(asked, time.monotonic() - began)


def _locked(session: Session, user_id: str, chat_id: str) -> Chat:
    """The user's chat, locked: what is said in one chat is put in order."""
    chat = chats.get(session, user_id, chat_id, lock=True)
    if chat is None:
        raise NoSuchChat
    return chat


def _chat_of(session: Session, user_id: str, message_id: str) -> tuple[Chat, Message]:
    """The user's message and its chat, locked."""
    message = messages.owned(session, user_id, message_id)
    if message is None:
        raise NoSuchMessage
    return _locked(session, user_id, message.chat_id), message

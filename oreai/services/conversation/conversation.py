"""A chat and its messages: saying something, asking for a reply, clearing. Looking: `chat_view.py`."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Message, Role
from oreai.repositories import attachments, messages, queue, users
from oreai.services.accounts.ownership import NoSuchMessage, locked_chat, message_and_chat
from oreai.services.attachments.store import MOST_IN_A_MESSAGE, Attachments, TooManyAttachments
from oreai.services.conversation.revisions import revise
from oreai.services.conversation.wishes import Wish
from oreai.services.conversation.written import WrittenText
from oreai.services.live.topics import Live
from oreai.services.models.chat_models import LONGEST_MESSAGE, ChatModels, MessageTooLong
from oreai.services.replies.generations import Generations
from oreai.services.replies.opening import StartedReply
from oreai.services.replies.start import (
    choose_version,
    resume,
    start_edited,
    start_or_queue,
    start_reply,
    start_version,
)
from oreai.services.requests.record import RequestRecord

_LONGER = 4  # times the room that thinking used up


class Conversation:
    """Sends, edits, retries, continues and clears: what a person does in one chat."""

    def __init__(
        self,
        database: Database,
        live: Live,
        generations: Generations,
        models: ChatModels,
        attachments: Attachments,
        *,
        written: WrittenText,
    ):
        self._database = database
        self._written = written
        self._attachments = attachments
        self._live = live
        self._generations = generations
        self._models = models

    async def send_message(
        self, user_id: str, chat_id: str, text: str, idempotency_key: str, attachment_ids: Sequence[str] = ()
    ) -> str:
        """Store a message and ask for its reply; while another reply is made, queue it.

        Args:
            idempotency_key: the browser's own name for this send; the same one again adds nothing.
            attachment_ids: the user's attachments that go with it, none of them sent before.

        Returns:
            The id of the reply's message, or of the queued message, or of what this send made before.

        Raises:
            NoSuchChat, QueueFull, MessageTooLong, OverWindow: nothing was stored.
            NoSuchAttachment, TooManyAttachments: nor was it then.
        """
        if len(attachment_ids) > MOST_IN_A_MESSAGE:
            raise TooManyAttachments(MOST_IN_A_MESSAGE)
        attachment_tokens = await self._tokens_of(user_id, attachment_ids) if attachment_ids else 0
        message = await self.new_message(
            user_id, chat_id, text, idempotency_key, attachment_tokens=attachment_tokens
        )

        def work(session: Session) -> StartedReply | str:
            chat = locked_chat(session, user_id, chat_id)
            if earlier := _sent_before(session, chat.id, idempotency_key):
                return earlier
            return start_or_queue(session, chat, self._generations.terms(), message, attachment_ids)

        return await self._start(user_id, work)

    async def _tokens_of(self, user_id: str, attachment_ids: Sequence[str]) -> int:
        """The tokens of the user's attachments together."""
        rows = await self._database.read(lambda session: attachments.named(session, user_id, attachment_ids))
        return sum(row.tokens or 0 for row in rows)

    async def edit(self, user_id: str, message_id: str, text: str, idempotency_key: str) -> str:
        """Send another version of a message, with the same attachments, and begin a reply to that.

        Raises:
            NoSuchMessage, StillReplying, MessageTooLong, OverWindow: nothing was stored.
        """
        message = await self._revised_message(user_id, message_id, text, idempotency_key)

        def work(session: Session) -> StartedReply | str:
            before, chat = message_and_chat(session, user_id, message_id)
            if earlier := _sent_before(session, chat.id, idempotency_key):
                return earlier
            return start_edited(session, chat, self._generations.terms(), before, message)

        return await self._start(user_id, work)

    async def revise(self, user_id: str, message_id: str, text: str) -> None:
        """Change the text of a user's message and nothing that follows; the earlier one stays a revision.

        Raises:
            NoSuchMessage, StillReplying, MessageTooLong, OverWindow: nothing was changed.
        """
        revised = await self._revised_message(user_id, message_id, text)

        def work(session: Session) -> str:
            message, chat = message_and_chat(session, user_id, message_id)
            revise(session, chat, message, revised)
            return chat.id

        self._live.notify_changed(await self._database.write(work), user_id)

    async def _revised_message(
        self, user_id: str, message_id: str, text: str, idempotency_key: str | None = None
    ) -> Message:
        """An unsaved message with the text that the user's message is to have instead."""
        old = await self._database.read(lambda session: messages.owned(session, user_id, message_id))
        if old is None or not text.strip():
            raise NoSuchMessage
        return await self.new_message(
            user_id, old.chat_id, text, idempotency_key, attachment_tokens=old.attachment_tokens
        )

    async def choose_version(self, user_id: str, message_id: str, step: int) -> str:
        """Show another version of a message, with the conversation that follows it; the id of that version.

        Args:
            step: -1 for the one before, 1 for the one after.

        Raises:
            NoSuchMessage: the message is not this user's.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> tuple[str, str]:
            message, chat = message_and_chat(session, user_id, message_id)
            return chat.id, choose_version(session, chat, message, step)

        chat_id, chosen_id = await self._database.write(work)
        self._live.notify_changed(chat_id)
        return chosen_id

    async def new_message(
        self, user_id: str, chat_id: str, text: str, idempotency_key: str | None, *, attachment_tokens: int
    ) -> Message:
        """A user's message that may be stored, trimmed and counted; nothing is stored yet.

        Args:
            attachment_tokens: those of its attachments together.

        Raises:
            NoSuchChat, MessageTooLong, OverWindow: it may not; of the second kind, that was too much lately.
        """
        text = text.strip()
        if len(text) > LONGEST_MESSAGE:
            raise MessageTooLong(len(text))
        self._written.take(user_id, len(text))
        tokens, encoding = await self._models.measured(user_id, chat_id, text, attachment_tokens)
        return Message(
            chat_id=chat_id,
            role=Role.USER,
            content=text,
            tokens=tokens,
            counted_by=encoding,
            attachment_tokens=attachment_tokens,
            idempotency_key=idempotency_key,
        )

    async def start_reply(self, user_id: str, chat_id: str) -> str:
        """Ask for a reply without a message: the assistant speaks first.

        Raises:
            NoSuchChat: the chat is not this user's.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> StartedReply:
            return start_reply(session, locked_chat(session, user_id, chat_id), self._generations.terms())

        return await self._start(user_id, work)

    async def retry(
        self,
        user_id: str,
        message_id: str,
        *,
        longer: bool = False,
        by_default_model: bool = False,
        wish: Wish | None = None,
    ) -> str:
        """Ask once more for this reply; the earlier one stays stored beside it.

        While that is being made, to ask for it again asks for nothing else.

        Args:
            longer: with more room than the earlier one had; if it ends well, the chat keeps that.
            by_default_model: by the default model, which from now on answers the chat.
            wish: how it is to be this time.

        Raises:
            NoSuchMessage: not a reply of this user.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> StartedReply | str:
            reply, chat = message_and_chat(session, user_id, message_id)
            running = messages.running(session, chat.id)
            if running and _is_newer_version(running, reply):
                return running.id  # touched twice: the same request
            locale = users.get(session, user_id).locale
            told = wish.told_to_model(reply.content, locale) if wish else None
            started = start_version(session, chat, self._generations.terms(), reply, wish=told)
            if by_default_model:
                chat.model = chat.provider = None
                session.add(chat)
            return replace(started, max_tokens=_longer_than(reply)) if longer else started

        return await self._start(user_id, work)

    async def continue_reply(self, user_id: str, message_id: str) -> str:
        """Let the model continue a reply that ended early, in the same message.

        Raises:
            NoSuchMessage: not the newest reply of a chat of this user, or not one that ended early.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session) -> StartedReply:
            reply, chat = message_and_chat(session, user_id, message_id)
            return resume(session, chat, self._generations.terms(), reply)

        return await self._start(user_id, work)

    async def _start(self, user_id: str, work: Callable[[Session], StartedReply | str]) -> str:
        started = await self._database.write(work)
        if isinstance(started, str):
            return started
        self._generations.start(user_id, started)
        self._live.notify_changed(started.chat_id, user_id)
        return started.message_id

    async def stop(self, user_id: str, message_id: str) -> bool:
        """Stop the user's running reply, keeping what has come; False when there is none."""
        return await self._generations.stop(user_id, message_id)

    async def clear(self, user_id: str, chat_id: str) -> None:
        """Delete the chat's messages and its queue; examples stay. A running reply is stopped first."""

        def work(session: Session) -> set[str] | Message:
            chat = locked_chat(session, user_id, chat_id)
            queue.clear(session, chat.id)  # or its first message would be sent when a running reply has ended
            if running := messages.running(session, chat.id):
                return running
            chat.summary = chat.summary_until = None
            session.add(chat)
            files = attachments.files_in(session, [chat.id])
            messages.clear(session, chat.id)
            return files

        files = await self._generations.after_stopping(user_id, work)
        self._live.notify_changed(chat_id, user_id)
        await self._attachments.delete_unreferenced(files)


def _longer_than(reply: Message) -> int | None:
    """A length in tokens with room for this reply's reasoning and text; None where its own is not known."""
    record = reply.request_record
    parameters = RequestRecord.from_json(record).parameters if record else {}
    had = parameters.get("max_tokens") or parameters.get("max_completion_tokens")
    return had and had * _LONGER


def _is_newer_version(running: Message, reply: Message) -> bool:
    """Whether the running reply stands in this one's place."""
    return reply.role == Role.ASSISTANT and running.parent_id == reply.parent_id and running.id != reply.id


def _sent_before(session: Session, chat_id: str, idempotency_key: str) -> str | None:
    """The id of the message that was stored or queued under this idempotency key, if any."""
    return messages.by_idempotency_key(session, chat_id, idempotency_key) or queue.by_idempotency_key(
        session, chat_id, idempotency_key
    )

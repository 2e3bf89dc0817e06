"""Versions of a reply by different models: asking another one, comparing two, going on with one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Message, Role
from oreai.repositories import messages
from oreai.services.accounts.ownership import NoSuchMessage, message_and_chat
from oreai.services.conversation.version_names import names_of
from oreai.services.conversation.views import MessageView, view_of
from oreai.services.live.topics import Live
from oreai.services.models.chat_models import ChatModels
from oreai.services.models.settings import NamedModel
from oreai.services.replies.generations import Generations
from oreai.services.replies.opening import StartedReply
from oreai.services.replies.start import check_quiet, start_version


@dataclass(frozen=True)
class ComparedVersion:
    """One of two versions that are looked at side by side."""

    message: MessageView
    name: str
    "Its model's."
    stands: bool
    "Whether it is the selected one, from which the conversation goes on."


class ModelVersions:
    """Asks other models for a reply, and compares their versions."""

    def __init__(self, database: Database, live: Live, generations: Generations, models: ChatModels):
        self._database = database
        self._live = live
        self._generations = generations
        self._models = models

    async def ask(self, user_id: str, message_id: str, model: NamedModel) -> str:
        """Ask another model for this reply; the chat's own choice stays, and the earlier reply too.

        While that is being made, to ask the same model for it again asks for nothing else.

        Returns:
            The id of the version that begins.

        Raises:
            NoSuchMessage: not a reply of this user.
            StillReplying: the chat's reply is still being made.
        """

        if model.provider is None:
            model = replace(model, provider=(await self._models.default())[0] or None)

        def work(session: Session) -> StartedReply | str:
            reply, chat = message_and_chat(session, user_id, message_id)
            running = messages.running(session, chat.id)
            if running and running.parent_id == reply.parent_id and _is_asked(running, model):
                return running.id
            return start_version(session, chat, self._generations.terms(), reply, model)

        started = await self._database.write(work)
        if isinstance(started, str):
            return started
        self._generations.start(user_id, started)
        self._live.notify_changed(started.chat_id, user_id)
        return started.message_id

    async def compared(self, user_id: str, message_id: str) -> Sequence[ComparedVersion]:
        """This reply and its newest version by another model, the older one first; none where there is none.

        Raises:
            NoSuchMessage: the message is not this user's.
        """

        def work(session: Session) -> Sequence[ComparedVersion]:
            reply = messages.owned(session, user_id, message_id)
            if reply is None:
                raise NoSuchMessage
            rows = messages.message_summaries(session, reply.chat_id)
            ids = messages.versions(rows)[reply.id]
            names = names_of([row for row in rows if row.id in ids])
            others = [one for one in ids if names.get(one, "") != names.get(reply.id, "")]
            shown = [one for one in ids if one in (reply.id, *others[-1:])] if others else []
            return [_compared(message, names[message.id]) for message in messages.whole(session, shown)]

        return await self._database.read(work)

    async def go_on_with(self, user_id: str, message_id: str) -> None:
        """Select this version; another one that is still being made is stopped, and keeps its text.

        Raises:
            NoSuchMessage: the message is not this user's.
            StillReplying: another reply of the chat is being made.
        """

        def work(session: Session) -> str | Message:
            message, chat = message_and_chat(session, user_id, message_id)
            if message.selected:
                return chat.id
            running = messages.running(session, chat.id)
            if running and running.parent_id == message.parent_id:
                return running
            check_quiet(session, chat)
            messages.select_version(session, message, message.id)
            return chat.id

        self._live.notify_changed(await self._generations.after_stopping(user_id, work))


def _is_asked(running: Message, model: NamedModel) -> bool:
    return running.role == Role.ASSISTANT and running.model == model.model


def _compared(message: Message, name: str) -> ComparedVersion:
    return ComparedVersion(view_of(message, None), name, message.selected)

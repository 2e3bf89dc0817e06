"""One request to the model: the conversation as far as it fits, and the record of what went."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import texts_for
from oreai.llm.errors import ModelGone
from oreai.models import Chat
from oreai.repositories import attachments, chats, memory, messages, personalizations, users
from oreai.repositories.messages import MessageSummary
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.attachments.store import Attachments
from oreai.services.models.chat_models import ChatModel, ChatModels
from oreai.services.models.chat_system import chat_system
from oreai.services.models.settings import NamedModel
from oreai.services.models.user_providers import is_users_own
from oreai.services.requests.attachments import with_attachments
from oreai.services.requests.context import DoesNotFit, Fit, fit
from oreai.services.requests.parts import ModelRequest, RequestParts, RequestSource
from oreai.services.requests.record import RequestMessage


@dataclass(frozen=True)
class ContextUsage:
    """What the model would be sent of a conversation now."""

    model: str
    used: int
    limit: int
    start: str
    "The first message that goes whole, where an earlier one does not."
    summary: bool
    "Whether a summary stands for the earlier ones."


class ModelRequests:
    """Makes requests from what is stored."""

    def __init__(self, database: Database, models: ChatModels, attachments: Attachments):
        self._database = database
        self._attachments = attachments
        self._models = models

    async def build(
        self, user_id: str, message_id: str, *, limit: int | None = None, max_tokens: int | None = None
    ) -> ModelRequest:
        """The request for a user's reply that is stored and has yet to be made.

        Args:
            limit: a smaller window than the one that is assumed, in the model's tokens.
            max_tokens: more room for the answer than the chat has chosen.

        Raises:
            DoesNotFit: the newest exchange alone is too long.
            ModelGone: the person who runs OreAI does not let chats choose this model.
            NoSuchMessage: the reply is gone, or not this user's.
            ModelGone: it was begun with a key of its user's own, and the chat has chosen another one since.
        """
        source = await self._database.read(lambda session: _source_for(session, user_id, message_id))
        model = await self._models.of(source.chat, source.user.local_model, source.own_model)
        if model.is_barred:
            raise ModelGone
        if source.is_free and not is_users_own(model.resolved.provider):
            raise ModelGone(model.resolved.provider)
        if source.ask and model.resolved.is_trial:
            source = replace(source, ask=texts_for("en").instructions.go_on)
        if max_tokens is not None:
            model = model.with_room(max_tokens)
        if limit is not None:
            model = model.within(limit)
        return await self._fitted(source, model)

    async def _fitted(self, source: RequestSource, model: ChatModel) -> ModelRequest:
        """As much of the source as fits this model."""
        parts = await self._weighed(source, model)
        try:
            chosen, too_long = fit(parts.contents, model.window), False
        except DoesNotFit:
            if not source.ask:
                raise
            chosen, too_long = parts.of_the_last_alone(), True
        going = await self._database.read(lambda session: parts.going(session, chosen))
        sent = await self._attachments.parts(attachment for _, _, shown in going for attachment in shown)
        request_messages = [
            RequestMessage(role, text, [sent[attachment.id] for attachment in shown if attachment.id in sent])
            for role, text, shown in going
        ]
        return await asyncio.to_thread(parts.request, chosen, request_messages, cuts=too_long)

    async def context_usage(self, source: RequestSource) -> ContextUsage:
        """What the next request will carry of the conversation as it stands."""
        model = await self._models.of(source.chat, source.user.local_model, soon=True)
        parts = await self._weighed(source, model)
        try:
            chosen = fit(parts.contents, model.window)
        except DoesNotFit as error:
            last = max(0, len(parts.branch) - 1)
            chosen = Fit(last, examples=False, summary=False, used=min(error.tokens, model.window.limit))
        start = parts.branch[chosen.first].id if chosen.first else ""
        return ContextUsage(model.resolved.model, chosen.used, model.window.limit, start, chosen.summary)

    async def weights(self, source: RequestSource, model: ChatModel) -> dict[str, int]:
        """What each message of the line weighs for this model; one without a word is not among them."""
        counts = await self._counts(source, model)
        return {message_id: model.weight(counted) for message_id, counted in counts.items() if counted}

    async def _weighed(self, source: RequestSource, model: ChatModel) -> RequestParts:
        visible = messages.visible(source.branch)
        counts = await self._counts(replace(source, branch=visible), model)
        with_content = replace(source, branch=[message for message in visible if counts[message.id]])
        return await asyncio.to_thread(RequestParts, with_content, model, counts, source.branch)

    async def _counts(self, source: RequestSource, model: ChatModel) -> dict[str, int]:
        """The tokens of the line's messages, before any factor."""
        counts = await self._text_tokens(source.branch, model)
        if not any(message.attachment_tokens for message in source.branch):
            return counts
        of_marks = await asyncio.to_thread(source.tokens_of_marks, model)
        return with_attachments(counts, source.branch, source.shown(source.branch, model), of_marks)

    async def _text_tokens(self, branch: Sequence[MessageSummary], model: ChatModel) -> dict[str, int]:
        """The tokens of these messages' texts; those not counted by this encoding yet are counted now."""
        encoding = model.counter.encoding
        known = {m.id: m.tokens for m in branch if m.tokens is not None and m.counted_by == encoding}
        unknown = [message.id for message in branch if message.id not in known]
        if not unknown:
            return known

        def count(session: Session) -> dict[str, int]:
            texts = messages.texts(session, unknown)
            return {message_id: model.count(text) for message_id, text in texts.items()}

        counted = await self._database.read(count)
        ended = {m.id: counted[m.id] for m in branch if m.id in counted and m.status != "streaming"}
        await self._database.write(lambda session: messages.note_tokens(session, ended, encoding))
        gone = dict.fromkeys(unknown, 0)  # deleted meanwhile, with their whole chat or by clearing it
        return gone | known | counted


def _source_for(session: Session, user_id: str, message_id: str) -> RequestSource:
    """What the request for this reply is made of; a reply that has text already is continued."""
    reply = messages.owned(session, user_id, message_id)
    chat = chats.get(session, user_id, reply.chat_id) if reply else None
    if reply is None or chat is None:
        raise NoSuchMessage
    goes_on = bool(reply.content)
    branch = messages.ancestors(session, chat.id, reply.id if goes_on else reply.parent_id)
    source = replace(source_of(session, chat, branch), is_free=is_users_own(reply.provider))
    if reply.own_model and reply.model:
        source = replace(source, own_model=NamedModel(reply.model, reply.provider))
    if goes_on:
        return replace(source, ask=texts_for(source.user.locale).instructions.go_on)
    return replace(source, wish=reply.wish or "")


def source_of(session: Session, chat: Chat, branch: Sequence[MessageSummary]) -> RequestSource:
    """The source of a chat whose conversation is this line of messages."""
    examples = chats.examples(session, chat.id)
    with_any = [message.id for message in branch if message.attachment_tokens]
    sizes, kinds = attachments.bytes_in(session, with_any), attachments.kinds_in(session, with_any)
    own = personalizations.get(session, chat.user_id)
    notes = memory.texts_of(session, chat.user_id) if own is None or own.uses_memory else ()
    return RequestSource(
        chat,
        users.get(session, chat.user_id),
        examples,
        branch,
        sizes,
        kinds,
        system=chat_system(session, chat),
        personalization=own,
        notes=notes,
    )

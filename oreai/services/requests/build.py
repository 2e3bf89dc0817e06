"""One request to the model: the conversation as far as it fits, and the record of what went."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import texts_for
from oreai.models import Chat
from oreai.repositories import chats, images, messages, users
from oreai.repositories.messages import Outline
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.attachments.store import Images
from oreai.services.models.chat_models import ChatModel, ChatModels
from oreai.services.models.settings import NamedModel
from oreai.services.requests.context import DoesNotFit, Fit, fit
from oreai.services.requests.images import with_images
from oreai.services.requests.parts import Material, ModelRequest, RequestParts
from oreai.services.requests.record import Said


@dataclass(frozen=True)
class Outlook:
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

    def __init__(self, database: Database, models: ChatModels, images: Images):
        self._database = database
        self._images = images
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
            NoSuchMessage: the reply is gone, or not this user's.
        """
        material = await self._database.read(lambda session: _material_for(session, user_id, message_id))
        model = await self._models.of(material.chat, material.user.local_model, material.own_model)
        if material.ask and model.who.is_trial:
            material = replace(material, ask=texts_for("en").instructions.go_on)
        if max_tokens is not None:
            model = model.with_room(max_tokens)
        if limit is not None:
            model = model.within(limit)
        return await self._fitted(material, model)

    async def _fitted(self, material: Material, model: ChatModel) -> ModelRequest:
        """As much of the material as fits this model."""
        parts = await self._weighed(material, model)
        try:
            chosen, too_long = fit(parts.contents, model.window), False
        except DoesNotFit:
            if not material.ask:
                raise
            chosen, too_long = parts.of_the_last_alone(), True
        going = await self._database.read(lambda session: parts.going(session, chosen))
        data = await self._images.as_data(image for _, _, shown in going for image in shown)
        said = [
            Said(role, text, [data[image.id] for image in shown if image.id in data])
            for role, text, shown in going
        ]
        return await asyncio.to_thread(parts.request, chosen, said, cuts=too_long)

    async def outlook(self, material: Material) -> Outlook:
        """What the next request will carry of the conversation as it stands."""
        model = await self._models.of(material.chat, material.user.local_model)
        parts = await self._weighed(material, model)
        try:
            chosen = fit(parts.contents, model.window)
        except DoesNotFit as error:
            last = max(0, len(parts.line) - 1)
            chosen = Fit(last, examples=False, summary=False, used=min(error.args[0], model.window.limit))
        start = parts.line[chosen.first].id if chosen.first else ""
        return Outlook(model.who.model, chosen.used, model.window.limit, start, chosen.summary)

    async def weights(self, material: Material, model: ChatModel) -> dict[str, int]:
        """What each message of the line weighs for this model; one without a word is not among them."""
        counts = await self._counts(material, model)
        return {message_id: model.weight(counted) for message_id, counted in counts.items() if counted}

    async def _weighed(self, material: Material, model: ChatModel) -> RequestParts:
        standing = messages.standing(material.line)
        counts = await self._counts(replace(material, line=standing), model)
        spoken = replace(material, line=[message for message in standing if counts[message.id]])
        return await asyncio.to_thread(RequestParts, spoken, model, counts, material.line)

    async def _counts(self, material: Material, model: ChatModel) -> dict[str, int]:
        """The tokens of the line's messages, before any factor."""
        counts = await self._words(material.line, model)
        if not any(message.image_tokens for message in material.line):
            return counts
        of_mark = await asyncio.to_thread(model.count, material.mark + "\n")
        going = material.shown(material.line, model)
        return with_images(counts, material.line, going, of_mark)

    async def _words(self, line: Sequence[Outline], model: ChatModel) -> dict[str, int]:
        """The tokens of these messages' words; those not counted by this encoding yet are counted now."""
        encoding = model.counter.encoding
        known = {m.id: m.tokens for m in line if m.tokens is not None and m.counted_by == encoding}
        unknown = [message.id for message in line if message.id not in known]
        if not unknown:
            return known

        def count(session: Session) -> dict[str, int]:
            texts = messages.texts(session, unknown)
            return {message_id: model.count(text) for message_id, text in texts.items()}

        counted = await self._database.read(count)
        ended = {m.id: counted[m.id] for m in line if m.id in counted and m.status != "streaming"}
        await self._database.write(lambda session: messages.note_tokens(session, ended, encoding))
        gone = dict.fromkeys(unknown, 0)  # deleted meanwhile, with their whole chat or by clearing it
        return gone | known | counted


def _material_for(session: Session, user_id: str, message_id: str) -> Material:
    """What the request for this reply is made of; a reply that has said something is to go on."""
    reply = messages.owned(session, user_id, message_id)
    chat = chats.get(session, user_id, reply.chat_id) if reply else None
    if reply is None or chat is None:
        raise NoSuchMessage
    goes_on = bool(reply.content)
    line = messages.line(session, chat.id, reply.id if goes_on else reply.parent_id)
    material = gathered(session, chat, line)
    if reply.own_model and reply.model:
        material = replace(material, own_model=NamedModel(reply.model, reply.provider))
    return replace(material, ask=texts_for(material.user.locale).instructions.go_on) if goes_on else material


def gathered(session: Session, chat: Chat, line: Sequence[Outline]) -> Material:
    """The material of a chat whose conversation is this line of messages."""
    examples = chats.examples(session, chat.id)
    sizes = images.bytes_in(session, [message.id for message in line if message.image_tokens])
    return Material(chat, users.get(session, chat.user_id), examples, line, sizes)

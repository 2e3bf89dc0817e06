"""One request to the model: the conversation as far as it fits, and the record of what went."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import texts_for
from oreai.llm.client import ChatTurn
from oreai.llm.parameters import Parameters
from oreai.llm.tokens import REPLY_TOKENS, TURN_TOKENS
from oreai.models import Chat, Example, Image, Role, User
from oreai.repositories import chats, images, messages, users
from oreai.repositories.messages import Outline
from oreai.services.chat_models import ChatModel, ChatModels
from oreai.services.chats import NoSuchMessage
from oreai.services.context import Contents, DoesNotFit, Fit, Turn, fit
from oreai.services.image_turns import shown, with_images
from oreai.services.images import Images
from oreai.services.sent import LEFT_OUT, Said, Sent


@dataclass(frozen=True)
class ModelRequest:
    """What is asked of whom."""

    model: ChatModel
    turns: list[ChatTurn]
    sent: Sent
    counted: int
    "Our own count of the whole request, before any factor."

    @property
    def parameters(self) -> Parameters:
        return self.model.parameters

    @property
    def has_images(self) -> bool:
        """Whether any picture goes."""
        return any(turn.images for turn in self.turns)

    @property
    def asks_of_images(self) -> bool:
        """Whether the newest prompt has pictures."""
        prompts = [turn for turn in self.turns[: -1 if self.sent.ask else None] if turn.role == Role.USER]
        return bool(prompts and prompts[-1].images)


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


@dataclass(frozen=True)
class Material:
    """Everything stored that a chat's request is made of."""

    chat: Chat
    user: User
    examples: Sequence[Example]
    line: Sequence[Outline]
    ask: str = ""

    @property
    def covered(self) -> int:
        """How many messages of the line the summary stands for."""
        ids = [message.id for message in self.line]
        return ids.index(self.chat.summary_until) + 1 if self.chat.summary_until in ids else 0

    @property
    def mark(self) -> str:
        """What stands for pictures that stay away."""
        return texts_for(self.user.locale).picture_mark

    @property
    def summary(self) -> str:
        """The summary with its introduction, if it stands for anything."""
        if not self.covered or not self.chat.summary:
            return ""
        return texts_for(self.user.locale).summary_introduction + "\n" + self.chat.summary


class ModelRequests:
    """Makes requests from what is stored."""

    def __init__(self, database: Database, models: ChatModels, images: Images):
        self._database = database
        self._images = images
        self._models = models

    async def build(self, user_id: str, message_id: str, *, limit: int | None = None) -> ModelRequest:
        """The request for a user's reply that is stored and has yet to be made.

        Args:
            limit: a smaller window than the one that is assumed, in the model's tokens.

        Raises:
            DoesNotFit: the newest exchange alone is too long.
            NoSuchMessage: the reply is gone, or not this user's.
        """
        material = await self._database.read(lambda session: _material_for(session, user_id, message_id))
        model = await self._models.of(material.chat, material.user.local_model)
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
        data = await self._images.as_data(image for _, _, images in going for image in images)
        said = [
            Said(role, text, [data[image.id] for image in images if image.id in data])
            for role, text, images in going
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

    async def _weighed(self, material: Material, model: ChatModel) -> "_Parts":
        counts = await self._counts(material, model)
        spoken = [message for message in material.line if counts[message.id]]
        return await asyncio.to_thread(_Parts, replace(material, line=spoken), model, counts)

    async def _counts(self, material: Material, model: ChatModel) -> dict[str, int]:
        """The tokens of the line's messages, before any factor."""
        counts = await self._words(material.line, model)
        if not any(message.image_tokens for message in material.line):
            return counts
        return await asyncio.to_thread(with_images, counts, material.line, model, material.mark)

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
        return known | counted


def _material_for(session: Session, user_id: str, message_id: str) -> Material:
    """What the request for this reply is made of; a reply that has said something is to go on."""
    reply = messages.owned(session, user_id, message_id)
    chat = chats.get(session, user_id, reply.chat_id) if reply else None
    if reply is None or chat is None:
        raise NoSuchMessage
    goes_on = bool(reply.content)
    line = messages.line(session, chat.id, reply.id if goes_on else reply.parent_id)
    material = gathered(session, chat, line)
    return replace(material, ask=texts_for(material.user.locale).go_on) if goes_on else material


def gathered(session: Session, chat: Chat, line: Sequence[Outline]) -> Material:
    """The material of a chat whose conversation is this line of messages."""
    return Material(chat, users.get(session, chat.user_id), chats.examples(session, chat.id), line)


class _Parts:
    """The material of one request with its weights."""

    def __init__(self, material: Material, model: ChatModel, counts: Mapping[str, int]):
        self.line = material.line
        self._material = material
        self._model = model
        self._raw = [counts[message.id] for message in self.line]
        self._system = model.count(material.chat.system) if material.chat.system else 0
        self._summary = model.count(material.summary) if material.summary else 0
        self._examples = [model.count(example.content) for example in material.examples]
        self._ask = model.count(material.ask) if material.ask else 0
        self.contents = self._contents()

    def _contents(self) -> Contents:
        weight = self._model.weight
        turns = [Turn(m.role, weight(raw)) for m, raw in zip(self.line, self._raw, strict=True)]
        return Contents(
            system=weight(self._system) if self._system else 0,
            examples=sum(map(weight, self._examples)),
            turns=turns,
            summary=weight(self._summary) if self._summary else 0,
            covered=self._material.covered,
            frame=self._model.frame + (weight(self._ask) if self._ask else 0),
        )

    def of_the_last_alone(self) -> Fit:
        """Nothing but the newest message: for a reply that goes on and is itself too long."""
        return Fit(len(self.line) - 1, examples=False, summary=False, used=self._model.window.budget)

    def going(self, session: Session, chosen: Fit) -> list[tuple[str, str, list[Image]]]:
        """(role, content, pictures) of the messages that go."""
        going = self.line[chosen.first :]
        texts = messages.texts(session, [message.id for message in going])
        found = images.of_messages(session, shown(going, sees=self._model.parameters.images))
        return [(message.role, texts[message.id], found.get(message.id, [])) for message in going]

    def _cut_to_fit(self, text: str) -> int:
        """How many characters at the beginning of the newest message have to stay away.

        Raises:
            DoesNotFit: not even its end has room.
        """
        contents = self.contents
        room = self._model.window.budget - contents.frame - contents.system - self._model.weight(0)
        lowest, highest = 0, len(text)
        while lowest < highest:
            middle = (lowest + highest) // 2
            if self._model.counter.weigh(self._model.count(text[middle:])) <= room:
                highest = middle
            else:
                lowest = middle + 1
        if lowest >= len(text):
            raise DoesNotFit(contents.turns[-1].tokens, max(0, room))
        return lowest

    def request(self, chosen: Fit, said: Sequence[Said], *, cuts: bool) -> ModelRequest:
        """The request of the chosen part, and its record.

        Args:
            cuts: the newest message is itself too long, and loses its beginning.
        """
        material, model = self._material, self._model
        raw = list(self._raw[chosen.first :])
        cut = self._cut_to_fit(said[-1].text) if cuts else 0
        if cut:
            raw[-1] = model.count(said[-1].text[cut:])
        pictures = [
            len(one.images) or (LEFT_OUT if message.image_tokens else 0)
            for message, one in zip(self.line[chosen.first :], said, strict=True)
        ]
        examples = [(e.role, e.content) for e in material.examples if e.content] if chosen.examples else []
        head = self._system + (self._summary if chosen.summary else 0)
        each = [
            *([head] if head else []),
            *(self._examples if chosen.examples else []),
            *raw,
            *([self._ask] if self._ask else []),
        ]
        sent = Sent(
            model=model.who.model,
            endpoint=model.who.endpoint,
            parameters=model.parameters.as_sent(),
            limit=model.window.limit,
            at=time.time(),
            system=material.chat.system,
            summary=material.summary if chosen.summary else "",
            examples=examples,
            last=self.line[-1].id if self.line else None,
            lengths=[len(one.text) for one in said],
            pictures=pictures if any(pictures) else (),
            mark=material.mark if LEFT_OUT in pictures else "",
            cut=cut,
            ask=material.ask,
            left_out=chosen.first,
            tokens=[model.weight(tokens) for tokens in each],
        )
        counted = sum(each) + TURN_TOKENS * len(each) + REPLY_TOKENS
        return ModelRequest(model, sent.turns(said), sent, counted)

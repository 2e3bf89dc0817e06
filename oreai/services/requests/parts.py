"""The parts that one request to the model is made of, with what each of them weighs.

Belongs here: what is stored of a chat as far as requests are made of it, and
putting a chosen part of it together. Does not: choosing (`context.py`), and
looking up what that needs (`build.py`).
"""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from sqlmodel import Session

from oreai.i18n import texts_for
from oreai.llm.client import ChatTurn
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import ResolvedModel
from oreai.llm.tokens import REPLY_TOKENS, TURN_TOKENS
from oreai.models import Attachment, Chat, Example, Personalization, Role, User
from oreai.repositories import attachments, messages
from oreai.repositories.messages import MessageSummary
from oreai.services.attachments.kinds import mark_of
from oreai.services.models.chat_models import ChatModel
from oreai.services.models.settings import NamedModel
from oreai.services.requests.attachments import shown
from oreai.services.requests.context import Contents, DoesNotFit, Fit, Turn
from oreai.services.requests.record import LEFT_OUT, RequestMessage, RequestRecord
from oreai.services.requests.system_text import PersonalText, joined, personal_text


@dataclass(frozen=True)
class ModelRequest:
    """What is asked of whom."""

    model: ChatModel
    turns: Sequence[ChatTurn]
    record: RequestRecord
    counted: int
    "Our own count of the whole request, before any factor."
    asks_of_images: bool
    "Whether the newest message of the user has images."

    @property
    def parameters(self) -> RequestParameters:
        return self.model.parameters

    def given_to(self, resolved: ResolvedModel) -> "ModelRequest":
        """The same request for another one."""
        parameters = replace(self.parameters, model=resolved.model)
        record = replace(
            self.record, model=resolved.model, endpoint=resolved.endpoint, parameters=parameters.as_sent()
        )
        return replace(
            self, model=replace(self.model, resolved=resolved, parameters=parameters), record=record
        )

    def leaving_out(self, names: frozenset[str]) -> "ModelRequest":
        """The same request without these parameters."""
        if names <= self.parameters.without:
            return self
        parameters = replace(self.parameters, without=self.parameters.without | names)
        record = replace(self.record, parameters=parameters.as_sent())
        return replace(self, model=replace(self.model, parameters=parameters), record=record)

    @property
    def has_images(self) -> bool:
        """Whether any image goes."""
        return any(turn.has_images for turn in self.turns)


@dataclass(frozen=True)
class RequestSource:
    """Everything stored that a chat's request is made of."""

    chat: Chat
    user: User
    examples: Sequence[Example]
    branch: Sequence[MessageSummary]
    "The conversation; deleted messages in it are not sent."
    attachment_bytes: Mapping[str, int] = field(default_factory=dict)
    "How large the attachments of each message are that has any."
    attachment_kinds: Mapping[str, Collection[str]] = field(default_factory=dict)
    "Of the same messages, the kinds that they are of."
    system: str = ""
    "The chat's system text, below its folder's."
    personalization: Personalization | None = None
    "What the user wants known in all chats, if they have ever said so."
    notes: Sequence[str] = ()
    "Of their memory, oldest first; none where it is switched off."
    ask: str = ""
    "To go on with a reply that has text already."
    wish: str = ""
    "What was wished of the reply, where it does not go on."
    own_model: NamedModel | None = None
    "The model that this reply alone is asked of."
    is_free: bool = False
    "It was begun with its user's own key: no call was counted."

    def shown(self, branch: Sequence[MessageSummary], model: ChatModel) -> set[str]:
        """The ids of those messages of this line whose attachments go to the model."""
        return shown(branch, self.attachment_bytes, sees=model.parameters.images)

    @property
    def covered(self) -> int:
        """How many messages of the line the summary stands for."""
        ids = [message.id for message in self.branch]
        return ids.index(self.chat.summary_until) + 1 if self.chat.summary_until in ids else 0

    @property
    def last_words(self) -> str:
        """What is said at the end without being part of the conversation."""
        return self.ask or self.wish

    @property
    def begin(self) -> str:
        """What the user says first where the assistant would, or may after what is left out."""
        roles = [*(example.role for example in self.examples), *(message.role for message in self.branch)]
        may_be_first = {roles[0] if roles else "", self.branch[0].role if self.branch else ""}
        if self.ask or Role.ASSISTANT in may_be_first:
            return texts_for(self.user.locale).instructions.begin
        return ""

    @property
    def marks(self) -> dict[str, str]:
        """What stands for the attachments of each message that has any, where they stay away."""
        return {key: mark_of(kinds, self.user.locale) for key, kinds in self.attachment_kinds.items()}

    def tokens_of_marks(self, model: ChatModel) -> dict[str, int]:
        """What each of these marks costs. Not for the event loop."""
        tokens = {mark: model.count(mark + "\n") for mark in set(self.marks.values())}
        return {message_id: tokens[mark] for message_id, mark in self.marks.items()}

    @property
    def summary(self) -> str:
        """The summary with its introduction, if it stands for anything."""
        if not self.covered or not self.chat.summary:
            return ""
        return texts_for(self.user.locale).instructions.summary_introduction + "\n" + self.chat.summary


class RequestParts:
    """The source of one request with its weights."""

    def __init__(
        self,
        source: RequestSource,
        model: ChatModel,
        counts: Mapping[str, int],
        with_deleted: Sequence[MessageSummary],
    ):
        self.branch = source.branch
        self._with_deleted = with_deleted
        self._source = source
        self._model = model
        self._raw = [counts[message.id] for message in self.branch]
        self._system = model.count(source.system) if source.system else 0
        self._personal = _personal(source, model)
        self._summary = model.count(source.summary) if source.summary else 0
        self._examples = [model.count(example.content) for example in source.examples]
        self._begin = model.count(source.begin) if source.begin else 0
        self._ask = model.count(source.last_words) if source.last_words else 0
        self.contents = self._contents()

    def _contents(self) -> Contents:
        weight = self._model.weight
        turns = [Turn(m.role, weight(raw)) for m, raw in zip(self.branch, self._raw, strict=True)]
        return Contents(
            system=weight(self._system) if self._system else 0,
            examples=sum(map(weight, self._examples)),
            turns=turns,
            personal=weight(self._personal.tokens) if self._personal.tokens else 0,
            summary=weight(self._summary) if self._summary else 0,
            covered=self._source.covered,
            frame=self._model.frame + sum(weight(raw) for raw in (self._begin, self._ask) if raw),
        )

    def of_the_last_alone(self) -> Fit:
        """Nothing but the newest message: for a reply that goes on and is itself too long."""
        return Fit(len(self.branch) - 1, examples=False, summary=False, used=self._model.window.budget)

    def going(self, session: Session, chosen: Fit) -> list[tuple[str, str, list[Attachment]]]:
        """(role, content, attachments) of the messages that go."""
        going = self.branch[chosen.first :]
        texts = messages.texts(session, [message.id for message in going])
        found = attachments.of_messages(session, self._source.shown(going, self._model))
        return [(message.role, texts[message.id], found.get(message.id, [])) for message in going]

    def _deleted(self, chosen: Fit) -> list[str]:
        """The messages that stood between those that go."""
        first = self.branch[chosen.first].id if self.branch else ""
        since = dropwhile(lambda message: message.id != first, self._with_deleted)
        return [message.id for message in since if message.deleted_at]

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

    def request(self, chosen: Fit, request_messages: Sequence[RequestMessage], *, cuts: bool) -> ModelRequest:
        """The request of the chosen part, and its record.

        Args:
            cuts: the newest message is itself too long, and loses its beginning.
        """
        source, model = self._source, self._model
        raw = list(self._raw[chosen.first :])
        cut = self._cut_to_fit(request_messages[-1].text) if cuts else 0
        if cut:
            raw[-1] = model.count(request_messages[-1].text[cut:])
        went = [
            len(one.attachments) or (LEFT_OUT if message.attachment_tokens else 0)
            for message, one in zip(self.branch[chosen.first :], request_messages, strict=True)
        ]
        marks = [
            source.marks.get(message.id, "") if many == LEFT_OUT else ""
            for message, many in zip(self.branch[chosen.first :], went, strict=True)
        ]
        examples = [(e.role, e.content) for e in source.examples if e.content] if chosen.examples else []
        personal = self._personal.in_a_request(goes=chosen.personal)
        head = personal.tokens + self._system + (self._summary if chosen.summary else 0)
        roles = [role for role, _ in examples] + [one.role for one in request_messages]
        starts = roles[:1] == [Role.ASSISTANT] and (model.parameters.system or not head)
        each = [
            *([head] if head else []),
            *([self._begin] if starts else []),
            *(self._examples if chosen.examples else []),
            *raw,
            *([self._ask] if self._ask else []),
        ]
        record = RequestRecord(
            model=model.resolved.model,
            endpoint=model.resolved.endpoint,
            parameters=model.parameters.as_sent(),
            limit=model.window.limit,
            at=time.time(),
            system=joined(personal.text, source.system),
            instructions=personal.instructions,
            notes=personal.notes,
            notes_left_out=personal.notes_left_out,
            summary=source.summary if chosen.summary else "",
            examples=examples,
            last=self.branch[-1].id if self.branch else None,
            lengths=[len(one.text) for one in request_messages],
            deleted=self._deleted(chosen),
            attachments=went if any(went) else (),
            marks=marks if any(marks) else (),
            cut=cut,
            ask=source.last_words,
            left_out=chosen.first,
            tokens=[model.weight(tokens) for tokens in each],
            begin=source.begin if starts else "",
            alternates=True,
            takes_system=model.parameters.system,
        )
        counted = sum(each) + TURN_TOKENS * len(each) + REPLY_TOKENS
        newest = [one.attachments for one in request_messages if one.role == Role.USER][-1:]
        asks_of_images = any(part.kind == "image" for parts in newest for part in parts)
        return ModelRequest(model, record.turns(request_messages), record, counted, asks_of_images)


def _personal(source: RequestSource, model: ChatModel) -> PersonalText:
    """What the user wants known in all chats, as much as this model has room for. Not for the event loop."""
    told, locale = (source.personalization, source.notes), source.user.locale
    return personal_text(*told, locale, model.count, model.window.budget)

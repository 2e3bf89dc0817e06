"""The sheet of a reply: what the model was sent, and what it cost."""

from dataclasses import dataclass
from datetime import UTC, datetime

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.requests.record import RecordedTurn, RequestView
from oreai.states.rows import notes_on_length
from oreai.states.session import for_visitor

_OF_EVERY_REQUEST = ("model", "stream", "stream_options")


@dataclass
class FactRow:
    """One line of what is known: a name, a value, and a key to find it by."""

    key: str
    name: str
    value: str


@dataclass
class SentAttachment:
    """An attachment that went with a turn."""

    kind: str
    address: str
    name: str


@dataclass
class TurnRow:
    """A turn as it was sent, to the letter."""

    kind: str
    role: str
    name: str
    content: str
    tokens: str
    attachments: list[SentAttachment]


class DetailsState(rx.State):
    """What the sheet shows; nothing while it is closed."""

    message_id: str = ""
    facts: list[FactRow] = []
    turns: list[TurnRow] = []
    left_out: str = ""
    missing: bool = False

    @rx.event
    @for_visitor
    async def open_details(self, visitor: Visitor, message_id: str):
        """Show how a reply came about."""
        self.message_id, self.missing = str(message_id), False
        texts = texts_for(visitor.locale)
        try:
            view = await services().details.of(visitor.user_id, self.message_id)
        except NoSuchMessage:
            self.facts, self.turns, self.left_out, self.missing = [], [], "", True
            return
        has_several = len(await services().models.providers(visitor.user_id)) > 1
        self.facts = _facts(view, texts, names_provider=has_several)
        self.turns = [_turn(turn, view, texts) for turn in view.turns]
        self.left_out = ""
        if view.record.left_out:
            self.left_out = fill(texts.details.left_out, count=view.record.left_out)

    @rx.event
    def close_details(self):
        """Let go of everything the sheet has shown."""
        self.message_id, self.facts, self.turns, self.left_out = "", [], [], ""


def _facts(view: RequestView, texts: Texts, *, names_provider: bool) -> list[FactRow]:
    host = view.record.endpoint.partition("://")[2].partition("/")[0]
    named = [view.record.model, view.provider if names_provider else "", host]
    by = "" if view.counted else f" ({texts.details.estimated})"
    facts = {
        "at": (texts.details.at, datetime.fromtimestamp(view.record.at, UTC).isoformat()),
        "model": (texts.app.model, " · ".join(filter(None, named))),
        "wish": (texts.details.wish, view.wish),
        "ended": (texts.details.ended, _ending(view, texts)),
        "in": (texts.details.tokens_in, _tokens(view.prompt_tokens, texts) + by),
        "out": (texts.details.tokens_out, _tokens(view.completion_tokens, texts) + by),
        "limit": (texts.details.limit, _tokens(view.record.limit, texts)),
        "first": (texts.details.first, _seconds(view.first_token_s, texts)),
        "speed": (texts.details.speed, _speed(view.speed, texts)),
        "instructions": (texts.details.instructions, texts.details.went.get(view.record.instructions, "")),
        "memory": (texts.details.memory, str(view.record.notes or "")),
        "memory_left_out": (texts.details.memory_left_out, str(view.record.notes_left_out or "")),
        "parameters": (texts.details.parameters, _parameters(view)),
    }
    return [FactRow(key, name, value) for key, (name, value) in facts.items() if value]


def _ending(view: RequestView, texts: Texts) -> str:
    if view.status == "streaming":
        return ""
    reason = view.finish_reason if view.status == "complete" else view.status
    known = texts.details.finish_reasons.get(reason)
    words = known or fill(texts.details.finish_reasons["other"], reason=reason or "—")
    return " · ".join([words, *notes_on_length(view.refitted_to or 0, view.truncated_to or 0, texts)])


def _parameters(view: RequestView) -> str:
    """The parameters as they were sent, but for what every request has."""
    shown = {name: value for name, value in view.record.parameters.items() if name not in _OF_EVERY_REQUEST}
    return ", ".join(f"{name} = {value}" for name, value in shown.items())


def _tokens(count: int, texts: Texts) -> str:
    return fill(texts.details.tokens, tokens=count)


def _seconds(seconds: float | None, texts: Texts) -> str:
    return "" if seconds is None else fill(texts.details.seconds, seconds=f"{max(0, seconds):.1f}")


def _speed(speed: float | None, texts: Texts) -> str:
    return "" if speed is None else fill(texts.details.tokens_a_second, speed=f"{speed:.0f}")


def _turn(turn: RecordedTurn, view: RequestView, texts: Texts) -> TurnRow:
    names = {
        "system": texts.details.turn_system_summary if view.record.summary else texts.details.turn_system,
        "example": texts.details.turn_example,
        "begin": texts.details.turn_begin,
        "ask": texts.details.turn_ask,
    }
    role = texts.details.turn_user if turn.role == "user" else texts.details.turn_assistant
    name = names.get(turn.kind, role)
    if turn.kind == "example":
        name = f"{name} · {role}"
    content = turn.content or ("" if turn.attachments else texts.details.forgotten)
    return TurnRow(
        turn.kind,
        turn.role,
        name,
        content,
        _tokens(turn.tokens, texts),
        [SentAttachment(part.kind, part.address, part.name) for part in turn.attachments],
    )

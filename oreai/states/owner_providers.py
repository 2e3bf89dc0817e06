"""The server's providers on the owner's page: whether they answer, how they failed, what was learned."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.capabilities import Learned
from oreai.services.owner.providers import ProviderAnswer, ProviderFacts
from oreai.states.for_owner import actor_of, for_owner
from oreai.states.owner import OwnerState
from oreai.states.rows import error_words


@dataclass
class ProviderLine:
    """A provider on the screen."""

    name: str
    host: str
    failed_at: str
    "Empty where none of its replies has failed lately."
    failure: str


@dataclass
class LearnedLine:
    """What was learned of one model."""

    endpoint: str
    model: str
    "Empty where it holds for all of the endpoint."
    window: str
    factor: str
    refused: list[str]
    ends_at: str


class OwnerProvidersState(rx.State):
    """Empty for everybody but owners."""

    providers: list[ProviderLine] = []
    answers: dict[str, str] = {}
    "What each has answered, in words, by its name; not there while it is asked."
    works: dict[str, bool] = {}
    waiting: bool = False
    learned: list[LearnedLine] = []

    @rx.event
    @for_owner
    async def load(self, visitor: Visitor):
        """Show what is known, and ask the providers meanwhile."""
        texts = texts_for(visitor.locale)
        self.providers = [_line(facts, texts) for facts in await services().owners_providers.facts()]
        self.learned = [_learned(one, texts) for one in await services().owners_providers.learned()]
        return OwnerProvidersState.ask

    @rx.event(background=True)
    @for_owner
    async def ask(self, visitor: Visitor):
        """Ask each provider whether it answers."""
        async with self:
            if self.waiting:
                return
            self.waiting, self.answers, self.works = True, {}, {}
        try:
            found = await services().owners_providers.answers()
        finally:
            async with self:
                self.waiting = False
        texts = texts_for(visitor.locale)
        async with self:
            self.answers = {one.name: _answer(one, texts) for one in found}
            self.works = {one.name: not one.error_kind for one in found}

    @rx.event
    @for_owner
    async def forget(self, visitor: Visitor, endpoint: str, model: str):
        """Forget what was learned of this model: it is tried anew."""
        await services().owners_providers.forget(await actor_of(visitor), str(endpoint), str(model))
        texts = texts_for(visitor.locale)
        self.learned = [_learned(one, texts) for one in await services().owners_providers.learned()]
        return OwnerState.load


def _line(facts: ProviderFacts, texts: Texts) -> ProviderLine:
    """Without the provider's words: they may repeat what somebody has written."""
    if not facts.failure:
        return ProviderLine(facts.name, facts.host, "", "")
    name = facts.name if facts.failure.kind == "listed_unreachable" else ""
    words = error_words(facts.failure.kind, name, texts)
    return ProviderLine(facts.name, facts.host, facts.failure.at.isoformat(), words)


def _answer(answer: ProviderAnswer, texts: Texts) -> str:
    if answer.error_kind:
        return error_words(answer.error_kind, answer.error_words, texts)
    return fill(texts.owner.provider_works, count=answer.models)


def _learned(one: Learned, texts: Texts) -> LearnedLine:
    known = one.known
    return LearnedLine(
        one.endpoint,
        one.model,
        fill(texts.owner.learned_window, tokens=known.limit) if known.limit else "",
        fill(texts.owner.learned_factor, factor=f"{known.factor:.2f}") if known.factor else "",
        sorted(known.refused),
        one.until.isoformat() if one.until else "",
    )

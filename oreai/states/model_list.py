"""The list of models in the sheet: a group a provider, what the user has starred, what answered last."""

from dataclasses import dataclass, replace

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.chat_models import ListedModel, ModelGroup
from oreai.services.models.favourites import MOST_FAVOURITES, NoModelName, TooManyFavourites
from oreai.states.rows import error_words
from oreai.states.session import for_visitor


@dataclass
class ModelRow:
    """A model in the list."""

    id: str
    title: str
    facts: str
    "Its window, and its prices where they are known."
    images: bool
    "It sees pictures, as far as is told."


@dataclass
class GroupRow:
    """A provider in the list: its models, or why there are none."""

    provider: str
    kind: str
    models: list[ModelRow]
    error: str
    loading: bool = False
    "Its list has not been read yet."


class ModelListState(rx.State):
    """What can be chosen."""

    groups: list[GroupRow] = []
    "The default provider first; each is filled as soon as its list is read."
    status: str = "loading"
    "loading, ready or offline"
    favourites: list[list[str]] = []
    last_used: list[list[str]] = []
    "[provider, model] of each."
    note: str = ""
    "Why a star was not kept, in the reader's language."

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def load(self, visitor: Visitor):
        """Ask each provider which models it has, and show each list as it comes."""
        favourites = await services().favourites.of(visitor.user_id)
        last_used = await services().favourites.last_used(visitor.user_id)
        names = await services().models.providers(visitor.user_id)
        async with self:
            self.note = ""
            self.favourites, self.last_used = _pairs(favourites), _pairs(last_used)
            self.groups = [GroupRow(name, "", [], "", loading=True) for name in names]
            self.status = "ready" if names else "loading"
        texts = texts_for(visitor.locale)
        async for group in services().models.groups(visitor.user_id):
            async with self:
                self.groups = _with(self.groups, _group_row(group, texts))
                self.status = "ready"
        async with self:
            self.status = "ready" if self.groups else "offline"

    @rx.event
    @for_visitor
    async def star(self, visitor: Visitor, provider: str, model: str, wanted: bool):
        """Keep a model on top of the list, or no longer."""
        self.note = ""
        try:
            starred = await services().favourites.star(
                visitor.user_id, str(provider), str(model), wanted=wanted is True
            )
            self.favourites = _pairs(starred)
        except TooManyFavourites:
            self.note = fill(texts_for(visitor.locale).settings.favourites_full, most=MOST_FAVOURITES)
        except NoModelName:
            return


def _pairs(names) -> list[list[str]]:
    return [[name.provider, name.model] for name in names]


def _with(groups: list[GroupRow], found: GroupRow) -> list[GroupRow]:
    """The groups with this one in its place, or after them."""
    if found.provider not in [group.provider for group in groups]:
        return [*groups, found]
    return [found if group.provider == found.provider else replace(group) for group in groups]


def _group_row(group: ModelGroup, texts: Texts) -> GroupRow:
    error = ""
    if group.error:
        reason = error_words(group.error.kind, group.error.provider_message, texts)
        error = fill(texts.settings.models_failed, error=reason)
    models = [ModelRow(m.id, m.title, _facts(m, texts), bool(m.images)) for m in group.models]
    return GroupRow(group.provider, group.kind, models, error)


def _facts(model: ListedModel, texts: Texts) -> str:
    """What one chooses by, in one short line."""
    facts = [fill(texts.settings.model_window, tokens=model.context)] if model.context else []
    if model.input_price is not None and model.output_price is not None:
        prices = {"input": f"{model.input_price:g}", "output": f"{model.output_price:g}"}
        facts.append(fill(texts.settings.model_price, currency=model.currency, **prices))
    return " · ".join(facts)

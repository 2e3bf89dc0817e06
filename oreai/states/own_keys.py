"""The visitor's own providers, as far as they may be seen again: of a key only its end."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.user_providers import AlreadyTrying, NoSuchProvider, UserProviderView
from oreai.states.rows import error_words
from oreai.states.session import for_visitor


@dataclass
class OwnProviderRow:
    """A provider on the screen."""

    id: str
    name: str
    address: str
    has_key: bool
    last_four: str
    models: str
    used_at: str
    "Empty where it never was."


class OwnKeysState(rx.State):
    """The list of them. A key itself never comes here: it goes over HTTP, and never back."""

    may_add: bool = False
    providers: list[OwnProviderRow] = []
    tried: dict[str, str] = {}
    "How each has answered when it was tried, in words, by its id."
    works: dict[str, bool] = {}
    trying: str = ""
    "The id of the one that is being tried."

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Read the list anew."""
        self.may_add = await services().user_providers.may_add(visitor.user_id)
        found = await services().user_providers.list(visitor.user_id) if self.may_add else []
        self.providers = [_row(view) for view in found]
        self.tried, self.works = {}, {}

    @rx.event(background=True)
    @for_visitor
    async def try_out(self, visitor: Visitor, provider_id: str):
        """Ask a provider whether it answers, and say how."""
        async with self:
            if self.trying:
                return
            self.trying = provider_id
        texts = texts_for(visitor.locale)
        try:
            found = await services().user_providers.try_out(visitor.user_id, str(provider_id))
            words = fill(texts.own_keys.works_models, count=found.models) if found.models else ""
            words = words or texts.own_keys.works
            if found.error_kind:
                words = error_words(found.error_kind, found.error_words, texts)
        except (NoSuchProvider, AlreadyTrying):
            async with self:
                self.trying = ""
            return
        async with self:
            self.trying = ""
            self.tried = {**self.tried, provider_id: words}
            self.works = {**self.works, provider_id: not found.error_kind}


def _row(view: UserProviderView) -> OwnProviderRow:
    return OwnProviderRow(
        view.id,
        view.name,
        view.address,
        view.has_key,
        view.last_four,
        ", ".join(view.models),
        view.used_at.isoformat() if view.used_at else "",
    )

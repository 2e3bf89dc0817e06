"""My page: what is left, who answers, how it looks."""

import reflex as rx

from oreai import __version__
from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


class AccountState(rx.State):
    """What my page shows. Nothing secret: a provider is named by its host alone."""

    loaded: bool = False
    calls_left: int = 0
    calls_limit: int = 0
    is_guest: bool = False
    "Their calls are those of today, and the owner's."
    provider: str = "offline"
    provider_host: str = ""
    providers: list[list[str]] = []
    "[name, host] of each that is set, where there are several."
    model: str = ""
    local_models: list[str] = []
    local_model: str = ""
    box_model: str = ""
    "The model in the box that answers unless another one is chosen; empty where there is none."
    box_is_trial: bool = False
    box_is_missing: bool = False
    version: str = __version__

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Read everything anew."""
        allowance = await services().allowances.of(visitor.user_id)
        self.calls_left, self.calls_limit = allowance.left, allowance.limit
        self.is_guest = allowance.is_guest
        status = await services().provider.status()
        self.provider, self.provider_host = status.kind, status.host
        several = status.providers if len(status.providers) > 1 else ()
        self.providers = [[name, host] for name, host in several]
        self.local_models = list(status.local_models)
        self.box_model, self.box_is_trial = status.box_model, status.is_trial
        self.box_is_missing = status.why_offline == "missing"
        self.local_model = await services().accounts.local_model(visitor.user_id) or ""
        self.loaded = True
        yield  # what comes next may have to ask a provider
        _, self.model = await services().models.default()

    @rx.event
    @for_visitor
    async def choose_local_model(self, visitor: Visitor, model: str):
        """Answer with this local model; an empty name is the offline model."""
        if model and model not in self.local_models:
            return
        await services().accounts.set_local_model(visitor.user_id, model or None)
        self.local_model = model

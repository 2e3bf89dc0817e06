"""The visitor's personal tokens, as far as they may be seen again."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.api_tokens import TokenView
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


@dataclass
class TokenRow:
    """A token on the screen."""

    id: str
    name: str
    beginning: str
    scopes: str
    expires_at: str
    used_at: str
    "Empty where it never was."


class TokensState(rx.State):
    """The list of tokens. A token itself never comes here: it goes over HTTP, once."""

    tokens: list[TokenRow] = []

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Read the list anew."""
        self.tokens = [_row(view) for view in await services().api_tokens.list(visitor.user_id)]


def _row(view: TokenView) -> TokenRow:
    return TokenRow(
        view.id,
        view.name,
        view.beginning,
        " ".join(view.scopes),
        view.expires_at.isoformat(),
        view.used_at.isoformat() if view.used_at else "",
    )

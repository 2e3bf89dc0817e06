"""Handlers for owners alone: whoever else calls one, by whatever means, nothing happens."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.services.owner.audit import Actor
from oreai.states.session import for_visitor


def for_owner(handler: Callable[..., Any]) -> Callable[..., Any]:
    """An event handler that runs for owners alone, and is given its visitor; stands below `@rx.event`.

    Asked at each call: who was an owner when the page was opened may be none any more.
    """

    @wraps(handler)
    async def handles(self: rx.State, visitor: Visitor, *args: Any, **sent: Any) -> Any:
        if not await services().directory.is_owner(visitor.user_id):
            return None
        return await handler(self, visitor, *args, **sent)

    return for_visitor(handles)


async def actor_of(visitor: Visitor) -> Actor:
    """The owner, as the audit list names them."""
    return Actor((await services().accounts.account(visitor.user_id)).name)

"""What is left to ask for, as the screens with a box say it before it is nothing."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.services.usage.allowance import Allowance
from oreai.states.changes import set_changed
from oreai.states.session import for_visitor

FEW = 10
"From so many replies on the screen says how many are left."


class AllowanceState(rx.State):
    """Comes with every view of a chat, and with the first screen."""

    few_left: int = FEW + 1
    "How many are left, as far as they are few: a number that nobody sees is not sent."
    is_guest: bool = False
    is_back_tomorrow: bool = False
    may_use_own_key: bool = False

    @rx.event
    @for_visitor
    async def look_what_is_left(self, visitor: Visitor):
        """See what the visitor may still ask for, where no chat is open."""
        self._show(await services().allowances.of(visitor.user_id))

    def _show(self, allowance: Allowance) -> None:
        shown = {
            "few_left": FEW + 1 if allowance.is_free else min(allowance.left, FEW + 1),
            "is_guest": allowance.is_guest,
            "is_back_tomorrow": allowance.is_back_tomorrow,
            "may_use_own_key": allowance.may_use_own_key,
        }
        set_changed(self, shown)

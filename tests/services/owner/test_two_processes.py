"""What an owner changes on one process holds on the others, by its hint alone; on each database."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts import server_rules
from oreai.services.owner.audit import Actor
from tests.services.replies.conftest import Processes, processes
from tests.waiting import soon

__all__ = ["processes"]

LIN = Actor("林")
HOUR = 3600.0  # seconds


async def holds_at(services: Services) -> tuple[str, bool, str]:
    rules = await services.rules.current()
    return rules.sign_up, rules.guests, rules.announcement.text if rules.announcement else ""


async def test_a_changed_rule_is_followed_by_each_process(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
):
    """The other one has just read the rules and would keep them: it is told. A lost hint is made up for."""
    monkeypatch.setattr(server_rules, "_FRESH_SECONDS", HOUR)
    two = processes
    assert await holds_at(two.first) == await holds_at(two.second) == ("open", True, "")
    await two.first.server_acts.set_sign_up(LIN, "closed")
    await two.first.server_acts.set_guests(LIN, False)
    await two.first.server_acts.announce(LIN, "今晚维护", 4)
    assert await soon(lambda: two.second.rules._known is None)
    assert await holds_at(two.second) == await holds_at(two.first) == ("closed", False, "今晚维护")
    two.wire.cut()
    await two.second.server_acts.withdraw(LIN)
    assert (await holds_at(two.first))[2] == "今晚维护"
    two.wire.mend()
    assert await holds_at(two.first) == await holds_at(two.second) == ("closed", False, "")

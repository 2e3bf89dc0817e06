"""`invite …` beside a running server."""

import httpx

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import new_token
from tests.commands.test_users import PASSWORD, Types, types
from tests.running import Server
from tests.states.wire import known_browser

__all__ = ["types"]


async def test_a_link_lets_somebody_sign_up(server: Server, types: Types):
    """With the quota that it gives; revoked, it lets nobody in any more."""
    note = new_token()[:12]
    link = types("invite", "make", note, "--uses", "2", "--quota", "7").out.strip()
    name = f"Ada {note}"
    form = {"name": name, "password": PASSWORD, "invite": httpx.URL(link).params["invite"]}
    async with await known_browser(server) as browser:
        assert (await browser.post("/api/account", json=form)).status_code == 200
    assert "may ask for 8 replies" in types("user", "quota", name, "+1").out
    (row,) = [line for line in types("invite", "list").out.splitlines() if note in line]
    assert row.split()[1] == "1"
    assert types("invite", "revoke", row.split()[-1]).code == 0
    assert "no invitation has this id" in types("invite", "revoke", row.split()[-1]).err
    async with await known_browser(server) as browser:
        refused = await browser.post("/api/account", json={**form, "name": f"Tom {note}"})
        assert (refused.status_code, refused.json()["error"]) == (
            410,
            texts_for("zh").account.invitation_is_over,
        )


def test_an_invitation_has_bounds(types: Types):
    """For nobody there is none."""
    assert types("invite", "make", "--uses", "0").err.startswith(
        "OreAI: an invitation is for 1 to 1000 people"
    )

"""The doors of two servers on one database of each kind: what ended at one opens nothing at the other."""

from collections.abc import Iterator

import pytest

from tests.abuse.allowed import REFUSALS, ROUTES_FOR_ANYONE
from tests.abuse.conftest import SECRETS, House, furnish
from tests.abuse.found import handlers, routes
from tests.abuse.test_doors import KNOWN, LAST, STRANGERS, ask, form_of, until_handled, with_id
from tests.running import Server
from tests.states.conftest import ANSWER, Home, Stored
from tests.two_servers import EACH_DATABASE, TwoServers, empty_database, two_servers
from tests.upstream import Upstream

pytestmark = pytest.mark.timeout(600)
UNBOUND = {
    "OREAI_EVENTS_A_MINUTE": "100000",
    "OREAI_SIGN_UPS_AN_HOUR": "1000",
    "OREAI_SIGN_INS_AN_HOUR": "1000",
}


@pytest.fixture(params=EACH_DATABASE)
def two(
    request: pytest.FixtureRequest, _one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoServers]:
    folder = tmp_path_factory.mktemp("two")
    url = empty_database(request, request.param, folder)
    with two_servers(url, _one_upstream, folder, **UNBOUND) as both:
        yield both


@pytest.fixture
def server(two: TwoServers) -> Server:
    """Where Lin is at home."""
    return two.servers[0]


@pytest.fixture
def stored(two: TwoServers) -> Stored:
    return two.stored


@pytest.fixture
async def house(lin: Home, two: TwoServers, upstream: Upstream, stored: Stored) -> House:
    """Lin's at the first server; strangers come in at the second."""
    first, second = two.servers
    return await furnish(first, second, lin, upstream, stored)


async def test_the_other_server_gives_and_takes_nothing(house: House, two: TwoServers, stored: Stored):
    """Nobody, a guest, another user, an ended session and its open page, a revoked and an expired token."""
    before, there = house.belongings(stored), two.servers[1]
    assert all(secret in str(before) for secret in SECRETS), "there has to be something to take"
    for who in (*STRANGERS, "page left open"):
        await try_handlers(house, who, there)
        if who in STRANGERS:
            await try_routes(house, who, there)
        assert house.belongings(stored) == before, who


async def try_handlers(house: House, who: str, server: Server) -> None:
    """Each handler is called with the id of her chat, and with hers."""
    wire = await house.strangers[who].socket(server)
    for known in (house.lin.chat, house.lin.user_id):
        for handler in handlers():
            await wire.send(handler.event, handler.filled_with(known), f"/chat/{house.lin.chat}")
    await until_handled(wire)
    assert [secret for secret in (*SECRETS, ANSWER, house.name) if secret in wire.said] == [], who
    await wire.close()


async def try_routes(house: House, who: str, server: Server) -> None:
    """Each route is asked for her chat."""
    async with house.strangers[who].browser(server) as client:
        for route in sorted(routes(), key=lambda route: (route.path in LAST, str(route))):
            answer = await ask(client, route.method, with_id(route.path, house.lin.chat), form_of(house))
            told = answer.text + str(answer.headers)
            assert answer.status_code < 500, (who, str(route), told)
            assert [one for one in (*SECRETS, ANSWER, house.name) if one in told] == [], (who, str(route))
            if who not in KNOWN and str(route) not in ROUTES_FOR_ANYONE:
                assert answer.status_code in REFUSALS, (who, str(route), answer.status_code)

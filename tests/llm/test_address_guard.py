"""Providers that users name: public addresses only, every address, at the moment of the connection."""

import asyncio
import socket
from collections.abc import Sequence

import httpx2
import pytest

from oreai.llm import address_guard
from oreai.llm.address_guard import AddressGuard, GuardedTransport
from oreai.llm.base_url import taken_apart
from oreai.llm.client import ChatTurn
from oreai.llm.credentials import Credentials
from oreai.llm.errors import (
    AddressRefused,
    ModelError,
    OwnNotJson,
    OwnRedirected,
    OwnUnreachable,
    Refused,
    Silent,
)
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from oreai.llm.public_address import is_public
from oreai.llm.sources import Source
from tests.running import free_port
from tests.upstream import Reply, Upstream, html_page, refusal

KYOTO = "203.0.114.7"  # public, and nobody is ever asked there
TURNS = [ChatTurn("user", "Plan a trip to Kyoto")]

NOT_PUBLIC = [
    *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("192.0.0.8", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1"),
    *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1"),
    *("2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:7f00:1::", "2001:0:808:808:0:0:80ff:fffe"),
    *("2001:db8::1", "kyoto.example", "", "2606:4700::1111%1"),
]
PUBLIC = ["8.8.8.8", KYOTO, "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
LOOPBACK_NAMES = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "017700000001", "①②⑦.⓪.⓪.①"]
LOOPBACK_NAMES += ["[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254"]


@pytest.mark.parametrize("written", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_open_internet(written: str):
    """Private, local, of many, reserved; or public by their looks, with such a one wrapped in them."""
    assert not is_public(written)


@pytest.mark.parametrize("written", PUBLIC)
def test_addresses_of_the_open_internet(written: str):
    """Where they wrap another one, that is public too."""
    assert is_public(written)


def own(url: str, name: str = "🔑 Kyoto") -> Source:
    return Source(name, Credentials("sk-of-lin", url, is_users=True), users_id="0" * 24)


def resolver(*answers: Sequence[str]):
    """A resolver that gives these answers one after another, the last one again and again."""
    asked: list[str] = []

    async def resolve(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return resolve, asked


async def ask(source: Source, guard: AddressGuard) -> str:
    provider = Provider(model="m", silence_seconds=5, local_models_url="", guard=guard)
    who = await provider.resolve(None, "kyoto-7b", source.name, own=[source])
    pieces = [piece.text async for piece in who.client.stream(TURNS, RequestParameters(model=who.model))]
    return "".join(pieces)


async def failure(source: Source, guard: AddressGuard) -> ModelError:
    with pytest.raises(ModelError) as failed:
        await ask(source, guard)
    return failed.value


@pytest.mark.parametrize("host", LOOPBACK_NAMES)
async def test_no_name_of_this_machine_or_its_network_is_asked(host: str):
    """Through the SDK and the real resolver, which understands every way to write a number."""
    assert type(await failure(own(f"https://{host}:8443/v1"), AddressGuard())) is AddressRefused


async def test_one_private_address_among_public_ones_is_enough():
    """Whoever owns the name decides which one would be taken."""
    resolve, _ = resolver([KYOTO, "10.0.0.1"])
    guard = AddressGuard(resolve=resolve)
    assert type(await failure(own("https://kyoto.example/v1"), guard)) is AddressRefused


async def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch, upstream: Upstream
):
    """A resolver that answers differently the second time is asked once a connection."""
    monkeypatch.setattr(address_guard, "is_public", {"127.0.0.1"}.__contains__)
    resolve, asked = resolver(["127.0.0.1"], ["10.0.0.1"])
    port = upstream.url.rpartition(":")[2].removesuffix("/v1")
    async with httpx2.AsyncClient(transport=GuardedTransport(AddressGuard(resolve=resolve))) as client:
        answer = await client.get(f"http://kyoto.example:{port}/v1/models")
        assert answer.status_code == 200
        assert asked == ["kyoto.example"]
        with pytest.raises(AddressRefused):  # the next connection asks anew, and sees the change
            await client.get(f"http://kyoto.example:{port}/v1/models")


async def test_the_next_address_is_tried_where_one_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, upstream: Upstream
):
    """A name may have several, and one of them be away."""
    monkeypatch.setattr(address_guard, "is_public", {"127.0.0.1", "127.0.0.9"}.__contains__)
    resolve, _ = resolver(["127.0.0.9", "127.0.0.1"])
    port = upstream.url.rpartition(":")[2].removesuffix("/v1")
    async with httpx2.AsyncClient(transport=GuardedTransport(AddressGuard(resolve=resolve))) as client:
        assert (await client.get(f"http://kyoto.example:{port}/v1/models")).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "http://kyoto.example/v1",
        "https://kyoto.example:22/v1",
        "https://kyoto.example:993/v1",
        "https://lin:secret@kyoto.example/v1",
        "ftp://kyoto.example/v1",
        "kyoto.example/v1",
        "https://:443/v1",
    ],
)
def test_what_an_address_alone_tells(url: str):
    """Without TLS, at a port of mail or SSH, with a password, or no address at all."""
    with pytest.raises(AddressRefused):
        AddressGuard().check(taken_apart(url))


@pytest.mark.parametrize(
    "url", ["https://kyoto.example", "https://kyoto.example:8443/v1", "https://k.example:80"]
)
def test_usual_addresses_pass(url: str):
    """At 80, 443, and above 1023."""
    AddressGuard().check(taken_apart(url))


def endpoint(upstream: Upstream) -> tuple[str, int]:
    host, _, port = upstream.url.removeprefix("http://").removesuffix("/v1").rpartition(":")
    return host, int(port)


async def test_what_the_owner_has_listed_is_asked_with_the_users_key(upstream: Upstream):
    """A model server of the house, by http; its neighbour's port is not listed."""
    guard = AddressGuard([endpoint(upstream)])
    assert await ask(own(upstream.url), guard) == "You said “Plan a trip to Kyoto”."
    assert upstream.requests[-1].headers["authorization"] == "Bearer sk-of-lin"
    host, port = endpoint(upstream)
    assert type(await failure(own(f"http://{host}:{port + 1}/v1"), guard)) is AddressRefused


async def test_the_servers_own_clients_are_not_lent(upstream: Upstream):
    """The same address and key, once of the server and once of a user: the user's goes by the guard."""
    provider = Provider(model="m", silence_seconds=5, local_models_url="")
    mine = Source("House", Credentials("sk-of-lin", upstream.url))
    assert [group.error async for group in provider._lists.of_each([(mine, provider._of(mine))])] == [None]
    with pytest.raises(AddressRefused):
        await provider.try_out(own(upstream.url), seconds=5)


async def test_no_redirect_is_followed(upstream: Upstream):
    """Neither for a reply nor for a list of models, whatever it leads to."""
    guard, inner = AddressGuard([endpoint(upstream)]), {"location": "http://127.0.0.1:9/latest/meta-data"}
    for status in (301, 302, 303, 307, 308):
        upstream.enqueue(Reply(status=status, body="moved", headers=inner))
        error = await failure(own(upstream.url), guard)
        assert (type(error), error.provider_message) == (OwnRedirected, "")
    assert len(upstream.requests) == 5


async def test_the_environments_proxy_has_no_say(monkeypatch: pytest.MonkeyPatch, upstream: Upstream):
    """It would connect in our place, and nobody would check where to."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert await ask(own(upstream.url), AddressGuard([endpoint(upstream)]))


async def test_words_are_shown_only_of_who_speaks_as_a_models_server(upstream: Upstream):
    """What another service would say stays unsaid; a refusal in JSON is told in its words."""
    guard = AddressGuard([endpoint(upstream)])
    upstream.enqueue(Reply(status=400, body="root:x:0:0:/root", content_type="text/plain"))
    error = await failure(own(upstream.url), guard)
    assert (type(error), error.provider_message) == (Refused, "")
    upstream.enqueue(refusal(400, "No such voice."), html_page())
    assert (await failure(own(upstream.url), guard)).provider_message == "No such voice."
    error = await failure(own(upstream.url), guard)
    assert (type(error), error.provider_message) == (OwnNotJson, "")


async def test_who_does_not_answer_is_unreachable():
    """A closed port, and a name that nobody knows."""
    port = free_port()
    closed = await failure(own(f"http://127.0.0.1:{port}/v1"), AddressGuard([("127.0.0.1", port)]))

    async def nobody(_: str, __: int) -> Sequence[str]:
        raise socket.gaierror

    unknown = await failure(own("https://nowhere.example/v1"), AddressGuard(resolve=nobody))
    assert [type(closed), type(unknown)] == [OwnUnreachable, OwnUnreachable]


async def test_a_name_that_is_slow_to_resolve_is_given_up(monkeypatch: pytest.MonkeyPatch):
    """The time to connect holds for it, too; nothing else waits so long."""
    monkeypatch.setattr("oreai.llm.sdk._CONNECT_SECONDS", 0.05)

    async def slow(_: str, __: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    assert type(await failure(own("https://slow.example/v1"), AddressGuard(resolve=slow))) is Silent

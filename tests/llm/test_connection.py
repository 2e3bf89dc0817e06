"""The way to the provider: what is wrong with its address, its certificate or a proxy is told by name."""

import gzip
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import create_server

import pytest

from oreai.llm import connection, errors
from oreai.llm.address_guard import AddressGuard
from oreai.llm.base_url import taken_apart
from oreai.llm.client import ChatTurn
from oreai.llm.credentials import Credentials
from oreai.llm.errors import ModelError
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from oreai.llm.sdk import Sdks
from oreai.settings import SettingsError, load_settings
from tests.running import free_port
from tests.socks_proxy import socks_proxy
from tests.upstream import Reply, Upstream

LIN = ChatTurn("user", "Three days in 京都?")
WHOLE = "https://kyoto.example/v1/chat/completions"


@pytest.fixture(autouse=True)
def _no_proxy_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-lin")


async def ask() -> str:
    """The reply of whoever the environment names."""
    provider = Provider(model="kyoto", silence_seconds=5, local_models_url="")
    assert (await provider.status()).kind == "ready", "a page that only shows who answers stays whole"
    client = (await provider.resolve()).client
    return "".join([piece.text async for piece in client.stream([LIN], RequestParameters("kyoto"))])


async def failed() -> ModelError:
    with pytest.raises(ModelError) as raised:
        await ask()
    return raised.value


NO_ADDRESSES = [
    *("api.kyoto.example/v1", "localhost:11434/v1", "//kyoto.example/v1", "https://", "kyoto"),
    *("ftp://kyoto.example/v1", "http://[::1", "https://kyoto.example:99999/v1", "https:/kyoto/v1"),
]


@pytest.mark.parametrize("url", NO_ADDRESSES)
async def test_what_is_no_address_is_told_so(monkeypatch: pytest.MonkeyPatch, url: str):
    """Without a scheme, without a host, with a port that is none: only asking fails."""
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    assert type(await failed()) is errors.WrongAddress


@pytest.mark.parametrize("end", ["", "/", "/chat/completions", "/chat/completions/"])
async def test_an_address_may_end_as_it_likes(monkeypatch: pytest.MonkeyPatch, upstream: Upstream, end: str):
    """Some paste the whole address of a request."""
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url + end)
    assert await ask() == "You said “Three days in 京都?”."


async def test_what_the_address_asks_goes_with_every_request(
    monkeypatch: pytest.MonkeyPatch, upstream: Upstream
):
    """Azure wants its api-version there: behind the path and not in the middle of it."""
    monkeypatch.setenv("OPENAI_BASE_URL", f"{upstream.url}?api-version=2026-10-01")
    await ask()
    assert upstream.requests[-1].path == "/v1/chat/completions?api-version=2026-10-01"


def test_azure_gets_the_key_by_its_own_header():
    """As a bearer it would take it for a token of its sign-in; nobody else is told it twice."""
    sdks = Sdks(AddressGuard())
    azure = sdks.of(Credentials("hush", "https://lin.openai.azure.com/openai/v1"))
    assert azure.default_headers["api-key"] == "hush"
    assert "api-key" not in sdks.of(Credentials("hush", "https://kyoto.example/v1")).default_headers


def gzipped(status: str, times: int) -> Reply:
    head = f"HTTP/1.1 {status}\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    return Reply(wire=[head.encode(), gzip.compress(b": still there\n\n" * times)])


@pytest.mark.parametrize("status", ["200 OK", "500 Oh"])
async def test_an_answer_that_unpacks_without_an_end_is_left(
    monkeypatch: pytest.MonkeyPatch, provider: Upstream, status: str
):
    """A few kilobytes of gzip that become megabytes, in a reply and in an error's words."""
    for limit in ("_LONGEST_REPLY", "_LONGEST_ANSWER"):
        monkeypatch.setattr(connection, limit, 2**20)
    provider.enqueue(gzipped(status, 500_000))
    assert type(await failed()) is errors.Unparsable


@pytest.mark.parametrize(
    ("url", "address", "host"),
    [
        ("https://lin:hush@kyoto.example/v1/", "https://kyoto.example/v1", "kyoto.example"),
        ("https://kyoto.example:8443/v1?key=hush", "https://kyoto.example:8443/v1", "kyoto.example"),
        (WHOLE, "https://kyoto.example/v1", "kyoto.example"),
        ("http://[::1", "", ""),
    ],
)
def test_what_may_be_shown_of_it_holds_no_secret(url: str, address: str, host: str):
    """Neither password nor query, where models are remembered and on the page."""
    assert (taken_apart(url).address, taken_apart(url).host) == (address, host)


@pytest.mark.parametrize("status", [301, 302, 303])
async def test_a_redirect_that_would_forget_the_question_is_named(
    provider: Upstream, monkeypatch: pytest.MonkeyPatch, status: int
):
    """A POST would arrive as a GET: the new address is told, without what is secret in it."""
    provider.enqueue(Reply(status=status, headers={"location": "https://lin:hush@kyoto.example/v1?k=1"}))
    found = await failed()
    assert (type(found), found.provider_message) == (errors.Redirected, "https://kyoto.example/v1")
    assert len(provider.requests) == 1


async def test_a_redirect_that_keeps_the_question_is_followed(provider: Upstream):
    """307 and 308 say so."""
    provider.enqueue(Reply(status=308, headers={"location": f"{provider.url}/chat/completions"}))
    assert await ask() == "You said “Three days in 京都?”."


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[int]:
    """The port of a server whose certificate nobody has signed."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    openssl = ["openssl", "req", *kind, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(openssl, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def serve() -> None:
        with suppress(OSError):
            while True:
                with suppress(ssl.SSLError, ConnectionError):
                    context.wrap_socket(listening.accept()[0], server_side=True).close()

    with create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]


async def test_a_certificate_that_nobody_trusts_is_named(monkeypatch: pytest.MonkeyPatch, self_signed: int):
    """In the words of who has checked it."""
    monkeypatch.setenv("OPENAI_BASE_URL", f"https://localhost:{self_signed}/v1")
    found = await failed()
    assert type(found) is errors.BadCertificate
    assert "self-signed" in found.provider_message.replace(" ", "-")


async def test_certificates_that_cannot_be_read_break_no_page(monkeypatch: pytest.MonkeyPatch):
    """A variable that names a file which is not there: told when somebody asks."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://kyoto.example/v1")
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file")
    assert type(await failed()) in (errors.BadCertificate, errors.Unreachable)


async def test_a_socks_proxy_is_gone_through(monkeypatch: pytest.MonkeyPatch, upstream: Upstream):
    """It is asked by the provider's name, so that it can be one that only the proxy knows."""
    with socks_proxy(int(upstream.url.split(":")[2].split("/")[0])) as (url, asked):
        monkeypatch.setenv("ALL_PROXY", url)
        monkeypatch.setenv("OPENAI_BASE_URL", "http://kyoto.example/v1")
        assert await ask() == "You said “Three days in 京都?”."
    assert asked == ["kyoto.example"]


@pytest.mark.parametrize("scheme", ["socks5", "http"])
async def test_a_proxy_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, scheme: str):
    """It is not the provider that is out of reach."""
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{free_port()}")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://kyoto.example/v1")
    assert type(await failed()) is errors.ProxyFailed


async def test_a_proxy_of_an_unknown_kind_breaks_no_page(monkeypatch: pytest.MonkeyPatch):
    """Set later, while OreAI runs: only asking fails, and says why."""
    monkeypatch.setenv("ALL_PROXY", "socks4://127.0.0.1:1080")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://kyoto.example/v1")
    assert type(await failed()) is errors.ProxyFailed


@pytest.mark.parametrize("name", ["ALL_PROXY", "https_proxy"])
def test_a_proxy_of_an_unknown_kind_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, name: str):
    """In one line that names the variable, and not its value: that may hold a password."""
    monkeypatch.setenv(name, "socks4://lin:hush@127.0.0.1:1080")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value).startswith(f"{name.upper()}: must start with http://")
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["socks5://127.0.0.1:1080", "socks5h://nara:1080", "http://nara:80", "nara:80"]
)
def test_proxies_that_work_are_no_reason_not_to_start(monkeypatch: pytest.MonkeyPatch, url: str):
    """Also one without a scheme, as curl takes it."""
    monkeypatch.setenv("ALL_PROXY", url)
    load_settings()

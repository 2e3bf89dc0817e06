"""The whole way to another provider of sign-in and back, over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from oreai.services.accounts.session_token import COOKIE
from tests.running import Server
from tests.sign_in_provider import SignInProvider


@pytest.fixture
def provider() -> Iterator[SignInProvider]:
    with SignInProvider() as running:
        yield running


@pytest.fixture
def server_with_provider(provider: SignInProvider, tmp_path: Path) -> Iterator[Server]:
    """The app, where people may sign in with that provider."""
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'oreai.db'}",
        "OREAI_OIDC_ISSUER": provider.issuer,
        "OREAI_OIDC_CLIENT_ID": "oreai",
        "OREAI_PUBLIC_URL": "http://chat.example.org",
        "OREAI_BOX": "0",
    }
    running = Server(tmp_path, settings)
    running.start()
    yield running
    running.stop()


def test_there_and_back(server_with_provider: Server, provider: SignInProvider):
    """A yes signs in, with a new cookie; an answer to nobody's question leads back to the page to sign in."""
    with httpx.Client(base_url=server_with_provider.url) as browser:
        leaving = browser.get("/api/oidc/leave")
        assert leaving.status_code == 303
        cookie = leaving.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "path=/api/oidc" in cookie
        answer = provider.approve(leaving.headers["location"])
        back = browser.get(f"/api/oidc/back?{urlencode(answer)}")
        assert (back.status_code, back.headers["location"]) == (303, "/")
        assert browser.cookies[COOKIE]
        again = browser.get(f"/api/oidc/back?{urlencode(answer)}")
        assert again.headers["location"] == "/login?failed=1"
        assert "set-cookie" not in again.headers


def test_without_such_a_provider_there_is_no_such_way(server: Server):
    """Not found."""
    for path in ("/api/oidc/leave", "/api/oidc/back?code=x&state=y"):
        assert httpx.get(f"{server.url}{path}").status_code == 404

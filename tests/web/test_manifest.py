"""The manifest: what a phone needs to put OreAI on its home screen, and to share with it."""

import struct
from collections.abc import Iterator

import httpx
import pytest

from tests.running import Server


@pytest.fixture
def web(server: Server) -> Iterator[httpx.Client]:
    """A phone without a past, as far as HTTP goes; it follows redirects."""
    with httpx.Client(base_url=server.url, follow_redirects=True) as client:
        yield client


def test_the_manifest_names_icons_that_exist(web: httpx.Client):
    """Name, start, look, and icons of the sizes a phone asks for."""
    manifest = web.get("/manifest.webmanifest").json()
    assert "OreAI" in manifest["name"]
    assert manifest["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    shortcuts = manifest["shortcuts"]
    assert [one["url"] for one in shortcuts[:2]] == ["/?new", "/search"]
    assert all(web.get(one["url"]).status_code == 200 for one in shortcuts)
    icons = [*manifest["icons"], *(icon for one in shortcuts for icon in one["icons"])]
    for icon in [*icons, *manifest["screenshots"]]:
        answer = web.get(icon["src"])
        assert answer.headers["content-type"].split(";")[0] == icon["type"]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", answer.content[16:24])
            assert f"{width}x{height}" == icon["sizes"], icon["src"]


def test_other_apps_may_share_with_the_first_screen(web: httpx.Client):
    """By an address alone: nothing is stored or sent by asking for it."""
    target = web.get("/manifest.webmanifest").json()["share_target"]
    assert (target["action"], target["method"]) == ("/", "GET")
    assert set(target["params"]) == {"title", "text", "url"}
    shared = dict.fromkeys(target["params"].values(), "清水寺")
    assert web.get(target["action"], params=shared).status_code == 200

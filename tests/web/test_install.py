"""What a phone is told before it installs OreAI."""

import struct

import httpx
import pytest

from tests.running import Server


@pytest.fixture
def manifest(server: Server) -> dict:
    """The app's manifest."""
    return httpx.get(f"{server.url}/manifest.webmanifest").json()


def test_its_pictures_are_there_in_the_sizes_it_says(server: Server, manifest: dict):
    """Icons and screenshots, for narrow and wide; one icon may be cut to any shape."""
    pictures = [*manifest["icons"], *manifest["screenshots"]]
    for picture in pictures:
        answer = httpx.get(server.url + picture["src"])
        assert answer.headers["content-type"] == picture["type"]
        if picture["type"] == "image/png":
            assert "{}x{}".format(*struct.unpack(">II", answer.content[16:24])) == picture["sizes"]
    assert {picture.get("form_factor") for picture in manifest["screenshots"]} == {"narrow", "wide"}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}


def test_its_shortcuts_lead_somewhere(server: Server, manifest: dict):
    """A long press on the icon offers two places."""
    for shortcut in manifest["shortcuts"]:
        assert httpx.get(server.url + shortcut["url"], follow_redirects=True).status_code == 200


def test_it_may_be_turned(manifest: dict):
    """A tablet on its side shows the list beside the conversation: no orientation is forced."""
    assert "orientation" not in manifest
    assert (manifest["id"], manifest["scope"], manifest["start_url"]) == ("/", "/", "/")

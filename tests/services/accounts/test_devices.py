"""A browser is known by its family and its system."""

import pytest

from oreai.services.accounts.devices import device_of

WEBKIT = "AppleWebKit/537.36 Chrome/126.0"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {WEBKIT} Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile Safari/604.1", "Safari · iPhone"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_by_its_family(agent: str, name: str):
    """No version and no model: enough to know it again."""
    assert device_of(agent).name == name

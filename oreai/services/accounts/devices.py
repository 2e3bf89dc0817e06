"""What is remembered of the browser that signs in: enough to know it again in a list, and no more."""

import re
from dataclasses import dataclass

LONGEST_NETWORK = 64  # characters
_BROWSERS = (  # the first that is found counts: each pretends to be those below it
    ("Edge", r"Edg(?:A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("WeChat", r"MicroMessenger/"),
    ("Firefox", r"(?:Firefox|FxiOS)/"),
    ("Chrome", r"(?:Chrome|CriOS|Chromium)/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


@dataclass(frozen=True)
class Device:
    """A browser: its family, its system, and the network it came from; each may be empty."""

    browser: str = ""
    system: str = ""
    network: str = ""

    @property
    def name(self) -> str:
        """Such as Chrome · Android."""
        return " · ".join(filter(None, (self.browser, self.system)))


def device_of(user_agent: str, network: str = "") -> Device:
    """The device behind a User-Agent header; of the header itself nothing is kept."""
    agent = user_agent[:400]
    return Device(_first(_BROWSERS, agent), _first(_SYSTEMS, agent), network[:LONGEST_NETWORK])


def _first(families: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in families if re.search(pattern, agent)), "")

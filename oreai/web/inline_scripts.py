"""Which inline scripts the built pages have: the browser runs those, by their hashes, and no other."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_FOR_ALL_OTHERS = "404"  # the page that Reflex sends for each address that has no file


class InlineScripts:
    """The inline scripts of each page, as `script-src` names them."""

    def __init__(self, folder: Path, sub_path: str = ""):
        """
        Args:
            folder: where the built client lies; without one no inline script is named.
            sub_path: the path of `OREAI_PATH`, below which the pages may lie.
        """
        self._pages = _sources_in(folder, sub_path)

    def named_for(self, path: str) -> str:
        """What `script-src` names for the page at this path, each with a space before it.

        Args:
            path: as it was asked for, without the host's own path.
        """
        return self._pages.get(path.strip("/")) or self._pages.get(_FOR_ALL_OTHERS, "")


def _sources_in(folder: Path, sub_path: str) -> Mapping[str, str]:
    """By the page's name; the page for all others may come instead of each: its scripts are always named."""
    found: dict[str, dict[str, None]] = {}
    for file in sorted(folder.rglob("*.html")):
        name = f"/{file.relative_to(folder).with_suffix('')}".removeprefix(sub_path)
        hashes = found.setdefault(name.removesuffix("index").strip("/"), {})
        hashes.update(dict.fromkeys(_hashes(file.read_text(encoding="utf-8"))))
    others = found.get(_FOR_ALL_OTHERS, {})
    return {name: "".join(f" '{each}'" for each in {**hashes, **others}) for name, hashes in found.items()}


def _hashes(page: str) -> list[str]:
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return [f"sha256-{base64.b64encode(digest).decode()}" for digest in digests]

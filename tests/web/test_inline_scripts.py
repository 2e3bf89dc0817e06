"""The inline scripts of built pages: the browser runs those and no other."""

import base64
import hashlib
from pathlib import Path

from oreai.web.inline_scripts import InlineScripts

KYOTO = "const town = '京都';\n"


def source(script: str) -> str:
    """How `script-src` names this script."""
    return f" 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def built(folder: Path, **pages: str) -> None:
    """A built client of these pages; two underscores stand for a folder's end."""
    for name, html in pages.items():
        file = folder / f"{name.replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")


def test_each_page_names_its_own_scripts(tmp_path: Path):
    """Its inline ones, byte for byte, and those of the page for all other addresses, which may come."""
    built(
        tmp_path,
        index=f"<head><script>{KYOTO}</script></head>",
        find__index='<script type="module" async="">import "/a.js";</script><script src="/b.js"></script>',
        **{"404": "<script>nowhere</script>"},
    )
    pages = InlineScripts(tmp_path)
    assert pages.named_for("/") == source(KYOTO) + source("nowhere")
    assert pages.named_for("/find") == source('import "/a.js";') + source("nowhere")
    assert pages.named_for("/chat/1") == source("nowhere")


def test_a_script_that_all_pages_share_is_named_once(tmp_path: Path):
    """Headers stay short: the same page twice, with and without a slash, is one."""
    page = f"<script>{KYOTO}</script><script>{KYOTO}</script>"
    built(tmp_path, mine=page, mine__index=page, **{"404": page})
    assert InlineScripts(tmp_path).named_for("/mine/") == source(KYOTO)


def test_below_a_path_of_the_host_pages_have_the_same_names(tmp_path: Path):
    """Whoever asks for /kyoto/find gets the scripts of the page `find`."""
    built(tmp_path, kyoto__index="<script>1</script>", kyoto__find__index="<script>2</script>")
    pages = InlineScripts(tmp_path, "/kyoto")
    assert (pages.named_for("/"), pages.named_for("/find")) == (source("1"), source("2"))


def test_without_a_built_client_no_inline_script_runs(tmp_path: Path):
    """What is not there is not allowed."""
    assert InlineScripts(tmp_path).named_for("/") == ""

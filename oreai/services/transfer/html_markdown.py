"""Markdown as HTML that asks nobody and needs no script: formulas are MathML, pictures of the web links."""

import html
from collections.abc import Mapping

from latex2mathml.converter import convert as as_mathml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.texmath import texmath_plugin


def html_markdown() -> MarkdownIt:
    """A renderer; text that looks like HTML stays text."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    made.use(texmath_plugin, delimiters="brackets")  # \( \) and \[ \]; drawn as the next one says
    made.use(dollarmath_plugin, renderer=_formula, allow_digits=False, double_inline=True)
    made.add_render_rule("image", _picture_as_link)
    return made


def _formula(content: str, options: Mapping[str, bool]) -> str:
    """TeX as MathML, which browsers draw themselves; what cannot be read stays as it was written."""
    try:
        return str(as_mathml(content, display="block" if options["display_mode"] else "inline"))
    except Exception:  # what is wrong in the TeX decides which error it is
        return f"<code>{html.escape(content)}</code>"


def _picture_as_link(
    _renderer: RendererHTML, tokens: list[Token], at: int, _options: object, _env: object
) -> str:
    """A picture of the web is a link: a page that is read later asks nobody."""
    address = html.escape(str(tokens[at].attrs.get("src", "")), quote=True)
    return f'<a href="{address}" rel="noreferrer">{html.escape(tokens[at].content) or address}</a>'

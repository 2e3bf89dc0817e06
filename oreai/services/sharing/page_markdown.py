"""A message's Markdown as the app shows it, with the same classes, for a page without the app."""

import html
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from oreai.services.sharing.code_colours import coloured
from oreai.services.transfer.html_markdown import html_markdown


def as_page_html(text: str) -> str:
    """The text as HTML; whatever somebody wrote runs nothing and asks nobody."""
    return str(_MARKDOWN.render(text))


def _code(_renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:
    language = tokens[at].info.strip().partition(" ")[0]
    name = html.escape(language)
    return (
        f'<figure class="code"><figcaption><span>{name}</span></figcaption>'
        f'<pre tabindex="0"><code>{coloured(tokens[at].content, language)}</code></pre></figure>'
    )


def _table(_renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:
    return '<div class="table" tabindex="0"><table>' if tokens[at].nesting == 1 else "</table></div>"


def _link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Mapping[str, object], env: object
) -> str:
    """Whom it leads to does not hear where the reader came from."""
    tokens[at].attrSet("rel", "noreferrer nofollow")
    return renderer.renderToken(tokens, at, options, env)  # type: ignore[arg-type]  # its own, unchanged


def _markdown() -> MarkdownIt:
    made = html_markdown().use(tasklists_plugin).use(footnote_plugin)
    for kind, rule in (
        ("fence", _code),
        ("code_block", _code),
        ("table_open", _table),
        ("table_close", _table),
        ("link_open", _link),
    ):
        made.add_render_rule(kind, rule)
    return made


_MARKDOWN = _markdown()

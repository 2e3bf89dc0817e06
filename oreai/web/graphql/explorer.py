"""Where a developer tries documents out: what GraphiQL is elsewhere, without scripts of anybody else's.

There is such a page where the schema is told too, and nowhere else.
"""

import html
from pathlib import Path

from graphql import print_schema

from oreai.i18n import texts_for
from oreai.web.graphql.schema import schema
from oreai.web.page_style import page_style

_STYLES = ("tokens", "base", "buttons")
_OWN_STYLE = Path(__file__).with_suffix(".css")
_FIRST = "{\n  allCategory {\n    id\n    name\n  }\n}"


def explorer_page(locale: str, path: str) -> str:
    """A field for a document, one for its variables, the answer, and the schema.

    Args:
        path: below which OreAI lies on its host; empty for none.
    """
    texts = texts_for(locale)
    return (
        f'<!doctype html><html lang="{texts.app.html_lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>GraphQL · OreAI</title><style>{page_style(_STYLES, _OWN_STYLE)}</style>"
        f'<script type="module" src="{path}/js/graphql/explorer.js"></script></head>'
        f'<body><main><h1>GraphQL</h1><form data-asks="{path}/api/graphql">'
        f"{_field(texts.api.document, 'query', _FIRST)}{_field(texts.api.variables, 'variables', '{}')}"
        f'<button class="button main">{texts.api.ask}</button></form>'
        '<pre role="status" tabindex="0" data-part="answer" data-testid="answer"></pre>'
        f"<details><summary>{texts.api.schema}</summary>"
        f'<pre tabindex="0">{html.escape(print_schema(schema()))}</pre></details></main></body></html>'
    )


def _field(label: str, name: str, value: str) -> str:
    rows = max(4, value.count("\n") + 6)
    text = f'<textarea name="{name}" rows="{rows}" spellcheck="false">{value}</textarea>'
    return f"<label>{label}{text}</label>"

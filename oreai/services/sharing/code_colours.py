"""Code with the colours that the app gives it, drawn on the server: a shared page has no script for that."""

import html
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

_LONGEST = 20_000  # characters; what is longer is read in one colour
_CLASSES = (
    (Token.Comment.Preproc, "meta"),
    (Token.Comment, "comment"),
    (Token.Keyword.Type, "type"),
    (Token.Keyword, "keyword"),
    (Token.Operator.Word, "keyword"),
    (Token.Literal.String, "string"),
    (Token.Literal.Number, "number"),
    (Token.Name.Function, "title"),
    (Token.Name.Class, "title"),
    (Token.Name.Builtin, "built_in"),
    (Token.Name.Decorator, "meta"),
    (Token.Name.Attribute, "attr"),
    (Token.Name.Tag, "keyword"),
    (Token.Generic.Inserted, "addition"),
    (Token.Generic.Deleted, "deletion"),
    (Token.Generic.Heading, "section"),
    (Token.Generic.Subheading, "section"),
)


def coloured(code: str, language: str) -> str:
    """The code as HTML, in one colour where the language is not known."""
    lexer = _lexer(language.lower()) if len(code) <= _LONGEST else None
    if lexer is None:
        return html.escape(code, quote=False)
    return "".join(_span(kind, text) for kind, text in lexer.get_tokens(code))


def _span(kind: _TokenType, text: str) -> str:
    written = html.escape(text, quote=False)
    name = _class_of(kind)
    return f'<span class="hljs-{name}">{written}</span>' if name and text.strip() else written


@cache
def _class_of(kind: _TokenType) -> str:
    return next((name for ours, name in _CLASSES if kind in ours), "")


def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False) if language else None
    except ClassNotFound:
        return None

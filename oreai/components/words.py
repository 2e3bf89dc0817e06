"""The words of `i18n`, as vars that follow the chosen language."""

from collections.abc import Mapping
from dataclasses import fields

import reflex as rx

from oreai.i18n import TEXTS, Texts
from oreai.states.session import SessionState


def _word(name: str) -> rx.Var[str]:
    in_each = {locale: getattr(texts, name) for locale, texts in TEXTS.items()}
    return rx.Var.create(in_each)[SessionState.lang].to(str)


def _texts_of_vars() -> Texts:
    """The same list of words, each one a var; lists by key stay for `by_key`."""
    words = {
        field.name: _word(field.name) for field in fields(Texts) if field.type is str or field.type == "str"
    }
    return Texts(**words, categories={}, errors={}, finish_reasons={})


def category_name(key: rx.Var[str]) -> rx.Var[str]:
    """The name of a category."""
    names: Mapping[str, Mapping[str, str]] = {
        locale: dict(texts.categories) for locale, texts in TEXTS.items()
    }
    return rx.Var.create(names)[SessionState.lang].to(dict[str, str])[key].to(str)


def filled(word: str, **values: rx.Var | str) -> rx.Var[str]:
    """A word with the names in its braces filled in."""
    text = rx.Var.create(word).to(str)
    for name, value in values.items():
        text = text.replace("{" + name + "}", rx.Var.create(value).to_string(use_json=False))
    return text


t = _texts_of_vars()

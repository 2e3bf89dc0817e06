"""The texts of `i18n`, as vars that follow the chosen language."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import reflex as rx
from reflex.vars.base import CustomVarOperationReturn, var_operation, var_operation_return

from oreai.i18n import TEXTS, Texts
from oreai.states.session import SessionState


def _word(screen: str, name: str) -> rx.Var[str]:
    in_each = {locale: getattr(getattr(texts, screen), name) for locale, texts in TEXTS.items()}
    return rx.Var.create(in_each)[SessionState.lang].to(str)


def _texts_of(screen: str, kind: Any) -> Any:
    """The texts of one screen, each one a var; those that are found by a key stay empty."""
    return kind(**{word.name: _word(screen, word.name) if word.type is str else {} for word in fields(kind)})


def _texts_of_vars() -> Texts:
    """The same texts, each one a var."""
    return Texts(**{screen.name: _texts_of(screen.name, screen.type) for screen in fields(Texts)})


def text_of(screen: str, mapping: str, key: str) -> rx.Var[str]:
    """A word that is found by a key, as `settings.labels` has one for each setting."""
    in_each = {locale: getattr(getattr(texts, screen), mapping)[key] for locale, texts in TEXTS.items()}
    return rx.Var.create(in_each)[SessionState.lang].to(str)


def category_name(key: rx.Var[str]) -> rx.Var[str]:
    """The name of a category."""
    names: Mapping[str, Mapping[str, str]] = {
        locale: dict(texts.discover.categories) for locale, texts in TEXTS.items()
    }
    return rx.Var.create(names)[SessionState.lang].to(dict[str, str])[key].to(str)


def filled(word: str, **values: rx.Var | str) -> rx.Var[str]:
    """A word with the names in its braces filled in."""
    text: rx.Var[str] = rx.Var.create(word).to(str)
    for name, value in values.items():
        text = _with(text, "{" + name + "}", value)
    return text


# By a function: Reflex writes a nought as nothing, and a replacing text may hold `$&`.
@var_operation
def _with(text: rx.Var[str], name: rx.Var[str], value: rx.Var[Any]) -> CustomVarOperationReturn[str]:
    return var_operation_return(f"({text}).replaceAll({name}, () => {value})", var_type=str)


t = _texts_of_vars()

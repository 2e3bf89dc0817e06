"""Every word people read, in each language. Imports nothing of the app; a test holds the languages complete."""

from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from typing import Any

from oreai.i18n.fill import fill
from oreai.i18n.texts import Texts

__all__ = ["DEFAULT_LOCALE", "LOCALES", "TEXTS", "Texts", "fill", "preferred_locale", "texts_for"]

DEFAULT_LOCALE = "zh"
LOCALES = ("zh", "en")


def _texts_in(locale: str) -> Texts:
    """One language: the words of each screen are in the file of its name, under its name in capitals."""
    modules = {screen.name: import_module(f"{__name__}.{locale}.{screen.name}") for screen in fields(Texts)}
    screens: Mapping[str, Any] = {name: getattr(module, name.upper()) for name, module in modules.items()}
    return Texts(**screens)


TEXTS: dict[str, Texts] = {locale: _texts_in(locale) for locale in LOCALES}


def texts_for(locale: str) -> Texts:
    """The words in this language; a language that OreAI does not speak gets the default one."""
    return TEXTS.get(locale, TEXTS[DEFAULT_LOCALE])


def preferred_locale(accept_language: str) -> str:
    """The first language of an Accept-Language header that OreAI speaks; RFC 9110, 12.5.4.

    A browser that asks for other languages only gets English: more of the world reads it.
    """
    wanted = sorted(_weighted(accept_language), key=lambda pair: -pair[1])
    for tag, weight in wanted:
        language = tag.split("-")[0].lower()
        if weight > 0 and language in TEXTS:
            return language
    return "en" if wanted else DEFAULT_LOCALE


def _weighted(header: str) -> list[tuple[str, float]]:
    ranges = [part.strip().split(";") for part in header.split(",") if part.strip()]
    return [(tag.strip(), _quality(parameters)) for tag, *parameters in ranges]


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0
    return 1

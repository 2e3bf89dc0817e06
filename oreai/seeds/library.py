"""The seed files as values. One file a persona or sample chat, its languages side by side."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent

CATEGORY_KEYS = (
    "popular",
    "guidance",
    "entertainment",
    "life",
    "work",
    "language",
    "writing",
    "arts",
    "computing",
    "health",
)


@dataclass(frozen=True)
class SeedText:
    """What a persona says in one language."""

    name: str
    description: str
    system: str
    opening: str
    questions: str
    "One a line."


@dataclass(frozen=True)
class SeedPersona:
    """A built-in persona."""

    key: str
    position: int
    icon: str
    categories: Sequence[str]
    texts: Mapping[str, SeedText]


@dataclass(frozen=True)
class SampleChat:
    """A chat that every new user finds; `persona` is None for the free chat."""

    key: str
    position: int
    persona: SeedPersona | None
    icon: str
    titles: Mapping[str, str]
    examples: Mapping[str, Sequence[tuple[str, str]]]
    "By locale: (role, content) turns."


@cache
def personas() -> tuple[SeedPersona, ...]:
    """The built-in personas, in the order of Discover."""
    found = [_persona(file) for file in (_FOLDER / "personas").glob("*.toml")]
    return tuple(sorted(found, key=lambda persona: persona.position))


@cache
def sample_chats() -> tuple[SampleChat, ...]:
    """The sample chats, in the order of the list."""
    by_key = {persona.key: persona for persona in personas()}
    found = [_sample(file, by_key) for file in (_FOLDER / "sample_chats").glob("*.toml")]
    return tuple(sorted(found, key=lambda sample: sample.position))


def _persona(file: Path) -> SeedPersona:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return SeedPersona(
        key=file.stem,
        position=content["position"],
        icon=content["icon"],
        categories=content["categories"],
        texts={locale: _text(content[locale]) for locale in ("zh", "en")},
    )


def _text(fields: Mapping[str, Any]) -> SeedText:
    return SeedText(
        name=fields["name"],
        description=fields["description"],
        system=fields["system"].strip(),
        opening=fields["opening"],
        questions="\n".join(fields["questions"]),
    )


def _sample(file: Path, by_key: Mapping[str, SeedPersona]) -> SampleChat:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    persona = by_key[content["persona"]] if "persona" in content else None
    return SampleChat(
        key=file.stem,
        position=content["position"],
        persona=persona,
        icon=persona.icon if persona else content["icon"],
        titles={
            locale: persona.texts[locale].name if persona else content[f"title_{locale}"]
            for locale in ("zh", "en")
        },
        examples={locale: _turns(content[locale]) for locale in ("zh", "en")},
    )


def _turns(exchanges: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(role, exchange[role].strip()) for exchange in exchanges for role in ("user", "assistant")]

"""The seed files as values. One file a prompt or sample chat, its languages side by side."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
    """What a prompt says in one language."""

    name: str
    description: str
    system: str
    opening: str
    questions: str
    "One a line."


@dataclass(frozen=True)
class SeedPrompt:
    """A built-in prompt."""

    key: str
    position: int
    icon: str
    categories: Sequence[str]
    texts: Mapping[str, SeedText]


@dataclass(frozen=True)
class SampleChat:
    """A chat that every new user finds; `prompt` is None for the free chat."""

    key: str
    position: int
    prompt: SeedPrompt | None
    icon: str
    titles: Mapping[str, str]
    examples: Mapping[str, Sequence[tuple[str, str]]]
    "By locale: (role, content) turns."


@cache
def prompts() -> tuple[SeedPrompt, ...]:
    """The built-in prompts, in the order of Discover."""
    found = [_prompt(file) for file in (_FOLDER / "prompts").glob("*.toml")]
    return tuple(sorted(found, key=lambda prompt: prompt.position))


@cache
def sample_chats() -> tuple[SampleChat, ...]:
    """The sample chats, in the order of the list."""
    by_key = {prompt.key: prompt for prompt in prompts()}
    found = [_sample(file, by_key) for file in (_FOLDER / "sample_chats").glob("*.toml")]
    return tuple(sorted(found, key=lambda sample: sample.position))


def _prompt(file: Path) -> SeedPrompt:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return SeedPrompt(
        key=file.stem,
        position=content["position"],
        icon=content["icon"],
        categories=content["categories"],
        texts={locale: _text(content[locale]) for locale in ("zh", "en")},
    )


def _text(fields: Mapping) -> SeedText:
    return SeedText(
        name=fields["name"],
        description=fields["description"],
        system=fields["system"].strip(),
        opening=fields["opening"],
        questions="\n".join(fields["questions"]),
    )


def _sample(file: Path, by_key: Mapping[str, SeedPrompt]) -> SampleChat:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    prompt = by_key[content["prompt"]] if "prompt" in content else None
    return SampleChat(
        key=file.stem,
        position=content["position"],
        prompt=prompt,
        icon=prompt.icon if prompt else content["icon"],
        titles={
            locale: prompt.texts[locale].name if prompt else content[f"title_{locale}"]
            for locale in ("zh", "en")
        },
        examples={locale: _turns(content[locale]) for locale in ("zh", "en")},
    )


def _turns(exchanges: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(role, exchange[role].strip()) for exchange in exchanges for role in ("user", "assistant")]

"""The providers that the person who runs OreAI has listed: `providers.toml` beside `.env`, or a variable.

Read once and checked here. A key may be named instead of written: then it is looked up for every request.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from oreai.chat_settings import SMALLEST_WINDOW
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.settings import ENV_FILE, ROOT, SettingsError
from oreai.wrong_settings import WrongSetting, reason_of

FILE = ROOT / "providers.toml"
VARIABLE = "OREAI_PROVIDERS"
USERS_MARK = "🔑 "
"What the names of users' own providers begin with, and no other's: neither passes for the other."
_MOST_PROVIDERS, _MOST_MODELS = 50, 500


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OfferedModel(_Checked):
    """One model of a provider, and what its owner knows of it."""

    id: str = Field(min_length=1, max_length=200)
    "Its name in the API; for Azure the deployment's."
    name: str = Field("", max_length=100)
    "Its name for people; the id where none is given."
    context: int | None = Field(None, ge=SMALLEST_WINDOW)
    "Its window in tokens."
    images: bool | None = None
    "Whether it sees pictures; unset, it is tried."
    input_price: float | None = Field(None, ge=0)
    output_price: float | None = Field(None, ge=0)
    "Per million tokens, in `currency`; shown only where both are given."
    currency: str = Field("$", min_length=1, max_length=4)

    @property
    def title(self) -> str:
        """What people read."""
        return self.name or self.id


class ProviderSettings(_Checked):
    """A provider: where it is, where its key lies, what is offered of it."""

    name: str = Field(min_length=1, max_length=40)
    base_url: str
    key: str = Field("", repr=False)
    key_file: str = ""
    key_variable: str = ""
    "The key itself, or the file or the variable that holds it; none for servers without keys."
    models: tuple[OfferedModel, ...] = Field((), max_length=_MOST_MODELS)
    "What is offered of it; empty for all of its list."

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, base_url: str) -> str:
        if not re.match(r"https?://[^/\s]", base_url):
            raise WrongSetting("base_url")
        return base_url

    @field_validator("name")
    @classmethod
    def _is_no_users(cls, name: str) -> str:
        if name.startswith(USERS_MARK.strip()):
            raise WrongSetting("users_mark")
        return name

    @field_validator("models", mode="before")
    @classmethod
    def _names_are_models(cls, models: Any) -> Any:
        """A plain string is a model of which only the id is said."""
        if not isinstance(models, list):
            return models
        return [{"id": model} if isinstance(model, str) else model for model in models]

    @model_validator(mode="after")
    def _has_one_key(self) -> "ProviderSettings":
        if sum(map(bool, (self.key, self.key_file, self.key_variable))) > 1:
            raise WrongSetting("several_keys")
        return self


class ProviderList(_Checked):
    """All of them, and the model that a chat starts with."""

    default: str = ""
    "As `provider/model`; unset, the first provider's first model."
    providers: tuple[ProviderSettings, ...] = Field((), max_length=_MOST_PROVIDERS, alias="provider")

    @model_validator(mode="after")
    def _names_differ(self) -> "ProviderList":
        names = [provider.name for provider in self.providers]
        if twice := {name for name in names if names.count(name) > 1}:
            raise WrongSetting("twice", name=min(twice))
        if self.default and self.default.partition("/")[0] not in names:
            raise WrongSetting("default", name=self.default)
        return self


def load_providers(file: Path = FILE, environment: Mapping[str, str] | None = None) -> ProviderList:
    """The list, from the variable or else from the file; empty where there is neither.

    Raises:
        SettingsError: it cannot be read; in one line that names the place.
    """
    values = os.environ if environment is None else environment
    text, place = values.get(VARIABLE) or dotenv_values(ENV_FILE).get(VARIABLE) or "", VARIABLE
    if not text and file.exists():
        text, place = file.read_text(encoding="utf-8"), file.name
    try:
        return ProviderList(**tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{place}: {WrongSetting('no_toml', reason=str(error))}") from None
    except ValidationError as error:
        where = {"file": place, "line": str(_line_of(error, text))}
        raise SettingsError(fill(shell_texts().start.at_line, **where, reason=_named(error))) from None


def _named(error: ValidationError) -> str:
    fields = [str(name) for name in error.errors()[0]["loc"][1:] if isinstance(name, str)]
    return ": ".join([*fields[-1:], reason_of(error)])


def _line_of(error: ValidationError, text: str) -> int:
    """The line of what is wrong: TOML's own reader tells lines of its syntax only."""
    path = error.errors()[0]["loc"]
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*provider\s*\]\]", line)]
    block = int(path[1]) if len(path) > 1 and isinstance(path[1], int) else None
    begin, end = 0, len(lines)
    if block is not None and block < len(heads):
        begin, end = heads[block], [*heads, len(lines)][block + 1]
    keys = [str(name) for name in path if isinstance(name, str)]
    for at in range(begin, end):
        if keys and re.match(rf"\s*{re.escape(keys[min(1, len(keys) - 1)])}\s*=", lines[at]):
            return at + 1
    return begin + 1


@cache
def get_providers() -> ProviderList:
    """The list of this process."""
    return load_providers()

"""What a user says of a provider of their own, checked field by field."""

import re
from dataclasses import dataclass

from oreai.llm.address_guard import AddressGuard
from oreai.llm.base_url import taken_apart
from oreai.llm.errors import AddressRefused
from oreai.services.models.settings import LONGEST_MODEL

MOST_MODELS = 50  # that one provider may be said to have
LONGEST_NAME, LONGEST_URL, LONGEST_KEY = 40, 500, 500  # characters
_KEY = re.compile(r"[\x21-\x7e]*")  # what an Authorization header can carry
_SHOWN = 4  # characters of a key, of one that has many more
_LONG_ENOUGH = 12


@dataclass(eq=False)
class BadProviderForm(Exception):
    """A field holds what cannot be."""

    field: str
    "name, base_url, key or models"


@dataclass(frozen=True)
class ProviderForm:
    """What a user says of a provider."""

    name: str
    base_url: str
    key: str
    "Empty where it wants none."
    models: str = ""
    "Names, separated by commas or lines; empty for all that it tells of."

    def checked(self, guard: AddressGuard) -> "ProviderForm":
        """The same, tidy.

        Raises:
            BadProviderForm: at the first field that cannot be, or an address that the guard would refuse.
        """
        name, base_url = " ".join(self.name.split()), self.base_url.strip()
        key = self.key.strip().removeprefix("Bearer ").strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise BadProviderForm("name")
        if len(base_url) > LONGEST_URL:
            raise BadProviderForm("base_url")
        try:
            guard.check(taken_apart(base_url))
        except AddressRefused:
            raise BadProviderForm("base_url") from None
        if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
            raise BadProviderForm("key")
        return ProviderForm(name, base_url, key, "\n".join(_models_in(self.models)))

    @property
    def last_four(self) -> str:
        """Of the key, by which its owner knows it; nothing of a short one, which that would tell."""
        return self.key[-_SHOWN:] if len(self.key) >= _LONG_ENOUGH else ""


def _models_in(written: str) -> list[str]:
    names = list(dict.fromkeys(filter(None, (name.strip() for name in re.split(r"[,\n，、]", written)))))
    if len(names) > MOST_MODELS or any(len(name) > LONGEST_MODEL or not name.isprintable() for name in names):
        raise BadProviderForm("models")
    return names

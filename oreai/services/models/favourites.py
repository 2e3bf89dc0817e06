"""The models a user comes back to: those they have starred, and those that answered them last."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.models import User
from oreai.repositories import messages, users
from oreai.services.models.settings import LONGEST_MODEL, LONGEST_PROVIDER

MOST_FAVOURITES = 50
_LAST_USED = 5


class TooManyFavourites(Exception):
    """No more models can be starred."""


class NoModelName(Exception):
    """No model can be called so."""


@dataclass(frozen=True)
class ModelName:
    """A model, and whose it is; without a provider it is one of this machine."""

    provider: str
    model: str


class FavouriteModels:
    """Reads and stores them."""

    def __init__(self, database: Database):
        self._database = database

    async def of(self, user_id: str) -> Sequence[ModelName]:
        """The user's favourites, as they were starred."""
        return await self._database.read(lambda session: _favourites(users.get(session, user_id)))

    async def star(self, user_id: str, provider: str, model: str, *, wanted: bool) -> Sequence[ModelName]:
        """Make a model one of the user's favourites, or no longer; all of them.

        Raises:
            NoModelName: it is too long, or empty.
            TooManyFavourites: nothing was changed.
        """
        if not 0 < len(model) <= LONGEST_MODEL or len(provider) > LONGEST_PROVIDER:
            raise NoModelName
        name = ModelName(provider, model)

        def work(session: Session) -> Sequence[ModelName]:
            user = users.get(session, user_id, lock=True)
            favourites = [one for one in _favourites(user) if one != name] + [name] * wanted
            if wanted and len(favourites) > MOST_FAVOURITES:
                raise TooManyFavourites
            user.favourite_models = json.dumps([astuple(one) for one in favourites])
            session.add(user)
            return favourites

        return await self._database.write(work)

    async def last_used(self, user_id: str) -> Sequence[ModelName]:
        """The models that answered this user last, the newest first."""
        found = await self._database.read(lambda session: messages.models_used(session, user_id, _LAST_USED))
        return [ModelName(provider or "", model) for provider, model in found]


def _favourites(user: User) -> list[ModelName]:
    return [ModelName(*pair) for pair in json.loads(user.favourite_models or "[]")]

"""How a server gets its first owner: by a code that it prints when it starts, for as long as it has none."""

import json
import secrets

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.database import Database
from oreai.models import UserRole
from oreai.repositories import directory, server_settings
from oreai.services.accounts.sessions import hashed
from oreai.services.owner.audit import Actor, write_down
from oreai.services.owner.users import NoName, existing

_NAME = "set_up"
_CODES = 10  # of servers that start on one database: the code of each is good
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_GROUPS, _GROUP = 7, 4  # 140 bits
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1", "-": "", " ": ""})


class WrongSetUpCode(Exception):
    """None of this server's, or it has an owner by now."""


class SetUp:
    """Makes such codes, and takes one."""

    def __init__(self, database: Database):
        self._database = database

    def new_code(self) -> str:
        """A code for a server that starts; empty where there is an owner."""
        code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))

        def work(session: Session) -> str:
            if directory.owners(session):
                server_settings.forget(session, _NAME)
                return ""
            hashes = _hashes(session)
            server_settings.put(session, _NAME, json.dumps([*hashes, _hashed(code)][-_CODES:]))
            return code

        try:
            return self._database.transact(work)
        except IntegrityError:  # another server that starts was faster; now its code is there
            return self._database.transact(work)

    async def is_open(self) -> bool:
        """Whether the server has no owner yet."""
        return not await self._database.read(directory.owners)

    async def claim(self, user_id: str, code: str) -> None:
        """Make this user the first owner; the code, and every other one, is used up.

        Raises:
            WrongSetUpCode: it is none.
            NoName: a guest cannot be an owner.
        """

        def work(session: Session) -> None:
            hashes = _hashes(session)
            if directory.owners(session, lock=True) or _hashed(code) not in hashes:
                raise WrongSetUpCode
            user = existing(session, user_id, lock=True)
            if user.name is None:
                raise NoName
            user.role = UserRole.OWNER
            server_settings.forget(session, _NAME)
            write_down(session, Actor(user.name), "set-up", user)

        await self._database.write(work)


def _hashes(session: Session) -> list[str]:
    """Of the codes that are good; locked, so that of two who come with one, one becomes the owner."""
    return [str(one) for one in json.loads(server_settings.get(session, _NAME, lock=True) or "[]")]


def _hashed(code: str) -> str:
    return hashed(code[:100].lower().translate(_READ_AS))

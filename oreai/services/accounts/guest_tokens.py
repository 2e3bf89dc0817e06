"""The tokens that make browsers guests: this server's own alone, though none is stored before it is used.

A page brings each new browser a token, and a crawler fetches many pages: so a token carries the server's
signature in place of a row. Whoever makes a token up is nobody, and so is a browser in which somebody else
has planted one that is not ours.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.database import Database, is_away
from oreai.repositories import sessions
from oreai.services.accounts.session_token import is_token
from oreai.services.accounts.sessions import hashed

_NAME = "guest-token"
_RANDOM_BYTES = 16  # and as many of the signature: together they have the form of every other token


class GuestTokens:
    """Makes them, and knows them again, in every process of the server."""

    def __init__(self, database: Database):
        self._database = database
        self._key = b""

    async def new(self) -> str:
        """A token for a browser that has none: 128 random bits, and the signature of them."""
        random = secrets.token_bytes(_RANDOM_BYTES)
        return _text(random + _signature(await self.signing_key(), random))

    async def is_ours(self, token: str) -> bool:
        """Whether this server has made the token: it is signed, or a session has it.

        While the database is away nobody loses their cookie: nothing is made for anybody then.
        """
        if not is_token(token):
            return False
        try:
            return _is_signed(await self.signing_key(), token) or await self.is_known(token)
        except Exception as error:
            if not is_away(error):
                raise
            return True

    async def is_known(self, token: str) -> bool:
        """Whether somebody is signed in by this token, a guest or not."""
        this = hashed(token)
        return await self._database.read(lambda session: sessions.by_hash(session, this)) is not None

    async def signing_key(self) -> bytes:
        """The one key of all processes: it stands in the database, where the first of them has put it."""
        if not self._key:
            self._key = bytes.fromhex(await self._stored_key())
        return self._key

    async def _stored_key(self) -> str:
        def work(session: Session) -> str:
            return sessions.signing_key(session, _NAME) or sessions.add_signing_key(
                session, _NAME, secrets.token_hex(32)
            )

        if stored := await self._database.read(lambda session: sessions.signing_key(session, _NAME)):
            return stored
        try:
            return await self._database.write(work)
        except IntegrityError:  # another process was faster
            return await self._database.write(work)


def _is_signed(key: bytes, token: str) -> bool:
    content = urlsafe_b64decode(token + "=")
    random, signature = content[:_RANDOM_BYTES], content[_RANDOM_BYTES:]
    return hmac.compare_digest(signature, _signature(key, random)) and _text(content) == token


def _signature(key: bytes, random: bytes) -> bytes:
    return hmac.digest(key, random, sha256)[:_RANDOM_BYTES]


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")

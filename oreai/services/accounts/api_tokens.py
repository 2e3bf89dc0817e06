"""Personal tokens: by which a program acts for its user, within scopes and until a day.

`oreai_`, 256 random bits in base 62, and a checksum that tells a mistyped one without asking the database.
Only the SHA-256 is kept, and the beginning, by which its owner knows it.
"""

import secrets
import string
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.characters import beginning
from oreai.columns import now
from oreai.database import Database
from oreai.models import ApiToken
from oreai.repositories import api_tokens, users
from oreai.services.accounts.sessions import hashed

SCOPES = ("chat", "graphql", "read")
"Asking for replies; the original's GraphQL; its queries alone."
MOST = 20  # of one user
LONGEST_NAME = 64  # characters
DAYS = (30, 90, 365)
"How long one may be good."
_PREFIX = "oreai_"
_LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SECRET, _SUM = 43, 6  # letters: 62⁴³ > 2²⁵⁶, 62⁶ > 2³²
_SHOWN = 12  # letters of it that are kept
_SEEN_EVERY = timedelta(minutes=1)


class NoSuchToken(Exception):
    """No token of ours, or one that was revoked, is over, or is not for this."""


class TooManyTokens(Exception):
    """The user has as many as one may have; one has to go first."""


class BadTokenForm(Exception):
    """A token without a name, without a scope, or for days that are not offered."""


@dataclass(frozen=True)
class TokenForm:
    """What a user wants a token for."""

    name: str
    scopes: Collection[str]
    days: int


@dataclass(frozen=True)
class TokenView:
    """A token as its owner sees it in the list."""

    id: str
    name: str
    beginning: str
    scopes: Sequence[str]
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class TokenOwner:
    """For whom a token acts, and within which scopes."""

    user_id: str
    locale: str
    scopes: Sequence[str]


class ApiTokens:
    """Makes, lists, takes and revokes personal tokens."""

    def __init__(self, database: Database):
        self._database = database

    async def make(self, user_id: str, form: TokenForm) -> str:
        """A new token, to be shown once. The caller has asked for a fresh proof.

        Raises:
            BadTokenForm, TooManyTokens: none was made.
        """
        name = beginning(" ".join(form.name.split()), LONGEST_NAME)
        scopes = [scope for scope in SCOPES if scope in form.scopes]
        if not name or not scopes or form.days not in DAYS:
            raise BadTokenForm
        token = _new_token()

        def work(session: Session) -> None:
            users.get(session, user_id, lock=True)  # two at once would both be the twentieth
            if len(api_tokens.of_user(session, user_id, now())) >= MOST:
                raise TooManyTokens
            session.add(
                ApiToken(
                    user_id=user_id,
                    token_hash=hashed(token),
                    beginning=token[:_SHOWN],
                    name=name,
                    scopes=" ".join(scopes),
                    expires_at=now() + timedelta(days=form.days),
                )
            )

        await self._database.write(work)
        return token

    async def list(self, user_id: str) -> list[TokenView]:
        """The user's tokens that are good, the newest first."""
        rows = await self._database.read(lambda session: api_tokens.of_user(session, user_id, now()))
        return [_view(row) for row in rows]

    async def revoke(self, user_id: str, token_id: str) -> None:
        """The token is good no more; what is not theirs does not exist."""
        await self._database.write(lambda session: api_tokens.delete(session, user_id, token_id))

    async def owner(self, token: str, *scopes: str) -> TokenOwner:
        """Whose token this is.

        Args:
            scopes: of which it has to have one.

        Raises:
            NoSuchToken: it is good for none of them.
        """
        if not is_token(token):
            raise NoSuchToken
        found = await self._database.read(lambda session: api_tokens.by_hash(session, hashed(token)))
        if found is None or set(scopes).isdisjoint(found.token.scopes.split()):
            raise NoSuchToken
        seen = found.token.used_at
        if seen is None or now() - seen >= _SEEN_EVERY:
            await self._database.write(lambda session: api_tokens.note_use(session, found.token.id, now()))
        return TokenOwner(found.token.user_id, found.locale, found.token.scopes.split())

    async def sweep(self) -> int:
        """Forget the tokens whose time is over; how many there were."""
        return await self._database.write(lambda session: api_tokens.forget_expired(session, now()))


def is_token(value: str) -> bool:
    """Whether this could be one of ours: its checksum is right."""
    secret = value.removeprefix(_PREFIX)
    if len(value) != len(_PREFIX) + _SECRET + _SUM or secret == value or not secret.isascii():
        return False
    return secrets.compare_digest(_sum_of(secret[:_SECRET]), secret[_SECRET:])


def _new_token() -> str:
    secret = _base62(secrets.randbits(256), _SECRET)
    return f"{_PREFIX}{secret}{_sum_of(secret)}"


def _sum_of(secret: str) -> str:
    return _base62(zlib.crc32(secret.encode()), _SUM)


def _base62(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _view(row: ApiToken) -> TokenView:
    return TokenView(row.id, row.name, row.beginning, row.scopes.split(), row.expires_at, row.used_at)

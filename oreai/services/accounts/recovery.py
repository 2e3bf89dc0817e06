"""Recovery codes: eight ways back into an account, each good once.

80 random bits a code in Crockford's base 32, four groups of four; kept as SHA-256, shown once.
"""

import hashlib
import secrets

from sqlmodel import Session

from oreai.database import Database
from oreai.models import RecoveryCode, SessionKind
from oreai.repositories import recovery_codes
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import SignedIn, enter_as
from oreai.services.accounts.throttle import Throttle

CODES = 8
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
_GROUPS, _GROUP = 4, 4
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1", "-": "", " ": "", "–": "", "—": "", "_": ""})
_TRIES_AN_HOUR = 10  # of one network


class WrongCode(Exception):
    """No unused code of any account."""


class RecoveryCodes:
    """Makes and takes recovery codes."""

    def __init__(self, database: Database, throttle: Throttle):
        self._database = database
        self._throttle = throttle

    async def make(self, user_id: str) -> list[str]:
        """Eight new codes in place of the old ones; to be shown once, they cannot be read again."""
        codes = [_new_code() for _ in range(CODES)]

        def work(session: Session) -> None:
            recovery_codes.forget(session, user_id)
            session.add_all([RecoveryCode(user_id=user_id, code_hash=_hashed(code)) for code in codes])

        await self._database.write(work)
        return codes

    async def left(self, user_id: str) -> int:
        """How many codes the user has not used."""
        return await self._database.read(lambda session: recovery_codes.unused(session, user_id))

    async def sign_in(self, token: str, code: str, device: Device) -> SignedIn:
        """Begin a session of the account that this code is of, and use the code up.

        Raises:
            WrongCode: it is none, or was used.
            SlowDown: too many tries from this network.
        """
        await self._throttle.network("recovery", device.network, an_hour=_TRIES_AN_HOUR)

        def work(session: Session) -> SignedIn:
            user_id = recovery_codes.use(session, _hashed(code))
            if user_id is None:
                raise WrongCode
            return enter_as(session, token, user_id, SessionKind.RECOVERY, device)

        return await self._database.write(work)


def _new_code() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _hashed(code: str) -> str:
    """Of a code as it is meant, however it was typed: case, dashes, and o for 0 make no difference."""
    return hashlib.sha256(code[:100].lower().translate(_READ_AS).encode("utf-8", "surrogatepass")).hexdigest()

"""A new secret in front of the old one, and every user's key locked anew with it, while servers run.

They notice the new file by themselves. What is cut off in the middle is done by the next time: an old secret
stays as long as a key is locked with it, and the one before for those that are being added at this moment.
"""

from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import user_providers
from oreai.server_secret import ServerSecret
from oreai.services.models.sealed_keys import CannotOpen, SealedKeys, secret_id

_AT_ONCE = 100  # keys in one transaction


@dataclass(frozen=True)
class Rotated:
    """How many keys are locked with the new secret now, and how many stay locked for ever."""

    keys: int
    lost: int


def rotate(database: Database, secret: ServerSecret) -> Rotated:
    """Make a new secret, unless the owner keeps it elsewhere, and lock all keys with the first one.

    Raises:
        NoSecret: it cannot be read or written; the keys are as they were.
    """
    if secret.is_written:
        return _lock_anew(database, SealedKeys(secret))
    with secret.alone():
        secret.begin_with_new(_still_used(database, secret))
        return _lock_anew(database, SealedKeys(secret))


def _still_used(database: Database, secret: ServerSecret) -> list[str]:
    locked = database.transact(user_providers.locked_keys, writes=False)
    ids = {sealed.partition(":")[0] for sealed in locked}
    newest, *others = secret.all()
    return [newest, *(one for one in others if secret_id(one) in ids)]


def _lock_anew(database: Database, keys: SealedKeys) -> Rotated:
    locked = lost = 0
    last = ""
    while True:

        def work(session: Session, behind: str = last) -> tuple[str, int, int]:
            rows = user_providers.after(session, behind, _AT_ONCE)
            done = 0
            for row in rows:
                try:
                    key = keys.open(row.sealed_key, row.user_id, row.base_url)
                except CannotOpen:
                    continue
                if not keys.is_newest(row.sealed_key):
                    row.sealed_key = keys.seal(key, row.user_id, row.base_url)
                done += 1
            return rows[-1].id if rows else "", done, len(rows) - done

        last, done, failed = database.transact(work)
        locked, lost = locked + done, lost + failed
        if not last:
            return Rotated(locked, lost)

"""Passwords: which ones may be chosen, how they are kept, and how one is checked.

Argon2id with 19 MiB and two passes, one of the sets that OWASP's password storage sheet holds equal; a
check takes about 17 ms and 19 MiB, so only a few run at once, in threads, and only so many may wait.
"""

import asyncio
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

SHORTEST, LONGEST = 8, 128  # characters, after NFKC; NIST SP 800-63B
_MEMORY_KIB, _PASSES, _LANES = 19_456, 2, 1
_AT_ONCE = 2
_WAITING = 50  # who comes when so many wait is asked to come again
_COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").split())
"What so many people choose that it is tried first."
_HASHER = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890123456789")


class WeakPassword(Exception):
    """A password that may not be chosen; `why` is one of short, long, common, name."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class TooManyAtOnce(Exception):
    """So many passwords are being checked that this one cannot wait for its turn."""


@dataclass(frozen=True)
class Checked:
    """Whether a password was right, and the hash to keep from now on where the old one is outdated."""

    is_right: bool
    new_hash: str | None = None


@cache
def _hash_of_nobody() -> str:
    """Checked where there is no such name, so that the answer takes as long as for a name there is."""
    return _HASHER.hash("the password of nobody at all")


class Passwords:
    """Hashes and checks passwords, a few at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        self._nobodys = _hash_of_nobody()

    async def hash(self, password: str) -> str:
        """What to keep of a password: a PHC string of about 97 characters.

        Raises:
            TooManyAtOnce: come again.
        """
        return await self._in_turn(lambda: _HASHER.hash(normalized(password)))

    async def check(self, password: str, stored_hash: str | None) -> Checked:
        """Whether that hash was made of this password; None takes as long, and is never right.

        Raises:
            TooManyAtOnce: come again.
        """
        return await self._in_turn(lambda: self._check(normalized(password), stored_hash))

    def _check(self, password: str, stored_hash: str | None) -> Checked:
        try:
            _HASHER.verify(stored_hash or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return Checked(False)
        if stored_hash is None:
            return Checked(False)
        outdated = _HASHER.check_needs_rehash(stored_hash)
        return Checked(True, _HASHER.hash(password) if outdated else None)

    async def _in_turn(self, work: Callable[[], T]) -> T:
        if self._waiting >= _WAITING:
            raise TooManyAtOnce
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1


def normalized(password: str) -> str:
    """The password as it is hashed: NFKC, so that every keyboard's way to write it counts as the same.

    What is longer than any password may be is cut, so that a flood costs nothing; it matches nothing either.
    """
    return unicodedata.normalize("NFKC", password[: LONGEST * 4])


def require_strong(password: str, *names: str) -> None:
    """Let a new password pass.

    Args:
        names: the person's own names, which it may not be.

    Raises:
        WeakPassword: it is too short or too long, one that everybody tries first, or the person's name.
    """
    chosen = normalized(password)
    if len(chosen) < SHORTEST:
        raise WeakPassword("short")
    if len(chosen) > LONGEST:
        raise WeakPassword("long")
    folded = chosen.casefold()
    if folded in {normalized(name).casefold() for name in names if name}:
        raise WeakPassword("name")
    if _is_common(folded):
        raise WeakPassword("common")


def _is_common(folded: str) -> bool:
    """One of the commonest, one character or a short piece repeated, or a walk along the keyboard."""
    letters = folded.rstrip("0123456789!.") or folded
    return (
        folded in _COMMON
        or letters in _COMMON
        or any(folded == (folded[:size] * len(folded))[: len(folded)] for size in (1, 2, 3))
        or any(folded in row or folded in row[::-1] for row in _ROWS)
    )

"""Passwords: which may be chosen, and that one is kept so that only it opens the account."""

import asyncio

import pytest
from argon2 import PasswordHasher

from oreai.services.accounts import passwords
from oreai.services.accounts.passwords import Passwords, TooManyAtOnce, WeakPassword, require_strong

GOOD = "三条河原町で待つ"


@pytest.fixture
def kept() -> Passwords:
    return Passwords()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short7!", "short"),
        ("x" * 129, "long"),
        ("Password", "common"),
        ("PASSWORD123!", "common"),
        ("11111111", "common"),
        ("abababab", "common"),
        ("87654321", "common"),
        ("qwertyuio", "common"),
        ("Lin of Kyoto", "name"),
        ("LIN OF KYOTO", "name"),
        ("ｌｉｎ of Kyoto", "name"),
    ],
)
def test_what_anybody_would_try_is_refused(password: str, why: str):
    """Too short, too long, too common, or the person's own name, however it is written."""
    with pytest.raises(WeakPassword) as refused:
        require_strong(password, "Lin of Kyoto", "")
    assert refused.value.why == why


@pytest.mark.parametrize("password", [GOOD, "correct horse battery", "x7#k" * 32, "  spaced out  "])
def test_what_is_long_and_uncommon_may_be_chosen(password: str):
    """Any characters, up to 128 of them, and no rules beside."""
    require_strong(password, "Lin", "lin@kyoto.example")


async def test_only_the_password_itself_is_right(kept: Passwords):
    """Written by another keyboard it is the same; in other letters it is not."""
    stored = await kept.hash("Ｋｙｏｔｏ １２３４")
    assert stored.startswith("$argon2id$")
    assert len(stored) <= 255
    assert (await kept.check("Kyoto 1234", stored)).is_right
    assert not (await kept.check("kyoto 1234", stored)).is_right
    assert not (await kept.check("Kyoto 1234", "no hash at all")).is_right


async def test_nobodys_password_is_never_right(kept: Passwords):
    """Also not the one that stands in for it."""
    assert not (await kept.check("the password of nobody at all", None)).is_right


async def test_an_outdated_hash_is_made_anew(kept: Passwords):
    """Kept with fewer passes than today's, it is right, and a newer one comes along."""
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    checked = await kept.check(GOOD, old)
    assert checked.is_right
    assert checked.new_hash
    assert (await kept.check(GOOD, checked.new_hash)).new_hash is None


async def test_a_flood_is_asked_to_come_again(kept: Passwords, monkeypatch: pytest.MonkeyPatch):
    """So many wait for their turn and no more; those who wait are served."""
    monkeypatch.setattr(passwords, "_WAITING", 3)
    stored = await kept.hash(GOOD)
    answers = await asyncio.gather(*[kept.check(GOOD, stored) for _ in range(6)], return_exceptions=True)
    assert sum(isinstance(answer, TooManyAtOnce) for answer in answers) == 3
    assert sum(answer.is_right for answer in answers if not isinstance(answer, BaseException)) == 3

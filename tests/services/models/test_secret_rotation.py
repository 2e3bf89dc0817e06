"""A new secret: every key is locked with it, whatever happens on the way, and servers go on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.models import UserProvider
from oreai.server_secret import ServerSecret
from oreai.services.models import secret_rotation
from oreai.services.models.provider_form import ProviderForm
from oreai.services.models.sealed_keys import secret_id
from oreai.services.models.secret_rotation import Rotated, rotate
from tests.services.accounts.test_sign_in import signed_up


@pytest.fixture
def begin(database_url: str, serve: Callable[..., Services], tmp_path: Path) -> Callable[..., Services]:
    """A server that lets people have keys of their own, with a secret's file of this test."""
    file = str(tmp_path / "oreai.secret")

    def of(**changes: str) -> Services:
        return serve(database_url, OREAI_USER_PROVIDERS=True, OREAI_SECRET_FILE=file, **changes)

    return of


async def lin_with_keys(services: Services, count: int) -> str:
    _, user_id = await signed_up(services)
    for n in range(count):
        form = ProviderForm(f"N{n}", "https://kyoto.example/v1", f"sk-of-lin-number-{n}")
        await services.user_providers.add(user_id, form)
    return user_id


async def keys_of(services: Services, user_id: str) -> list[str | None]:
    return [source.credentials.key for source in await services.user_providers.sources(user_id)]


def locked_with(services: Services) -> set[str]:
    def work(session: Session) -> set[str]:
        return {sealed.partition(":")[0] for sealed in session.exec(select(UserProvider.sealed_key))}

    return services.database.transact(work, writes=False)


async def test_all_keys_follow_while_the_server_runs(begin: Callable[..., Services]):
    """It reads the new file by itself; the secret before the last one is forgotten by the next time."""
    services = begin()
    user_id = await lin_with_keys(services, 5)
    secret = ServerSecret(services.settings.secret_path)
    before = secret.all()[0]
    assert rotate(services.database, secret) == Rotated(5, 0)
    assert locked_with(services) == {secret_id(secret.all()[0])}
    assert await keys_of(services, user_id) == [f"sk-of-lin-number-{n}" for n in range(5)]
    rotate(services.database, secret)
    rotate(services.database, secret)
    assert before not in secret.all()
    assert await keys_of(services, user_id) == [f"sk-of-lin-number-{n}" for n in range(5)]


async def test_what_is_cut_off_is_done_by_the_next_time(
    begin: Callable[..., Services], monkeypatch: pytest.MonkeyPatch
):
    """In the middle of the rows: each opens all the same, and then all are locked with the newest."""
    monkeypatch.setattr(secret_rotation, "_AT_ONCE", 2)
    services = begin()
    user_id = await lin_with_keys(services, 5)
    secret = ServerSecret(services.settings.secret_path)
    transact, done = services.database.transact, []

    def killed(work, writes: bool = True):
        done.append(work)
        if len(done) == 4:
            raise KeyboardInterrupt
        return transact(work, writes)

    monkeypatch.setattr(services.database, "transact", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate(services.database, secret)
    monkeypatch.undo()
    assert len(locked_with(services)) == 2
    assert await keys_of(services, user_id) == [f"sk-of-lin-number-{n}" for n in range(5)]
    assert rotate(services.database, secret) == Rotated(5, 0)
    assert locked_with(services) == {secret_id(secret.all()[0])}


async def test_where_the_owner_keeps_it_elsewhere(begin: Callable[..., Services]):
    """They have written the new one in front; the keys follow, and one whose secret is gone is counted."""
    old, new = "the old secret of the house", "the new secret of the house"
    services = begin(OREAI_SECRET=old)
    user_id = await lin_with_keys(services, 2)
    assert rotate(services.database, ServerSecret(services.settings.secret_path, f"{new},{old}")) == Rotated(
        2, 0
    )
    later = begin(OREAI_SECRET=new)
    assert await keys_of(later, user_id) == [f"sk-of-lin-number-{n}" for n in range(2)]
    assert rotate(services.database, ServerSecret(services.settings.secret_path, old)) == Rotated(0, 2)
    assert not services.settings.secret_path.exists()

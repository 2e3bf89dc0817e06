"""Services with other settings than the defaults, and a second server process on the same database."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from oreai.bootstrap import Services, build
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.conftest import settings_for
from tests.services.queueing import Talk, talk_of
from tests.upstream import Upstream

__all__ = ["chat", "serve"]

hypothesis.settings.register_profile("oreai", deadline=None, database=None)
hypothesis.settings.load_profile("oreai")


@pytest.fixture
async def serve() -> AsyncIterator[Callable[..., Services]]:
    """Services of another server process on this database, with these settings changed."""
    built: list[Services] = []

    def start(database_url: str, **changes: Any) -> Services:
        built.append(build(settings_for(database_url, **changes)))
        return built[-1]

    yield start
    for services in built:
        await services.generations.close()
        services.database.close()


@pytest.fixture
async def chat(services: Services, lin: Visitor) -> str:
    """An empty chat of Lin's."""
    return await services.chats.open_free(lin.user_id, lin.locale)


@pytest.fixture
async def talk(services: Services, provider: Upstream) -> Talk:
    """Lin in an empty chat, on SQLite."""
    return await talk_of(services, provider)


@pytest.fixture
async def talk_on_each(services_on_each: Services, provider: Upstream) -> Talk:
    """The same on SQLite, then on MariaDB."""
    return await talk_of(services_on_each, provider)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures lie."""
    return tmp_path / "pictures"


@pytest.fixture
async def house(database_url: str, folder: Path, serve) -> Services:
    """The services on each database, with a folder for pictures."""
    return serve(database_url, OREAI_IMAGES_FOLDER=str(folder))


@pytest.fixture
async def mei(house: Services) -> Visitor:
    """Mei, who photographs what she sees."""
    return await house.accounts.enter(new_token(), "zh-CN")

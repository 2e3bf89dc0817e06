"""Who searches, and in what."""

from pathlib import Path

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.search import index


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a search waits for what is new."""
    monkeypatch.setattr(index, "PATIENCE_SECONDS", 60)


@pytest.fixture
async def services_on_each(database_url: str, serve, tmp_path: Path) -> Services:
    """The app's services on SQLite and on MariaDB, each time with an index of their own."""
    return serve(database_url, OREAI_IMAGES_FOLDER=str(tmp_path / "pictures"))


@pytest.fixture
async def lin_on_each(services_on_each: Services) -> Visitor:
    """Lin, on SQLite and on MariaDB."""
    return await services_on_each.accounts.enter(new_token(), "zh-CN,zh;q=0.9")

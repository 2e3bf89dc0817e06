"""What every test may ask for: the scripted model, a database of each kind, services wired for real."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from oreai.bootstrap import Services, build
from oreai.database import Database
from oreai.llm import credentials
from oreai.migrations import migrate
from oreai.seeds import first_run
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.settings import Settings
from tests.late_titles import SharedUpstream
from tests.running import mariadb, run_sql
from tests.upstream import Upstream, quote_back

KEY = "sk-test-of-the-scripted-model"
pytest_plugins = ["tests.serving"]  # the one running app; pytest wants this line here


@pytest.fixture(scope="session")
def _one_upstream() -> Iterator[SharedUpstream]:
    with SharedUpstream() as upstream:
        yield upstream


@pytest.fixture
def upstream(_one_upstream: SharedUpstream) -> SharedUpstream:
    """The scripted model, with nothing remembered and nothing queued."""
    _one_upstream.forget()
    _one_upstream.models = ["gpt-3.5-turbo-16k"]
    _one_upstream.tokens_limit = None
    _one_upstream.fallback = quote_back
    return _one_upstream


@pytest.fixture(autouse=True)
def _no_provider_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A key in the developer's environment or .env never reaches a test."""
    for name in ("OPENAI_API_KEY", "OPENAI_API_KEY_FILE", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(credentials, "ENV_FILE", tmp_path / "no.env")


@pytest.fixture(autouse=True)
def _no_language_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that speaks Chinese changes no word that a test expects."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def provider(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> Upstream:
    """The scripted model as the provider whose key is set."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url)
    return upstream


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    _prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def mariadb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A MariaDB of this test run; its URL without a database name."""
    with mariadb(tmp_path_factory.mktemp("mariadb")) as url:
        yield url


@pytest.fixture(scope="session")
def _migrated_mariadb(mariadb_server: str) -> str:
    run_sql(mariadb_server, "CREATE DATABASE oredb CHARACTER SET utf8mb4")
    url = f"{mariadb_server}/oredb"
    _prepare(url)
    return url


def _prepare(url: str) -> None:
    full = Settings(DATABASE_URL=url).sqlalchemy_url
    migrate(full)
    database = Database(full)
    database.transact(first_run.write_library)
    database.engine.dispose()


_EMPTIED = (
    "user",
    "attempt",
    "model_capabilities",
    "audit",
    "server_setting",
    "invitation",
    "usage_entry",
    "usage_day",
)


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated and seeded database of each kind, with no user in it."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("_migrated_sqlite"), tmp_path / "oreai.db")
        return f"sqlite:///{file}"
    url = request.getfixturevalue("_migrated_mariadb")
    run_sql(url, *(f"DELETE FROM oredb.{table}" for table in _EMPTIED))
    return url


@pytest.fixture
def sqlite_url(_migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated and seeded SQLite file, for what does not depend on the kind of database."""
    return f"sqlite:///{shutil.copy(_migrated_sqlite, tmp_path / 'oreai.db')}"


def settings_for(database_url: str, **changes) -> Settings:
    """Settings for a test: its database, nobody on Ollama's port, no model in the box, and these changes.

    No titles are asked for unless a test wants them: it would have to count those requests too.
    """
    usual = {"OREAI_LOCAL_MODELS_URL": "http://127.0.0.1:9/v1", "OREAI_TITLES": False, "OREAI_BOX": False}
    return Settings(_env_file=None, **{"DATABASE_URL": database_url, **usual, **changes})


@pytest.fixture
async def services(sqlite_url: str) -> AsyncIterator[Services]:
    """The app's services, wired as in the app, on SQLite."""
    async for built in _serving(sqlite_url):
        yield built


@pytest.fixture
async def services_on_each(database_url: str) -> AsyncIterator[Services]:
    """The same on SQLite and on MariaDB."""
    async for built in _serving(database_url):
        yield built


async def _serving(url: str) -> AsyncIterator[Services]:
    built = build(settings_for(url))
    yield built
    await built.generations.close()
    built.database.close()


@pytest.fixture
async def lin(services: Services) -> Visitor:
    """Lin, who reads Chinese."""
    return await services.accounts.enter(new_token(), "zh-CN,zh;q=0.9")


@pytest.fixture
async def ada(services: Services) -> Visitor:
    """Ada, who reads English; a stranger to Lin."""
    return await services.accounts.enter(new_token(), "en-GB,en;q=0.9")

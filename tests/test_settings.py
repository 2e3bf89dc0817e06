"""What the person who runs OreAI may set: the defaults, the database's address, and what is refused."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from reflex_base.constants import StateManagerMode
from sqlalchemy import make_url

from oreai.settings import ROOT, Settings, SettingsError, get_settings, load_settings

SECRET = "p@ss:w/o%rd+#? 京&=都"

DEFAULTS = {
    "model": "gpt-3.5-turbo-16k",
    "context_tokens": None,
    "other_limits": "",
    "max_tokens": 1024,
    "temperature": 0.7,
    "top_p": 1,
    "frequency_penalty": 0,
    "presence_penalty": 0,
    "user_calls": 1000,
    "redis_url": "",
    "workers": 1,
    "drain_seconds": 0,
    "port": 3000,
}

WRONG = [
    ("PORT", "abc"),
    ("PORT", "0"),
    ("PORT", "70000"),
    ("OREAI_CONTEXT_TOKENS", "10"),
    ("OREAI_CONTEXT_TOKENS", "many"),
    ("OREAI_MAX_TOKENS", "0"),
    ("OREAI_MAX_TOKENS", "1.5"),
    ("OREAI_CONTEXT_LIMITS", "llama3.1:8b"),
    ("OREAI_CONTEXT_LIMITS", "=8192"),
    ("OREAI_CONTEXT_LIMITS", "llama3.1:8b=many"),
    ("OREAI_CONTEXT_LIMITS", "llama3.1:8b=100"),
    ("OREAI_TEMPERATURE", "2.1"),
    ("OREAI_TEMPERATURE", "warm"),
    ("OREAI_TEMPERATURE", "nan"),
    ("OREAI_TOP_P", "1.1"),
    ("OREAI_TOP_P", "nan"),
    ("OREAI_FREQUENCY_PENALTY", "-2.1"),
    ("OREAI_PRESENCE_PENALTY", "2.1"),
    ("OREAI_SILENCE_SECONDS", "0"),
    ("OREAI_USER_CALLS", "-1"),
    ("MYSQL_PORT", "x"),
    ("DATABASE_URL", f"postgresql://lin:{SECRET}@db/oredb"),
    ("DATABASE_URL", "sqlite://"),
    ("REDIS_URL", f"http://:{SECRET}@redis"),
]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch):
    """The developer's environment and .env decide nothing here."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", None)


def test_the_defaults_are_the_contracts():
    """Who sets nothing gets the original's parameters and an allowance of a thousand calls."""
    settings = load_settings()
    assert {name: getattr(settings, name) for name in DEFAULTS} == DEFAULTS
    assert settings.sqlalchemy_url == f"sqlite:///{ROOT / 'oreai.db'}"


def test_every_setting_says_when_to_change_it():
    """One sentence stands below each field; a chat setting brings its own."""
    files = [*(ROOT / "oreai").glob("*settings.py")]
    source = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    for field in Settings.model_fields.values():
        if field.description:
            assert field.description.endswith("."), field.alias
            continue
        [at] = [i for i, line in enumerate(source) if f'alias="{field.alias}"' in line]
        assert source[at + 1].strip().startswith('"'), field.alias
        assert source[at + 1].strip().endswith('."'), field.alias


def test_the_environment_is_read(monkeypatch):
    """By the names of the contract."""
    for name, value in {"OREAI_MODEL": "kyoto", "OREAI_TEMPERATURE": "0", "PORT": "8080"}.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.model, settings.chat_defaults["temperature"], settings.port) == ("kyoto", 0, 8080)


def test_an_empty_variable_is_not_set(monkeypatch):
    """A compose file that passes on what is not set changes nothing."""
    for field in Settings.model_fields.values():
        monkeypatch.setenv(str(field.alias), "")
    assert load_settings() == Settings()


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch, tmp_path: Path):
    """Beside rxconfig.py; what the environment says is nearer."""
    file = tmp_path / ".env"
    file.write_text("OREAI_MODEL=nara\nPORT=4000\nUNKNOWN=1\n")
    monkeypatch.setenv("PORT", "5000")
    settings = Settings(_env_file=file)
    assert (settings.model, settings.port) == ("nara", 5000)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("sqlite:///lin.db", f"sqlite:///{ROOT / 'lin.db'}"),
        ("sqlite:////data/lin.db", "sqlite:////data/lin.db"),
        ("mysql://lin:hush@db:3307/oredb", "mysql+pymysql://lin:hush@db:3307/oredb"),
        ("mysql+pymysql://lin@db/oredb", "mysql+pymysql://lin@db/oredb"),
    ],
)
def test_a_database_url_gets_its_driver_and_its_place(monkeypatch, url: str, meant: str):
    """A relative file lies beside rxconfig.py, wherever the server was started from."""
    monkeypatch.setenv("DATABASE_URL", url)
    assert load_settings().sqlalchemy_url == meant


def test_a_database_url_is_built_from_its_parts(monkeypatch):
    """A platform hands out host, port, user and password; whatever is in them arrives."""
    parts = {"HOST": "db.kyoto", "PORT": "3307", "USER": "lin@nara", "PASSWORD": SECRET}
    for name, value in parts.items():
        monkeypatch.setenv(f"MYSQL_{name}", value)
    url = make_url(load_settings().sqlalchemy_url)
    assert (url.drivername, url.host, url.port, url.database) == ("mysql+pymysql", "db.kyoto", 3307, "oredb")
    assert (url.username, url.password) == ("lin@nara", SECRET)


def test_a_database_url_wins_over_its_parts(monkeypatch):
    """Who gives the whole means it."""
    monkeypatch.setenv("MYSQL_HOST", "db.kyoto")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////data/lin.db")
    assert load_settings().sqlalchemy_url == "sqlite:////data/lin.db"


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_refused_in_one_line_that_names_it(monkeypatch, name: str, value: str):
    """And that does not show the value: it may be a password."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    told = str(raised.value)
    assert name in told
    assert "\n" not in told
    assert SECRET not in told


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_refused_in_the_shells_language(monkeypatch, name: str, value: str):
    """Whatever found it: our own rules, or the kinds and bounds of the settings."""
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(SettingsError, match=r"[\u4e00-\u9fff]") as raised:
        load_settings()
    assert not re.search("input|should|must|value", str(raised.value), re.IGNORECASE)


@pytest.mark.parametrize(
    "secrets",
    [
        {"MYSQL_HOST": "db", "MYSQL_PASSWORD": "hush-hush"},
        {"DATABASE_URL": "mysql://lin:hush-hush@db/oredb"},
        {"REDIS_URL": "redis://:hush-hush@redis:6379"},
    ],
)
def test_no_secret_is_shown_by_accident(monkeypatch, secrets: dict[str, str]):
    """Neither a log line nor a traceback that prints the settings prints a password."""
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert "hush-hush" not in repr(settings) + str(settings)


def test_a_wrong_setting_ends_the_start_with_one_line(tmp_path: Path):
    """`python -m oreai` with PORT=abc: no traceback, and an exit code that says so."""
    started = subprocess.run(
        [sys.executable, "-m", "oreai"],
        cwd=ROOT,
        env={**os.environ, "PORT": "abc", "DATABASE_URL": f"sqlite:///{tmp_path / 'never.db'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert started.returncode != 0
    [line] = (started.stdout + started.stderr).splitlines()
    assert line.startswith("OreAI: wrong setting: PORT:")
    assert not (tmp_path / "never.db").exists()


def test_pages_keep_their_state_in_their_process_whatever_redis_is_set(monkeypatch: pytest.MonkeyPatch):
    """A key stroke never waits for Redis, and no state of a page lies there."""
    monkeypatch.setenv("REDIS_URL", "redis://redis.example:6379")
    get_settings.cache_clear()
    config = runpy.run_path(str(ROOT / "rxconfig.py"))["config"]
    get_settings.cache_clear()
    assert (config.state_manager_mode, config.redis_url) == (StateManagerMode.MEMORY, None)

"""`doctor` typed into a shell: a line for each thing, what to do where it is not well, and an exit code."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.typed import Typed, typed
from tests.conftest import KEY
from tests.running import Server, free_port
from tests.upstream import Upstream

WELL = (
    *("settings", "database", "migrations", "clock", "provider"),
    *("disk", "attachments", "secret", "redis", "port"),
)


def lines(done: Typed) -> dict[str, tuple[str, str]]:
    """Of each thing whether it is well, and the words."""
    found = {}
    for line in done.out.splitlines():
        mark, _, rest = line.partition("  ")
        name, _, words = rest.strip().partition(": ")
        found[name] = mark.strip(), words
    return found


@pytest.fixture
def looked(upstream: Upstream, sqlite_url: str, tmp_path: Path):
    """What it says of a good server with these changes."""

    def look(**changes: str) -> Typed:
        usual = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": upstream.url, "PORT": str(free_port())}
        places = {"OREAI_IMAGES_FOLDER": str(tmp_path / "images")}
        return typed(sqlite_url, "doctor", **{**usual, **places, **changes})

    return look


def test_where_all_is_well(looked, upstream: Upstream):
    """Ten lines, and 0; the key is in none of them."""
    done = looked()
    found = lines(done)
    assert {name: mark for name, (mark, _) in found.items()} == dict.fromkeys(WELL, "ok"), done.out
    assert done.code == 0
    assert found["provider"][1] == "127.0.0.1: 1 models"
    assert KEY not in done.out


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"OREAI_MAX_TOKENS": "many"}, "settings", "OREAI_MAX_TOKENS"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, "provider", "look at its key and address"),
        ({"OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", "OREAI_BOX": "off"}, "provider", "set OPENAI_API_KEY"),
        ({"OREAI_IMAGES_FOLDER": "/proc/nowhere"}, "attachments", "nobody can send a picture"),
        ({"REDIS_URL": "redis://127.0.0.1:9"}, "redis", "does not answer"),
        ({"DATABASE_URL": "sqlite:////tmp/nowhere-at-all/oreai.db"}, "database", "start the server once"),
        ({"DATABASE_URL": "mysql://lin:geheim@127.0.0.1:9/oredb"}, "database", "does not answer"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(looked, changes: dict[str, str], name: str, words: str):
    """And 1; the rest is looked at all the same, and no password is told."""
    done = looked(**changes)
    mark, told = lines(done)[name]
    assert (mark, done.code) == ("MEND", 1), done.out
    assert words in told
    assert "geheim" not in done.out + done.err


def test_a_secret_that_others_may_read(looked, tmp_path: Path):
    """The mode of its file is looked at."""
    (tmp_path / "oreai.secret").write_text("a secret of the house\n")
    (tmp_path / "oreai.secret").chmod(0o644)
    assert lines(looked())["secret"] == ("MEND", f"others may read {tmp_path / 'oreai.secret'}: chmod 600 it")


def test_a_clock_that_has_gone_back(looked, tmp_path: Path, sqlite_url: str):
    """Somebody was seen in a time that is yet to come."""
    with closing(sqlite3.connect(tmp_path / "oreai.db")) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(user)") if row[3] and row[4] is None]
        values = dict.fromkeys(columns, 0) | {"id": "lin", "locale": "zh", "role": "user"}
        values |= {name: "2999-01-01 00:00:00.000000" for name in columns if name.endswith("_at")}
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        database.execute(f"INSERT INTO user ({names}) VALUES ({marks})", [*values.values()])
        database.commit()
    assert lines(looked())["clock"][0] == "MEND"


def test_the_port_of_a_running_server_is_no_fault(server: Server, looked):
    """It is OreAI that answers there."""
    url = f"sqlite:///{server.log_file.parent / 'oreai.db'}"
    port = server.url.rpartition(":")[2]
    mark, words = lines(looked(DATABASE_URL=url, PORT=port))["port"]
    assert (mark, words) == ("ok", f"OreAI answers at {port}")

"""What is no backup, or would take something away, is refused, and changes nothing."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from oreai.bootstrap import Services
from oreai.repositories import whole_tables
from oreai.services.backup import archive
from oreai.services.backup.archive import NotABackup
from oreai.services.backup.restore import NotRestored
from tests.services.accounts.test_sign_in import signed_up
from tests.services.backup.rounds import brought_back, contents


def changed(source: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with this done to its parts."""
    with zipfile.ZipFile(source) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    change(parts)
    with zipfile.ZipFile(source.with_name("changed.zip"), "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return source.with_name("changed.zip")


def manifest(**values) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | values).encode()

    return change


def lose_a_row(parts: dict[str, bytes]) -> None:
    parts["tables/user.jsonl"] = b""


def lose_users(parts: dict[str, bytes]) -> None:
    """And have the manifest say so: chats now name nobody."""
    told = json.loads(parts["manifest.json"])
    parts["tables/user.jsonl"] = b""
    told["tables"]["user"] |= {"rows": 0, "sha256": archive.hashlib.sha256().hexdigest()}
    parts["manifest.json"] = json.dumps(told).encode()


def add_a_part(parts: dict[str, bytes]) -> None:
    parts["../evil"] = b"x"


def add_a_file(parts: dict[str, bytes]) -> None:
    parts["attachments/../../evil"] = b"x"
    manifest(attachments=1)(parts)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (manifest(revision="9999"), "newer"),
        (manifest(version=2), "version"),
        (manifest(format="other"), "format"),
        (manifest(tables={"user": 3}), "manifest"),
        (lambda parts: parts.pop("manifest.json"), "manifest"),
        (lose_a_row, "table"),
        (lose_users, "dangling"),
        (lambda parts: parts.pop("tables/chat.jsonl"), "parts"),
        (add_a_part, "parts"),
        (add_a_file, "attachment_name"),
    ],
)
def test_what_it_does_not_know_is_refused(
    lins_backup: Path, tmp_path: Path, sqlite_url: str, change: Callable, why: str
):
    """For a reason that has words; what is there stays as it was, byte by byte."""
    before = contents(sqlite_url)
    with pytest.raises(NotABackup) as refused:
        brought_back(sqlite_url, changed(lins_backup, change), tmp_path / "i", replaces=True)
    assert refused.value.why == why
    assert contents(sqlite_url) == before
    assert not list(tmp_path.glob(".oreai-restore-*"))


@pytest.mark.parametrize("where", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_damaged_file_is_refused(lins_backup: Path, tmp_path: Path, where: float):
    """A bit that has turned, wherever it is, or an end that is missing; no database is made of it."""
    content = bytearray(lins_backup.read_bytes())
    content[int(where * (len(content) - 1))] ^= 0xFF
    (tmp_path / "turned.zip").write_bytes(content)
    (tmp_path / "cut.zip").write_bytes(lins_backup.read_bytes()[: int(len(content) * where)])
    for name in ("turned.zip", "cut.zip"):
        try:
            brought_back(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / name, tmp_path / "images")
        except NotABackup:
            assert not (tmp_path / "new.db").exists()
        else:
            assert name == "turned.zip", "a comment or a date may turn without harm"
            (tmp_path / "new.db").unlink()


async def test_people_are_not_written_over_unless_that_is_said(
    database_url: str, begin: Callable[[str], Services], lins_backup: Path, tmp_path: Path
):
    """Ada's server refuses Lin's backup; with --replace Ada is gone, on SQLite kept aside."""
    services = begin(database_url)
    await signed_up(services, "Ada")
    before = contents(database_url)
    services.database.close()
    with pytest.raises(NotRestored, match="--replace"):
        brought_back(database_url, lins_backup, tmp_path / "images")
    assert contents(database_url) == before
    restored = brought_back(database_url, lins_backup, tmp_path / "images", replaces=True)
    brought_back(f"sqlite:///{tmp_path / 'lin.db'}", lins_backup, tmp_path / "images")
    assert contents(database_url) == contents(f"sqlite:///{tmp_path / 'lin.db'}")
    if restored.aside:
        assert contents(f"sqlite:///{restored.aside}") == before


async def test_a_server_that_runs_is_not_pulled_from_under(
    database_url: str, begin: Callable[[str], Services], lins_backup: Path, tmp_path: Path
):
    """Its database is in use: it has to be stopped first."""
    services = begin(database_url)
    await services.database.answers()
    with pytest.raises(NotRestored, match="stop the server"):
        brought_back(database_url, lins_backup, tmp_path / "images", replaces=True)


async def test_what_fails_at_the_end_changes_nothing(
    database_url: str, begin: Callable[[str], Services], lins_backup: Path, tmp_path: Path, monkeypatch
):
    """The database goes away in the middle of the last step: it is as it was."""
    services = begin(database_url)
    await signed_up(services, "Ada")
    services.database.close()
    before = contents(database_url)
    written, where = whole_tables.fill, "sqlite" if database_url.startswith("sqlite") else "mysql"

    def fails(connection, table, found) -> int:
        if table.name == "message" and connection.dialect.name == where:
            raise KeyboardInterrupt
        return written(connection, table, found)

    monkeypatch.setattr(whole_tables, "fill", fails)
    with pytest.raises(KeyboardInterrupt):
        brought_back(database_url, lins_backup, tmp_path / "images", replaces=True)
    monkeypatch.undo()
    assert contents(database_url) == before

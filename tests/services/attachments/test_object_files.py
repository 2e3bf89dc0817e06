"""Attachments in an object store: as in a folder, moved between the two, and told of when it is away."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from oreai import command_line
from oreai.bootstrap import build
from oreai.services.accounts.session_token import new_token
from oreai.services.attachments.files import FilesUnavailable, FolderFiles
from oreai.services.attachments.object_files import ObjectFiles
from tests.conftest import settings_for
from tests.pictures import picture
from tests.s3_server import BUCKET, S3Server

PLACE = f"s3://{BUCKET}/oreai"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """A store that is set as an operator would."""
    server = S3Server()
    server.be_the_store(monkeypatch)
    yield server
    server.stop()


def test_what_is_written_can_be_read_listed_and_deleted(s3: S3Server):
    """A deleted one is gone, deleting it again does no harm, and what is not ours stays."""
    files = ObjectFiles(PLACE)
    kyoto, nara = files.write(b"Kyoto"), files.write(b"Nara")
    files.put("notes.txt", b"of somebody else")
    assert (files.read(kyoto), files.read(nara), files.read("0" * 24)) == (b"Kyoto", b"Nara", None)
    assert dict(files.sizes()) == {kyoto: 5, nara: 4}
    assert files.older_than(3600) == []
    assert sorted(files.older_than(-3600)) == sorted([kyoto, nara])
    files.delete([kyoto, "notes.txt"])
    files.delete([kyoto])
    assert (files.read(kyoto), files.read("notes.txt")) == (None, b"of somebody else")


def test_two_prefixes_of_one_bucket_do_not_meet(s3: S3Server):
    """Two installations share a bucket, each below its own prefix."""
    here, there = ObjectFiles(PLACE), ObjectFiles(f"s3://{BUCKET}/oreai-of-tom")
    name = here.write(b"Kyoto")
    assert there.read(name) is None
    assert dict(there.sizes()) == {}


def test_all_are_moved_there_and_back(s3: S3Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Doing it again copies what is new, and nothing twice."""
    before, after = FolderFiles(tmp_path / "before"), FolderFiles(tmp_path / "after")
    names = {before.write(word) for word in (b"Kyoto", b"Nara", b"Uji")}
    (tmp_path / "before" / "notes.txt").write_text("of somebody else")
    asked = command_line.read(["attachments", "move", str(tmp_path / "before"), PLACE])
    command_line.run(asked)
    names.add(before.write(b"Osaka"))
    command_line.run(asked)
    command_line.run(command_line.read(["attachments", "move", PLACE, str(tmp_path / "after")]))
    assert "1 attachments copied, 3 were there already" in capsys.readouterr().out
    assert {name: after.read(name) for name in names} == {name: before.read(name) for name in names}
    assert set(dict(after.sizes())) == names


def test_a_store_that_is_away_ends_the_move_with_one_line(s3: S3Server, tmp_path: Path):
    """It says where and why."""
    FolderFiles(tmp_path).write(b"Kyoto")
    s3.stop()
    with pytest.raises(SystemExit, match=f"OreAI: {PLACE}: .*S3") as end:
        command_line.run(command_line.read(["attachments", "move", str(tmp_path), PLACE]))
    assert "\n" not in str(end.value)


def test_a_store_that_is_away_says_so_soon_and_in_one_line(s3: S3Server):
    """Nobody waits for long, and no key is told."""
    files = ObjectFiles(PLACE)
    name = files.write(b"Kyoto")
    s3.stop()
    began = time.monotonic()
    for ask in (lambda: files.read(name), lambda: files.write(b"Nara"), lambda: list(files.sizes())):
        with pytest.raises(FilesUnavailable) as told:
            ask()
        assert str(told.value).startswith(f"{PLACE}: ")
        assert "\n" not in str(told.value)
        assert "secret" not in str(told.value)
    assert time.monotonic() - began < 20


def test_a_bucket_that_is_not_there_is_named(s3: S3Server):
    """A slip in the address is found at the first picture."""
    with pytest.raises(FilesUnavailable, match="s3://fotos"):
        ObjectFiles("s3://fotos").write(b"Kyoto")


async def test_mei_has_her_picture_from_the_store(s3: S3Server, sqlite_url: str):
    """The setting is enough; while the store is away her picture is not lost, and a deletion goes on."""
    house = build(settings_for(sqlite_url, OREAI_ATTACHMENTS_URL=PLACE))
    try:
        mei = await house.accounts.enter(new_token(), "zh")
        shown = await house.attachments.add(mei.user_id, picture(64, 48))
        _, content = await house.attachments.open(mei.user_id, shown.id)
        assert [size for _, size in ObjectFiles(PLACE).sizes()] == [len(content)]
        s3.stop()
        with pytest.raises(FilesUnavailable):
            await house.attachments.open(mei.user_id, shown.id)
        with pytest.raises(FilesUnavailable):
            await house.attachments.add(mei.user_id, picture(64, 48))
        await house.attachments.delete_unreferenced(["0" * 24])
    finally:
        house.database.close()

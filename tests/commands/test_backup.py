"""`backup` and `restore` typed into a shell."""

from pathlib import Path

from tests.commands.test_users import somebody
from tests.commands.typed import typed
from tests.running import Server


async def test_a_running_server_is_backed_up_and_brought_back(server: Server, tmp_path: Path):
    """Beside it, into one file; in another place everybody is there again, by the same commands."""
    lin = await somebody(server)
    url, file = f"sqlite:///{server.log_file.parent / 'oreai.db'}", tmp_path / "oreai.zip"
    made = typed(url, "backup", str(file))
    assert made.code == 0, made.err
    assert f"attachments are in {file} (" in made.out
    again = typed(url, "backup", str(file))
    assert (again.code, again.err.strip()) == (
        1,
        f"OreAI: {file} is there already, and a backup writes over nothing",
    )
    new = f"sqlite:///{tmp_path / 'new.db'}"
    back = typed(new, "restore", str(file))
    assert back.code == 0, back.err
    assert "are back" in back.out.splitlines()[-1]
    assert typed(new, "user", "list", lin).out.splitlines()[-1] == "1 of 1"
    refused = typed(new, "restore", str(file))
    assert refused.code == 1
    assert refused.err.endswith("--replace gives it up for the backup; nothing was changed\n")
    over = typed(url, "restore", str(file), "--replace")
    assert over.err == "OreAI: the database is in use: stop the server first; nothing was changed\n"


def test_what_is_no_backup_is_told_in_one_line(tmp_path: Path):
    """A picture, a file that is not there; no database is made."""
    (tmp_path / "deer.png").write_bytes(b"\x89PNG")
    for name, words in (("deer.png", "damaged, or no backup"), ("nowhere.zip", "cannot be read")):
        done = typed(f"sqlite:///{tmp_path / 'new.db'}", "restore", str(tmp_path / name))
        assert (done.code, len(done.err.splitlines())) == (1, 1)
        assert words in done.err
    assert not (tmp_path / "new.db").exists()

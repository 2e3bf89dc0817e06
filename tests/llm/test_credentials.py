"""Which key opens the provider's door: looked up for every request, a platform may change it at any time."""

from pathlib import Path

import pytest

from oreai.llm import credentials
from oreai.llm.credentials import Credentials, look_up


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the platform keeps the key in."""
    file = tmp_path / "key"
    file.write_text("sk-of-the-file")
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(file))
    return file


def write(file: Path, content: str | bytes | None) -> None:
    """Give a file this content; None takes it away."""
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def replace(file: Path, content: str) -> None:
    """Put another file in its place, as platforms do."""
    other = file.with_name("other")
    other.write_text(content)
    other.replace(file)


async def test_without_a_key_nothing_is_usable():
    """A newcomer has set nothing."""
    assert await look_up() == Credentials(None, None)
    assert not (await look_up()).usable


async def test_the_variable_is_the_key(monkeypatch):
    """The simplest way to set one."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-lin")
    assert await look_up() == Credentials("sk-of-lin")
    assert (await look_up()).usable


async def test_the_file_wins_over_the_variable(monkeypatch, key_file: Path):
    """Whoever names a file means it."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-lin")
    assert (await look_up()).key == "sk-of-the-file"


async def test_a_changed_file_counts_at_once(key_file: Path):
    """The platform writes another key, or replaces the file: the next request has it."""
    assert (await look_up()).key == "sk-of-the-file"
    write(key_file, "sk-of-tomorrow")
    assert (await look_up()).key == "sk-of-tomorrow"
    replace(key_file, "sk-of-next-week")
    assert (await look_up()).key == "sk-of-next-week"


@pytest.mark.parametrize("content", [None, "", "  \n", b"\xff\xfe\x00"])
async def test_a_file_without_a_key_falls_back_to_the_variable(monkeypatch, key_file: Path, content):
    """Not there, empty, blank, not text: the same as no file."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-lin")
    write(key_file, content)
    assert (await look_up()).key == "sk-of-lin"


async def test_a_folder_in_place_of_the_file_is_no_key(monkeypatch, tmp_path: Path):
    """A mount that went wrong ends no request with an error of its own."""
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(tmp_path))
    assert (await look_up()).key is None


async def test_blank_space_around_is_not_part_of_it(monkeypatch, key_file: Path):
    """An editor ends a file with a line break, a hand copies a blank."""
    write(key_file, "  sk-of-the-file\n\n")
    monkeypatch.setenv("OPENAI_BASE_URL", " https://kyoto.example/v1 \n")
    assert await look_up() == Credentials("sk-of-the-file", "https://kyoto.example/v1")
    write(key_file, None)
    monkeypatch.setenv("OPENAI_API_KEY", "\tsk-of-lin ")
    assert (await look_up()).key == "sk-of-lin"


@pytest.mark.parametrize("value", ["", "  "])
async def test_an_empty_variable_is_none(monkeypatch, value: str):
    """A compose file that passes on what is not set sets it empty."""
    monkeypatch.setenv("OPENAI_API_KEY", value)
    monkeypatch.setenv("OPENAI_BASE_URL", value)
    assert await look_up() == Credentials(None, None)


@pytest.fixture
def dotenv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A `.env` of this test's own."""
    file = tmp_path / ".env"
    file.write_text("OPENAI_API_KEY=sk-of-dotenv\nOPENAI_BASE_URL='https://nara.example/v1'\n")
    monkeypatch.setattr(credentials, "ENV_FILE", file)
    return file


async def test_the_dotenv_file_is_read(dotenv: Path):
    """What stands there counts where the environment says nothing, and is read again each time."""
    assert await look_up() == Credentials("sk-of-dotenv", "https://nara.example/v1")
    write(dotenv, "OPENAI_API_KEY=sk-of-tomorrow\n")
    assert await look_up() == Credentials("sk-of-tomorrow")


async def test_the_environment_wins_over_dotenv(monkeypatch, dotenv: Path):
    """The nearer setting counts."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-lin")
    assert (await look_up()).key == "sk-of-lin"


async def test_an_empty_variable_hides_nothing_in_dotenv(monkeypatch, dotenv: Path):
    """As with every other setting, empty is the same as not set."""
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    assert await look_up() == Credentials("sk-of-dotenv", "https://nara.example/v1")


async def test_dotenv_may_name_the_file(dotenv: Path, tmp_path: Path):
    """The file named there wins as well."""
    write(tmp_path / "key", "sk-of-the-file")
    write(dotenv, f"OPENAI_API_KEY=sk-of-dotenv\nOPENAI_API_KEY_FILE={tmp_path / 'key'}\n")
    assert (await look_up()).key == "sk-of-the-file"


def test_a_key_is_not_shown_by_accident():
    """Neither a log line nor a traceback that prints the credentials prints the key."""
    shown = Credentials("sk-of-lin", "https://kyoto.example/v1")
    assert "sk-of-lin" not in repr(shown) + str(shown) + f"{shown}"

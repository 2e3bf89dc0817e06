"""Commands in the language of the shell, and as wide as a phone's terminal is."""

import re
import unicodedata
from pathlib import Path

import pytest

from oreai import command_line
from oreai.commands.printing import table
from oreai.i18n import TEXTS
from oreai.i18n.shell import shell_texts
from tests.commands.typed import typed

CHINESE = {"LC_ALL": "zh_CN.UTF-8"}
COMMAND = r"[a-z]+( (?!place)[a-z]+)?"
"Among the names of helps; others are of options, and what is typed after it."
OF_A_PHONE = 48
"Columns at 390 pixels, in letters of eight."


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize(
    ("shell", "locale"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_shell_says_in_which_language(
    monkeypatch: pytest.MonkeyPatch, shell: dict[str, str], locale: str
):
    """As for every other program; where it says nothing of ours, in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, shell.get(name, ""))
    assert shell_texts() is TEXTS[locale]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_command_says_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], locale: str
):
    """By `--help`, each of them; a word that no command has is gone from the texts."""
    monkeypatch.setenv("LC_ALL", f"{locale}_XX.UTF-8")
    monkeypatch.setenv("COLUMNS", str(OF_A_PHONE))
    helps, told = TEXTS[locale].commands.helps, ""
    for words in ((), *(tuple(name.split()) for name in helps if re.fullmatch(COMMAND, name))):
        with pytest.raises(SystemExit):
            command_line.read([*words, "--help"])
        told += capsys.readouterr().out
    joined = re.sub(r"\s", "", told)
    assert [name for name, words in helps.items() if re.sub(r"\s", "", words) not in joined] == []


def test_a_list_fits_a_phone(monkeypatch: pytest.MonkeyPatch):
    """What is too wide for its terminal is told line by line; in a pipe it stays a table."""
    heads = ("NAME", "ROLE", "CHATS", "MESSAGES", "LAST SEEN (UTC)", "ID")
    rows = [("林", "user", 3, 120, "2026-04-01 12:30", "a" * 24), ("Ada", "owner", 1, 2, "-", "b" * 24)]
    monkeypatch.delenv("COLUMNS", raising=False)
    assert len(table(heads, rows).splitlines()) == 3
    monkeypatch.setenv("COLUMNS", str(OF_A_PHONE))
    lines = table(heads, rows).splitlines()
    assert max(map(width, lines)) <= OF_A_PHONE
    assert lines[0] == "NAME             林"
    assert lines[len(heads)] == ""
    assert lines[-1].endswith("b" * 24)


WRONG_WORDS = {
    "user": "the following arguments are required: %s",
    "user show": "the following arguments are required: %s",
    "tea": "invalid choice: %(value)r (choose from %(choices)s)",
    "user role Lin king": "invalid choice: %(value)r (choose from %(choices)s)",
    "user list --from x": "invalid %(type)s value: %(value)r",
    "user list --from": "expected one argument",
    "usage --by": "expected at least one argument",
    "usage --u 3": "ambiguous option: %(option)s could match %(matches)s",
    "user list a b": "unrecognized arguments: %s",
    "--fetch=3": "ignored explicit argument %r",
}


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("line", "known_by"), WRONG_WORDS.items(), ids=WRONG_WORDS)
def test_wrong_words_are_answered_in_the_shells_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], locale: str, line: str, known_by: str
):
    """Also where argparse itself answers: in one line after how it is used, and with 2."""
    monkeypatch.setenv("LC_ALL", f"{locale}_XX.UTF-8")
    with pytest.raises(SystemExit) as ended:
        command_line.read(line.split())
    assert ended.value.code == 2
    *usage, told = capsys.readouterr().err.splitlines()
    words = TEXTS[locale].commands.argparse
    assert usage[0].startswith(words["usage:"])
    assert told.startswith("OreAI: ")
    assert all(part in told for part in re.split(r"%(?:\(\w+\))?[rs]", words[known_by]))
    assert not re.search("<|Enum|argument", told), "no word of the code"


def test_what_is_asked_for_wrongly_at_the_start_is_said_in_chinese(tmp_path: Path):
    """A setting, one of the listed providers, a file that is no backup: each in one line."""
    words, url = TEXTS["zh"], f"sqlite:///{tmp_path / 'none.db'}"
    for told, reason in (
        (typed(url, PORT="tea", **CHINESE), f"PORT: {words.start.wrong['int_parsing']}"),
        (
            typed(url, OREAI_PROVIDERS='[[provider]]\nname = "Lin"', **CHINESE),
            f"base_url: {words.start.wrong['missing']}",
        ),
        (typed(url, "doctor", REDIS_URL="tea", **CHINESE), f"REDIS_URL: {words.start.wrong['redis']}"),
    ):
        assert reason in told.err + told.out, told
        assert re.search("设置有误|请先改好", told.err + told.out)
    (tmp_path / "deer.png").write_bytes(b"\x89PNG")
    refused = typed(url, "restore", str(tmp_path / "deer.png"), **CHINESE)
    assert refused.err.startswith("OreAI: 文件坏了")
    assert refused.err.endswith("什么都没有改动\n")


def test_what_cannot_be_done_is_said_in_chinese(sqlite_url: str, tmp_path: Path):
    """Also where something is wrong with what was typed, with the database, or with a file."""
    words = TEXTS["zh"].commands
    assert typed(sqlite_url, "user", "show", "?", **CHINESE).err == f"OreAI: {words.no_user}\n"
    assert words.bad_calls in typed(sqlite_url, "user", "quota", "林", "x", **CHINESE).err
    nowhere = typed(f"sqlite:///{tmp_path / 'none.db'}", "usage", **CHINESE)
    assert nowhere.err == f"OreAI: {words.no_database}\n"


def test_what_was_done_is_said_in_chinese(sqlite_url: str, tmp_path: Path):
    """A list, a backup and its way back, and the doctor's findings."""
    words = TEXTS["zh"].commands
    listed = typed(sqlite_url, "user", "list", **CHINESE)
    assert listed.out.startswith(words.heads["name"])
    backed_up = typed(sqlite_url, "backup", str(tmp_path / "林.zip"), **CHINESE)
    assert "个附件已写入" in backed_up.out
    back = typed(f"sqlite:///{tmp_path / 'new.db'}", "restore", str(tmp_path / "林.zip"), **CHINESE)
    assert "个附件已恢复" in back.out
    found = typed(
        sqlite_url, "doctor", OREAI_BOX="off", OREAI_LOCAL_MODELS_URL="http://127.0.0.1:9", **CHINESE
    ).out
    doctor = TEXTS["zh"].doctor
    assert f"{doctor.well}  {doctor.names['migrations']}: {doctor.tables_well}\n" in found
    assert TEXTS["zh"].doctor.nobody_answers in found

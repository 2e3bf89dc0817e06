"""Migrations: up, down and up again without drift, on each database; nothing is touched without a copy."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import MetaData, inspect, update
from sqlmodel import Session, SQLModel, select

from alembic import command
from oreai.database import Database, make_engine
from oreai.migrations import alembic_config, migrate
from oreai.models import Chat, LoginSession, Message, Persona, PersonaText, Role, User
from oreai.seeds import first_run

NOW = datetime(2026, 4, 1)
WORDS = "京都 🚃 👨‍👩‍👧 Nara"
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config("")).walk_revisions()]


def table_names(url: str) -> set[str]:
    engine = make_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def write_lin(url: str) -> str:
    """Lin, with one chat and one message; the user's id."""

    def work(session: Session) -> str:
        user = User(locale="zh", calls_limit=3)
        session.add(user)
        session.flush()
        chat = Chat(user_id=user.id, icon="🦌", title=WORDS)
        session.add(chat)
        session.flush()
        session.add(Message(chat_id=chat.id, role=Role.USER, content=WORDS))
        return user.id

    database = Database(url)
    try:
        return database.transact(work)
    finally:
        database.close()


def read_words(url: str) -> list[str]:
    database = Database(url)
    try:
        return database.transact(lambda session: list(session.exec(select(Message.content))), writes=False)
    finally:
        database.close()


def test_up_down_and_up_again_without_drift(empty_url: str, capsys: pytest.CaptureFixture[str]):
    """The tables are exactly the models', can be taken away whole, and come back the same."""
    config = alembic_config(empty_url)
    ours = set(SQLModel.metadata.tables)
    for _ in range(2):
        command.upgrade(config, "head")
        assert table_names(empty_url) == ours | {"alembic_version"}
        command.check(config)
        command.downgrade(config, "base")
        assert table_names(empty_url) == {"alembic_version"}


def test_down_step_by_step(empty_url: str):
    """Each revision can be undone by itself, with rows in the tables."""
    migrate(empty_url)
    write_lin(empty_url)
    for _ in REVISIONS:
        command.downgrade(alembic_config(empty_url), "-1")
    assert table_names(empty_url) == {"alembic_version"}


def test_every_character_can_be_stored(empty_url: str):
    """Emoji and Chinese come back as they went in, whatever the database's own character set."""
    migrate(empty_url)
    write_lin(empty_url)
    assert read_words(empty_url) == [WORDS]


def test_the_library_fits(empty_url: str):
    """All seeds and a new user's samples go into a fresh database."""
    migrate(empty_url)
    lin = write_lin(empty_url)
    database = Database(empty_url)
    database.transact(first_run.write_library)
    database.transact(lambda session: first_run.write_sample_chats(session, lin, "zh"))
    titles = database.transact(lambda session: list(session.exec(select(Chat.title))), writes=False)
    database.close()
    assert "闲聊一下" in titles
    assert len(titles) == 12


def test_migrating_twice_does_nothing_the_second_time(empty_url: str):
    """The first start brings the tables, the next finds them; what is stored stays."""
    assert migrate(empty_url) == ""
    write_lin(empty_url)
    assert migrate(empty_url) is None
    assert read_words(empty_url) == [WORDS]


def test_a_new_file_needs_no_copy(sqlite_file: Path):
    """There is nothing to lose on the first start."""
    migrate(f"sqlite:///{sqlite_file}")
    migrate(f"sqlite:///{sqlite_file}")
    assert copies(sqlite_file) == []


def test_what_a_chat_is_made_from_goes_along_when_tables_are_renamed(empty_url: str):
    """A guide of Lin's, its words and its chat are there after the renaming, after undoing it, and again."""
    config = alembic_config(empty_url)
    migrate(empty_url)
    lin = write_lin(empty_url)
    database = Database(empty_url)

    def work(session: Session) -> None:
        guide = Persona(key="guide", owner_id=lin, icon="🦌", position=1)
        session.add(guide)
        session.flush()
        session.add(PersonaText(persona_id=guide.id, locale="zh", name=WORDS, description=""))
        session.exec(update(Chat).values(persona_id=guide.id))

    database.transact(work)
    database.close()
    command.downgrade(config, "0009")
    command.upgrade(config, "head")
    database = Database(empty_url)
    told = select(Chat.title, PersonaText.name).join(Persona, Persona.id == Chat.persona_id).join(PersonaText)
    assert database.transact(lambda session: list(session.exec(told)), writes=False) == [(WORDS, WORDS)]
    database.transact(lambda session: session.delete(session.get(User, lin)))
    assert database.transact(lambda session: list(session.exec(select(PersonaText))), writes=False) == []
    database.close()


OLD_COPIES = [("0002", "20260301000000"), ("0009", "20250101000000"), ("0010", "20260201000000")]


def copies(file: Path) -> list[Path]:
    return sorted(path for path in file.parent.iterdir() if ".before-" in path.name)


def words_in(file: Path) -> list[str]:
    """What a person finds who opens the file with any tool."""
    with closing(sqlite3.connect(file)) as connection:
        return [content for (content,) in connection.execute("SELECT content FROM message")]


@pytest.fixture
def newer(sqlite_file: Path) -> str:
    """Lin's database, as a newer OreAI has left it; its URL."""
    url = f"sqlite:///{sqlite_file}"
    migrate(url)
    write_lin(url)
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    return url


def test_a_file_is_copied_aside_before_it_is_changed(newer: str, sqlite_file: Path):
    """The copy holds everything and names the revision; a database from the future is left as it was."""
    with pytest.raises(CommandError, match="9999"):
        migrate(newer)
    [copy] = copies(sqlite_file)
    assert copy.name.startswith("oreai.db.before-9999-")
    assert words_in(copy) == words_in(sqlite_file) == [WORDS]


def test_of_the_copies_the_newest_two_stay(newer: str, sqlite_file: Path):
    """Each holds every chat there was: older ones would fill the disk, and keep what was deleted since."""
    beside = [f"{sqlite_file.name}.before-{revision}-{time}" for revision, time in OLD_COPIES]
    for name in (*beside, f"{sqlite_file.name}.before-christmas"):
        (sqlite_file.parent / name).touch()
    with pytest.raises(CommandError, match="9999"):
        migrate(newer)
    of_today, *others = [copy.name for copy in reversed(copies(sqlite_file)) if "christmas" not in copy.name]
    assert of_today.startswith("oreai.db.before-9999-")
    assert others == [beside[0]]
    assert (sqlite_file.parent / f"{sqlite_file.name}.before-christmas").exists(), (
        "that one is a person's own"
    )


def test_the_copy_is_whole_while_another_program_has_the_file_open(newer: str, sqlite_file: Path):
    """Somebody looks into it meanwhile, so the newest rows still stand in SQLite's log beside the file."""
    with closing(sqlite3.connect(sqlite_file)) as onlooker:
        onlooker.execute("SELECT count(*) FROM message").fetchone()
        onlooker.execute("UPDATE message SET content = 'newest'")
        onlooker.commit()
        with pytest.raises(CommandError):
            migrate(newer)
        [copy] = copies(sqlite_file)
        assert words_in(copy) == ["newest"]


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_a_database_of_any_age(sqlite_file: Path, revision: str):
    """Every revision there has been is brought up to date, after a copy unless it is the newest."""
    url = f"sqlite:///{sqlite_file}"
    command.upgrade(alembic_config(url), revision)
    newest = revision == REVISIONS[0]
    assert migrate(url) == (None if newest else revision)
    assert len(copies(sqlite_file)) == (0 if newest else 1)
    command.check(alembic_config(url))


OLD_REPLIES = {
    "<think>\n春天？\n</think>\n\n去清水寺。": ("去清水寺。", "春天？\n"),
    "春天？\n</think>\n\n去清水寺。": ("去清水寺。", "春天？\n"),
    "<thought>春天？": ("", "春天？"),
    "The tag `<think>` opens, and </think> closes.": ("The tag `<think>` opens, and </think> closes.", None),
    "I think so.": ("I think so.", None),
}


def test_old_replies_lose_the_thinking_in_their_text(empty_url: str):
    """It stands where thinking belongs: in no list, and sent to nobody. What Lin wrote stays as it is."""
    command.upgrade(alembic_config(empty_url), "0008")
    write_old_replies(empty_url)
    migrate(empty_url)
    database = Database(empty_url)
    rows = database.transact(lambda session: session.exec(select(Message)).all(), writes=False)
    summaries = database.transact(lambda session: session.exec(select(Chat.summary)).all(), writes=False)
    database.close()
    replies = {row.id: (row.content, row.reasoning) for row in rows if row.role == Role.ASSISTANT}
    assert replies == {f"reply{at}": expected for at, expected in enumerate(OLD_REPLIES.values())}
    assert [row.content for row in rows if row.role == Role.USER] == ["<think>hm</think>说说这个"]
    assert summaries == ["Lin 要去京都。"]


def write_old_replies(url: str) -> None:
    """Lin's chat as it was before, with plain SQL: today's tables have columns that those lack."""
    engine = make_engine(url)
    chat = {"id": "chat", "user_id": "lin", "icon": "x", "title": "京都", "titled_by": "words", "system": ""}
    chat |= {"opening": "", "questions": "", "summary": "<think>春天？</think>Lin 要去京都。"}
    user = {"id": "lin", "role": "user", "locale": "zh", "calls_used": 0, "calls_limit": 3}
    said = [("prompt", "user", "<think>hm</think>说说这个")]
    said += [(f"reply{at}", "assistant", text) for at, text in enumerate(OLD_REPLIES)]
    with engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        connection.execute(
            tables.tables["user"].insert(), user | dict.fromkeys(("created_at", "last_seen_at"), NOW)
        )
        connection.execute(
            tables.tables["chat"].insert(), chat | dict.fromkeys(("created_at", "last_message_at"), NOW)
        )
        for message_id, role, text in said:
            message: dict[str, object] = {
                "id": message_id,
                "chat_id": "chat",
                "role": role,
                "content": text,
                "status": "complete",
            }
            message |= {"selected": True, "image_tokens": 0, "created_at": NOW}
            connection.execute(tables.tables["message"].insert(), message)
    engine.dispose()


def test_every_foreign_key_has_an_index_and_a_rule():
    """No deletion scans a table, and none is left to chance."""
    for table in SQLModel.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {next(iter(table.primary_key.columns)).name}
        for key in table.foreign_keys:
            assert key.ondelete in {"CASCADE", "SET NULL"}, key
            assert key.parent.name in leading, key


def test_a_session_never_outlives_its_user(sqlite_file: Path):
    """SQLite keeps foreign keys too: deleting Lin deletes Lin's browser."""
    url = f"sqlite:///{sqlite_file}"
    migrate(url)
    lin = write_lin(url)
    database = Database(url)
    database.transact(lambda session: session.add(LoginSession(token_hash="h", user_id=lin)))
    database.transact(lambda session: session.delete(session.get(User, lin)))
    assert database.transact(lambda session: list(session.exec(select(LoginSession)))) == []
    database.close()


def test_a_sqlite_file_is_for_its_user_alone(tmp_path: Path):
    """A new one, one that others could read before, and the copies beside it."""
    file, copy = tmp_path / "oreai.db", tmp_path / "oreai.db.before-0001"
    for old in (file, copy):
        old.touch(mode=0o644)
    migrate(f"sqlite:///{file}")
    assert [
        one.name for one in tmp_path.glob("oreai.db*") if one.stat().st_mode & 0o077 and one.suffix != ".lock"
    ] == []

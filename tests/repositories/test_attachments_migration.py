"""Pictures of earlier releases become attachments of kind image, know what they cost, and can go back."""

from datetime import datetime
from typing import Any

from sqlalchemy import MetaData, inspect

from alembic import command
from oreai.database import make_engine
from oreai.migrations import alembic_config

NOW = datetime(2026, 4, 1)
BEFORE = "0017"
SIZES = {"wide": (640, 480, 425), "tall": (90, 2048, 765), "dot": (1, 1, 255)}


def write_pictures(url: str) -> None:
    """Mei and her pictures that wait to be sent, as they were stored before."""
    user = {"id": "mei", "role": "user", "locale": "zh", "calls_used": 0, "calls_limit": 3}
    image = {"user_id": "mei", "position": 0, "kind": "image/png", "bytes": 9, "created_at": NOW}
    engine = make_engine(url)
    with engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        connection.execute(
            tables.tables["user"].insert(), user | dict.fromkeys(("created_at", "last_seen_at"), NOW)
        )
        for name, (width, height, _) in SIZES.items():
            row = image | {"id": name, "file": f"file{name}", "width": width, "height": height}
            connection.execute(tables.tables["image"].insert(), row)
    engine.dispose()


def rows_of(url: str, table: str) -> dict[str, dict[str, Any]]:
    engine = make_engine(url)
    with engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        rows = connection.execute(tables.tables[table].select()).mappings().all()
    engine.dispose()
    return {row["id"]: dict(row) for row in rows}


def test_pictures_become_attachments(empty_url: str):
    """Each with its file, its media type and its tokens by OpenAI's rule; undone, they are pictures again."""
    config = alembic_config(empty_url)
    command.upgrade(config, BEFORE)
    write_pictures(empty_url)
    before = rows_of(empty_url, "image")
    for _ in range(2):
        command.upgrade(config, "head")
        found = rows_of(empty_url, "attachment")
        assert {key: row["tokens"] for key, row in found.items()} == {
            key: tokens for key, (_, _, tokens) in SIZES.items()
        }
        assert {(row["kind"], row["media_type"], row["name"]) for row in found.values()} == {
            ("image", "image/png", "")
        }
        command.downgrade(config, BEFORE)
        assert rows_of(empty_url, "image") == before


def test_an_attachments_keys_and_indexes_have_its_name(empty_url: str):
    """So that a later migration finds them where the naming says."""
    command.upgrade(alembic_config(empty_url), "head")
    engine = make_engine(empty_url)
    seen = inspect(engine)
    keys = {key["name"] for key in seen.get_foreign_keys("attachment")}
    indexes = {index["name"] for index in seen.get_indexes("attachment")}
    engine.dispose()
    assert keys == {
        "fk_attachment_user_id_user",
        "fk_attachment_message_id_message",
        "fk_attachment_queued_id_queued_message",
    }
    assert indexes == {f"ix_attachment_{column}" for column in ("user_id", "message_id", "queued_id", "file")}

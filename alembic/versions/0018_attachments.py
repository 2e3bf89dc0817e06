"""attachments: a picture is one of kind image, and what it costs in a request is stored with it"""

import math

import sqlalchemy as sa

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INDEXED = ("user_id", "message_id", "queued_id", "file")
FOREIGN_KEYS = (  # (column, old name, new name, table)
    ("user_id", "fk_image_user_id_user", "fk_attachment_user_id_user", "user"),
    ("message_id", "fk_image_message_id_message", "fk_attachment_message_id_message", "message"),
    (
        "queued_id",
        "fk_image_queued_id_queued_prompt",
        "fk_attachment_queued_id_queued_message",
        "queued_message",
    ),
)
_TILE, _TILED_EDGE, _SHORT_EDGE, _BASE_TOKENS, _TILE_TOKENS = 512, 2048, 768, 85, 170


def upgrade() -> None:
    op.rename_table("image", "attachment")
    op.execute("ALTER TABLE attachment RENAME COLUMN kind TO media_type")
    with op.batch_alter_table("attachment") as batch:
        batch.alter_column("media_type", existing_type=sa.String(32), type_=sa.String(100), nullable=False)
        batch.add_column(sa.Column("kind", sa.String(16), nullable=False, server_default="image"))
        batch.add_column(sa.Column("name", sa.String(200), nullable=False, server_default=""))
        batch.add_column(sa.Column("tokens", sa.Integer(), nullable=True))
        for column, old, new, table in FOREIGN_KEYS:
            batch.drop_constraint(old, type_="foreignkey")
            batch.create_foreign_key(new, table, [column], ["id"], ondelete="CASCADE")
    for column in INDEXED:
        _rename_index("attachment", f"ix_image_{column}", f"ix_attachment_{column}", column)
    for table in ("message", "queued_message"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN image_tokens TO attachment_tokens")
    _note_tokens()


def downgrade() -> None:
    for table in ("message", "queued_message"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN attachment_tokens TO image_tokens")
    for column in INDEXED:
        _rename_index("attachment", f"ix_attachment_{column}", f"ix_image_{column}", column)
    op.execute("DELETE FROM attachment WHERE kind <> 'image'")
    with op.batch_alter_table("attachment") as batch:
        for column, old, new, table in FOREIGN_KEYS:
            batch.drop_constraint(new, type_="foreignkey")
            batch.create_foreign_key(old, table, [column], ["id"], ondelete="CASCADE")
        batch.drop_column("tokens")
        batch.drop_column("name")
        batch.drop_column("kind")
        batch.alter_column("media_type", existing_type=sa.String(100), type_=sa.String(32), nullable=False)
    op.execute("ALTER TABLE attachment RENAME COLUMN media_type TO kind")
    op.rename_table("attachment", "image")


def _rename_index(table: str, old: str, new: str, column: str) -> None:
    if op.get_bind().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {table} RENAME INDEX {old} TO {new}")
    else:
        op.drop_index(old, table)
        op.create_index(new, table, [column])


def _note_tokens() -> None:
    """By the rule of `services/attachments/image.py` as it stood then."""
    attachment = sa.table("attachment", *map(sa.column, ("tokens", "width", "height")))
    sizes = op.get_bind().execute(sa.select(attachment.c.width, attachment.c.height).distinct()).all()
    for width, height in sizes:
        of_this_size = (attachment.c.width == width, attachment.c.height == height)
        op.execute(attachment.update().where(*of_this_size).values(tokens=_tokens(width, height)))


def _tokens(width: int, height: int) -> int:
    scale = min(1, _TILED_EDGE / max(width, height))
    scale *= min(1, _SHORT_EDGE / (min(width, height) * scale))
    tiles = math.ceil(round(width * scale, 6) / _TILE) * math.ceil(round(height * scale, 6) / _TILE)
    return _BASE_TOKENS + _TILE_TOKENS * max(1, tiles)

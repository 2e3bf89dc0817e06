"""files of other programs that are brought in, and where chats and messages came from"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.create_table(
        "chat_import",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in _TEXTS),
        sa.Column("chosen", TEXT, nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("lease_owner", sa.String(64), nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_chat_import_user_id_user", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_chat_import"),
        mysql_charset="utf8mb4",
    )
    op.create_index("ix_chat_import_user_id", "chat_import", ["user_id"])
    op.create_index("ix_chat_import_lease_until", "chat_import", ["lease_until"])
    op.add_column("chat", sa.Column("source", sa.String(32), nullable=True))
    for table in ("chat", "message"):
        op.add_column(table, sa.Column("source_id", sa.String(64), nullable=True))
        op.add_column(table, sa.Column("import_id", sa.String(24), nullable=True))
        op.create_index(f"ix_{table}_import_id", table, ["import_id"])
    op.create_index("ix_chat_user_id_source_id", "chat", ["user_id", "source_id"])


def downgrade() -> None:
    op.drop_index("ix_chat_user_id_source_id", "chat")
    for table in ("message", "chat"):
        op.drop_index(f"ix_{table}_import_id", table)
        op.drop_column(table, "import_id")
        op.drop_column(table, "source_id")
    op.drop_column("chat", "source")
    op.drop_table("chat_import")


_TEXTS = (("status", 16), ("refused", 32), ("zone", 64), ("locale", 8))
_COUNTS = ("position", "chats", "messages", "pictures", "failed")

"""short notes that a user wants remembered in all their chats"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    op.create_table(
        "memory_note",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_memory_note_user_id_user", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_memory_note"),
        mysql_charset="utf8mb4",
    )
    op.create_index("ix_memory_note_user_id", "memory_note", ["user_id"])
    op.add_column(
        "personalization", sa.Column("uses_memory", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column("chat", sa.Column("memory_answered_id", sa.String(24), nullable=True))


def downgrade() -> None:
    op.drop_column("chat", "memory_answered_id")
    op.drop_column("personalization", "uses_memory")
    op.drop_table("memory_note")

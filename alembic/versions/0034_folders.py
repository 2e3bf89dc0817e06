"""folders of chats"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.create_table(
        "folder",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("instructions", TEXT, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_folder_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_folder"),
        mysql_charset="utf8mb4",
    )
    op.create_index("ix_folder_user_id", "folder", ["user_id"])
    op.add_column("chat", sa.Column("folder_id", sa.String(24), nullable=True))
    op.create_index("ix_chat_folder_id", "chat", ["folder_id"])


def downgrade() -> None:
    op.drop_index("ix_chat_folder_id", "chat")
    op.drop_column("chat", "folder_id")
    op.drop_table("folder")

"""links by which others read a chat"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    op.create_table(
        "shared_link",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("chat_id", sa.String(24), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("leaf_id", sa.String(24), nullable=False),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_shared_link_chat_id_chat", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shared_link"),
        sa.UniqueConstraint("token", name="uq_shared_link_token"),
        mysql_charset="utf8mb4",
    )
    op.create_index("ix_shared_link_chat_id", "shared_link", ["chat_id"])
    op.create_index("ix_shared_link_expires_at", "shared_link", ["expires_at"])


def downgrade() -> None:
    op.drop_table("shared_link")

"""queued prompts"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op
from oreai.models import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "queued_prompt",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("chat_id", sa.String(24), nullable=False),
        sa.Column("content", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=True),
        sa.Column("counted_by", sa.String(32), nullable=True),
        sa.Column("image_tokens", sa.Integer(), nullable=False),
        sa.Column("send_key", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name=op.f("fk_queued_prompt_chat_id_chat"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queued_prompt")),
        sa.UniqueConstraint("chat_id", "send_key", name=op.f("uq_queued_prompt_chat_id")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_queued_prompt_chat_id"), "queued_prompt", ["chat_id"])


def downgrade() -> None:
    op.drop_table("queued_prompt")

"""images"""

import sqlalchemy as sa

from alembic import op
from oreai.models import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("image_tokens", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "image",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("message_id", sa.String(24), nullable=True),
        sa.Column("queued_id", sa.String(24), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_image_user_id_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_image_message_id_message"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["queued_id"],
            ["queued_prompt.id"],
            name=op.f("fk_image_queued_id_queued_prompt"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image")),
        mysql_charset="utf8mb4",
    )
    for column in ("user_id", "message_id", "queued_id", "file"):
        op.create_index(op.f(f"ix_image_{column}"), "image", [column])


def downgrade() -> None:
    op.drop_table("image")
    op.drop_column("message", "image_tokens")

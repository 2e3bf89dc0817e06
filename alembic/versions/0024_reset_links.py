"""links of the owner by which a user sets a new password"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    op.create_table(
        "reset_link",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_reset_link_user_id_user", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reset_link"),
        sa.UniqueConstraint("secret_hash", name="uq_reset_link_secret_hash"),
        mysql_charset="utf8mb4",
    )
    op.create_index("ix_reset_link_user_id", "reset_link", ["user_id"])
    op.create_index("ix_reset_link_created_at", "reset_link", ["created_at"])


def downgrade() -> None:
    op.drop_table("reset_link")

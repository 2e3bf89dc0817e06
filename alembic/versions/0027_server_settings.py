"""what the owner has chosen while the server runs, and invitations"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ANY_CHARACTER = {"mysql_charset": "utf8mb4"}
TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.create_table(
        "server_setting",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_server_setting"),
        **ANY_CHARACTER,
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("invited_by", sa.String(64), nullable=False),
        sa.Column("note", sa.String(100), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("calls_limit", sa.Integer(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
        **ANY_CHARACTER,
    )
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("server_setting")

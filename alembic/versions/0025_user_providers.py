"""providers that users have for themselves, with keys of their own"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.create_table(
        "user_provider",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("base_url", sa.String(500), nullable=False),
        sa.Column("sealed_key", TEXT, nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("models", TEXT, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("used_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_user_provider_user_id_user", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_provider"),
        mysql_charset="utf8mb4",
    )
    op.create_index("ix_user_provider_user_id", "user_provider", ["user_id"])


def downgrade() -> None:
    op.drop_table("user_provider")

"""the key by which the server knows its own guests' tokens again"""

import sqlalchemy as sa

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_signing_key"),
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    op.drop_table("signing_key")

"""drafts"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "chat", sa.Column("draft", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("chat", "draft")

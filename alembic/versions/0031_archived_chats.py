"""chats that their owner has put away"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    op.add_column("chat", sa.Column("archived_at", TIME, nullable=True))


def downgrade() -> None:
    op.drop_column("chat", "archived_at")

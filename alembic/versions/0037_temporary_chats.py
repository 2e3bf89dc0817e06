"""chats that are kept nowhere once they are left"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    op.add_column("chat", sa.Column("temporary_until", TIME, nullable=True))


def downgrade() -> None:
    op.drop_column("chat", "temporary_until")

"""what was wished of a version of a reply"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

LONG_TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.add_column("message", sa.Column("wish", LONG_TEXT, nullable=True))


def downgrade() -> None:
    op.drop_column("message", "wish")

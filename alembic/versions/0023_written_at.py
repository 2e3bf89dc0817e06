"""when a message was last written, for the search index"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    time = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
    op.add_column("message", sa.Column("written_at", time, nullable=True))
    op.create_index("ix_message_written_at", "message", ["written_at"])


def downgrade() -> None:
    op.drop_index("ix_message_written_at", "message")
    op.drop_column("message", "written_at")

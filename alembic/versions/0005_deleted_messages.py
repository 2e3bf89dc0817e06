"""deleted messages"""

import sqlalchemy as sa

from alembic import op
from oreai.models import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("deleted_at", UtcDateTime(), nullable=True))
    op.create_index("ix_message_deleted_at", "message", ["deleted_at"])


def downgrade() -> None:
    op.drop_index("ix_message_deleted_at", "message")
    op.drop_column("message", "deleted_at")

"""messages that were deleted, and earlier words of prompts"""

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
    op.add_column("message", sa.Column("wording_of", sa.String(24), nullable=True))
    op.add_column("message", sa.Column("worded_until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("message", "worded_until")
    op.drop_column("message", "wording_of")
    op.drop_index("ix_message_deleted_at", "message")
    op.drop_column("message", "deleted_at")

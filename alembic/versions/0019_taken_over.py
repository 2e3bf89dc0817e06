"""how often a reply was taken over from a dead process, and an index of who makes which"""

import sqlalchemy as sa

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("takeovers", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_message_status_lease_owner", "message", ["status", "lease_owner"])


def downgrade() -> None:
    op.drop_index("ix_message_status_lease_owner", "message")
    op.drop_column("message", "takeovers")

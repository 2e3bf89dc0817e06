"""what could be said after a reply, and whether its user wants that"""

import sqlalchemy as sa

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("follow_ups", sa.String(300), nullable=True))
    op.add_column(
        "user", sa.Column("wants_follow_ups", sa.Boolean(), server_default=sa.true(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("user", "wants_follow_ups")
    op.drop_column("message", "follow_ups")

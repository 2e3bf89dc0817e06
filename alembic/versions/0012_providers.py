"""whose model a chat and a reply have, now that there can be several providers"""

import sqlalchemy as sa

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat", sa.Column("provider", sa.String(60), nullable=True))
    op.add_column("message", sa.Column("provider", sa.String(60), nullable=True))


def downgrade() -> None:
    op.drop_column("message", "provider")
    op.drop_column("chat", "provider")

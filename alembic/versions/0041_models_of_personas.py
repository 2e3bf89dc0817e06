"""which model the chats of a persona begin with, and whose that is"""

import sqlalchemy as sa

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persona", sa.Column("model", sa.String(200), nullable=True))
    op.add_column("persona", sa.Column("provider", sa.String(60), nullable=True))


def downgrade() -> None:
    op.drop_column("persona", "provider")
    op.drop_column("persona", "model")

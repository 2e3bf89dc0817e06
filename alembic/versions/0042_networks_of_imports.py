"""from which network a file comes in, and how large it is announced to be"""

import sqlalchemy as sa

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_import", sa.Column("network", sa.String(64), server_default="", nullable=False))
    op.add_column("chat_import", sa.Column("file_bytes", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("chat_import", "file_bytes")
    op.drop_column("chat_import", "network")

"""an index for the sweep of temporary chats, which looks each minute"""

import sqlalchemy as sa

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_chat_temporary_until",
        "chat",
        ["temporary_until"],
        sqlite_where=sa.text("temporary_until IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_chat_temporary_until", "chat")

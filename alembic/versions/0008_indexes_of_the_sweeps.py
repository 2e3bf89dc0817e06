"""indexes of the sweeps: deleted chats, and sessions that have expired"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_chat_deleted_at", "chat", ["deleted_at"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])


def downgrade() -> None:
    op.drop_index("ix_session_expires_at", "session")
    op.drop_index("ix_chat_deleted_at", "chat")

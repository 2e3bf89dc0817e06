"""chats that were seen, and the newest message of each"""

import sqlalchemy as sa

from alembic import op
from oreai.models import UtcDateTime, now

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat", sa.Column("seen_at", UtcDateTime(), nullable=True))
    chat = sa.table("chat", sa.column("seen_at", UtcDateTime()))
    op.execute(chat.update().values(seen_at=now()))  # nothing of before is new
    op.create_index("ix_message_chat_id_created_at", "message", ["chat_id", "created_at"])


def downgrade() -> None:
    # Never in batch mode: on SQLite it makes the table anew, and dropping the old one deletes the messages.
    op.drop_index("ix_message_chat_id_created_at", "message")
    op.drop_column("chat", "seen_at")

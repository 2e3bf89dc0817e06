"""a shared link's title as it was, and whether it shows what the model thought"""

import sqlalchemy as sa

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shared_link", sa.Column("title", sa.String(200), nullable=False, server_default=""))
    op.add_column(
        "shared_link", sa.Column("with_reasoning", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    titles = "SELECT title FROM chat WHERE chat.id = shared_link.chat_id"
    op.execute(sa.text(f"UPDATE shared_link SET title = ({titles})"))


def downgrade() -> None:
    op.drop_column("shared_link", "with_reasoning")
    op.drop_column("shared_link", "title")

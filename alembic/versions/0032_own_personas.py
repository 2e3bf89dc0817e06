"""personas of one's own: settings, examples, links; the persona's name as a chat's label"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

LONG = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    # An index, no constraint: SQLite would have to make the table anew, and let go of the chats' references.
    op.add_column("persona", sa.Column("parameters", LONG, nullable=True))
    op.add_column("persona", sa.Column("share_token", sa.String(32), nullable=True))
    op.create_index("ix_persona_share_token", "persona", ["share_token"], unique=True)
    op.add_column("persona_text", sa.Column("examples", LONG, nullable=True))
    op.add_column("chat", sa.Column("persona_name", sa.String(120), nullable=True))


def downgrade() -> None:
    op.drop_column("chat", "persona_name")
    op.drop_column("persona_text", "examples")
    op.drop_index("ix_persona_share_token", "persona")
    op.drop_column("persona", "share_token")
    op.drop_column("persona", "parameters")

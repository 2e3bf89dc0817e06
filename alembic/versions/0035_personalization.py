"""what a user wants known in all their chats"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

LONG = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.create_table(
        "personalization",
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("about", LONG, nullable=False),
        sa.Column("answer_style", LONG, nullable=False),
        sa.Column("uses_instructions", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_personalization_user_id_user", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_personalization"),
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    op.drop_table("personalization")

"""the model's window"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LONG_TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")
_COLUMNS = (
    ("chat", "summary", _LONG_TEXT),
    ("chat", "summary_until", sa.String(24)),
    ("message", "thinking", _LONG_TEXT),
    ("message", "tokens", sa.Integer()),
    ("message", "counted_by", sa.String(32)),
    ("message", "sent", _LONG_TEXT),
    ("message", "refitted_to", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "model_traits",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("endpoint", sa.String(300), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("context_limit", sa.Integer(), nullable=True),
        sa.Column("factor", sa.Float(), nullable=True),
        sa.Column("refused", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_traits")),
        sa.UniqueConstraint("endpoint", "model", name=op.f("uq_model_traits_endpoint")),
        mysql_charset="utf8mb4",
    )
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for table, name, _ in reversed(_COLUMNS):
        op.drop_column(table, name)
    op.drop_table("model_traits")

"""the ledger: one row a request to a provider; calls counted before it are its first row"""

import time

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ANY_CHARACTER = {"mysql_charset": "utf8mb4"}
TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    for name in ("calls_reserved", "replies_running"):
        op.add_column("user", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "usage_entry",
        sa.Column("id", sa.String(24), nullable=False),
        _text("user_id", 24, nullable=True),
        _text("chat_id", 24, nullable=True),
        _text("message_id", 24, nullable=True),
        *(_text(name, 16) for name in ("payer", "purpose", "state")),
        _number("calls"),
        _text("provider", 60),
        _text("model", 200),
        _number("prompt_tokens"),
        _number("completion_tokens"),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
        _text("ending", 32),
        _text("network", 64),
        _number("quarter"),
        sa.Column("began_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        _belongs_to("user"),
        _belongs_to("chat"),
        sa.PrimaryKeyConstraint("id", name="pk_usage_entry"),
        **ANY_CHARACTER,
    )
    for columns in (["user_id"], ["chat_id"], ["message_id"], ["quarter"]):
        op.create_index(f"ix_usage_entry_{columns[0]}", "usage_entry", columns)
    for columns in (["user_id", "began_at"], ["state", "lease_until"]):
        op.create_index(f"ix_usage_entry_{'_'.join(columns)}", "usage_entry", columns)
    op.create_table(
        "usage_day",
        _text("subject", 80),
        sa.Column("day", sa.Integer(), nullable=False, autoincrement=False),
        _number("calls"),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "day", name="pk_usage_day"),
        **ANY_CHARACTER,
    )
    _carry_over()


def _carry_over() -> None:
    carried = sa.text(
        "INSERT INTO usage_entry (id, user_id, payer, purpose, state, calls, provider, model, prompt_tokens,"
        " completion_tokens, is_estimated, ending, network, quarter, began_at, ended_at)"
        " SELECT id, id, 'user', 'before', 'settled', calls_used, '', '', 0, 0, :no, '', '', :quarter,"
        " created_at, last_seen_at FROM user WHERE calls_used > 0"
    )
    op.get_bind().execute(carried, {"no": False, "quarter": int(time.time()) // 900})


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _belongs_to(target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_usage_entry_{target}_id_{target}"
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, ondelete="SET NULL")


def downgrade() -> None:
    op.drop_table("usage_day")
    op.drop_table("usage_entry")
    for name in ("replies_running", "calls_reserved"):
        op.drop_column("user", name)

"""passkeys, identities at other providers of sign-in, tokens of programs"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ANY_CHARACTER = {"mysql_charset": "utf8mb4"}
TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    _table(
        "passkey",
        _text("credential_hash", 64),
        sa.Column("credential", TEXT, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        _text("transports", 100),
        sa.Column("is_backed_up", sa.Boolean(), nullable=False),
        _text("name", 64),
        _time("created_at"),
        _time("used_at", nullable=True),
        unique="credential_hash",
    )
    _table(
        "identity",
        _text("issuer", 300),
        _text("subject", 255),
        _text("key_hash", 64),
        _time("created_at"),
        unique="key_hash",
    )
    _table(
        "api_token",
        _text("token_hash", 64),
        _text("beginning", 16),
        _text("name", 64),
        _text("scopes", 60),
        _time("created_at"),
        _time("expires_at"),
        _time("used_at", nullable=True),
        unique="token_hash",
    )
    op.create_index("ix_api_token_expires_at", "api_token", ["expires_at"])
    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.String(24), nullable=False),
        _text("browser", 64),
        _text("challenge", 64),
        _time("expires_at"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey_challenge"),
        **ANY_CHARACTER,
    )
    op.create_index("ix_passkey_challenge_browser", "passkey_challenge", ["browser"])
    op.create_index("ix_passkey_challenge_expires_at", "passkey_challenge", ["expires_at"])


def _table(name: str, *columns: sa.Column, unique: str) -> None:
    """A table of rows that belong to a user and go with them."""
    op.create_table(
        name,
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=f"fk_{name}_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint(unique, name=f"uq_{name}_{unique}"),
        **ANY_CHARACTER,
    )
    op.create_index(f"ix_{name}_user_id", name, ["user_id"])


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, TIME, nullable=nullable)


def downgrade() -> None:
    for table in ("passkey_challenge", "api_token", "identity", "passkey"):
        op.drop_table(table)

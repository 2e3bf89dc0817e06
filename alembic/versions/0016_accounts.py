"""accounts: names, kinds of sessions, ways back, tries"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ANY_CHARACTER = {"mysql_charset": "utf8mb4"}
TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
_GUEST = "fk_session_guest_id_user"
LONG_AGO = "2000-01-01 00:00:00"


def upgrade() -> None:
    op.add_column("user", sa.Column("name", sa.String(64), nullable=True))
    op.add_column("user", sa.Column("delete_at", TIME, nullable=True))
    op.create_index("ix_user_delete_at", "user", ["delete_at"])
    _sessions_of_every_kind()
    _table("sign_in_name", _text("key_hash", 64, unique=True))
    _table(
        "recovery_code",
        _text("code_hash", 64, unique=True),
        _time("created_at"),
        _time("used_at", nullable=True),
    )
    _table("device_link", _text("secret_hash", 64, unique=True), _time("expires_at"))
    op.create_index("ix_device_link_expires_at", "device_link", ["expires_at"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(24), nullable=False),
        _text("subject", 64),
        _time("at"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        **ANY_CHARACTER,
    )
    op.create_index("ix_attempt_at", "attempt", ["at"])
    op.create_index("ix_attempt_subject_at", "attempt", ["subject", "at"])


def _sessions_of_every_kind() -> None:
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("guest_id", sa.String(24), nullable=True))
        session.add_column(sa.Column("kind", sa.String(16), nullable=False, server_default="guest"))
        session.add_column(sa.Column("device", sa.String(64), nullable=False, server_default=""))
        session.add_column(sa.Column("network", sa.String(64), nullable=False, server_default=""))
        session.add_column(sa.Column("last_seen_at", TIME, nullable=False, server_default=LONG_AGO))
        session.add_column(sa.Column("proved_at", TIME, nullable=True))
        session.create_foreign_key(
            "fk_session_guest_id_user", "user", ["guest_id"], ["id"], ondelete="SET NULL"
        )
        session.create_index("ix_session_guest_id", ["guest_id"])
    op.execute(sa.text("UPDATE session SET last_seen_at = created_at"))


def _table(name: str, *columns: sa.Column) -> None:
    """A table of rows that belong to a user and go with them."""
    op.create_table(
        name,
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=f"fk_{name}_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.UniqueConstraint(column.name, name=f"uq_{name}_{column.name}")
            for column in columns
            if column.info.get("unique")
        ),
        **ANY_CHARACTER,
    )
    op.create_index(f"ix_{name}_user_id", name, ["user_id"])


def _text(name: str, length: int, *, unique: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, info={"unique": unique})


def _time(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, TIME, nullable=nullable)


def downgrade() -> None:
    for table in ("attempt", "device_link", "recovery_code", "sign_in_name"):
        op.drop_table(table)
    with op.batch_alter_table("session") as session:
        session.drop_constraint(_GUEST, type_="foreignkey")
        session.drop_index("ix_session_guest_id")
        for column in ("proved_at", "last_seen_at", "network", "device", "kind", "guest_id"):
            session.drop_column(column)
    op.drop_index("ix_user_delete_at", "user")
    op.drop_column("user", "delete_at")
    op.drop_column("user", "name")

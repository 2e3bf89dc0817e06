"""the house"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op
from oreai.models import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "category",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("key", name=op.f("uq_category_key")),
        mysql_charset="utf8mb4",
    )
    op.create_table(
        "user",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("password_hash", sa.String(255), nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("local_model", sa.String(200), nullable=True),
        sa.Column("calls_used", sa.Integer(), nullable=False),
        sa.Column("calls_limit", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        mysql_charset="utf8mb4",
    )
    op.create_table(
        "profile",
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("bio", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_profile_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_profile")),
        mysql_charset="utf8mb4",
    )
    op.create_table(
        "prompt",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("owner_id", sa.String(24), nullable=True),
        sa.Column("icon", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name=op.f("fk_prompt_owner_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
        sa.UniqueConstraint("key", name=op.f("uq_prompt_key")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_prompt_owner_id"), "prompt", ["owner_id"])

    op.create_table(
        "session",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_session_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_session_user_id"), "session", ["user_id"])

    op.create_table(
        "chat",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.String(24), nullable=False),
        sa.Column("prompt_id", sa.String(24), nullable=True),
        sa.Column("sample_key", sa.String(64), nullable=True),
        sa.Column("icon", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("titled_by", sa.String(16), nullable=False),
        sa.Column("system", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("opening", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("questions", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("model", sa.String(200), nullable=True),
        sa.Column("parameters", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_message_at", UtcDateTime(), nullable=False),
        sa.Column("pinned_at", UtcDateTime(), nullable=True),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompt.id"], name=op.f("fk_chat_prompt_id_prompt"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_chat_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_chat_prompt_id"), "chat", ["prompt_id"])
    op.create_index(op.f("ix_chat_user_id"), "chat", ["user_id"])

    op.create_table(
        "prompt_category",
        sa.Column("prompt_id", sa.String(24), nullable=False),
        sa.Column("category_id", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["category.id"],
            name=op.f("fk_prompt_category_category_id_category"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompt.id"], name=op.f("fk_prompt_category_prompt_id_prompt"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("prompt_id", "category_id", name=op.f("pk_prompt_category")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_prompt_category_category_id"), "prompt_category", ["category_id"])

    op.create_table(
        "prompt_text",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("prompt_id", sa.String(24), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("description", sa.String(300), nullable=False),
        sa.Column("system", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("opening", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("questions", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompt.id"], name=op.f("fk_prompt_text_prompt_id_prompt"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_text")),
        sa.UniqueConstraint("prompt_id", "locale", name=op.f("uq_prompt_text_prompt_id")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_prompt_text_prompt_id"), "prompt_text", ["prompt_id"])

    op.create_table(
        "example",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("chat_id", sa.String(24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("content", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name=op.f("fk_example_chat_id_chat"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_example")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_example_chat_id"), "example", ["chat_id"])

    op.create_table(
        "message",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("chat_id", sa.String(24), nullable=False),
        sa.Column("parent_id", sa.String(24), nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("content", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("selected", sa.Boolean(), nullable=False),
        sa.Column("send_key", sa.String(64), nullable=True),
        sa.Column("error_kind", sa.String(32), nullable=True),
        sa.Column("error_text", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), nullable=True),
        sa.Column("retry_after_s", sa.Integer(), nullable=True),
        sa.Column("model", sa.String(200), nullable=True),
        sa.Column("finish_reason", sa.String(32), nullable=True),
        sa.Column("prompt_tokens", sa.Integer(), nullable=True),
        sa.Column("completion_tokens", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("first_token_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("lease_owner", sa.String(64), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name=op.f("fk_message_chat_id_chat"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["message.id"], name=op.f("fk_message_parent_id_message"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("chat_id", "send_key", name=op.f("uq_message_chat_id")),
        mysql_charset="utf8mb4",
    )
    op.create_index(op.f("ix_message_chat_id"), "message", ["chat_id"])
    op.create_index(op.f("ix_message_parent_id"), "message", ["parent_id"])
    op.create_index(op.f("ix_message_status"), "message", ["status"])


def downgrade() -> None:
    # Dropping a table drops its indexes; MySQL refuses to drop first those that a foreign key needs.
    op.drop_table("message")
    op.drop_table("example")
    op.drop_table("prompt_text")
    op.drop_table("prompt_category")
    op.drop_table("chat")
    op.drop_table("session")
    op.drop_table("prompt")
    op.drop_table("profile")
    op.drop_table("user")
    op.drop_table("category")

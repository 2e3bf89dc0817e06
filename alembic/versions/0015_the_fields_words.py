"""the field's words for what waits to be sent, for revisions, for idempotency keys and for capabilities"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = {"queued_prompt": "queued_message", "model_traits": "model_capabilities"}
COLUMNS = (
    ("message", "send_key", "idempotency_key"),
    ("message", "wording_of", "revision_of"),
    ("message", "worded_until", "revised_until"),
    ("queued_message", "send_key", "idempotency_key"),
)
UNIQUES = (
    ("queued_prompt", ("chat_id", "idempotency_key")),
    ("model_traits", ("endpoint", "model")),
)
INDEX = ("ix_queued_prompt_chat_id", "ix_queued_message_chat_id")


def upgrade() -> None:
    for old, new in TABLES.items():
        op.rename_table(old, new)
    for table, old, new in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    for table, columns in UNIQUES:
        new = TABLES[table]
        _rename_unique(new, f"uq_{table}_{columns[0]}", f"uq_{new}_{columns[0]}", columns)
    _rename_index("queued_message", *INDEX)


def downgrade() -> None:
    _rename_index("queued_message", *reversed(INDEX))
    for table, columns in UNIQUES:
        new = TABLES[table]
        _rename_unique(new, f"uq_{new}_{columns[0]}", f"uq_{table}_{columns[0]}", columns)
    for table, old, new in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {new} TO {old}")
    for old, new in TABLES.items():
        op.rename_table(new, old)


def _rename_index(table: str, old: str, new: str) -> None:
    if op.get_bind().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {table} RENAME INDEX {old} TO {new}")
    else:
        op.drop_index(old, table)
        op.create_index(new, table, ["chat_id"])


def _rename_unique(table: str, old: str, new: str, columns: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {table} RENAME INDEX {old} TO {new}")
    else:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(old, type_="unique")
            batch.create_unique_constraint(new, list(columns))

"""personas: what a role was called so far, prompt, is the field's word for what people say"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("prompt", "prompt_text", "prompt_category")
COLUMNS = (("prompt_text", "prompt_id"), ("prompt_category", "prompt_id"), ("chat", "prompt_id"))
INDEXES = (
    ("prompt", "owner_id"),
    ("prompt_text", "prompt_id"),
    ("prompt_category", "category_id"),
    ("chat", "prompt_id"),
)
UNIQUES = (("prompt", ("key",)), ("prompt_text", ("prompt_id", "locale")))


def upgrade() -> None:
    _rename(of_before=_same, of_later=_later)


def downgrade() -> None:
    _rename(of_before=_later, of_later=_same)


def _same(name: str) -> str:
    return name


def _later(name: str) -> str:
    return name.replace("prompt", "persona")


def _rename(of_before, of_later) -> None:
    for table in TABLES:
        op.rename_table(of_before(table), of_later(table))
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {of_later(table)} RENAME COLUMN {of_before(column)} TO {of_later(column)}")
    for table, column in INDEXES:
        old, new = (f"ix_{name(table)}_{name(column)}" for name in (of_before, of_later))
        _rename_index(of_later(table), old, new, of_later(column))
    for table, columns in UNIQUES:
        old, new = (f"uq_{name(table)}_{name(columns[0])}" for name in (of_before, of_later))
        _rename_unique(of_later(table), old, new, [of_later(column) for column in columns])


def _rename_index(table: str, old: str, new: str, column: str) -> None:
    if op.get_bind().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {table} RENAME INDEX {old} TO {new}")
    else:
        op.drop_index(old, table)
        op.create_index(new, table, [column])


def _rename_unique(table: str, old: str, new: str, columns: list[str]) -> None:
    if op.get_bind().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {table} RENAME INDEX {old} TO {new}")
    else:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(old, type_="unique")
            batch.create_unique_constraint(new, columns)

"""the field's words for what a model thinks and for the record of a request"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COLUMNS = (("thinking", "reasoning"), ("sent", "request_record"))


def upgrade() -> None:
    for old, new in COLUMNS:
        op.execute(f"ALTER TABLE message RENAME COLUMN {old} TO {new}")


def downgrade() -> None:
    for old, new in COLUMNS:
        op.execute(f"ALTER TABLE message RENAME COLUMN {new} TO {old}")

"""a reply can be asked of a model that is not its chat's"""

import sqlalchemy as sa

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("own_model", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("message", column)


def downgrade() -> None:
    op.drop_column("message", "own_model")

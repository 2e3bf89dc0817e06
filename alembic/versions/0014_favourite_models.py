"""the models a user has starred"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")
    op.add_column("user", sa.Column("favourite_models", text, nullable=True))


def downgrade() -> None:
    op.drop_column("user", "favourite_models")

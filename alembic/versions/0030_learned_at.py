"""when something was learned of a model, so that it is forgotten in time"""

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TIME = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    op.add_column("model_capabilities", sa.Column("learned_at", TIME, nullable=True))


def downgrade() -> None:
    op.drop_column("model_capabilities", "learned_at")

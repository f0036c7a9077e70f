"""measures of unsafe places that were recorded by mistake are taken away, and the row stays"""

import sqlalchemy as sa
from alembic import op

revision = "b81f3c6e2a09"
down_revision = "5e0b7d3a91c4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hazard_measure", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True), schema="app")


def downgrade() -> None:
    op.drop_column("hazard_measure", "removed_at", schema="app")

"""whose people visited a child; which promise was written with a receipt"""

import sqlalchemy as sa
from alembic import op

revision = "b1f6a20d9c34"
down_revision = "b07d4c1e92fa"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gift_visit", sa.Column("unit_id", sa.Uuid(), nullable=True), schema="app")
    op.create_foreign_key(
        "fk_gift_visit_ward_id_unit_id", "gift_visit", "unit", ["ward_id", "unit_id"], ["ward_id", "id"],
        source_schema="app", referent_schema="app",
    )  # fmt: skip
    op.add_column("money_movement", sa.Column("promise_id", sa.Uuid(), nullable=True), schema="app")
    op.create_foreign_key(
        "fk_money_movement_ward_id_promise_id", "money_movement", "money_movement", ["ward_id", "promise_id"],
        ["ward_id", "id"], source_schema="app", referent_schema="app",
    )  # fmt: skip
    op.create_unique_constraint(
        "uq_money_movement_ward_id_promise_id", "money_movement", ["ward_id", "promise_id"], schema="app"
    )


def downgrade() -> None:
    op.drop_column("money_movement", "promise_id", schema="app")
    op.drop_column("gift_visit", "unit_id", schema="app")

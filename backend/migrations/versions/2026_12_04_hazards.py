"""injuries of children"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "c4d19f7a6b52"
down_revision = "b1f6a20d9c34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("injury",
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("happened_on", sa.Date(), nullable=False),
    sa.Column("unit_id", sa.Uuid(), nullable=False),
    sa.Column("place_unit_id", sa.Uuid(), nullable=True),
    sa.Column("age_band", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("sex", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("place_kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("care", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("recorded_by", sa.Uuid(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["ward_id", "place_unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_injury_ward_id_place_unit_id")),
    sa.ForeignKeyConstraint(["ward_id", "unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_injury_ward_id_unit_id")),
    sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_injury_ward_id")),
    sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_injury")),
    sa.UniqueConstraint("ward_id", "code", name=op.f("uq_injury_ward_id_code")),
    schema="app"
    )
    op.create_index(op.f("ix_injury_ward_id_happened_on_id"), "injury", ["ward_id", "happened_on", "id"], unique=False, schema="app")
    op.create_index(op.f("ix_injury_ward_id_unit_id_happened_on_id"), "injury", ["ward_id", "unit_id", "happened_on", "id"], unique=False, schema="app")
    op.enable_tenant("injury", "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    op.drop_table("injury", schema="app")

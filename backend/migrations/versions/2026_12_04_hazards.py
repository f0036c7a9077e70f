"""unsafe places and what was done there; injuries of children; the ward's own map"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "c4d19f7a6b52"
down_revision = "c3e58a1f7d20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("hazard_site",
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("rule_id", sa.Uuid(), nullable=False),
    sa.Column("rule_version", sa.Integer(), nullable=False),
    sa.Column("ward_deadline_id", sa.Uuid(), nullable=True),
    sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("search_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("unit_id", sa.Uuid(), nullable=False),
    sa.Column("place_unit_id", sa.Uuid(), nullable=True),
    sa.Column("latitude", sa.Float(), nullable=True),
    sa.Column("longitude", sa.Float(), nullable=True),
    sa.Column("likelihood", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("harm", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("risk", sa.Integer(), nullable=False),
    sa.Column("found_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("found_on", sa.Date(), nullable=False),
    sa.Column("description", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("owner_unit_id", sa.Uuid(), nullable=True),
    sa.Column("co_owner_unit_id", sa.Uuid(), nullable=True),
    sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("inspected_on", sa.Date(), nullable=True),
    sa.Column("safe_on", sa.Date(), nullable=True),
    sa.Column("recheck_on", sa.Date(), nullable=True),
    sa.Column("closed_on", sa.Date(), nullable=True),
    sa.Column("reopen_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column("cancel_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_hazard_site_whole_point")),
    sa.CheckConstraint("owner_unit_id <> co_owner_unit_id", name=op.f("ck_hazard_site_two_owners")),
    sa.CheckConstraint("risk BETWEEN 1 AND 3", name=op.f("ck_hazard_site_risk")),
    sa.ForeignKeyConstraint(["rule_id"], ["app.deadline_rule.id"], name=op.f("fk_hazard_site_rule_id")),
    sa.ForeignKeyConstraint(["ward_id", "co_owner_unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_hazard_site_ward_id_co_owner_unit_id")),
    sa.ForeignKeyConstraint(["ward_id", "owner_unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_hazard_site_ward_id_owner_unit_id")),
    sa.ForeignKeyConstraint(["ward_id", "place_unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_hazard_site_ward_id_place_unit_id")),
    sa.ForeignKeyConstraint(["ward_id", "unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_hazard_site_ward_id_unit_id")),
    sa.ForeignKeyConstraint(["ward_id", "ward_deadline_id"], ["app.ward_deadline.ward_id", "app.ward_deadline.id"], name=op.f("fk_hazard_site_ward_id_ward_deadline_id")),
    sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_hazard_site_ward_id")),
    sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_hazard_site")),
    sa.UniqueConstraint("ward_id", "code", name=op.f("uq_hazard_site_ward_id_code")),
    schema="app"
    )
    op.create_index(op.f("ix_hazard_site_ward_id_found_on_id"), "hazard_site", ["ward_id", "found_on", "id"], unique=False, schema="app")
    op.create_index(op.f("ix_hazard_site_ward_id_place_unit_id"), "hazard_site", ["ward_id", "place_unit_id"], unique=False, schema="app")
    op.create_index(op.f("ix_hazard_site_ward_id_risk_id"), "hazard_site", ["ward_id", "risk", "id"], unique=False, schema="app")
    op.create_index(op.f("ix_hazard_site_ward_id_safe_on"), "hazard_site", ["ward_id", "safe_on"], unique=False, schema="app")
    op.create_index(op.f("ix_hazard_site_ward_id_unit_id_found_on_id"), "hazard_site", ["ward_id", "unit_id", "found_on", "id"], unique=False, schema="app")
    op.create_table("hazard_measure",
    sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("site_id", sa.Uuid(), nullable=False),
    sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("unit_id", sa.Uuid(), nullable=False),
    sa.Column("done_on", sa.Date(), nullable=False),
    sa.Column("cost", sa.BigInteger(), nullable=False),
    sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("before_file_id", sa.Uuid(), nullable=True),
    sa.Column("after_file_id", sa.Uuid(), nullable=True),
    sa.Column("author_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("cost >= 0", name=op.f("ck_hazard_measure_cost")),
    sa.ForeignKeyConstraint(["ward_id", "after_file_id"], ["app.record_file.ward_id", "app.record_file.id"], name=op.f("fk_hazard_measure_ward_id_after_file_id")),
    sa.ForeignKeyConstraint(["ward_id", "before_file_id"], ["app.record_file.ward_id", "app.record_file.id"], name=op.f("fk_hazard_measure_ward_id_before_file_id")),
    sa.ForeignKeyConstraint(["ward_id", "site_id"], ["app.hazard_site.ward_id", "app.hazard_site.id"], name=op.f("fk_hazard_measure_ward_id_site_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["ward_id", "unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_hazard_measure_ward_id_unit_id")),
    sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_hazard_measure_ward_id")),
    sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_hazard_measure")),
    schema="app"
    )
    op.create_index(op.f("ix_hazard_measure_ward_id_site_id_id"), "hazard_measure", ["ward_id", "site_id", "id"], unique=False, schema="app")
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
    sa.Column("hazard_site_id", sa.Uuid(), nullable=True),
    sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column("recorded_by", sa.Uuid(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["ward_id", "hazard_site_id"], ["app.hazard_site.ward_id", "app.hazard_site.id"], name=op.f("fk_injury_ward_id_hazard_site_id")),
    sa.ForeignKeyConstraint(["ward_id", "place_unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_injury_ward_id_place_unit_id")),
    sa.ForeignKeyConstraint(["ward_id", "unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_injury_ward_id_unit_id")),
    sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_injury_ward_id")),
    sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_injury")),
    sa.UniqueConstraint("ward_id", "code", name=op.f("uq_injury_ward_id_code")),
    schema="app"
    )
    op.create_index(op.f("ix_injury_ward_id_happened_on_id"), "injury", ["ward_id", "happened_on", "id"], unique=False, schema="app")
    op.create_index(op.f("ix_injury_ward_id_hazard_site_id"), "injury", ["ward_id", "hazard_site_id"], unique=False, schema="app", postgresql_where=sa.text("hazard_site_id IS NOT NULL"))
    op.create_index(op.f("ix_injury_ward_id_unit_id_happened_on_id"), "injury", ["ward_id", "unit_id", "happened_on", "id"], unique=False, schema="app")
    op.create_table("ward_map",
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("areas", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column("picture_file_id", sa.Uuid(), nullable=True),
    sa.Column("corners", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("changed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(["ward_id", "picture_file_id"], ["app.stored_file.ward_id", "app.stored_file.id"], name=op.f("fk_ward_map_ward_id_picture_file_id")),
    sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_ward_map_ward_id")),
    sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_ward_map")),
    schema="app"
    )
    for table in ("hazard_site", "hazard_measure", "injury", "ward_map"):
        op.enable_tenant(table, "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    for table in ("ward_map", "injury", "hazard_measure", "hazard_site"):
        op.drop_table(table, schema="app")

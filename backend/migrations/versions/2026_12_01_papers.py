"""numbers of papers"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "e5a90c4d7b13"
down_revision = "439889563e74"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        "paper_number",
        sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("series", text(), nullable=False),
        sa.Column("agency", text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("suffix", text(), nullable=False),
        sa.Column("record_kind", text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("title", text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_paper_number_number_from_one")),
        sa.ForeignKeyConstraint(
            ["ward_id", "replaces_id"],
            ["app.paper_number.ward_id", "app.paper_number.id"],
            name=op.f("fk_paper_number_ward_id_replaces_id"),
        ),
        sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_paper_number_ward_id")),
        sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_paper_number")),
        sa.UniqueConstraint(
            "ward_id",
            "series",
            "agency",
            "year",
            "number",
            name=op.f("uq_paper_number_ward_id_series_agency_year_number"),
        ),
        sa.UniqueConstraint("ward_id", "replaces_id", name=op.f("uq_paper_number_ward_id_replaces_id")),
        schema="app",
    )
    op.create_index(
        op.f("ix_paper_number_ward_id_record_id"), "paper_number", ["ward_id", "record_id"], schema="app"
    )
    # What was numbered once stays so: a paper that is wrong is replaced.
    op.enable_tenant("paper_number", "SELECT, INSERT")


def downgrade() -> None:
    op.drop_table("paper_number", schema="app")

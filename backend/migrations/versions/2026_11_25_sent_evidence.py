"""Evidence of an assignment comes in parts too; the same file is kept once."""

import sqlalchemy as sa
from alembic import op

revision = "f0ea8ece5dd2"
down_revision = "9c3d08a53283"
branch_labels = None
depends_on = None

_WHERE = sa.text("removed_at IS NULL")


def upgrade() -> None:
    op.add_column("assignment_evidence", sa.Column("sent_sha256", sa.LargeBinary(), nullable=True), schema="app")
    op.create_index(
        "uq_assignment_evidence_sent",
        "assignment_evidence",
        ["ward_id", "assignment_id", "sent_sha256"],
        unique=True,
        schema="app",
        postgresql_where=_WHERE,
    )


def downgrade() -> None:
    op.drop_index(
        "uq_assignment_evidence_sent", table_name="assignment_evidence", schema="app", postgresql_where=_WHERE
    )
    op.drop_column("assignment_evidence", "sent_sha256", schema="app")

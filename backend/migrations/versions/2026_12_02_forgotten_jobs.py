"""Rows of jobs end some months after the jobs."""

from alembic import op

revision = "4b8d20c6e7f1"
down_revision = "e8412df61da3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("GRANT DELETE ON app.job TO vte_app")


def downgrade() -> None:
    op.execute("REVOKE DELETE ON app.job FROM vte_app")

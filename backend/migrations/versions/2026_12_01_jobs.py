"""jobs"""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "7c1f0b9a52e4"
down_revision = "ca574bde8d1a"
branch_labels = None
depends_on = None

QUEUE = Path(__file__).parents[1] / "procrastinate_3_10_0.sql"

# Who asked for a job, as they are now: no row when they are gone. With the caller's own rights: what it reads is the
# ward's, which the application's role may read.
OPEN_JOB = """
CREATE FUNCTION app.open_job(p_ward int, p_job uuid)
RETURNS TABLE (session_id uuid, account_id uuid, actor_name text, ward_id int, person_id uuid, roles text[],
               unit_ids uuid[], lead_unit_ids uuid[], must_change_password boolean, due_day_counts boolean)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, app, pg_temp AS $$
DECLARE found_row record;
BEGIN
  PERFORM set_config('app.ward_id', p_ward::text, true), set_config('app.account_id', '', true),
          set_config('app.system_admin', '', true);
  SELECT j.session_id, j.account_id, p.full_name AS name, p.ward_id, p.id AS person_id, w.due_day_counts
    INTO found_row
    FROM app.job j
    JOIN app.person p ON p.ward_id = j.ward_id AND p.id = j.person_id AND p.account_id = j.account_id
                     AND p.ended_at IS NULL
    JOIN app.account a ON a.id = j.account_id AND a.disabled_at IS NULL
    JOIN app.ward w ON w.id = j.ward_id
   WHERE j.ward_id = p_ward AND j.id = p_job;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM set_config('app.account_id', found_row.account_id::text, true);
  session_id := found_row.session_id;
  account_id := found_row.account_id;
  actor_name := found_row.name;
  ward_id := found_row.ward_id;
  person_id := found_row.person_id;
  must_change_password := false;
  due_day_counts := found_row.due_day_counts;
  SELECT coalesce(array_agg(DISTINCT m.role), '{}'),
         coalesce(array_agg(DISTINCT m.unit_id) FILTER (WHERE m.unit_id IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT m.unit_id) FILTER (WHERE m.role = 'unit_lead'), '{}')
    INTO roles, unit_ids, lead_unit_ids
    FROM app.membership m
   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;
  RETURN NEXT;
END $$
"""


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        "job",
        sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", text(), nullable=False),
        sa.Column("arguments", JSONB(), nullable=False),
        sa.Column("input_file_id", sa.Uuid(), nullable=True),
        sa.Column("state", text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("step", text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("result", JSONB(), nullable=False),
        sa.Column("result_file_id", sa.Uuid(), nullable=True),
        sa.Column("problem_code", text(), nullable=False),
        sa.Column("problem_detail", text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ward_id", "person_id"], ["app.person.ward_id", "app.person.id"], name=op.f("fk_job_ward_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["ward_id", "input_file_id"],
            ["app.stored_file.ward_id", "app.stored_file.id"],
            name=op.f("fk_job_ward_id_input_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ward_id", "result_file_id"],
            ["app.stored_file.ward_id", "app.stored_file.id"],
            name=op.f("fk_job_ward_id_result_file_id"),
        ),
        sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_job_ward_id")),
        sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_job")),
        schema="app",
    )
    op.create_index(op.f("ix_job_ward_id_account_id_id"), "job", ["ward_id", "account_id", "id"], schema="app")
    op.create_index(
        "ix_job_open", "job", ["ward_id"], schema="app", postgresql_where=sa.text("state IN ('waiting', 'running')")
    )
    op.enable_tenant("job", "SELECT, INSERT, UPDATE")
    op.execute(OPEN_JOB)
    op.execute("GRANT EXECUTE ON FUNCTION app.open_job(int, uuid) TO vte_app")
    _create_queue()


def _create_queue() -> None:
    """The queue's tables and functions, and what the application's role may do with them. They hold wards and ids."""
    op.execute("CREATE SCHEMA procrastinate")
    before = op.get_bind().exec_driver_sql("SHOW search_path").scalar_one()
    op.execute("SET LOCAL search_path = procrastinate, pg_catalog")
    # A script: the driver takes it only without SQLAlchemy's preparing.
    script = QUEUE.read_text()
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(script))
    functions = op.get_bind().exec_driver_sql(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'procrastinate'::regnamespace"
    )
    for (function,) in functions.all():
        # They name their tables alone: whoever calls them, these are meant.
        op.execute(f"ALTER FUNCTION {function} SET search_path = procrastinate, pg_catalog, pg_temp")
    op.execute(f"SET LOCAL search_path = {before}")
    op.execute("GRANT USAGE ON SCHEMA procrastinate TO vte_app")
    op.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate.procrastinate_jobs, procrastinate.procrastinate_workers"
        " TO vte_app"
    )
    op.execute("GRANT SELECT, INSERT ON procrastinate.procrastinate_events TO vte_app")
    op.execute("GRANT SELECT, UPDATE ON procrastinate.procrastinate_periodic_defers TO vte_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA procrastinate TO vte_app")
    op.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA procrastinate TO vte_app")


def downgrade() -> None:
    op.execute("DROP SCHEMA procrastinate CASCADE")
    op.execute("DROP FUNCTION app.open_job(int, uuid)")
    op.drop_table("job", schema="app")

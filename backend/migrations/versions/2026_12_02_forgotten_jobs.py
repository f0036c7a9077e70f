"""Rows of jobs end some months after the jobs; a job sees what its asker's units stand for, as a request does."""

from alembic import op

revision = "4b8d20c6e7f1"
down_revision = "e8412df61da3"
branch_labels = None
depends_on = None

OPEN_JOB = """
CREATE OR REPLACE FUNCTION app.open_job(p_ward int, p_job uuid)
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
         coalesce(array_agg(DISTINCT %(unit)s) FILTER (WHERE %(unit)s IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT %(unit)s) FILTER (WHERE m.role = 'unit_lead'), '{}')
    INTO roles, unit_ids, lead_unit_ids
    FROM app.membership m %(source)s
   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;
  RETURN NEXT;
END $$
"""


def upgrade() -> None:
    op.execute("GRANT DELETE ON app.job TO vte_app")
    stood_for = "LEFT JOIN app.unit u ON u.ward_id = m.ward_id AND (u.id = m.unit_id OR u.heir_id = m.unit_id)"
    op.execute(OPEN_JOB % {"unit": "u.id", "source": stood_for})


def downgrade() -> None:
    op.execute(OPEN_JOB % {"unit": "m.unit_id", "source": ""})
    op.execute("REVOKE DELETE ON app.job FROM vte_app")

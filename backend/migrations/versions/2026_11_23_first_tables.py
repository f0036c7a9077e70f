"""first tables"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '26b3c86ffb47'
down_revision = None
branch_labels = None
depends_on = None


TENANT_TABLES = (
    "unit",
    "person",
    "membership",
    "idempotency_key",
    "stored_file",
    "plan",
    "plan_import",
    "plan_revision",
    "plan_message",
    "plan_activity_line",
    "plan_task",
    "assignment",
    "assignment_supporting_unit",
    "assignment_note",
    "assignment_evidence",
)

SETTINGS = """
CREATE FUNCTION app.ward_id() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.ward_id', true), '')::int;
CREATE FUNCTION app.account_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.account_id', true), '')::uuid;
CREATE FUNCTION app.system_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.system_admin', true), '') = 'on';
"""

# Tables of human beings and wards: their own policies. `own` means the account whose request this is.
DIRECTORY_POLICIES = """
ALTER TABLE app.ward ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.ward FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.ward FOR ALL TO vte_app
  USING (id = (SELECT app.ward_id()) OR (SELECT app.system_admin()))
  WITH CHECK (id = (SELECT app.ward_id()) OR (SELECT app.system_admin()));
CREATE POLICY owner_all ON app.ward FOR ALL TO vte_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON app.ward TO vte_app;

ALTER TABLE app.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.account FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.account FOR ALL TO vte_app
  USING (id = (SELECT app.account_id()) OR (SELECT app.system_admin())
         OR id IN (SELECT p.account_id FROM app.person p WHERE p.ward_id = (SELECT app.ward_id())))
  WITH CHECK ((SELECT app.system_admin()) OR (NOT system_admin
              AND (id = (SELECT app.account_id()) OR (SELECT app.ward_id()) IS NOT NULL)));
CREATE POLICY owner_all ON app.account FOR ALL TO vte_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON app.account TO vte_app;

ALTER TABLE app.credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.credential FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.credential FOR ALL TO vte_app
  USING (account_id = (SELECT app.account_id())) WITH CHECK (account_id = (SELECT app.account_id()));
CREATE POLICY new ON app.credential FOR INSERT TO vte_app
  WITH CHECK ((SELECT app.system_admin()) OR (SELECT app.ward_id()) IS NOT NULL);
CREATE POLICY owner_all ON app.credential FOR ALL TO vte_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON app.credential TO vte_app;

ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.session FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.session FOR ALL TO vte_app
  USING (account_id = (SELECT app.account_id())) WITH CHECK (account_id = (SELECT app.account_id()));
CREATE POLICY owner_all ON app.session FOR ALL TO vte_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON app.session TO vte_app;

ALTER TABLE app.password_reset ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.password_reset FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.password_reset FOR ALL TO vte_app
  USING (account_id = (SELECT app.account_id())) WITH CHECK (account_id = (SELECT app.account_id()));
CREATE POLICY new ON app.password_reset FOR INSERT TO vte_app
  WITH CHECK ((SELECT app.system_admin()) OR (SELECT app.ward_id()) IS NOT NULL);
CREATE POLICY owner_all ON app.password_reset FOR ALL TO vte_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON app.password_reset TO vte_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON app.sign_in_delay TO vte_app;
"""

# Each answers one question that its caller can't ask under row-level security, and nothing more.
FUNCTIONS = """
CREATE FUNCTION app.open_request(p_token bytea, p_now timestamptz, p_idle interval)
RETURNS TABLE (session_id uuid, account_id uuid, actor_name text, ward_id int, person_id uuid, roles text[],
               unit_ids uuid[], lead_unit_ids uuid[], must_change_password boolean, due_day_counts boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
DECLARE found_row record;
BEGIN
  SELECT s.id, s.account_id, s.last_seen_at, coalesce(p.full_name, a.full_name) AS name, a.system_admin,
         c.must_change_password, p.ward_id, p.id AS person_id, w.due_day_counts
    INTO found_row
    FROM app.session s
    JOIN app.account a ON a.id = s.account_id AND a.disabled_at IS NULL
    JOIN app.credential c ON c.account_id = a.id
    LEFT JOIN app.person p ON p.ward_id = s.ward_id AND p.account_id = s.account_id AND p.ended_at IS NULL
    LEFT JOIN app.ward w ON w.id = p.ward_id
   WHERE s.token_hash = p_token AND s.revoked_at IS NULL AND s.expires_at > p_now
     AND s.last_seen_at > p_now - p_idle;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF found_row.last_seen_at < p_now - interval '1 minute' THEN
    UPDATE app.session s SET last_seen_at = p_now WHERE s.token_hash = p_token;
  END IF;
  PERFORM set_config('app.account_id', found_row.account_id::text, true),
          set_config('app.ward_id', coalesce(found_row.ward_id::text, ''), true),
          set_config('app.system_admin', CASE WHEN found_row.system_admin THEN 'on' ELSE '' END, true);
  session_id := found_row.id;
  account_id := found_row.account_id;
  actor_name := found_row.name;
  ward_id := found_row.ward_id;
  person_id := found_row.person_id;
  must_change_password := found_row.must_change_password;
  due_day_counts := found_row.due_day_counts;
  SELECT coalesce(array_agg(DISTINCT m.role), '{}'),
         coalesce(array_agg(DISTINCT m.unit_id) FILTER (WHERE m.unit_id IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT m.unit_id) FILTER (WHERE m.role = 'unit_lead'), '{}')
    INTO roles, unit_ids, lead_unit_ids
    FROM app.membership m
   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;
  IF found_row.system_admin THEN
    roles := roles || 'system_admin'::text;
  END IF;
  RETURN NEXT;
END $$;

CREATE FUNCTION app.find_login(p_login text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT a.id FROM app.account a WHERE (a.login = p_login OR a.email = p_login) AND a.disabled_at IS NULL
$$;

CREATE FUNCTION app.find_password_reset(p_token bytea, p_now timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT r.account_id FROM app.password_reset r JOIN app.account a ON a.id = r.account_id AND a.disabled_at IS NULL
   WHERE r.token_hash = p_token AND r.used_at IS NULL AND r.expires_at > p_now
$$;

CREATE FUNCTION app.my_wards() RETURNS TABLE (id int, code text, name text, province text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT w.id, w.code, w.name, w.province FROM app.person p JOIN app.ward w ON w.id = p.ward_id
   WHERE p.account_id = app.account_id() AND p.ended_at IS NULL AND w.closed_at IS NULL ORDER BY w.id
$$;

CREATE FUNCTION app.account_is_only_ours(p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT NOT a.system_admin
     AND NOT EXISTS (SELECT FROM app.person p WHERE p.account_id = a.id AND p.ward_id <> app.ward_id())
    FROM app.account a WHERE a.id = p_account
$$;

CREATE FUNCTION app.wards_of_account(p_account uuid) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT p.ward_id FROM app.person p WHERE p.account_id = p_account AND p.ended_at IS NULL AND app.system_admin()
   ORDER BY p.ward_id
$$;
"""

FUNCTION_NAMES = (
    "open_request(bytea, timestamptz, interval)",
    "find_login(text)",
    "find_password_reset(bytea, timestamptz)",
    "my_wards()",
    "account_is_only_ours(uuid)",
    "wards_of_account(uuid)",
)


def _run(script: str) -> None:
    """Several statements of a script, one at a time: the driver takes no more."""
    statement: list[str] = []
    inside = False
    for line in script.strip().splitlines():
        statement.append(line)
        if line.count("$$") % 2:
            inside = not inside
        if line.endswith(";") and not inside:
            op.get_bind().exec_driver_sql("\n".join(statement))
            statement = []


def upgrade() -> None:
    op.execute("CREATE SCHEMA IF NOT EXISTS app")
    op.execute("GRANT USAGE ON SCHEMA app TO vte_app")
    op.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
    op.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
    _run(SETTINGS)
    # ### commands auto generated by Alembic - please adjust! ###
    op.create_table('account',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('login', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('full_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('system_admin', sa.Boolean(), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login')),
    schema='app'
    )
    op.create_table('sign_in_delay',
    sa.Column('subject_hash', sa.LargeBinary(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('failures >= 0', name=op.f('ck_sign_in_delay_failures')),
    sa.PrimaryKeyConstraint('subject_hash', name=op.f('pk_sign_in_delay')),
    schema='app'
    )
    op.create_table('ward',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('province', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('due_day_counts', sa.Boolean(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ward')),
    sa.UniqueConstraint('code', name=op.f('uq_ward_code')),
    schema='app'
    )
    op.create_table('audit_event',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('object_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('object_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('search_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=True),
    sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_audit_event_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_audit_event')),
    schema='app'
    )
    op.create_index(op.f('ix_audit_event_ward_id_kind_id'), 'audit_event', ['ward_id', 'kind', 'id'], unique=False, schema='app')
    op.create_index(op.f('ix_audit_event_ward_id_object_id_id'), 'audit_event', ['ward_id', 'object_id', 'id'], unique=False, schema='app')
    op.create_index(op.f('ix_audit_event_ward_id_person_id_id'), 'audit_event', ['ward_id', 'person_id', 'id'], unique=False, schema='app')
    op.create_table('credential',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('password_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('must_change_password', sa.Boolean(), nullable=False),
    sa.Column('totp_secret', sa.LargeBinary(), nullable=True),
    sa.Column('totp_enabled', sa.Boolean(), nullable=False),
    sa.Column('totp_last_step', sa.Integer(), nullable=False),
    sa.Column('recovery_hashes', postgresql.ARRAY(sa.String()), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['app.account.id'], name=op.f('fk_credential_account_id')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_credential')),
    schema='app'
    )
    op.create_table('idempotency_key',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('request_hash', sa.LargeBinary(), nullable=False),
    sa.Column('object_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_idempotency_key_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_idempotency_key')),
    sa.UniqueConstraint('ward_id', 'account_id', 'key', name=op.f('uq_idempotency_key_ward_id_account_id_key')),
    schema='app'
    )
    op.create_table('password_reset',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['app.account.id'], name=op.f('fk_password_reset_account_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_password_reset')),
    schema='app'
    )
    op.create_table('person',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('full_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('position', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('search_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sort_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['app.account.id'], name=op.f('fk_person_account_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_person_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_person')),
    sa.UniqueConstraint('ward_id', 'account_id', name=op.f('uq_person_ward_id_account_id')),
    schema='app'
    )
    op.create_index(op.f('ix_person_ward_id_sort_key_id'), 'person', ['ward_id', 'sort_key', 'id'], unique=False, schema='app')
    op.create_table('plan',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('theme', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('scope', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('unit_report_before', sa.Date(), nullable=True),
    sa.Column('ward_report_before', sa.Date(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_plan_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_plan')),
    schema='app'
    )
    op.create_index(op.f('ix_plan_ward_id_state_year'), 'plan', ['ward_id', 'state', 'year'], unique=False, schema='app')
    op.create_table('session',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_agent', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['app.account.id'], name=op.f('fk_session_account_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_session_ward_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_session')),
    sa.UniqueConstraint('id', name=op.f('uq_session_id')),
    schema='app'
    )
    op.create_index(op.f('ix_session_account_id'), 'session', ['account_id'], unique=False, schema='app')
    op.create_table('stored_file',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('storage_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('thumbnail_key', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('media_type', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.LargeBinary(), nullable=False),
    sa.Column('stored_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_stored_file_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_stored_file')),
    schema='app'
    )
    op.create_index(op.f('ix_stored_file_ward_id_sha256'), 'stored_file', ['ward_id', 'sha256'], unique=False, schema='app')
    op.create_table('unit',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('aliases', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('search_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sort_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_unit_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_unit')),
    sa.UniqueConstraint('ward_id', 'search_key', name=op.f('uq_unit_ward_id_search_key')),
    schema='app'
    )
    op.create_index(op.f('ix_unit_ward_id_sort_key_id'), 'unit', ['ward_id', 'sort_key', 'id'], unique=False, schema='app')
    op.create_table('membership',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ward_id', 'person_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_membership_ward_id_person_id')),
    sa.ForeignKeyConstraint(['ward_id', 'unit_id'], ['app.unit.ward_id', 'app.unit.id'], name=op.f('fk_membership_ward_id_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_membership_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_membership')),
    schema='app'
    )
    op.create_index(op.f('ix_membership_ward_id_unit_id'), 'membership', ['ward_id', 'unit_id'], unique=False, schema='app')
    op.create_index('uq_membership_current', 'membership', ['ward_id', 'person_id', 'role', 'unit_id'], unique=True, schema='app', postgresql_where=sa.text('ended_at IS NULL'), postgresql_nulls_not_distinct=True)
    op.create_table('plan_activity_line',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('group_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('group_title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('group_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ward_id', 'plan_id'], ['app.plan.ward_id', 'app.plan.id'], name=op.f('fk_plan_activity_line_ward_id_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_plan_activity_line_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_plan_activity_line')),
    schema='app'
    )
    op.create_index(op.f('ix_plan_activity_line_ward_id_plan_id_position'), 'plan_activity_line', ['ward_id', 'plan_id', 'position'], unique=False, schema='app')
    op.create_table('plan_import',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('file_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('media_type', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.LargeBinary(), nullable=False),
    sa.Column('source_text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reading', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'plan_id'], ['app.plan.ward_id', 'app.plan.id'], name=op.f('fk_plan_import_ward_id_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_plan_import_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_plan_import')),
    sa.UniqueConstraint('ward_id', 'plan_id', 'sha256', name=op.f('uq_plan_import_ward_id_plan_id_sha256')),
    schema='app'
    )
    op.create_index(op.f('ix_plan_import_ward_id_sha256'), 'plan_import', ['ward_id', 'sha256'], unique=False, schema='app')
    op.create_table('plan_message',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ward_id', 'plan_id'], ['app.plan.ward_id', 'app.plan.id'], name=op.f('fk_plan_message_ward_id_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_plan_message_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_plan_message')),
    schema='app'
    )
    op.create_index(op.f('ix_plan_message_ward_id_plan_id_position'), 'plan_message', ['ward_id', 'plan_id', 'position'], unique=False, schema='app')
    op.create_table('plan_task',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('assignee_text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('event_on', sa.Date(), nullable=True),
    sa.Column('due_before', sa.Date(), nullable=True),
    sa.Column('unit_ids', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('unit_kinds', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ward_id', 'plan_id'], ['app.plan.ward_id', 'app.plan.id'], name=op.f('fk_plan_task_ward_id_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_plan_task_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_plan_task')),
    schema='app'
    )
    op.create_index(op.f('ix_plan_task_ward_id_plan_id_position'), 'plan_task', ['ward_id', 'plan_id', 'position'], unique=False, schema='app')
    op.create_table('assignment',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('task_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('search_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('event_on', sa.Date(), nullable=True),
    sa.Column('due_before', sa.Date(), nullable=True),
    sa.Column('last_day_on', sa.Date(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.Column('result', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('figures', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('return_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'person_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_assignment_ward_id_person_id')),
    sa.ForeignKeyConstraint(['ward_id', 'plan_id'], ['app.plan.ward_id', 'app.plan.id'], name=op.f('fk_assignment_ward_id_plan_id')),
    sa.ForeignKeyConstraint(['ward_id', 'task_id'], ['app.plan_task.ward_id', 'app.plan_task.id'], name=op.f('fk_assignment_ward_id_task_id')),
    sa.ForeignKeyConstraint(['ward_id', 'unit_id'], ['app.unit.ward_id', 'app.unit.id'], name=op.f('fk_assignment_ward_id_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_assignment_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('ward_id', 'task_id', 'unit_id', name=op.f('uq_assignment_ward_id_task_id_unit_id')),
    schema='app'
    )
    op.create_index('ix_assignment_submitted', 'assignment', ['ward_id', 'submitted_at'], unique=False, schema='app', postgresql_where=sa.text("state = 'submitted'"))
    op.create_index(op.f('ix_assignment_ward_id_last_day_on_id'), 'assignment', ['ward_id', 'last_day_on', 'id'], unique=False, schema='app')
    op.create_index(op.f('ix_assignment_ward_id_plan_id_last_day_on_id'), 'assignment', ['ward_id', 'plan_id', 'last_day_on', 'id'], unique=False, schema='app')
    op.create_index(op.f('ix_assignment_ward_id_unit_id_last_day_on_id'), 'assignment', ['ward_id', 'unit_id', 'last_day_on', 'id'], unique=False, schema='app')
    op.create_table('plan_revision',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('import_id', sa.Uuid(), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'import_id'], ['app.plan_import.ward_id', 'app.plan_import.id'], name=op.f('fk_plan_revision_ward_id_import_id')),
    sa.ForeignKeyConstraint(['ward_id', 'plan_id'], ['app.plan.ward_id', 'app.plan.id'], name=op.f('fk_plan_revision_ward_id_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_plan_revision_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_plan_revision')),
    sa.UniqueConstraint('ward_id', 'plan_id', 'number', name=op.f('uq_plan_revision_ward_id_plan_id_number')),
    schema='app'
    )
    op.create_index('uq_plan_revision_open', 'plan_revision', ['ward_id', 'plan_id'], unique=True, schema='app', postgresql_where=sa.text('published_at IS NULL'))
    op.create_table('assignment_evidence',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=True),
    sa.Column('url', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('record_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('record_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('num_nonnulls(file_id, url, record_id) = 1', name=op.f('ck_assignment_evidence_one_source')),
    sa.ForeignKeyConstraint(['ward_id', 'assignment_id'], ['app.assignment.ward_id', 'app.assignment.id'], name=op.f('fk_assignment_evidence_ward_id_assignment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id', 'file_id'], ['app.stored_file.ward_id', 'app.stored_file.id'], name=op.f('fk_assignment_evidence_ward_id_file_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_assignment_evidence_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_assignment_evidence')),
    schema='app'
    )
    op.create_index(op.f('ix_assignment_evidence_ward_id_assignment_id_id'), 'assignment_evidence', ['ward_id', 'assignment_id', 'id'], unique=False, schema='app')
    op.create_index(op.f('ix_assignment_evidence_ward_id_record_kind_record_id'), 'assignment_evidence', ['ward_id', 'record_kind', 'record_id'], unique=False, schema='app')
    op.create_table('assignment_note',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('figures', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'assignment_id'], ['app.assignment.ward_id', 'app.assignment.id'], name=op.f('fk_assignment_note_ward_id_assignment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_assignment_note_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_assignment_note')),
    schema='app'
    )
    op.create_index(op.f('ix_assignment_note_ward_id_assignment_id_id'), 'assignment_note', ['ward_id', 'assignment_id', 'id'], unique=False, schema='app')
    op.create_table('assignment_supporting_unit',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'assignment_id'], ['app.assignment.ward_id', 'app.assignment.id'], name=op.f('fk_assignment_supporting_unit_ward_id_assignment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ward_id', 'unit_id'], ['app.unit.ward_id', 'app.unit.id'], name=op.f('fk_assignment_supporting_unit_ward_id_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_assignment_supporting_unit_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_assignment_supporting_unit')),
    sa.UniqueConstraint('ward_id', 'assignment_id', 'unit_id', name=op.f('uq_assignment_supporting_unit_ward_id_assignment_id_unit_id')),
    schema='app'
    )
    op.create_index(op.f('ix_assignment_supporting_unit_ward_id_unit_id_assignment_id'), 'assignment_supporting_unit', ['ward_id', 'unit_id', 'assignment_id'], unique=False, schema='app')
    # ### end Alembic commands ###
    for table in TENANT_TABLES:
        op.enable_tenant(table)
    op.enable_tenant("audit_event", "SELECT, INSERT")
    _run(DIRECTORY_POLICIES)
    _run(FUNCTIONS)
    for function in (*FUNCTION_NAMES, "ward_id()", "account_id()", "system_admin()"):
        op.execute(f"GRANT EXECUTE ON FUNCTION app.{function} TO vte_app")


def downgrade() -> None:
    op.execute("DROP SCHEMA app CASCADE")

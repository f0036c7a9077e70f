"""Reports and cases with need to know in the database, and a key per ward for what is sealed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '1af165b9feb8'
down_revision = 'c4d19f7a6b52'
branch_labels = None
depends_on = None


FUNCTIONS = (
    # The day by which stand-ins and referrals end: the request's own, where it told one.
    """
CREATE FUNCTION app.case_day() RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT coalesce(nullif(current_setting('app.case_day', true), '')::date, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
$$
""",
    # Whom the caller is here: themselves, and whom they stand in for today, with the roles that see cases.
    """
CREATE FUNCTION app.case_roles() RETURNS TABLE (person_id uuid, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  WITH own AS (
    SELECT p.id, m.role FROM app.person p
      JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                           AND m.role IN ('ward_lead', 'child_protection_officer')
     WHERE p.ward_id = app.ward_id() AND p.account_id = app.account_id() AND p.ended_at IS NULL)
  SELECT own.id, own.role FROM own
  UNION
  SELECT s.person_id, m.role FROM app.incident_stand_in s
    JOIN app.membership m ON m.ward_id = s.ward_id AND m.person_id = s.person_id AND m.ended_at IS NULL
                         AND m.role IN ('ward_lead', 'child_protection_officer')
   WHERE s.ward_id = app.ward_id() AND s.stand_in_id IN (SELECT own.id FROM own) AND s.ended_at IS NULL
     AND app.case_day() BETWEEN s.from_on AND s.to_on
$$
""",
    """
CREATE FUNCTION app.works_on_cases() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.case_roles())
$$
""",
    # Chair and deputies are members of every case of their ward.
    """
CREATE FUNCTION app.leads_cases() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.case_roles() WHERE role = 'ward_lead')
$$
""",
    """
CREATE FUNCTION app.my_subjects() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT ARRAY(
    SELECT a.subject_id FROM app.incident_access a
     WHERE a.ward_id = app.ward_id() AND a.kind <> 'referral' AND a.revoked_at IS NULL
       AND a.person_id = ANY(ARRAY(SELECT r.person_id FROM app.case_roles() r)))
$$
""",
    """
CREATE FUNCTION app.my_parts() RETURNS TABLE (subject_id uuid, part text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT a.subject_id, unnest(a.parts) FROM app.incident_access a
    JOIN app.person p ON p.ward_id = a.ward_id AND p.id = a.person_id AND p.account_id = app.account_id()
                     AND p.ended_at IS NULL
   WHERE a.ward_id = app.ward_id() AND a.kind = 'referral' AND a.revoked_at IS NULL
     AND a.until_on >= app.case_day()
$$
""",
    # Who opened a subject gives the first access to it; afterwards only who has access gives more.
    """
CREATE FUNCTION app.may_give_access(p_subject uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT app.leads_cases() OR p_subject = ANY(app.my_subjects())
      OR (app.works_on_cases() AND NOT EXISTS (
            SELECT FROM app.incident_access a WHERE a.ward_id = app.ward_id() AND a.subject_id = p_subject))
$$
""",
    # Whether the caller may come in now: nobody, second_factor, idle or inside. Touches the session.
    """
CREATE FUNCTION app.enter_cases(p_session uuid, p_now timestamptz, p_idle interval) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
DECLARE seen timestamptz;
BEGIN
  PERFORM set_config('app.case_day', ((p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::text, true);
  IF NOT app.works_on_cases() AND NOT EXISTS (SELECT FROM app.my_parts()) THEN
    RETURN 'nobody';
  END IF;
  IF NOT EXISTS (SELECT FROM app.credential c WHERE c.account_id = app.account_id() AND c.totp_enabled) THEN
    RETURN 'second_factor';
  END IF;
  SELECT coalesce(s.cases_seen_at, s.created_at) INTO seen FROM app.session s
   WHERE s.id = p_session AND s.account_id = app.account_id() AND s.revoked_at IS NULL;
  IF seen IS NULL OR seen < p_now - p_idle THEN
    RETURN 'idle';
  END IF;
  IF seen < p_now - interval '20 seconds' THEN
    UPDATE app.session s SET cases_seen_at = p_now WHERE s.id = p_session;
  END IF;
  RETURN 'inside';
END $$
""",
    # The other ward's answer to what was offered: only who holds the arrival gives it, once.
    """
CREATE FUNCTION app.answer_transfer(p_from int, p_transfer uuid, p_taken boolean, p_at timestamptz, p_answer bytea)
RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
DECLARE found_case uuid;
BEGIN
  IF NOT app.works_on_cases() OR NOT EXISTS (
       SELECT FROM app.incident_arrival a
        WHERE a.ward_id = app.ward_id() AND a.id = p_transfer AND a.from_ward_id = p_from) THEN
    RETURN NULL;
  END IF;
  UPDATE app.incident_transfer t
     SET state = CASE WHEN p_taken THEN 'taken' ELSE 'refused' END, answered_at = p_at, sealed_answer = p_answer
   WHERE t.ward_id = p_from AND t.id = p_transfer AND t.to_ward_id = app.ward_id() AND t.state = 'offered'
   RETURNING t.case_id INTO found_case;
  IF found_case IS NOT NULL AND p_taken THEN
    UPDATE app.incident_case c SET state = 'handed_over', closed_at = p_at, version = c.version + 1
     WHERE c.ward_id = p_from AND c.id = found_case;
    UPDATE app.incident_clock k SET ended_at = p_at
     WHERE k.ward_id = p_from AND k.subject_id = found_case AND k.ended_at IS NULL;
  END IF;
  RETURN found_case;
END $$
""",
    # What was offered and not answered is taken back, in both wards.
    """
CREATE FUNCTION app.withdraw_transfer(p_transfer uuid, p_at timestamptz) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
DECLARE other int;
BEGIN
  UPDATE app.incident_transfer t SET state = 'withdrawn', answered_at = p_at
   WHERE t.ward_id = app.ward_id() AND t.id = p_transfer AND t.state = 'offered' AND app.works_on_cases()
     AND (app.leads_cases() OR t.case_id = ANY(app.my_subjects()))
   RETURNING t.to_ward_id INTO other;
  UPDATE app.incident_arrival a SET state = 'withdrawn', answered_at = p_at
   WHERE a.ward_id = other AND a.id = p_transfer AND a.state = 'offered';
  RETURN other;
END $$
""",
    # Leads, who has access as owner or member, and today's stand-ins of all of them.
    """
CREATE FUNCTION app.case_people(p_subject uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  WITH concerned AS (
    SELECT p.id FROM app.person p
      JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
     WHERE p.ward_id = app.ward_id() AND p.ended_at IS NULL AND (
           m.role = 'ward_lead'
        OR (m.role = 'child_protection_officer' AND EXISTS (
              SELECT FROM app.incident_access a
               WHERE a.ward_id = p.ward_id AND a.subject_id = p_subject AND a.person_id = p.id
                 AND a.kind <> 'referral' AND a.revoked_at IS NULL))))
  SELECT concerned.id FROM concerned
  UNION
  SELECT s.stand_in_id FROM app.incident_stand_in s
   WHERE s.ward_id = app.ward_id() AND s.ended_at IS NULL AND app.case_day() BETWEEN s.from_on AND s.to_on
     AND s.person_id IN (SELECT concerned.id FROM concerned)
$$
""",
    # What the sweep needs of clocks that run: ids alone, and whom they concern.
    """
CREATE FUNCTION app.running_clocks()
RETURNS TABLE (id uuid, subject_id uuid, code text, rule_id uuid, rule_version int, ward_deadline_id uuid,
               starts_at timestamptz, object_kind text, person_ids uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT k.id, k.subject_id, k.code, k.rule_id, k.rule_version, k.ward_deadline_id, k.starts_at,
         CASE WHEN c.id IS NULL THEN 'incident_report' ELSE 'incident_case' END,
         ARRAY(SELECT app.case_people(k.subject_id))
    FROM app.incident_clock k
    LEFT JOIN app.incident_case c ON c.ward_id = k.ward_id AND c.id = k.subject_id
   WHERE k.ward_id = app.ward_id() AND k.ended_at IS NULL
$$
""",
    # Who in this ward is told of a case that another ward offers.
    """
CREATE FUNCTION app.case_workers() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT DISTINCT p.id FROM app.person p
    JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                         AND m.role IN ('ward_lead', 'child_protection_officer')
   WHERE p.ward_id = app.ward_id() AND p.ended_at IS NULL
$$
""",
    """
CREATE FUNCTION app.wards_with_clocks(p_now timestamptz) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT DISTINCT k.ward_id FROM app.incident_clock k WHERE k.ended_at IS NULL AND p_now IS NOT NULL
$$
""",
    # A ward that a case may be offered to, by its official code; a public page's telephone.
    """
CREATE FUNCTION app.find_ward(p_code text) RETURNS TABLE (id int, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT w.id, w.name FROM app.ward w WHERE w.code = p_code AND w.closed_at IS NULL
$$
""",
    """
CREATE FUNCTION app.duty_phone(p_code text, p_day date)
RETURNS TABLE (ward_name text, phone text, second_phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT w.name, turn.phone, turn.stand_in_phone
    FROM app.ward w
    LEFT JOIN LATERAL (
      SELECT t.phone, t.stand_in_phone FROM app.duty_turn t
       WHERE t.ward_id = w.id AND t.ended_at IS NULL AND p_day BETWEEN t.from_on AND t.to_on
       ORDER BY t.from_on DESC LIMIT 1) turn ON true
   WHERE w.code = p_code AND w.closed_at IS NULL
$$
""",
)
SIGNATURES = (
    "case_day()", "case_roles()", "works_on_cases()", "leads_cases()", "my_subjects()", "my_parts()",
    "may_give_access(uuid)", "enter_cases(uuid, timestamptz, interval)",
    "answer_transfer(int, uuid, boolean, timestamptz, bytea)", "withdraw_transfer(uuid, timestamptz)", "case_people(uuid)", "case_workers()",
    "running_clocks()", "wards_with_clocks(timestamptz)", "find_ward(text)", "duty_phone(text, date)",
)
LEADS = "(SELECT app.leads_cases())"
WORKS = "(SELECT app.works_on_cases())"


def mine(column: str) -> str:
    return f"{LEADS} OR {column} = ANY((SELECT app.my_subjects())::uuid[])"


def in_part(column: str, part: str) -> str:
    return f"{mine(column)} OR ({column}, {part}) IN (SELECT m.subject_id, m.part FROM app.my_parts() m)"


def any_part(column: str) -> str:
    return f"{mine(column)} OR {column} IN (SELECT m.subject_id FROM app.my_parts() m)"


def need_to_know(table: str, see: str, add: str, verbs: str = "SELECT, INSERT, UPDATE", change: str | None = None) -> None:
    """The tenant's policy as on every table; which of its rows are there for whom takes the place of `base`."""
    op.enable_tenant(table, verbs)
    op.execute(f"DROP POLICY base ON app.{table}")
    op.execute(f"CREATE POLICY see ON app.{table} FOR SELECT TO vte_app USING ({see})")
    op.execute(f"CREATE POLICY add ON app.{table} FOR INSERT TO vte_app WITH CHECK ({add})")
    if "UPDATE" in verbs:
        rule = change or see
        op.execute(f"CREATE POLICY change ON app.{table} FOR UPDATE TO vte_app USING ({rule}) WITH CHECK ({rule})")
    if "DELETE" in verbs:
        op.execute(f"CREATE POLICY remove ON app.{table} FOR DELETE TO vte_app USING ({change or see})")


def secure() -> None:
    op.enable_tenant("ward_key", "SELECT, INSERT")
    op.enable_tenant("duty_turn", "SELECT, INSERT, UPDATE")
    for function in FUNCTIONS:
        op.execute(function)
    for signature in SIGNATURES:
        op.execute(f"GRANT EXECUTE ON FUNCTION app.{signature} TO vte_app")
    subject = mine("subject_id")
    # By one of its cases, looked for by the index: nobody reads all links of a ward for one report.
    linked = "EXISTS (SELECT FROM app.incident_case_report cr WHERE cr.ward_id = incident_report.ward_id AND cr.report_id = incident_report.id"
    need_to_know("incident_report", f"{mine('id')} OR {linked})", WORKS, change=f"{mine('id')} OR {linked} AND ({mine('cr.case_id')}))")
    need_to_know("incident_informant", f"id IN (SELECT r.id FROM app.incident_report r) AND {WORKS}", f"{WORKS}")
    need_to_know("incident_case", any_part("id"), WORKS, change=mine("id"))
    need_to_know("incident_case_report", in_part("case_id", "'report'"), f"({mine('case_id')}) AND ({mine('report_id')})", "SELECT, INSERT")
    own = "person_id IN (SELECT p.id FROM app.person p WHERE p.ward_id = (SELECT app.ward_id()) AND p.account_id = (SELECT app.account_id()))"
    need_to_know("incident_access", f"{subject} OR {own}", "(SELECT app.may_give_access(subject_id))", change=subject)
    # Nobody makes themselves somebody's stand-in: that would open every case of theirs.
    need_to_know("incident_stand_in", WORKS, f"{WORKS} AND ({LEADS} OR {own})", change=f"{WORKS} AND ({LEADS} OR {own})")
    need_to_know("incident_clock", any_part("subject_id"), subject, change=subject)
    need_to_know("incident_paper", in_part("case_id", "part"), mine("case_id"), "SELECT, INSERT, UPDATE, DELETE", change=mine("case_id"))
    need_to_know("incident_task", in_part("case_id", "'plan'"), mine("case_id"), change=mine("case_id"))
    need_to_know("incident_note", in_part("subject_id", "'notes'"), in_part("subject_id", "'notes'"), "SELECT, INSERT")
    need_to_know("incident_file", in_part("subject_id", "'files'"), in_part("subject_id", "'files'"), change=subject)
    need_to_know("incident_evidence", in_part("case_id", "'evidence'"), mine("case_id"), change=mine("case_id"))
    need_to_know("incident_transfer", mine("case_id"), mine("case_id"), change=mine("case_id"))
    # The other ward writes what it offers; who works on cases here reads and answers it.
    need_to_know("incident_arrival", WORKS, "true", change=WORKS)
    # The trail and the numbers of secret papers tell of a case only who has access to it.
    kinds = "object_kind NOT IN ('incident_report', 'incident_case', 'incident_arrival')"
    op.execute(
        f"CREATE POLICY need_to_know ON app.audit_event AS RESTRICTIVE FOR SELECT TO vte_app"
        f" USING ({kinds} OR {any_part('object_id')} OR (object_kind = 'incident_arrival' AND {WORKS}))"
    )
    for verb, rule in (("SELECT", "USING"), ("UPDATE", "USING"), ("INSERT", "WITH CHECK")):
        op.execute(
            f"CREATE POLICY need_to_know_{verb.lower()} ON app.paper_number AS RESTRICTIVE FOR {verb} TO vte_app"
            f" {rule} (series <> 'secret' OR {kinds.replace('object_kind', 'record_kind')} OR {mine('record_id')})"
        )


def unsecure() -> None:
    for verb in ("select", "update", "insert"):
        op.execute(f"DROP POLICY need_to_know_{verb} ON app.paper_number")
    op.execute("DROP POLICY need_to_know ON app.audit_event")
    # They look at other tables, which go first.
    for table, policy in (("report", "see"), ("report", "change"), ("informant", "see")):
        op.execute(f"DROP POLICY {policy} ON app.incident_{table}")


def upgrade() -> None:
    op.create_table('incident_arrival',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('from_ward_id', sa.Integer(), nullable=False),
    sa.Column('from_ward_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('case_id', sa.Uuid(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_arrival_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_arrival')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_arrival_ward_id_offered_at_id'), 'incident_arrival', ['ward_id', 'offered_at', 'id'], unique=False, schema='app')
    op.create_table('incident_file',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('part', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('storage_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.LargeBinary(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_key', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_file_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_file')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_file_ward_id_subject_id_id'), 'incident_file', ['ward_id', 'subject_id', 'id'], unique=False, schema='app')
    op.create_table('incident_note',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_note_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_note')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_note_ward_id_subject_id_id'), 'incident_note', ['ward_id', 'subject_id', 'id'], unique=False, schema='app')
    op.create_table('ward_key',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_ward_key_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_ward_key')),
    sa.UniqueConstraint('ward_id', 'number', name=op.f('uq_ward_key_ward_id_number')),
    schema='app'
    )
    op.create_table('duty_turn',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('stand_in_id', sa.Uuid(), nullable=True),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('stand_in_phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('from_on <= to_on', name=op.f('ck_duty_turn_days_in_order')),
    sa.ForeignKeyConstraint(['ward_id', 'person_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_duty_turn_ward_id_person_id')),
    sa.ForeignKeyConstraint(['ward_id', 'stand_in_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_duty_turn_ward_id_stand_in_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_duty_turn_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_duty_turn')),
    schema='app'
    )
    op.create_index(op.f('ix_duty_turn_ward_id_from_on'), 'duty_turn', ['ward_id', 'from_on'], unique=False, schema='app')
    op.create_table('incident_access',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('parts', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('given_by', sa.Uuid(), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sealed_reason', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("(kind = 'referral') = (until_on IS NOT NULL)", name=op.f('ck_incident_access_referral_ends')),
    sa.CheckConstraint("kind = 'referral' OR parts = '{}'", name=op.f('ck_incident_access_parts_of_referral')),
    sa.ForeignKeyConstraint(['ward_id', 'person_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_incident_access_ward_id_person_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_access_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_access')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_access_ward_id_person_id_subject_id'), 'incident_access', ['ward_id', 'person_id', 'subject_id'], unique=False, schema='app')
    op.create_index(op.f('ix_incident_access_ward_id_subject_id'), 'incident_access', ['ward_id', 'subject_id'], unique=False, schema='app')
    op.create_table('incident_case',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('nature', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('harms', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('urgent', sa.Boolean(), nullable=False),
    sa.Column('parent_is_suspect', sa.Boolean(), nullable=False),
    sa.Column('sex', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('age', sa.Integer(), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('event_ward', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('residence_ward', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('police_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('court_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('export_approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'owner_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_incident_case_ward_id_owner_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_case_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_case')),
    sa.UniqueConstraint('ward_id', 'reference', name=op.f('uq_incident_case_ward_id_reference')),
    schema='app'
    )
    op.create_index('ix_incident_case_open', 'incident_case', ['ward_id', 'received_at', 'id'], unique=False, schema='app', postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index(op.f('ix_incident_case_ward_id_received_at_id'), 'incident_case', ['ward_id', 'received_at', 'id'], unique=False, schema='app')
    op.create_table('incident_report',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorder_id', sa.Uuid(), nullable=False),
    sa.Column('nature', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('harms', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('urgent', sa.Boolean(), nullable=False),
    sa.Column('parent_is_suspect', sa.Boolean(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('same_as_id', sa.Uuid(), nullable=True),
    sa.Column('police_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_decision', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint('received_at <= recorded_at', name=op.f('ck_incident_report_received_first')),
    sa.ForeignKeyConstraint(['ward_id', 'recorder_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_incident_report_ward_id_recorder_id')),
    sa.ForeignKeyConstraint(['ward_id', 'same_as_id'], ['app.incident_report.ward_id', 'app.incident_report.id'], name=op.f('fk_incident_report_ward_id_same_as_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_report_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_report')),
    sa.UniqueConstraint('ward_id', 'reference', name=op.f('uq_incident_report_ward_id_reference')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_report_ward_id_state_received_at'), 'incident_report', ['ward_id', 'state', 'received_at'], unique=False, schema='app')
    op.create_table('incident_stand_in',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('stand_in_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('from_on <= to_on', name=op.f('ck_incident_stand_in_days_in_order')),
    sa.CheckConstraint('person_id <> stand_in_id', name=op.f('ck_incident_stand_in_two_people')),
    sa.ForeignKeyConstraint(['ward_id', 'person_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_incident_stand_in_ward_id_person_id')),
    sa.ForeignKeyConstraint(['ward_id', 'stand_in_id'], ['app.person.ward_id', 'app.person.id'], name=op.f('fk_incident_stand_in_ward_id_stand_in_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_stand_in_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_stand_in')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_stand_in_ward_id_stand_in_id_from_on'), 'incident_stand_in', ['ward_id', 'stand_in_id', 'from_on'], unique=False, schema='app')
    op.create_table('incident_case_report',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'case_id'], ['app.incident_case.ward_id', 'app.incident_case.id'], name=op.f('fk_incident_case_report_ward_id_case_id')),
    sa.ForeignKeyConstraint(['ward_id', 'report_id'], ['app.incident_report.ward_id', 'app.incident_report.id'], name=op.f('fk_incident_case_report_ward_id_report_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_case_report_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_case_report')),
    sa.UniqueConstraint('ward_id', 'case_id', 'report_id', name=op.f('uq_incident_case_report_ward_id_case_id_report_id')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_case_report_ward_id_report_id'), 'incident_case_report', ['ward_id', 'report_id'], unique=False, schema='app')
    op.create_table('incident_clock',
    sa.Column('rule_id', sa.Uuid(), nullable=False),
    sa.Column('rule_version', sa.Integer(), nullable=False),
    sa.Column('ward_deadline_id', sa.Uuid(), nullable=True),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('met_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('met_at IS NULL OR ended_at IS NOT NULL', name=op.f('ck_incident_clock_met_is_ended')),
    sa.ForeignKeyConstraint(['rule_id'], ['app.deadline_rule.id'], name=op.f('fk_incident_clock_rule_id')),
    sa.ForeignKeyConstraint(['ward_id', 'ward_deadline_id'], ['app.ward_deadline.ward_id', 'app.ward_deadline.id'], name=op.f('fk_incident_clock_ward_id_ward_deadline_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_clock_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_clock')),
    schema='app'
    )
    op.create_index('ix_incident_clock_open', 'incident_clock', ['ward_id', 'subject_id'], unique=False, schema='app', postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index(op.f('ix_incident_clock_ward_id_subject_id_id'), 'incident_clock', ['ward_id', 'subject_id', 'id'], unique=False, schema='app')
    op.create_table('incident_evidence',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'case_id'], ['app.incident_case.ward_id', 'app.incident_case.id'], name=op.f('fk_incident_evidence_ward_id_case_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_evidence_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_evidence')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_evidence_ward_id_case_id_id'), 'incident_evidence', ['ward_id', 'case_id', 'id'], unique=False, schema='app')
    op.create_table('incident_informant',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'id'], ['app.incident_report.ward_id', 'app.incident_report.id'], name=op.f('fk_incident_informant_ward_id_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_informant_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_informant')),
    schema='app'
    )
    op.create_table('incident_paper',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('part', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_decision', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['ward_id', 'case_id'], ['app.incident_case.ward_id', 'app.incident_case.id'], name=op.f('fk_incident_paper_ward_id_case_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_paper_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_paper')),
    sa.UniqueConstraint('ward_id', 'case_id', 'kind', 'number', name=op.f('uq_incident_paper_ward_id_case_id_kind_number')),
    schema='app'
    )
    op.create_table('incident_transfer',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('to_ward_id', sa.Integer(), nullable=False),
    sa.Column('to_ward_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('offered_by', sa.Uuid(), nullable=False),
    sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_answer', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['ward_id', 'case_id'], ['app.incident_case.ward_id', 'app.incident_case.id'], name=op.f('fk_incident_transfer_ward_id_case_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_transfer_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_transfer')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_transfer_ward_id_case_id_id'), 'incident_transfer', ['ward_id', 'case_id', 'id'], unique=False, schema='app')
    op.create_table('incident_task',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('paper_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('cost', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'case_id'], ['app.incident_case.ward_id', 'app.incident_case.id'], name=op.f('fk_incident_task_ward_id_case_id')),
    sa.ForeignKeyConstraint(['ward_id', 'paper_id'], ['app.incident_paper.ward_id', 'app.incident_paper.id'], name=op.f('fk_incident_task_ward_id_paper_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_incident_task_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_incident_task')),
    schema='app'
    )
    op.create_index(op.f('ix_incident_task_ward_id_case_id_starts_on'), 'incident_task', ['ward_id', 'case_id', 'starts_on'], unique=False, schema='app')
    op.add_column('session', sa.Column('cases_seen_at', sa.DateTime(timezone=True), nullable=True), schema='app')
    secure()



def downgrade() -> None:
    unsecure()
    op.drop_column('session', 'cases_seen_at', schema='app')
    op.drop_index(op.f('ix_incident_task_ward_id_case_id_starts_on'), table_name='incident_task', schema='app')
    op.drop_table('incident_task', schema='app')
    op.drop_index(op.f('ix_incident_transfer_ward_id_case_id_id'), table_name='incident_transfer', schema='app')
    op.drop_table('incident_transfer', schema='app')
    op.drop_table('incident_paper', schema='app')
    op.drop_table('incident_informant', schema='app')
    op.drop_index(op.f('ix_incident_evidence_ward_id_case_id_id'), table_name='incident_evidence', schema='app')
    op.drop_table('incident_evidence', schema='app')
    op.drop_index(op.f('ix_incident_clock_ward_id_subject_id_id'), table_name='incident_clock', schema='app')
    op.drop_index('ix_incident_clock_open', table_name='incident_clock', schema='app', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('incident_clock', schema='app')
    op.drop_index(op.f('ix_incident_case_report_ward_id_report_id'), table_name='incident_case_report', schema='app')
    op.drop_table('incident_case_report', schema='app')
    op.drop_index(op.f('ix_incident_stand_in_ward_id_stand_in_id_from_on'), table_name='incident_stand_in', schema='app')
    op.drop_table('incident_stand_in', schema='app')
    op.drop_index(op.f('ix_incident_report_ward_id_state_received_at'), table_name='incident_report', schema='app')
    op.drop_table('incident_report', schema='app')
    op.drop_index(op.f('ix_incident_case_ward_id_received_at_id'), table_name='incident_case', schema='app')
    op.drop_index('ix_incident_case_open', table_name='incident_case', schema='app', postgresql_where=sa.text('closed_at IS NULL'))
    op.drop_table('incident_case', schema='app')
    op.drop_index(op.f('ix_incident_access_ward_id_subject_id'), table_name='incident_access', schema='app')
    op.drop_index(op.f('ix_incident_access_ward_id_person_id_subject_id'), table_name='incident_access', schema='app')
    op.drop_table('incident_access', schema='app')
    op.drop_index(op.f('ix_duty_turn_ward_id_from_on'), table_name='duty_turn', schema='app')
    op.drop_table('duty_turn', schema='app')
    op.drop_table('ward_key', schema='app')
    op.drop_index(op.f('ix_incident_note_ward_id_subject_id_id'), table_name='incident_note', schema='app')
    op.drop_table('incident_note', schema='app')
    op.drop_index(op.f('ix_incident_file_ward_id_subject_id_id'), table_name='incident_file', schema='app')
    op.drop_table('incident_file', schema='app')
    op.drop_index(op.f('ix_incident_arrival_ward_id_offered_at_id'), table_name='incident_arrival', schema='app')
    op.drop_table('incident_arrival', schema='app')
    for signature in reversed(SIGNATURES):
        op.execute(f"DROP FUNCTION app.{signature}")

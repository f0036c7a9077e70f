"""Need to know asks its questions with plans that are kept.

A function in SQL is planned anew in every statement that a policy brings it into: a page of a case asked for some forty
plans. PL/pgSQL keeps them for the life of a connection. What the functions answer stays the same, row by row.
"""

from alembic import op

revision = '5e0b7d3a91c4'
down_revision = '1af165b9feb8'
branch_labels = None
depends_on = None

_DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp"

# Inlined where it stands: it looks at no table.
CASE_DAY = """
CREATE OR REPLACE FUNCTION app.case_day() RETURNS date LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('app.case_day', true), '')::date, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date);
"""
CASE_ROLES = f"""
CREATE OR REPLACE FUNCTION app.case_roles() RETURNS TABLE (person_id uuid, role text)
LANGUAGE plpgsql STABLE {_DEFINER} AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH own AS (
    SELECT p.id, m.role FROM app.person p
      JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                           AND m.role IN ('ward_lead', 'child_protection_officer')
     WHERE p.ward_id = app.ward_id() AND p.account_id = app.account_id() AND p.ended_at IS NULL)
  SELECT own.id, own.role::text FROM own
  UNION
  SELECT s.person_id, m.role::text FROM app.incident_stand_in s
    JOIN app.membership m ON m.ward_id = s.ward_id AND m.person_id = s.person_id AND m.ended_at IS NULL
                         AND m.role IN ('ward_lead', 'child_protection_officer')
   WHERE s.ward_id = app.ward_id() AND s.stand_in_id IN (SELECT own.id FROM own) AND s.ended_at IS NULL
     AND app.case_day() BETWEEN s.from_on AND s.to_on;
END $$
"""
WORKS = f"""
CREATE OR REPLACE FUNCTION app.works_on_cases() RETURNS boolean LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
  RETURN EXISTS (SELECT FROM app.case_roles());
END $$
"""
LEADS_NOW = f"""
CREATE OR REPLACE FUNCTION app.leads_cases_now() RETURNS boolean LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
  RETURN EXISTS (SELECT FROM app.case_roles() r WHERE r.role = 'ward_lead');
END $$
"""
# Every policy asks it, a dozen times in a page. Nobody's role changes by what is done within the door, so that what was
# found at the door holds for the transaction: for this account in this ward, and for no other.
LEADS = """
CREATE OR REPLACE FUNCTION app.leads_cases() RETURNS boolean LANGUAGE sql STABLE
  RETURN CASE current_setting('app.case_leads', true)
    WHEN current_setting('app.ward_id', true) || current_setting('app.account_id', true) || 'yes' THEN true
    WHEN current_setting('app.ward_id', true) || current_setting('app.account_id', true) || 'no' THEN false
    ELSE app.leads_cases_now() END;
"""
SUBJECTS = f"""
CREATE OR REPLACE FUNCTION app.my_subjects() RETURNS uuid[] LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
  RETURN ARRAY(
    SELECT a.subject_id FROM app.incident_access a
     WHERE a.ward_id = app.ward_id() AND a.kind <> 'referral' AND a.revoked_at IS NULL
       AND a.person_id = ANY(ARRAY(SELECT r.person_id FROM app.case_roles() r)));
END $$
"""
PARTS = f"""
CREATE OR REPLACE FUNCTION app.my_parts() RETURNS TABLE (subject_id uuid, part text)
LANGUAGE plpgsql STABLE {_DEFINER} AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT a.subject_id, unnest(a.parts)::text FROM app.incident_access a
    JOIN app.person p ON p.ward_id = a.ward_id AND p.id = a.person_id AND p.account_id = app.account_id()
                     AND p.ended_at IS NULL
   WHERE a.ward_id = app.ward_id() AND a.kind = 'referral' AND a.revoked_at IS NULL
     AND a.until_on >= app.case_day();
END $$
"""
# The statements inside look rows up by their ids under a dozen policies each: planning them anew costs more than running
# them, so that one plan serves all calls.
ENTER = f"""
CREATE OR REPLACE FUNCTION app.enter_cases(p_session uuid, p_now timestamptz, p_idle interval) RETURNS text
LANGUAGE plpgsql VOLATILE {_DEFINER} AS $$
DECLARE seen timestamptz;
BEGIN
  PERFORM set_config('app.case_day', ((p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::text, true),
          set_config('app.inside_cases', '', true), set_config('app.case_leads', '', true),
          set_config('plan_cache_mode', 'force_generic_plan', true);
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
  PERFORM set_config('app.inside_cases', 'on', true),
          set_config('app.case_leads', current_setting('app.ward_id') || current_setting('app.account_id')
                     || CASE WHEN app.leads_cases_now() THEN 'yes' ELSE 'no' END, true);
  RETURN 'inside';
END $$
"""
FUNCTIONS = (CASE_DAY, CASE_ROLES, WORKS, LEADS_NOW, LEADS, SUBJECTS, PARTS, ENTER)


def upgrade() -> None:
    for function in FUNCTIONS:
        op.execute(function)
    op.execute("GRANT EXECUTE ON FUNCTION app.leads_cases_now() TO vte_app")


def downgrade() -> None:
    """The functions of before answer the same; they are left, with what they call."""

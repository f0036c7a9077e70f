"""The course of a case: who wrote on a paper, what another ward still has to answer, the trail behind the same door."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'a27c44f0d1e6'
down_revision = 'b81f3c6e2a09'
branch_labels = None
depends_on = None

_DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp"

# Whether this transaction came in by the door of cases (`enter_cases`): a role alone doesn't open the trail of cases.
INSIDE = """
CREATE FUNCTION app.inside_cases() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.inside_cases', true), '') = 'on';
"""
# What is offered is kept as it is known now, until the other ward answers.
RENEW = f"""
CREATE FUNCTION app.renew_arrival(p_transfer uuid, p_sealed bytea) RETURNS void LANGUAGE plpgsql VOLATILE {_DEFINER} AS $$
BEGIN
  UPDATE app.incident_arrival a SET sealed = p_sealed
    FROM app.incident_transfer t
   WHERE t.ward_id = app.ward_id() AND t.id = p_transfer AND t.state = 'offered' AND app.works_on_cases()
     AND (app.leads_cases() OR t.case_id = ANY(app.my_subjects()))
     AND a.ward_id = t.to_ward_id AND a.id = t.id AND a.state = 'offered';
END $$
"""
# What was taken back is no longer the other ward's to read.
WITHDRAW = f"""
CREATE OR REPLACE FUNCTION app.withdraw_transfer(p_transfer uuid, p_at timestamptz) RETURNS int
LANGUAGE plpgsql VOLATILE {_DEFINER} AS $$
DECLARE other int;
BEGIN
  UPDATE app.incident_transfer t SET state = 'withdrawn', answered_at = p_at
   WHERE t.ward_id = app.ward_id() AND t.id = p_transfer AND t.state = 'offered' AND app.works_on_cases()
     AND (app.leads_cases() OR t.case_id = ANY(app.my_subjects()))
   RETURNING t.to_ward_id INTO other;
  UPDATE app.incident_arrival a SET state = 'withdrawn', answered_at = p_at, sealed = NULL
   WHERE a.ward_id = other AND a.id = p_transfer AND a.state = 'offered';
  RETURN other;
END $$
"""
# Somebody's access was taken, or has ended by its day: what they were told about the case is gone.
END_OF_PERSON = f"""
CREATE FUNCTION app.end_case_notices(p_subject uuid, p_person uuid, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE {_DEFINER} AS $$
  UPDATE app.notice SET ended_at = p_now
   WHERE ward_id = app.ward_id() AND object_id = p_subject AND person_id = p_person AND ended_at IS NULL
$$
"""
END_OF_REFERRALS = f"""
CREATE FUNCTION app.end_referral_notices(p_day date, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE {_DEFINER} AS $$
  UPDATE app.notice n SET ended_at = p_now
   WHERE n.ward_id = app.ward_id() AND n.kind = 'incident_case.referred' AND n.ended_at IS NULL
     AND NOT EXISTS (SELECT FROM app.incident_access a
                      WHERE a.ward_id = n.ward_id AND a.subject_id = n.object_id AND a.person_id = n.person_id
                        AND a.revoked_at IS NULL AND coalesce(a.until_on, p_day) >= p_day)
$$
"""
KINDS = "object_kind NOT IN ('incident_report', 'incident_case', 'incident_arrival')"
LEADS = "(SELECT app.leads_cases())"
WORKS = "(SELECT app.works_on_cases())"
INSIDE_CALL = "(SELECT app.inside_cases())"
ANY_PART = f"{LEADS} OR object_id = ANY((SELECT app.my_subjects())::uuid[]) OR object_id IN (SELECT m.subject_id FROM app.my_parts() m)"
SEEN = f"{ANY_PART} OR (object_kind = 'incident_arrival' AND {WORKS})"


def upgrade() -> None:
    op.add_column(
        'incident_paper',
        sa.Column('writer_ids', postgresql.ARRAY(sa.Uuid()), nullable=False, server_default='{}'), schema='app',
    )
    op.execute("UPDATE app.incident_paper SET writer_ids = ARRAY[author_id]")
    op.alter_column('incident_paper', 'writer_ids', server_default=None, schema='app')
    op.alter_column('incident_task', 'cost', type_=sa.BigInteger(), schema='app')
    op.alter_column('incident_arrival', 'sealed', nullable=True, schema='app')
    op.execute("UPDATE app.incident_arrival SET sealed = NULL WHERE state <> 'offered'")
    for function in (INSIDE, RENEW, WITHDRAW, END_OF_PERSON, END_OF_REFERRALS):
        op.execute(function)
    op.execute(
        "GRANT EXECUTE ON FUNCTION app.inside_cases(), app.renew_arrival(uuid, bytea),"
        " app.end_case_notices(uuid, uuid, timestamptz), app.end_referral_notices(date, timestamptz) TO vte_app"
    )
    op.execute(f"ALTER POLICY need_to_know ON app.audit_event USING ({KINDS} OR ({INSIDE_CALL} AND ({SEEN})))")


def downgrade() -> None:
    op.execute(f"ALTER POLICY need_to_know ON app.audit_event USING ({KINDS} OR {SEEN})")
    op.execute("DROP FUNCTION app.inside_cases()")
    op.execute("DROP FUNCTION app.renew_arrival(uuid, bytea)")
    op.execute("DROP FUNCTION app.end_case_notices(uuid, uuid, timestamptz)")
    op.execute("DROP FUNCTION app.end_referral_notices(date, timestamptz)")
    op.execute("DELETE FROM app.incident_arrival WHERE sealed IS NULL")
    op.alter_column('incident_arrival', 'sealed', nullable=False, schema='app')
    op.alter_column('incident_task', 'cost', type_=sa.Integer(), schema='app')
    op.drop_column('incident_paper', 'writer_ids', schema='app')

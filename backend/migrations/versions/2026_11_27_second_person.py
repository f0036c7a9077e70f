"""what a second person agrees to ends what was made before"""

from alembic import op

revision = "c7d20b5f1e48"
down_revision = "b41d7f9e6a20"
branch_labels = None
depends_on = None

# NULL for who may not ask. `p_cases` need a second person always; `p_mighty` once they have a password, or where the
# role came by a second person: the link of a ward's very first lead has nobody else to wait for.
_NEEDS_SECOND = """CREATE OR REPLACE FUNCTION app.reset_needs_second(p_account uuid, p_cases text[], p_mighty text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.person p
                   JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                  WHERE p.account_id = a.id
                    AND (m.role = ANY (p_cases)
                      OR (m.role = ANY (p_mighty)
                          AND (c.password_hash IS NOT NULL
                            OR EXISTS (SELECT FROM app.approval x
                                        WHERE x.account_id = a.id AND x.ward_id = m.ward_id AND x.kind = 'role'
                                          AND x.role = m.role AND x.confirmed)))))
      OR (a.system_admin AND c.password_hash IS NOT NULL)
    FROM app.account a JOIN app.credential c ON c.account_id = a.id
   WHERE a.id = p_account AND app.may_ask_about(p_account)
$$"""
_NEEDS_SECOND_BEFORE = """CREATE OR REPLACE FUNCTION app.reset_needs_second(p_account uuid, p_cases text[], p_mighty text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.person p
                   JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                  WHERE p.account_id = a.id
                    AND (m.role = ANY (p_cases) OR (c.password_hash IS NOT NULL AND m.role = ANY (p_mighty))))
      OR (a.system_admin AND c.password_hash IS NOT NULL)
    FROM app.account a JOIN app.credential c ON c.account_id = a.id
   WHERE a.id = p_account AND app.may_ask_about(p_account)
$$"""
# Whether the account has a password, and two-step sign-in; no row for who may not ask.
_SECURED = """CREATE FUNCTION app.account_secured(p_account uuid) RETURNS TABLE (has_password boolean, has_second_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT c.password_hash IS NOT NULL, c.totp_enabled FROM app.credential c
   WHERE c.account_id = p_account AND app.may_ask_about(p_account)
$$"""
# A ward may for accounts that work in it alone; whether it was done.
_FORGET = """CREATE FUNCTION app.forget_password(p_account uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
BEGIN
  UPDATE app.credential SET password_hash = NULL, must_change_password = true
   WHERE account_id = p_account AND app.account_is_only_ours(p_account) AND EXISTS (
           SELECT FROM app.person p WHERE p.account_id = p_account AND p.ward_id = app.ward_id());
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE app.session SET revoked_at = p_now WHERE account_id = p_account AND revoked_at IS NULL;
  RETURN true;
END $$"""
_NEW = ("account_secured(uuid)", "forget_password(uuid, timestamptz)")


def upgrade() -> None:
    for statement in (_NEEDS_SECOND, _SECURED, _FORGET):
        op.get_bind().exec_driver_sql(statement)
    for function in _NEW:
        op.execute(f"GRANT EXECUTE ON FUNCTION app.{function} TO vte_app")


def downgrade() -> None:
    for function in _NEW:
        op.execute(f"DROP FUNCTION app.{function}")
    op.get_bind().exec_driver_sql(_NEEDS_SECOND_BEFORE)

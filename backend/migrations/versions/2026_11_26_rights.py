"""People over people: second persons, notices, links that end, e-mail as contact data, the account in the trail."""

import unicodedata

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "b41d7f9e6a20"
down_revision = "a6c1e0d4b9f2"
branch_labels = None
depends_on = None

_WAITING = sa.text("decided_at IS NULL AND kind <> 'password_link'")

# `tenant` means the ward of the request; the system administrator has none, and sees what waits everywhere.
POLICIES = (
    "ALTER TABLE app.approval ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE app.approval FORCE ROW LEVEL SECURITY",
    """CREATE POLICY own ON app.approval FOR ALL TO vte_app
  USING ((SELECT app.system_admin()) OR ward_id = (SELECT app.ward_id())
         OR (ward_id IS NULL AND account_id IN (SELECT p.account_id FROM app.person p
             WHERE p.ward_id = (SELECT app.ward_id()) AND p.ended_at IS NULL)))
  WITH CHECK ((SELECT app.system_admin()) OR ward_id = (SELECT app.ward_id())
         OR (ward_id IS NULL AND account_id IN (SELECT p.account_id FROM app.person p
             WHERE p.ward_id = (SELECT app.ward_id()) AND p.ended_at IS NULL)))""",
    "CREATE POLICY owner_all ON app.approval FOR ALL TO vte_owner USING (true) WITH CHECK (true)",
    "GRANT SELECT, INSERT, UPDATE ON app.approval TO vte_app",
    "ALTER TABLE app.account_notice ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE app.account_notice FORCE ROW LEVEL SECURITY",
    """CREATE POLICY own ON app.account_notice FOR ALL TO vte_app
  USING (account_id = (SELECT app.account_id())) WITH CHECK (account_id = (SELECT app.account_id()))""",
    """CREATE POLICY new ON app.account_notice FOR INSERT TO vte_app
  WITH CHECK ((SELECT app.system_admin()) OR account_id IN (SELECT p.account_id FROM app.person p
              WHERE p.ward_id = (SELECT app.ward_id())))""",
    "CREATE POLICY owner_all ON app.account_notice FOR ALL TO vte_owner USING (true) WITH CHECK (true)",
    "GRANT SELECT, INSERT, UPDATE ON app.account_notice TO vte_app",
    # A newer link voids the older ones, and a second person approves: rows of the ward's people, not one's own.
    """CREATE POLICY ward ON app.password_reset FOR ALL TO vte_app
  USING ((SELECT app.system_admin()) OR account_id IN (SELECT p.account_id FROM app.person p
         WHERE p.ward_id = (SELECT app.ward_id())))
  WITH CHECK ((SELECT app.system_admin()) OR account_id IN (SELECT p.account_id FROM app.person p
         WHERE p.ward_id = (SELECT app.ward_id())))""",
    "DROP POLICY new ON app.password_reset",
)

# Who acts stands in the trail by the account of the transaction, whatever the code says.
LOGIN = """CREATE FUNCTION app.login() RETURNS text LANGUAGE sql STABLE
  RETURN coalesce((SELECT a.login FROM app.account a WHERE a.id = app.account_id()), '')"""

FUNCTIONS = (
    # An e-mail address is no sign-in name: another ward could write yours beside one of its accounts.
    """CREATE OR REPLACE FUNCTION app.find_login(p_login text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT a.id FROM app.account a WHERE a.login = p_login AND a.disabled_at IS NULL
$$""",
    """CREATE OR REPLACE FUNCTION app.find_password_reset(p_token bytea, p_now timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT r.account_id FROM app.password_reset r JOIN app.account a ON a.id = r.account_id AND a.disabled_at IS NULL
   WHERE r.token_hash = p_token AND r.used_at IS NULL AND r.voided_at IS NULL AND r.expires_at > p_now
$$""",
    # Whether the caller may ask about the account: it is theirs, their ward's, or they are the administrator.
    """CREATE FUNCTION app.may_ask_about(p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT app.system_admin() OR coalesce(p_account = app.account_id(), false)
      OR EXISTS (SELECT FROM app.person p WHERE p.account_id = p_account AND p.ward_id = app.ward_id())
$$""",
    """CREATE OR REPLACE FUNCTION app.wards_of_account(p_account uuid) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT p.ward_id FROM app.person p
   WHERE p.account_id = p_account AND p.ended_at IS NULL AND app.may_ask_about(p_account)
   ORDER BY p.ward_id
$$""",
    """CREATE FUNCTION app.roles_of_account(p_account uuid) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT DISTINCT m.role FROM app.person p
    JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
   WHERE p.account_id = p_account AND p.ended_at IS NULL AND app.may_ask_about(p_account)
   UNION
  SELECT 'system_admin' FROM app.account a
   WHERE a.id = p_account AND a.system_admin AND app.may_ask_about(p_account)
$$""",
    # NULL for who may not ask. `p_cases` need a second person always, `p_mighty` once they have a password.
    """CREATE FUNCTION app.reset_needs_second(p_account uuid, p_cases text[], p_mighty text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.person p
                   JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                  WHERE p.account_id = a.id
                    AND (m.role = ANY (p_cases) OR (c.password_hash IS NOT NULL AND m.role = ANY (p_mighty))))
      OR (a.system_admin AND c.password_hash IS NOT NULL)
    FROM app.account a JOIN app.credential c ON c.account_id = a.id
   WHERE a.id = p_account AND app.may_ask_about(p_account)
$$""",
    """CREATE FUNCTION app.force_password_change(p_account uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  UPDATE app.credential SET must_change_password = true WHERE account_id = p_account AND app.system_admin()
$$""",
    # A ward may for accounts that work in it alone; whether it was on.
    """CREATE FUNCTION app.clear_second_factor(p_account uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
BEGIN
  UPDATE app.credential SET totp_enabled = false, totp_secret = NULL, recovery_hashes = '{}'
   WHERE account_id = p_account AND totp_enabled
     AND (app.system_admin() OR (app.account_is_only_ours(p_account) AND EXISTS (
           SELECT FROM app.person p WHERE p.account_id = p_account AND p.ward_id = app.ward_id())));
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE app.session SET revoked_at = p_now WHERE account_id = p_account AND revoked_at IS NULL;
  RETURN true;
END $$""",
)
NEW_FUNCTIONS = (
    "login()",
    "may_ask_about(uuid)",
    "roles_of_account(uuid)",
    "reset_needs_second(uuid, text[], text[])",
    "force_password_change(uuid)",
    "clear_second_factor(uuid, timestamptz)",
)

FUNCTIONS_BEFORE = (
    """CREATE OR REPLACE FUNCTION app.find_login(p_login text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT a.id FROM app.account a WHERE (a.login = p_login OR a.email = p_login) AND a.disabled_at IS NULL
$$""",
    """CREATE OR REPLACE FUNCTION app.find_password_reset(p_token bytea, p_now timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT r.account_id FROM app.password_reset r JOIN app.account a ON a.id = r.account_id AND a.disabled_at IS NULL
   WHERE r.token_hash = p_token AND r.used_at IS NULL AND r.expires_at > p_now
$$""",
    """CREATE OR REPLACE FUNCTION app.wards_of_account(p_account uuid) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT p.ward_id FROM app.person p WHERE p.account_id = p_account AND p.ended_at IS NULL AND app.system_admin()
   ORDER BY p.ward_id
$$""",
)


def _run(*statements: str) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)


def _email_to_contact_data() -> None:
    """Folded one way; of two spellings of one address in a ward the older account keeps it."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT p.ward_id, p.id, a.email FROM app.person p JOIN app.account a ON a.id = p.account_id"
            " WHERE a.email IS NOT NULL ORDER BY p.ward_id, a.id"
        )
    )
    seen: set[tuple[int, str]] = set()
    for ward_id, person_id, email in rows.all():
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", email).strip().casefold())
        if (ward_id, folded) not in seen:
            seen.add((ward_id, folded))
            op.get_bind().execute(
                sa.text("UPDATE app.person SET email = :email WHERE ward_id = :ward AND id = :id"),
                {"email": folded, "ward": ward_id, "id": person_id},
            )


def upgrade() -> None:
    op.add_column("person", sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=True), schema="app")
    _email_to_contact_data()
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.create_unique_constraint(op.f("uq_person_ward_id_email"), "person", ["ward_id", "email"], schema="app")
    op.create_check_constraint(
        op.f("ck_membership_role_of_a_ward"), "membership", "role <> 'system_admin'", schema="app"
    )
    # Whoever left is given such a role anew, by two people.
    op.execute(
        "UPDATE app.membership m SET ended_at = p.ended_at FROM app.person p WHERE p.ward_id = m.ward_id"
        " AND p.id = m.person_id AND p.ended_at IS NOT NULL AND m.ended_at IS NULL"
        " AND m.role = 'child_protection_officer'"
    )
    op.add_column("password_reset", sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True), schema="app")
    op.add_column("password_reset", sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True), schema="app")
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("person_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("unit_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_by_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["app.account.id"], name=op.f("fk_approval_account_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["app.account.id"], name=op.f("fk_approval_decided_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["app.account.id"], name=op.f("fk_approval_proposed_by")),
        sa.ForeignKeyConstraint(["token_hash"], ["app.password_reset.token_hash"], name=op.f("fk_approval_token_hash")),
        sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_approval_ward_id")),
        sa.ForeignKeyConstraint(
            ["ward_id", "person_id"], ["app.person.ward_id", "app.person.id"], name=op.f("fk_approval_ward_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["ward_id", "unit_id"], ["app.unit.ward_id", "app.unit.id"], name=op.f("fk_approval_ward_id_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        schema="app",
    )
    op.create_index(op.f("ix_approval_account_id"), "approval", ["account_id"], unique=False, schema="app")
    op.create_index(op.f("ix_approval_ward_id"), "approval", ["ward_id"], unique=False, schema="app")
    op.create_index(
        "uq_approval_open",
        "approval",
        ["account_id", "kind", "ward_id", "role", "unit_id"],
        unique=True,
        schema="app",
        postgresql_where=_WAITING,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "account_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["app.account.id"], name=op.f("fk_account_notice_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_notice")),
        schema="app",
    )
    op.create_index(op.f("ix_account_notice_account_id"), "account_notice", ["account_id"], unique=False, schema="app")
    _run(LOGIN, *FUNCTIONS, *POLICIES)
    for function in NEW_FUNCTIONS:
        op.execute(f"GRANT EXECUTE ON FUNCTION app.{function} TO vte_app")
    op.drop_constraint(op.f("uq_account_email"), "account", schema="app")
    op.drop_column("account", "email", schema="app")
    op.add_column("audit_event", sa.Column("login", sa.String(), nullable=False, server_default=""), schema="app")
    # Sign-in names never change: today's is that of the day.
    op.execute("UPDATE app.audit_event e SET login = a.login FROM app.account a WHERE a.id = e.account_id")
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.alter_column("audit_event", "login", server_default=sa.text("app.login()"), schema="app")


def downgrade() -> None:
    op.drop_column("audit_event", "login", schema="app")
    op.add_column("account", sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=True), schema="app")
    # One account per address, and one address per account.
    op.execute(
        "UPDATE app.account a SET email = p.email FROM (SELECT DISTINCT ON (email) email, account_id"
        " FROM app.person WHERE email IS NOT NULL ORDER BY email, account_id) p WHERE p.account_id = a.id"
    )
    op.create_unique_constraint(op.f("uq_account_email"), "account", ["email"], schema="app")
    _run(
        "DROP POLICY ward ON app.password_reset",
        "CREATE POLICY new ON app.password_reset FOR INSERT TO vte_app"
        " WITH CHECK ((SELECT app.system_admin()) OR (SELECT app.ward_id()) IS NOT NULL)",
        *FUNCTIONS_BEFORE,
    )
    for function in reversed(NEW_FUNCTIONS):
        op.execute(f"DROP FUNCTION app.{function}")
    op.drop_table("account_notice", schema="app")
    op.drop_table("approval", schema="app")
    op.drop_column("password_reset", "approved_at", schema="app")
    op.drop_column("password_reset", "voided_at", schema="app")
    op.drop_constraint(op.f("ck_membership_role_of_a_ward"), "membership", schema="app")
    op.drop_constraint(op.f("uq_person_ward_id_email"), "person", schema="app")
    op.drop_column("person", "email", schema="app")

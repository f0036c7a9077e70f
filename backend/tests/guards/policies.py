"""Who may do what in the database itself, as text: roles, row-level security, policies, grants, functions.

`policies.sql` is the reviewed text; `make policies` writes it anew from the migrations, and the difference is read
like any other change of the code.
"""

import asyncio
from pathlib import Path

import asyncpg

FILE = Path(__file__).with_name("policies.sql")
_HEAD = """\
-- Who may do what in the database, as the migrations leave it: read every change of this file as a change of rights.
-- Written by `make policies`; a test compares it with a migrated database.
"""

_ROLES = """
SELECT format('-- role %s:%s%s', r.rolname,
    concat(CASE WHEN r.rolsuper THEN ' superuser' END, CASE WHEN r.rolbypassrls THEN ' bypassrls' END,
              CASE WHEN r.rolcreaterole THEN ' createrole' END, CASE WHEN r.rolcreatedb THEN ' createdb' END,
              CASE WHEN r.rolreplication THEN ' replication' END, CASE WHEN r.rolcanlogin THEN ' login' END,
              CASE WHEN r.rolinherit THEN ' inherit' END),
    coalesce((SELECT string_agg(format('; member of %s%s%s%s', g.rolname,
                  CASE WHEN m.admin_option THEN ' with admin' END, CASE WHEN m.inherit_option THEN ' with inherit' END,
                  CASE WHEN m.set_option THEN ' with set' END), '' ORDER BY g.rolname)
              FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid), ''))
FROM pg_roles r WHERE r.rolname LIKE 'vte%' ORDER BY r.rolname
"""

# Rights of an access list, without what its owner has anyway.
_GRANTS = """
coalesce((SELECT string_agg(format('GRANT %s ON {what} %s TO %s%s;', rights, {name}, who, option), E'\\n' ORDER BY who, option)
  FROM (SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS who,
               CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS option,
               string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS rights
        FROM aclexplode(coalesce({acl}, acldefault('{kind}', {owner}))) a WHERE a.grantee <> {owner} GROUP BY 1, 2) g), '')
"""


def _grants(what: str, name: str, acl: str, kind: str, owner: str) -> str:
    return _GRANTS.format(what=what, name=name, acl=acl, kind=kind, owner=owner)


_SCHEMAS = f"""
SELECT format('-- schema %s of %s', n.nspname, n.nspowner::regrole) || E'\\n'
    || {_grants("SCHEMA", "n.nspname", "n.nspacl", "n", "n.nspowner")}
FROM pg_namespace n WHERE n.nspname IN ('app', 'public') ORDER BY n.nspname
"""

_DEFAULTS = """
SELECT format('-- by default %s gives of %s in %s: %s', d.defaclrole::regrole, d.defaclobjtype,
              coalesce(d.defaclnamespace::regnamespace::text, 'every schema'), d.defaclacl::text)
FROM pg_default_acl d WHERE d.defaclrole::regrole::text LIKE 'vte%'
ORDER BY d.defaclrole::regrole::text, d.defaclobjtype::text, d.defaclnamespace
"""

_RELATIONS = f"""
SELECT format('-- %s %s of %s', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
         WHEN 'S' THEN 'sequence' WHEN 'p' THEN 'partitioned table' ELSE c.relkind::text END, c.oid::regclass, c.relowner::regrole)
    || coalesce(' with ' || array_to_string(c.reloptions, ', '), '') || E'\\n'
    || CASE WHEN c.relrowsecurity THEN format(E'ALTER TABLE %s ENABLE ROW LEVEL SECURITY;\\n', c.oid::regclass) ELSE '' END
    || CASE WHEN c.relforcerowsecurity THEN format(E'ALTER TABLE %s FORCE ROW LEVEL SECURITY;\\n', c.oid::regclass) ELSE '' END
    || coalesce((SELECT string_agg(format(E'CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s;\\n', p.polname, c.oid::regclass,
           CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
           CASE p.polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
             ELSE 'DELETE' END,
           (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', ') FROM unnest(p.polroles) role),
           coalesce(E'\\n  USING ' || pg_get_expr(p.polqual, p.polrelid), ''),
           coalesce(E'\\n  WITH CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid), '')), '' ORDER BY p.polname)
         FROM pg_policy p WHERE p.polrelid = c.oid), '')
    || {_grants("TABLE", "c.oid::regclass", "c.relacl", "r", "c.relowner")}
    || coalesce((SELECT string_agg(E'\\n' || format('-- column %s: %s', a.attname, a.attacl::text), '' ORDER BY a.attname)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL), '')
    || coalesce((SELECT string_agg(E'\\n' || pg_get_triggerdef(t.oid) || ';', '' ORDER BY t.tgname)
         FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), '')
    || coalesce((SELECT string_agg(E'\\n' || pg_get_ruledef(w.oid), '' ORDER BY w.rulename)
         FROM pg_rewrite w WHERE w.ev_class = c.oid), '')
FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind NOT IN ('i', 'I')
  AND c.relname <> 'alembic_version'
ORDER BY c.relname COLLATE "C"
"""

_FUNCTIONS = f"""
SELECT format('-- function %s of %s', p.oid::regprocedure, p.proowner::regrole) || E'\\n' || pg_get_functiondef(p.oid) || ';'
    || E'\\n' || {_grants("FUNCTION", "p.oid::regprocedure", "p.proacl", "f", "p.proowner")}
FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace ORDER BY p.oid::regprocedure::text COLLATE "C"
"""

_ELSEWHERE = """
SELECT format('-- outside schema app: %s', c.oid::regclass) FROM pg_class c
WHERE c.relnamespace::regnamespace::text NOT IN ('app', 'pg_catalog', 'information_schema', 'pg_toast')
  AND c.relkind NOT IN ('i', 'I') ORDER BY 1
"""


async def described(connection: asyncpg.Connection) -> str:
    """The text of a migrated database, as whoever connects."""
    await connection.execute("SET search_path = pg_catalog")
    parts = [_HEAD]
    for query in (_ROLES, _SCHEMAS, _DEFAULTS, _RELATIONS, _FUNCTIONS, _ELSEWHERE):
        parts += [row[0].rstrip() + "\n" for row in await connection.fetch(query)]
    await connection.execute("RESET search_path")
    return "\n".join(parts)


async def _write() -> None:
    from bench.server import empty_server

    async with empty_server() as server:
        connection = await asyncpg.connect(server.url("postgres"))
        FILE.write_text(await described(connection))
        await connection.close()


if __name__ == "__main__":
    asyncio.run(_write())

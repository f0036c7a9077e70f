"""Roles and database of a new installation. Idempotent; needs a role that may create roles, once."""

import asyncpg

from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE, OWNER_ROLE

DATABASE = "vitreem"


async def bootstrap(admin_url: str, passwords: dict[str, str], *, database: str = DATABASE) -> None:
    """Create `vte_owner` (no login), `vte_migrate` and `vte_app` with the given passwords, and the database.

    `admin_url` names any existing database of the server. Passwords are set again at each call.
    """
    connection = await asyncpg.connect(admin_url)
    try:
        for role, options in (
            (OWNER_ROLE, "NOLOGIN"),
            (MIGRATE_ROLE, "LOGIN"),
            (APP_ROLE, "LOGIN NOINHERIT"),
        ):
            if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
                await connection.execute(
                    f"CREATE ROLE {role} {options} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
                )
            if role in passwords:
                quoted = await connection.fetchval("SELECT quote_literal($1::text)", passwords[role])
                await connection.execute(f"ALTER ROLE {role} PASSWORD {quoted}")
        await connection.execute(f"GRANT {OWNER_ROLE} TO {MIGRATE_ROLE}")
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            # The creator must be a member of the owner to give the database away.
            await connection.execute(f"GRANT {OWNER_ROLE} TO CURRENT_USER")
            await connection.execute(
                f'CREATE DATABASE "{database}" OWNER {OWNER_ROLE} TEMPLATE template0 '
                "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
            )
        await connection.execute(f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC')
        await connection.execute(f'GRANT CONNECT ON DATABASE "{database}" TO {MIGRATE_ROLE}, {APP_ROLE}')
    finally:
        await connection.close()

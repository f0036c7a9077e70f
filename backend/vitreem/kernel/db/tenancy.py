"""Row-level security as one migration operation: `op.enable_tenant("unit")`.

The restrictive policy `tenant` can't be widened by any later policy; without a context `app.ward_id()` is NULL,
so that nothing is seen and nothing can be written. `owner_all` lets SECURITY DEFINER functions and data
migrations of the owner see rows; nobody signs in as the owner.
"""

from alembic.operations import MigrateOperation, Operations

APP_ROLE = "vte_app"
OWNER_ROLE = "vte_owner"
MIGRATE_ROLE = "vte_migrate"

TENANT_RULE = "(ward_id = ( SELECT app.ward_id() AS ward_id))"


@Operations.register_operation("enable_tenant")
class EnableTenant(MigrateOperation):
    """Policies and grants of one tenant table. `verbs` are what the application may do with its rows."""

    def __init__(self, table: str, verbs: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
        self.table = table
        self.verbs = verbs

    @classmethod
    def enable_tenant(cls, operations: Operations, table: str, verbs: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
        operations.invoke(cls(table, verbs))


@Operations.implementation_for(EnableTenant)
def _enable_tenant(operations: Operations, operation: EnableTenant) -> None:
    table = f"app.{operation.table}"
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant ON {table} AS RESTRICTIVE FOR ALL TO {APP_ROLE}"
        " USING (ward_id = (SELECT app.ward_id())) WITH CHECK (ward_id = (SELECT app.ward_id()))",
        f"CREATE POLICY base ON {table} FOR ALL TO {APP_ROLE} USING (true) WITH CHECK (true)",
        f"CREATE POLICY owner_all ON {table} FOR ALL TO {OWNER_ROLE} USING (true) WITH CHECK (true)",
        f"GRANT {operation.verbs} ON {table} TO {APP_ROLE}",
    ):
        operations.execute(statement)

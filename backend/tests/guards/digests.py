"""What stands in the tables of a ward, as digests: to show that a refusal changed nothing, and what an effect changed."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from vitreem import contexts

# Every request touches its session; failures at the door are counted whoever is refused; secrets show to their owner.
_NOT_COMPARED = {"session", "sign_in_delay", "password_reset", "credential"}
TABLES = sorted({table.name for table in contexts.tables().values()} - _NOT_COMPARED)

_EACH = " UNION ALL ".join(
    f"SELECT '{name}', count(*), md5(coalesce(string_agg(t::text, ';' ORDER BY t::text), '')) FROM app.{name} t"
    for name in TABLES
)


async def digests(connection: AsyncConnection, ward_id: int = 1) -> dict[str, tuple[int, str]]:
    """Rows and their digest by table, as the lead of ward `ward_id` and the system administrator see them."""
    await connection.execute(
        text(
            "SELECT set_config('app.ward_id', :ward, true), set_config('app.system_admin', 'on', true),"
            " set_config('app.account_id', app.find_login(:lead)::text, true)"
        ),
        {"ward": str(ward_id), "lead": f"lead.w{ward_id}"},
    )
    found = {row[0]: (row[1], row[2]) for row in await connection.execute(text(_EACH))}
    await connection.execute(
        text(
            "SELECT set_config('app.ward_id', '', true), set_config('app.system_admin', '', true),"
            " set_config('app.account_id', '', true)"
        )
    )
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Tables that are not what they were."""
    return {name for name in before if before[name] != after[name]}

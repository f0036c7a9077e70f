"""A context without a request: for the demo, for jobs and for tests. It sees what its ward and roles allow."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from vitreem.kernel.clock import Clock
from vitreem.kernel.db.transaction import SessionWork
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role, permissions_of
from vitreem.settings import Settings


async def act(
    db: AsyncSession,
    state: Any,
    *,
    settings: Settings,
    clock: Clock,
    ward_id: int,
    roles: set[Role],
    actor_name: str = "",
    account_id: UUID | None = None,
    person_id: UUID | None = None,
    lead_unit_ids: tuple[UUID, ...] = (),
) -> Ctx:
    """Act in one ward from here to the end of the session's transaction, or until somebody else acts in it."""
    await db.flush()
    ctx = Ctx(
        work=SessionWork(db),
        clock=clock,
        settings=settings,
        state=state,
        account_id=account_id,
        person_id=person_id,
        actor_name=actor_name,
        ward_id=ward_id,
        roles=frozenset(roles),
        unit_ids=lead_unit_ids,
        lead_unit_ids=lead_unit_ids,
        permissions=permissions_of(frozenset(roles)),
    )
    admin = "on" if Role.SYSTEM_ADMIN in roles else None
    await ctx.set_local(ward_id=ward_id or None, account_id=account_id, system_admin=admin)
    return ctx

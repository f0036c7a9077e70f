"""Who holds a role now, or works in a unit: whom to tell, and among whom to choose."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from vitreem.identity.models import Membership, Person, Unit
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role


async def people_of_units(
    ctx: Ctx, unit_ids: Collection[UUID], roles: Collection[Role] | None = None
) -> dict[UUID, list[UUID]]:
    """Who works in each unit, its leads first; for a unit that has ended, who works in its heir."""
    leads_first = case((Membership.role == Role.UNIT_LEAD, 0), else_=1)
    statement = (
        select(Unit.id, Membership.person_id)
        .join(
            Membership,
            (Membership.ward_id == Unit.ward_id) & (Membership.unit_id == func.coalesce(Unit.heir_id, Unit.id)),
        )
        .join(Person, (Person.ward_id == Membership.ward_id) & (Person.id == Membership.person_id))
        .where(
            Unit.ward_id == ctx.ward_id, Unit.id.in_(unit_ids), Membership.ended_at.is_(None),
            Person.ended_at.is_(None),
        )
        .order_by(leads_first, Membership.id)
    )  # fmt: skip
    if roles is not None:
        statement = statement.where(Membership.role.in_(roles))
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for unit_id, person_id in map(tuple, await ctx.db.execute(statement)):
        if person_id not in found[unit_id]:
            found[unit_id].append(person_id)
    return dict(found)


async def holders(ctx: Ctx, role: Role) -> list[UUID]:
    """Who has the role in the ward, wherever it belongs to."""
    rows = await ctx.db.execute(
        select(Membership.person_id)
        .join(Person, (Person.ward_id == Membership.ward_id) & (Person.id == Membership.person_id))
        .where(
            Membership.ward_id == ctx.ward_id, Membership.role == role, Membership.ended_at.is_(None),
            Person.ended_at.is_(None),
        )
        .order_by(Membership.id)
    )  # fmt: skip
    return list(dict.fromkeys(rows.scalars()))


async def ward_leads(ctx: Ctx) -> list[UUID]:
    """Chair and deputies."""
    return await holders(ctx, Role.WARD_LEAD)


async def ward_officers(ctx: Ctx) -> list[UUID]:
    """Who does the ward's daily work; its leads where nobody else does."""
    return await holders(ctx, Role.WARD_OFFICER) or await ward_leads(ctx)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody who works in the ward now; `where` is their unit or position, which tells people of one name apart."""

    id: UUID
    full_name: str
    where: str


async def named_people(ctx: Ctx) -> list[NamedPerson]:
    """Everybody who works in the ward, in the order of the Vietnamese alphabet."""
    rows: Any = await ctx.db.execute(
        select(Person.id, Person.full_name, Person.position, func.min(Unit.name))
        .outerjoin(
            Membership,
            (Membership.ward_id == Person.ward_id)
            & (Membership.person_id == Person.id)
            & Membership.ended_at.is_(None),
        )
        .outerjoin(Unit, (Unit.ward_id == Membership.ward_id) & (Unit.id == Membership.unit_id))
        .where(Person.ward_id == ctx.ward_id, Person.ended_at.is_(None))
        .group_by(Person.id, Person.full_name, Person.position, Person.sort_key)
        .order_by(Person.sort_key, Person.id)
    )
    return [NamedPerson(person_id, name, unit or position) for person_id, name, position, unit in rows]

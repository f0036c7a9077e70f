"""What other contexts may know of wards and units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text

from vitreem.identity import people, registry, sessions, wards
from vitreem.identity.holders import (
    NamedPerson,
    holders,
    named_people,
    people_of_units,
    ward_leads,
    ward_officers,
)
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Person, Unit
from vitreem.identity.named import NamedUnit, SeveralUnits, UnitNames
from vitreem.identity.named import names as units_by_name
from vitreem.identity.succession import Succession, when_units_change
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role, permissions_of

# The tables that lists of records join to name units and people; how a context hands on what is a unit's; whom a name
# in a sheet means; whom to tell.
__all__ = [
    "NamedPerson",
    "NamedUnit",
    "Person",
    "SeveralUnits",
    "Succession",
    "Unit",
    "UnitKind",
    "UnitNames",
    "holders",
    "named_people",
    "people_of_units",
    "units_by_name",
    "ward_leads",
    "ward_officers",
    "when_units_change",
]


class WardFact(BaseModel):
    """A ward by its official code."""

    code: str
    name: str
    province: str


async def own_ward(ctx: Ctx) -> WardFact:
    """The ward that the caller works in."""
    ward = await wards.own_ward(ctx)
    return WardFact(code=ward.code, name=ward.name, province=ward.province)


async def viewed_wards(ctx: Ctx) -> list[WardFact]:
    """The caller's own wards."""
    return [WardFact(code=ward.code, name=ward.name, province=ward.province) for ward in await sessions.my_wards(ctx)]


async def enter_viewed_ward(ctx: Ctx, code: str) -> WardFact:
    """Look at another of the caller's wards for the rest of this request; rights are those held in that ward."""
    ward = next((one for one in await sessions.my_wards(ctx) if one.code == code), None)
    if ward is None:
        raise NotFound()
    if ward.id != ctx.ward_id:
        await ctx.set_local(ward_id=ward.id)
        rows = await ctx.db.execute(
            text(
                "SELECT m.role, m.unit_id, w.due_day_counts FROM app.person p"
                " JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL"
                " JOIN app.ward w ON w.id = p.ward_id"
                " WHERE p.ward_id = :ward AND p.account_id = :account AND p.ended_at IS NULL"
            ),
            {"ward": ward.id, "account": ctx.account_id},
        )
        found = rows.all()
        ctx.ward_id, ctx.unit_ids, ctx.lead_unit_ids = ward.id, (), ()
        ctx.roles = frozenset(Role(row.role) for row in found)
        ctx.permissions = permissions_of(ctx.roles)
        ctx.due_day_counts = bool(found and found[0].due_day_counts)
    if not ctx.may("dashboard:ward"):
        raise NotFound()
    return WardFact(code=ward.code, name=ward.name, province=ward.province)


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit as other contexts name it. `stands_for` are ended units, with their names, that it is the heir of."""

    id: UUID
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    stands_for: Mapping[UUID, str] = field(default_factory=dict)

    def is_one_of(self, unit_ids: Collection[UUID]) -> bool:
        """Whether it is named, or a unit that it stands for."""
        return self.id in unit_ids or any(one in unit_ids for one in self.stands_for)


async def unit_names(ctx: Ctx, unit_ids: Collection[UUID | None]) -> dict[UUID, str]:
    """Names of those of the units that are the ward's, closed ones too."""
    asked = {unit_id for unit_id in unit_ids if unit_id}
    if not asked:
        return {}
    rows = await ctx.db.execute(registry.visible(ctx).where(Unit.id.in_(asked)))
    return {unit.id: unit.name for unit in rows.scalars()}


async def open_units(ctx: Ctx, unit_ids: Collection[UUID], kinds: Collection[str]) -> list[UnitFact]:
    """Units that can be given work now: the named ones, and all of the kinds."""
    return [one for one in await every_open_unit(ctx) if one.id in unit_ids or one.kind in kinds]


class Heirs(dict[UUID, UUID]):
    """Who stands today for each unit: for one that exists, itself."""

    def __missing__(self, unit_id: UUID) -> UUID:
        return unit_id


async def heirs(ctx: Ctx) -> Heirs:
    """Of every unit of the ward."""
    ended = await registry.predecessors(ctx)
    return Heirs({unit.id: heir_id for heir_id, units in ended.items() for unit in units})


async def with_predecessors(ctx: Ctx, unit_id: UUID) -> list[UUID]:
    """The unit, and the ended ones that it stands for: whose records a filter by the unit shows."""
    rows = await ctx.db.execute(registry.visible(ctx).where((Unit.id == unit_id) | (Unit.heir_id == unit_id)))
    return [unit_id, *(unit.id for unit in rows.scalars() if unit.id != unit_id)]


async def every_open_unit(ctx: Ctx) -> list[UnitFact]:
    """All units that can be given work now, in the order of the Vietnamese alphabet."""
    ended = await registry.predecessors(ctx)
    return [
        UnitFact(
            unit.id, unit.name, unit.kind, tuple(unit.aliases), {one.id: one.name for one in ended.get(unit.id, ())}
        )
        for unit in await registry.open_units(ctx)
    ]


async def with_successors(ctx: Ctx, unit_id: UUID) -> list[UUID]:
    """The unit, and all that came after it, each part of it too: where what it was goes on."""
    return registry.all_after(unit_id, await registry.successors(ctx))


async def colleague_names(ctx: Ctx, unit_id: UUID) -> dict[UUID, str]:
    """Who works in the unit, by person."""
    return {one.id: one.full_name for one in await people.colleagues(ctx, unit_id)}

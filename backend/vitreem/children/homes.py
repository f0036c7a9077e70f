"""Households of the children of a list: the one of that head in the khu phố, or a new one, with this year's status."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vitreem.children import households, service
from vitreem.children.household_schemas import HouseholdStatusCreate
from vitreem.children.models import Child, Household, HouseholdStatus
from vitreem.children.rules import ChildAudit, PovertyStatus
from vitreem.kernel.db.bulk import insert_all
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit import AuditEvent
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import name_search_key, name_sort_key, search_key


@dataclass(slots=True)
class Homes:
    """Every household of the ward by khu phố and head, and what each is this year; new ones wait for `write`."""

    ctx: Ctx
    poverty: dict[UUID, str]
    _by_head: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _statuses: list[dict[str, Any]] = field(default_factory=list)
    _events: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    async def of(cls, ctx: Ctx) -> "Homes":
        said = select(HouseholdStatus.household_id, HouseholdStatus.status).where(
            HouseholdStatus.ward_id == ctx.ward_id, HouseholdStatus.year == ctx.clock.today().year
        )
        homes = cls(ctx, {one.household_id: one.status for one in await ctx.db.execute(said)})
        rows = select(Household.id, Household.unit_id, Household.head_name).where(Household.ward_id == ctx.ward_id)
        for one in await ctx.db.execute(rows.order_by(Household.id)):
            homes._by_head.setdefault((one.unit_id, search_key(one.head_name)), one.id)
        return homes

    async def of_new(self, unit_id: UUID, head: str, status: PovertyStatus | None) -> UUID | None:
        """The household of a child who is new; None where the list says nothing that a household would be for."""
        if status in (None, PovertyStatus.NONE):
            return None
        known = self._by_head.get((unit_id, search_key(head)))
        if known is None:
            return self._add(unit_id, head, status)
        await self._say(known, status)
        return known

    async def say(self, child: Child, guardian_names: Sequence[str], status: PovertyStatus) -> None:
        """This year's status of a known child's household; who has none gets that of the first guardian."""
        if child.household_id is not None:
            return await self._say(child.household_id, status)
        home = await self.of_new(child.unit_id, guardian_names[0] if guardian_names else child.full_name, status)
        if home is not None:
            await self.write()
            child.household_id = home
            await service.set_household(self.ctx, child, None)

    def _add(self, unit_id: UUID, head: str, status: PovertyStatus) -> UUID:
        ctx, year, home_id = self.ctx, self.ctx.clock.today().year, new_id()
        self._rows.append(
            {
                "ward_id": ctx.ward_id, "id": home_id, "unit_id": unit_id, "head_name": head,
                "search_key": name_search_key(head), "sort_key": name_sort_key(head), "created_at": ctx.clock.now(),
            }
        )  # fmt: skip
        self._statuses.append({"ward_id": ctx.ward_id, "household_id": home_id, "year": year, "status": status})
        self._events += [
            ctx.event(ChildAudit.HOUSEHOLD_CREATED, households.KIND, home_id, unit_id=str(unit_id)),
            ctx.event(ChildAudit.HOUSEHOLD_STATUS_SET, households.KIND, home_id, year=year, status=status),
        ]
        self._by_head[unit_id, search_key(head)], self.poverty[home_id] = home_id, status
        return home_id

    async def _say(self, home_id: UUID, status: PovertyStatus) -> None:
        if self.poverty.get(home_id, PovertyStatus.NONE) == status:
            return
        await self.write()
        home = await self.ctx.db.get_one(Household, (self.ctx.ward_id, home_id))
        body = HouseholdStatusCreate(year=self.ctx.clock.today().year, status=status)
        await households.set_status(self.ctx, home, body, home.version)
        await self.ctx.db.flush()
        self.poverty[home_id] = status

    async def write(self) -> None:
        """Write what is new."""
        for model, rows in ((Household, self._rows), (HouseholdStatus, self._statuses), (AuditEvent, self._events)):
            await insert_all(self.ctx.db, model, rows)
            rows.clear()

"""Households and the yearly lists of poor and near-poor ones."""

from uuid import UUID

from vitreem.children import queries
from vitreem.children.household_schemas import HouseholdCreate, HouseholdStatusCreate
from vitreem.children.models import Household, HouseholdStatus
from vitreem.children.rules import ChildAudit
from vitreem.children.service import require_khu_pho
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import name_search_key, name_sort_key
from vitreem.records import units

KIND = "household"


async def create(ctx: Ctx, body: HouseholdCreate) -> UUID:
    """A household of one of the caller's khu phố, of any for the ward."""
    units.require_own(ctx, body.unit_id, "child")
    await require_khu_pho(ctx, body.unit_id)
    row = Household(
        ward_id=ctx.ward_id, id=new_id(), unit_id=body.unit_id, head_name=body.head_name,
        search_key=name_search_key(body.head_name), sort_key=name_sort_key(body.head_name), address=body.address,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(row)
    await ctx.db.flush()
    ctx.record(ChildAudit.HOUSEHOLD_CREATED, KIND, row.id, unit_id=str(row.unit_id))
    return row.id


async def set_status(ctx: Ctx, row: Household, body: HouseholdStatusCreate, version: int) -> None:
    """What it is in a year's list: the poor and near-poor are reviewed each year."""
    require_version(row.version, version)
    units.require_own(ctx, row.unit_id, "child")
    known = next((one for one in await queries.statuses_of(ctx, row.id) if one.year == body.year), None)
    if known is None:
        known = HouseholdStatus(ward_id=ctx.ward_id, household_id=row.id, year=body.year, status=body.status)
        ctx.db.add(known)
    known.status, known.paper = body.status, body.paper
    row.version += 1
    ctx.record(ChildAudit.HOUSEHOLD_STATUS_SET, KIND, row.id, year=body.year, status=body.status)

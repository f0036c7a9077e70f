"""Who is told that an unsafe place waits: who found it and who sees to it, from the last day of its next step on."""

from sqlalchemy import select

from vitreem.hazards.models import HazardSite
from vitreem.hazards.rules import CLOCKS, KIND
from vitreem.identity import facts as identity
from vitreem.kernel.deadlines.overdue import last_day
from vitreem.kernel.deadlines.terms import due
from vitreem.kernel.jobs.sweeps import register_sweep
from vitreem.kernel.notices.kinds import NoticeKind, register
from vitreem.kernel.notices.telling import end, tell_each
from vitreem.kernel.request.context import Ctx

DUE = register(NoticeKind("hazard.due", "place_due", "/hazards/{id}"))


async def moved(ctx: Ctx, site: HazardSite) -> None:
    """Something was done there: what was due is over, and the next step has its own day."""
    await end(ctx, [DUE], site.id)


async def tell_of_days(ctx: Ctx) -> None:
    """On the last day and after it, once until something is done there."""
    rows = await ctx.db.execute(
        select(HazardSite).where(
            HazardSite.ward_id == ctx.ward_id, HazardSite.state.in_([str(state) for state in CLOCKS])
        )
    )
    sites, today = rows.scalars().all(), ctx.clock.today()
    ends = await due(ctx, sites)
    near = [one for one in sites if (last_on := one.recheck_on or last_day(ends.get(one.id))) and last_on <= today]
    units = {one.id: {one.unit_id, one.owner_unit_id, one.co_owner_unit_id} - {None} for one in near}
    people = await identity.people_of_units(ctx, {unit for some in units.values() for unit in some})
    told = {site_id: [person for unit in some for person in people.get(unit, ())] for site_id, some in units.items()}
    await tell_each(ctx, DUE, KIND, told)


# Once a day is enough for days: at night, before people come.
register_sweep("hazard_days", tell_of_days, wards="wards_by_night")

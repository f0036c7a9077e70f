"""Who is told that a case waits: fixed words that say nothing, at receipt and at half, four fifths and the end of a
clock. A sweep looks; nothing depends on its being in time."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from vitreem.incidents.rules import CASE, REPORT, Clock
from vitreem.kernel.deadlines.escalation import STEPS, steps_passed
from vitreem.kernel.deadlines.terms import due
from vitreem.kernel.jobs.sweeps import register_sweep
from vitreem.kernel.notices.kinds import SOMETHING_TO_DO, NoticeKind, register
from vitreem.kernel.notices.telling import end_each, tell
from vitreem.kernel.request.context import Ctx

_PAGES = {REPORT: "/incidents/reports/{id}", CASE: "/incidents/cases/{id}"}


def _kind(name: str, path: str) -> NoticeKind:
    return register(NoticeKind(name, SOMETHING_TO_DO, path))


WAITS = {kind: _kind(f"{kind}.waits", path) for kind, path in _PAGES.items()}
DECIDE = _kind("incident_case.decide", _PAGES[CASE])
ANSWERED = _kind("incident_case.answered", _PAGES[CASE])
REFERRED = _kind("incident_case.referred", _PAGES[CASE])
ARRIVED = _kind("incident_arrival.arrived", "/incidents/arrivals/{id}")
# Each clock of a case presses by itself: who has read of one hears of the next.
CLOCK = {
    (kind, code, step): _kind(f"{kind}.{code.removeprefix('case.')}_{step}", path)
    for kind, path in _PAGES.items()
    for code in Clock
    for step in STEPS
}
_ALL = (*WAITS.values(), DECIDE, ANSWERED, REFERRED, *CLOCK.values())


async def people_of(ctx: Ctx, subject_id: UUID) -> list[UUID]:
    """Chair, deputies, owner, members and today's stand-ins."""
    return list((await ctx.db.execute(select(func.app.case_people(subject_id)))).scalars())


async def workers(ctx: Ctx) -> list[UUID]:
    """Everybody of the ward in the context whose role sees cases."""
    return list((await ctx.db.execute(select(func.app.case_workers()))).scalars())


async def leads(ctx: Ctx) -> list[UUID]:
    """Chair and deputies, and who stands in for them."""
    return list((await ctx.db.execute(select(func.app.case_people(None)))).scalars())


async def waits(ctx: Ctx, kind: str, subject_id: UUID) -> None:
    await tell(ctx, WAITS[kind], kind, subject_id, await people_of(ctx, subject_id))


async def settled(ctx: Ctx, *subject_ids: UUID) -> None:
    """Nothing of these subjects waits any more."""
    await end_each(ctx, _ALL, list(subject_ids))


async def pressed_no_more(ctx: Ctx, subject_id: UUID, codes: Collection[str]) -> None:
    """These clocks of the subject have ended; without codes, all of them."""
    kinds = [one for (_, code, _), one in CLOCK.items() if not codes or code in codes]
    await end_each(ctx, kinds, [subject_id])


async def end_for(ctx: Ctx, subject_id: UUID, person_id: UUID) -> None:
    """Somebody no longer sees the subject."""
    await ctx.db.execute(select(func.app.end_case_notices(subject_id, person_id, ctx.clock.now())))


async def end_referred(ctx: Ctx) -> None:
    """Referrals whose last day is over."""
    await ctx.db.execute(select(func.app.end_referral_notices(ctx.clock.today(), ctx.clock.now())))


async def escalate(ctx: Ctx) -> None:
    """Tell of every clock that has passed a step; each step of a subject is told once while a clock presses."""
    await ctx.set_local(case_day=ctx.clock.today())
    running = func.app.running_clocks().table_valued(
        "id",
        "subject_id",
        "code",
        "rule_id",
        "rule_version",
        "ward_deadline_id",
        "starts_at",
        "object_kind",
        "person_ids",
    )
    rows = (await ctx.db.execute(select(running))).all()
    ends = await due(ctx, rows)
    for row in rows:
        end = ends[row.id].due_at
        if end is not None and (passed := steps_passed(row.starts_at, end, ctx.clock.now())):
            await tell(
                ctx, CLOCK[row.object_kind, row.code, passed[-1]], row.object_kind, row.subject_id, row.person_ids
            )


register_sweep("case_clocks", escalate, wards="wards_with_clocks")
register_sweep("ended_referrals", end_referred, wards="wards_by_night")

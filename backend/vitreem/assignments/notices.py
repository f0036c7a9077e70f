"""Who is told what about an assignment: the unit what it has to do and what the ward decided, the ward what came in."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from vitreem.assignments.models import Assignment
from vitreem.assignments.rules import AssignmentState
from vitreem.identity import facts as identity
from vitreem.kernel.jobs.sweeps import register_sweep
from vitreem.kernel.notices.kinds import NoticeKind, register
from vitreem.kernel.notices.telling import end_each, tell_each
from vitreem.kernel.request.context import Ctx
from vitreem.plans.facts import Plan

OBJECT, _PAGE = "assignment", "/assignments/{id}"
# The database's `wards_with_days_near` says the same days.
SOON = timedelta(days=3)

GIVEN = register(NoticeKind("assignment.given", "task_given", _PAGE))
SUBMITTED = register(NoticeKind("assignment.submitted", "task_submitted", _PAGE))
RETURNED = register(NoticeKind("assignment.returned", "task_returned", _PAGE))
ACCEPTED = register(NoticeKind("assignment.accepted", "task_accepted", _PAGE))
DUE_SOON = register(NoticeKind("assignment.due_soon", "task_due_soon", _PAGE))
DUE_TODAY = register(NoticeKind("assignment.due_today", "task_due_today", _PAGE))

ALL = frozenset({GIVEN, SUBMITTED, RETURNED, ACCEPTED, DUE_SOON, DUE_TODAY})
_DUE = frozenset({DUE_SOON, DUE_TODAY})
# What still has its cause in a state; all else is over.
_IN_FORCE = {
    AssignmentState.ASSIGNED: _DUE | {GIVEN},
    AssignmentState.ACKNOWLEDGED: _DUE,
    AssignmentState.IN_PROGRESS: _DUE | {RETURNED},
    AssignmentState.SUBMITTED: frozenset({SUBMITTED}),
    AssignmentState.RETURNED: _DUE | {RETURNED},
    AssignmentState.ACCEPTED: frozenset({ACCEPTED}),
}


async def moved(ctx: Ctx, assignment: Assignment, told: NoticeKind | None = None) -> None:
    """The assignment is in another state: what it no longer calls for is over, and `told` is told."""
    await end_each(ctx, ALL - _IN_FORCE[AssignmentState(assignment.state)], [assignment.id])
    if told is SUBMITTED:
        await tell_each(ctx, SUBMITTED, OBJECT, {assignment.id: await identity.ward_officers(ctx)})
    elif told is not None:
        await tell_units(ctx, told, [assignment])


async def tell_units(ctx: Ctx, kind: NoticeKind, assignments: Sequence[Assignment]) -> None:
    """Everybody of the unit of each."""
    people = await identity.people_of_units(ctx, {one.unit_id for one in assignments})
    await tell_each(ctx, kind, OBJECT, {one.id: people.get(one.unit_id, ()) for one in assignments})


async def given_out(
    ctx: Ctx, *, told: Sequence[Assignment], changed: Sequence[Assignment], withdrawn: Sequence[Assignment]
) -> None:
    """A plan was published or amended. Where days may have moved, the next look tells them anew."""
    await end_each(ctx, ALL, [one.id for one in withdrawn])
    await end_each(ctx, _DUE, [one.id for one in changed])
    await tell_units(ctx, GIVEN, [one for one in told if one.state == AssignmentState.ASSIGNED])


async def nothing_to_do(ctx: Ctx, assignment_ids: Collection[UUID]) -> None:
    """Their plan is closed: what is left is to answer what was handed in."""
    await end_each(ctx, ALL - {SUBMITTED, ACCEPTED}, assignment_ids)


async def tell_of_days(ctx: Ctx) -> None:
    """Three days before the last day, and on it. Later neither is true, also where some days went by without a look."""
    today = ctx.clock.today()
    rows = await ctx.db.execute(
        select(Assignment)
        .join(Plan, (Plan.ward_id == Assignment.ward_id) & (Plan.id == Assignment.plan_id))
        .where(
            Assignment.ward_id == ctx.ward_id,
            Assignment.last_day_on.between(today - SOON, today + SOON),
            Assignment.state.in_([state for state, kinds in _IN_FORCE.items() if DUE_TODAY in kinds]),
            Assignment.withdrawn_at.is_(None),
            Plan.closed_at.is_(None),
        )
    )
    found = list(rows.scalars())
    last = [one for one in found if one.last_day_on == today]
    await end_each(ctx, [DUE_SOON], [one.id for one in last])
    await end_each(ctx, _DUE, [one.id for one in found if one.last_day_on < today])
    await tell_units(ctx, DUE_TODAY, last)
    await tell_units(ctx, DUE_SOON, [one for one in found if one.last_day_on > today])


register_sweep("assignments", tell_of_days, wards="wards_with_days_near")

"""What other contexts may ask of assignments: giving a plan's tasks out, and counting what was given."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from uuid import UUID

from sqlalchemy import exists, func, select

from vitreem.assignments import dashboards, evidence, notices, queries, succession
from vitreem.assignments.evidence import AlreadyLinked
from vitreem.assignments.models import Assignment, Evidence, ProgressNote
from vitreem.assignments.rules import AssignmentAudit, AssignmentState
from vitreem.assignments.schemas import RecordLink, WardDashboard
from vitreem.identity import facts as identity
from vitreem.identity.facts import when_units_change
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key

__all__ = [
    "GivenOut",
    "Order",
    "ProvenAssignment",
    "UnitResult",
    "WardDashboard",
    "give_out",
    "given_out",
    "link_record",
    "plan_closed",
    "proven_by",
    "results_of",
    "unit_assignments",
    "ward_dashboard",
]


@dataclass(frozen=True, slots=True)
class ProvenAssignment:
    """An assignment that a record proves."""

    id: UUID
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """One task for one unit."""

    task_id: UUID
    unit_id: UUID
    number: str
    text: str
    kind: str
    event_on: date | None
    due_before: date | None
    last_day_on: date


@dataclass(slots=True)
class GivenOut:
    """What giving out did. `kept`: assignments that no order stands behind any more, but which hold results."""

    total: int = 0
    created: int = 0
    changed: int = 0
    withdrawn: int = 0
    kept: list[UUID] = field(default_factory=list)


async def ward_dashboard(ctx: Ctx) -> str:
    """`WardDashboard` of the plan in force, as JSON text."""
    return await dashboards.ward_dashboard(ctx, None)


async def given_out(ctx: Ctx, plan_id: UUID) -> set[tuple[UUID, UUID]]:
    """(task, unit) pairs of the plan's assignments that are not withdrawn; the unit is who has it today."""
    heirs = await identity.heirs(ctx)
    rows = await ctx.db.execute(
        select(Assignment.task_id, Assignment.unit_id).where(
            Assignment.ward_id == ctx.ward_id, Assignment.plan_id == plan_id, Assignment.withdrawn_at.is_(None)
        )
    )
    return {(task_id, heirs[unit_id]) for task_id, unit_id in map(tuple, rows)}


async def link_record(ctx: Ctx, assignment_id: UUID, record_kind: str, record_id: UUID) -> None:
    """Make a record evidence of an assignment that the caller works on; linked once already, nothing happens.

    Who gives the work out links what is planned for the unit. Raises `NotFound` for an assignment that the caller
    doesn't see, `WrongState` for one that takes no more evidence.
    """
    assignment = await queries.seen(ctx, assignment_id, lock=True)
    with suppress(AlreadyLinked):
        link = RecordLink(record_kind=record_kind, record_id=record_id)
        await evidence.attach_record(ctx, assignment, link, ordered=ctx.may("assignment:decide"))


async def proven_by(ctx: Ctx, record_kind: str, record_id: UUID) -> list[ProvenAssignment]:
    """Assignments that the record is evidence of and that the caller sees."""
    rows = await ctx.db.execute(
        queries.visible(ctx)
        .join(Evidence, (Evidence.ward_id == Assignment.ward_id) & (Evidence.assignment_id == Assignment.id))
        .where(Evidence.record_kind == record_kind, Evidence.record_id == record_id, Evidence.removed_at.is_(None))
        .order_by(Assignment.number, Assignment.id)
    )
    return [ProvenAssignment(one.id, one.number, one.text) for one in rows.scalars()]


async def unit_assignments(ctx: Ctx, task_id: UUID) -> dict[UUID, UUID]:
    """Assignments of a task that are not withdrawn, by the unit that has them today; of several the newest."""
    heirs = await identity.heirs(ctx)
    rows = await ctx.db.execute(
        queries.visible(ctx)
        .where(Assignment.task_id == task_id, Assignment.withdrawn_at.is_(None))
        .order_by(Assignment.id)
    )
    return {heirs[one.unit_id]: one.id for one in rows.scalars()}


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What a unit did of a task, as a report tells it. `submitted_on` empty: not handed in."""

    id: UUID
    number: str
    text: str
    result: str
    last_day_on: date
    submitted_on: date | None
    evidence_count: int


async def results_of(ctx: Ctx, plan_id: UUID, unit_id: UUID) -> list[UnitResult]:
    """Tasks that the unit has today in the plan, in the order of its numbers; those that the caller sees."""
    rows = await ctx.db.execute(
        queries.visible(ctx)
        .add_columns(queries.evidence_count())
        .where(
            Assignment.plan_id == plan_id, Assignment.unit_id == unit_id, Assignment.withdrawn_at.is_(None)
        )
        .order_by(Assignment.number, Assignment.id)
    )  # fmt: skip
    return [
        UnitResult(
            one.id, one.number, one.text, one.result, one.last_day_on,
            one.submitted_at.astimezone(VIETNAM).date() if one.submitted_at and one.state in queries.FINISHED else None,
            count,
        )
        for one, count in rows
    ]  # fmt: skip


async def give_out(ctx: Ctx, plan_id: UUID, orders: list[Order], *, withdraw_others: bool) -> GivenOut:
    """Make the plan's assignments equal to the orders.

    Known pairs keep their state and results; changed words and days are taken over. What was given to a unit that has
    ended is known as its heir's: after a merger that may be more than one assignment of a task. With `withdraw_others`,
    an assignment without an order is withdrawn, unless it holds notes, evidence or a result: then it stays, and is
    named.
    """
    rows = await ctx.db.execute(
        select(Assignment).where(Assignment.ward_id == ctx.ward_id, Assignment.plan_id == plan_id)
    )
    heirs = await identity.heirs(ctx)
    known: dict[tuple[UUID, UUID], list[Assignment]] = defaultdict(list)
    for one in rows.scalars():
        known[one.task_id, heirs[one.unit_id]].append(one)
    outcome = GivenOut()
    told: list[Assignment] = []
    changed: list[Assignment] = []
    withdrawn: list[Assignment] = []
    for order in orders:
        there = known.pop((order.task_id, order.unit_id), [])
        if not there:
            assignment = _new(ctx, plan_id, order)
            ctx.db.add(assignment)
            told.append(assignment)
            ctx.record(
                AssignmentAudit.GIVEN, "assignment", assignment.id, name=assignment.label, unit_id=str(order.unit_id)
            )
            outcome.created += 1
            continue
        given = [one for one in there if one.withdrawn_at is None]
        for assignment in given or there[:1]:
            if (withdraw_others or not given) and _take_over(ctx, assignment, order):
                changed.append(assignment)
            if not given:
                told.append(assignment)
    if withdraw_others:
        busy = await _with_results(ctx, plan_id)
        for assignment in chain.from_iterable(known.values()):
            if assignment.withdrawn_at is not None:
                continue
            if assignment.id in busy:
                outcome.kept.append(assignment.id)
            else:
                assignment.withdrawn_at, assignment.version = ctx.clock.now(), assignment.version + 1
                ctx.record(AssignmentAudit.WITHDRAWN, "assignment", assignment.id, name=assignment.label)
                withdrawn.append(assignment)
    await ctx.db.flush()
    await notices.given_out(ctx, told=told, changed=changed, withdrawn=withdrawn)
    outcome.changed, outcome.withdrawn = len(changed), len(withdrawn)
    outcome.total = (
        await ctx.db.execute(
            select(func.count())
            .select_from(Assignment)
            .where(Assignment.ward_id == ctx.ward_id, Assignment.plan_id == plan_id, Assignment.withdrawn_at.is_(None))
        )
    ).scalar_one()
    return outcome


async def plan_closed(ctx: Ctx, plan_id: UUID) -> None:
    """Nothing more is to be done for the plan; what was handed in is still answered."""
    rows = await ctx.db.execute(
        select(Assignment.id).where(Assignment.ward_id == ctx.ward_id, Assignment.plan_id == plan_id)
    )
    await notices.nothing_to_do(ctx, list(rows.scalars()))


def _new(ctx: Ctx, plan_id: UUID, order: Order) -> Assignment:
    return Assignment(
        ward_id=ctx.ward_id, plan_id=plan_id, task_id=order.task_id, unit_id=order.unit_id, given_unit_id=order.unit_id,
        number=order.number, text=order.text, search_key=search_key(order.text), kind=order.kind,
        event_on=order.event_on, due_before=order.due_before, last_day_on=order.last_day_on,
        state=AssignmentState.ASSIGNED, created_at=ctx.clock.now(),
    )  # fmt: skip


def _take_over(ctx: Ctx, assignment: Assignment, order: Order) -> bool:
    """Words and days of the order; whether anything changed. The version moves, so that open pages notice."""
    wanted = {
        "number": order.number, "text": order.text, "kind": order.kind, "event_on": order.event_on,
        "due_before": order.due_before, "last_day_on": order.last_day_on, "withdrawn_at": None,
    }  # fmt: skip
    changed = sorted(name for name, value in wanted.items() if getattr(assignment, name) != value)
    if not changed:
        return False
    if assignment.withdrawn_at is not None:
        assignment.unit_id = order.unit_id  # given again, after its unit may have ended
    for name in changed:
        setattr(assignment, name, wanted[name])
    assignment.search_key, assignment.version = search_key(order.text), assignment.version + 1
    ctx.record(AssignmentAudit.CHANGED, "assignment", assignment.id, name=assignment.label, fields=changed)
    return True


async def _with_results(ctx: Ctx, plan_id: UUID) -> set[UUID]:
    """Assignments of the plan that hold a result, a note or evidence."""
    rows = await ctx.db.execute(
        select(Assignment.id).where(
            Assignment.ward_id == ctx.ward_id,
            Assignment.plan_id == plan_id,
            Assignment.submitted_at.is_not(None)
            | exists().where(ProgressNote.ward_id == Assignment.ward_id, ProgressNote.assignment_id == Assignment.id)
            | exists().where(Evidence.ward_id == Assignment.ward_id, Evidence.assignment_id == Assignment.id),
        )
    )
    return set(rows.scalars())


when_units_change("assignments", succession.hand_on)

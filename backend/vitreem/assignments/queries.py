"""Assignments: who sees which, lists, and one record with everything on it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, and_, bindparam, exists, false, func, select

from vitreem.assignments import rules
from vitreem.assignments.models import Assignment, Evidence, ProgressNote, SupportingUnit
from vitreem.assignments.rules import AssignmentState
from vitreem.identity.facts import Person, Unit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.records.lists import Flag, ListOf, Order, among, equals, holds, until

FINISHED = (AssignmentState.SUBMITTED, AssignmentState.ACCEPTED)

_a, _u, _p = Assignment.__table__.c, Unit.__table__.c, Person.__table__.c


def of_my_units(unit_ids: Any) -> Any:
    """Condition: the assignment's lead unit or a supporting one is among `unit_ids`."""
    support = SupportingUnit.__table__.c
    return (_a.unit_id == func.any(unit_ids)) | exists().where(
        support.ward_id == _a.ward_id, support.assignment_id == _a.id, support.unit_id == func.any(unit_ids)
    )


def visible(ctx: Ctx) -> Select[Assignment]:
    """The only place that knows who sees which assignment: the ward's people all, a unit's people its own."""
    statement = select(Assignment).where(Assignment.ward_id == ctx.ward_id)
    if ctx.may("assignment:read_all"):
        return statement
    if not ctx.may("assignment:read"):
        return statement.where(false())
    return statement.where(of_my_units(list(ctx.unit_ids)))


async def seen(ctx: Ctx, assignment_id: UUID, *, lock: bool = False) -> Assignment:
    statement = visible(ctx).where(Assignment.id == assignment_id)
    if lock:
        statement = statement.with_for_update()
    assignment = (await ctx.db.execute(statement)).scalar_one_or_none()
    if assignment is None:
        raise NotFound()
    return assignment


def rights(ctx: Ctx, assignment: Assignment, supporting_ids: Collection[UUID]) -> frozenset[str]:
    """What the caller is to the assignment, whose supporting units are these."""
    return rules.rights(
        ctx.permissions,
        leads=assignment.unit_id in ctx.lead_unit_ids,
        works=bool({*ctx.unit_ids} & {assignment.unit_id, *supporting_ids}),
    )


def overdue(today: Any) -> Any:
    # Spelled out: a list would be expanded anew at each call, and these statements are compiled once.
    return (_a.last_day_on < today) & and_(*(_a.state != str(state) for state in FINISHED))


def _evidence_count() -> Any:
    e = Evidence.__table__.c
    return (
        select(func.count())
        .where(e.ward_id == _a.ward_id, e.assignment_id == _a.id, e.removed_at.is_(None))
        .scalar_subquery()
    )


_today = bindparam("today", type_=Date())

LIST = ListOf(
    table=Assignment.__table__,
    source=Assignment.__table__.join(Unit.__table__, (_u.ward_id == _a.ward_id) & (_u.id == _a.unit_id)).outerjoin(
        Person.__table__, (_p.ward_id == _a.ward_id) & (_p.id == _a.person_id)
    ),
    columns=(
        _a.id, _a.plan_id, _a.number, _a.text, _a.kind, _a.unit_id, _u.name.label("unit_name"),
        _p.full_name.label("person_name"), _a.event_on, _a.due_before, _a.last_day_on, _a.state, _a.late,
        overdue(_today).label("overdue"), _a.submitted_at, _a.return_reason,
        _evidence_count().label("evidence_count"), _a.version,
    ),
    where={
        "plan_id": equals(_a.plan_id),
        "unit_id": equals(_a.unit_id),
        "task_id": equals(_a.task_id),
        "state": among(_a.state),
        "kind": among(_a.kind),
        "unit_kind": among(_u.kind),
        "overdue": Flag(overdue(_today)),
        "late": Flag(_a.late.is_(True)),
        "mine": Flag(_a.person_id == bindparam("person_id", type_=Uuid())),
        "due_by": until(_a.last_day_on),
        "on_day": equals(_a.last_day_on),
        "q": holds(_a.search_key),
    },
    orders={
        "due": Order(_a.last_day_on),
        "unit": Order(_u.sort_key),
        "submitted": Order(func.coalesce(_a.submitted_at, _a.created_at), descending=True),
    },
    sees_all=lambda ctx: ctx.may("assignment:read_all"),
    of_units=of_my_units,
    always=(_a.withdrawn_at.is_(None),),
    bound=lambda ctx, _: {"today": ctx.clock.today(), "person_id": ctx.person_id},
)  # fmt: skip


async def notes(ctx: Ctx, assignment_id: UUID) -> list[ProgressNote]:
    rows = await ctx.db.execute(
        select(ProgressNote)
        .where(ProgressNote.ward_id == ctx.ward_id, ProgressNote.assignment_id == assignment_id)
        .order_by(ProgressNote.id)
    )
    return list(rows.scalars())


async def evidence(ctx: Ctx, assignment_id: UUID) -> list[Evidence]:
    """Evidence that was not taken back, in the order it came."""
    rows = await ctx.db.execute(
        select(Evidence)
        .where(Evidence.ward_id == ctx.ward_id, Evidence.assignment_id == assignment_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    return list(rows.scalars())


async def supporting_units(ctx: Ctx, assignment_id: UUID) -> list[Unit]:
    rows = await ctx.db.execute(
        select(Unit)
        .join(SupportingUnit, (SupportingUnit.ward_id == Unit.ward_id) & (SupportingUnit.unit_id == Unit.id))
        .where(SupportingUnit.ward_id == ctx.ward_id, SupportingUnit.assignment_id == assignment_id)
        .order_by(Unit.sort_key)
    )
    return list(rows.scalars())

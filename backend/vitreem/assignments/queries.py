"""Assignments: who sees which, lists, and one record with everything on it."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Select, String, Uuid, and_, bindparam, cast, exists, false, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.assignments.models import Assignment, Evidence, ProgressNote, SupportingUnit
from vitreem.assignments.rules import AssignmentState
from vitreem.identity.models import Person, Unit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonPage, json_page

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


def overdue(today: Any) -> Any:
    # Spelled out: a list would be expanded anew at each call, and these statements are compiled once.
    return (_a.last_day_on < today) & and_(*(_a.state != str(state) for state in FINISHED))


SORTS: dict[str, Any] = {
    "due": (_a.last_day_on, Date(), False),
    "unit": (_u.sort_key, String(), False),
    "submitted": (func.coalesce(_a.submitted_at, _a.created_at), None, True),
}


def _evidence_count() -> Any:
    e = Evidence.__table__.c
    return (
        select(func.count())
        .where(e.ward_id == _a.ward_id, e.assignment_id == _a.id, e.removed_at.is_(None))
        .scalar_subquery()
    )


@cache
def list_statement(scope: str, filters: frozenset[str], sort: str) -> JsonPage:
    """The list of one shape. `scope`: `all` or `units`; `filters`: names of bound values that are given."""
    order, _, descending = SORTS[sort]
    conditions: dict[str, Any] = {
        "plan_id": _a.plan_id == bindparam("plan_id", type_=Uuid()),
        "unit_id": _a.unit_id == bindparam("unit_id", type_=Uuid()),
        "task_id": _a.task_id == bindparam("task_id", type_=Uuid()),
        "person_id": _a.person_id == bindparam("person_id", type_=Uuid()),
        "states": _a.state == func.any(bindparam("states", type_=ARRAY(String))),
        "kinds": _a.kind == func.any(bindparam("kinds", type_=ARRAY(String))),
        "unit_kinds": _u.kind == func.any(bindparam("unit_kinds", type_=ARRAY(String))),
        "overdue": overdue(bindparam("today", type_=Date())),
        "late": _a.late.is_(True),
        "due_by": _a.last_day_on <= bindparam("due_by", type_=Date()),
        "on_day": _a.last_day_on == bindparam("on_day", type_=Date()),
        "q": func.strpos(_a.search_key, bindparam("q", type_=String())) > 0,
        "after": (order < bindparam("after")) | ((order == bindparam("after")) & (_a.id < bindparam("after_id")))
        if descending
        else (order > bindparam("after")) | ((order == bindparam("after")) & (_a.id > bindparam("after_id"))),
    }
    statement = (
        select(
            _a.id, _a.plan_id, _a.number, _a.text, _a.kind, _a.unit_id, _u.name.label("unit_name"),
            _p.full_name.label("person_name"), _a.event_on, _a.due_before, _a.last_day_on, _a.state, _a.late,
            overdue(bindparam("today", type_=Date())).label("overdue"), _a.submitted_at, _a.return_reason,
            _evidence_count().label("evidence_count"), _a.version, cast(order, String).label("sort_value"),
        )
        .select_from(Assignment.__table__)
        .join(Unit.__table__, (_u.ward_id == _a.ward_id) & (_u.id == _a.unit_id))
        .outerjoin(Person.__table__, (_p.ward_id == _a.ward_id) & (_p.id == _a.person_id))
        .where(_a.ward_id == bindparam("ward_id", type_=Integer()), _a.withdrawn_at.is_(None))
        .where(*(conditions[name] for name in sorted(filters)))
        .order_by(*((order.desc(), _a.id.desc()) if descending else (order, _a.id)))
    )  # fmt: skip
    if scope == "units":
        statement = statement.where(of_my_units(bindparam("unit_ids", type_=ARRAY(Uuid()))))
    return json_page(statement, ("sort_value", "id"))


def list_scope(ctx: Ctx) -> str:
    return "all" if ctx.may("assignment:read_all") else "units"


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

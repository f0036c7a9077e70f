"""Assignments: who sees which, lists, and one record with everything on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, and_, bindparam, exists, false, func, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by

from vitreem.assignments import rules
from vitreem.assignments.models import Assignment, Evidence, ProgressNote, SupportingUnit
from vitreem.assignments.rules import AssignmentState
from vitreem.identity.facts import Person, Unit
from vitreem.kernel.files.store import StoredFile
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.plans import facts as plans
from vitreem.plans.facts import Plan, PlanFact
from vitreem.records import registry
from vitreem.records.lists import Flag, ListOf, Order, among, equals, holds, until
from vitreem.records.registry import RecordFact
from vitreem.records.unit_views import ViewedUnit, of_unit
from vitreem.records.wire import NamedUnit

FINISHED = (AssignmentState.SUBMITTED, AssignmentState.ACCEPTED)

_a, _p = Assignment.__table__.c, Person.__table__.c
_unit = ViewedUnit(_a.given_unit_id, "unit_viewed")


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


def rights(ctx: Ctx, assignment: Assignment, supporting: Collection[NamedUnit]) -> frozenset[str]:
    """What the caller is to the assignment, whose supporting units are these."""
    return rules.rights(
        ctx.permissions,
        leads=assignment.unit_id in ctx.lead_unit_ids,
        works=bool({*ctx.unit_ids} & {assignment.unit_id, *(one.id for one in supporting)}),
    )


def overdue(today: Any) -> Any:
    # Spelled out: a list would be expanded anew at each call, and these statements are compiled once.
    return (_a.last_day_on < today) & and_(*(_a.state != str(state) for state in FINISHED))


def evidence_count() -> Any:
    e = Evidence.__table__.c
    return (
        select(func.count())
        .where(e.ward_id == _a.ward_id, e.assignment_id == _a.id, e.removed_at.is_(None))
        .scalar_subquery()
    )


_today = bindparam("today", type_=Date())

LIST = ListOf(
    table=Assignment.__table__,
    source=_unit.join(Assignment.__table__).outerjoin(
        Person.__table__, (_p.ward_id == _a.ward_id) & (_p.id == _a.person_id)
    ),
    columns=(
        _a.id, _a.plan_id, _a.number, _a.text, _a.kind, _unit.id.label("unit_id"),
        _unit.name.label("unit_name"),
        _p.full_name.label("person_name"), _a.event_on, _a.due_before, _a.last_day_on, _a.state, _a.late,
        overdue(_today).label("overdue"), _a.submitted_at, _a.return_reason,
        evidence_count().label("evidence_count"), _a.version,
    ),
    where={
        "plan_id": equals(_a.plan_id),
        "unit_id": of_unit(_a.given_unit_id),
        "task_id": equals(_a.task_id),
        "state": among(_a.state),
        "kind": among(_a.kind),
        "unit_kind": among(_unit.kind),
        "overdue": Flag(overdue(_today)),
        "late": Flag(_a.late.is_(True)),
        "mine": Flag(_a.person_id == bindparam("person_id", type_=Uuid())),
        "due_by": until(_a.last_day_on),
        "on_day": equals(_a.last_day_on),
        "q": holds(_a.search_key),
    },
    orders={
        "due": Order(_a.last_day_on),
        "unit": Order(_unit.sort_key),
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


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one assignment: its unit, its person, its plan, and who supports it."""

    unit: Unit
    person_name: str | None
    plan: PlanFact
    supporting: list[NamedUnit]


async def around(ctx: Ctx, assignment: Assignment) -> Around:
    helper, support = Unit.__table__.alias("helper"), SupportingUnit.__table__
    one = func.json_build_object("id", helper.c.id, "name", helper.c.name)
    supporting = (
        select(func.coalesce(func.json_agg(aggregate_order_by(one, helper.c.sort_key)), text("'[]'::json")))
        .select_from(support.join(helper, (helper.c.ward_id == support.c.ward_id) & (helper.c.id == support.c.unit_id)))
        .where(support.c.ward_id == ctx.ward_id, support.c.assignment_id == assignment.id)
        .scalar_subquery()
    )
    rows = await ctx.db.execute(
        select(Unit, Person.full_name, Plan, supporting)
        .join(Plan, (Plan.ward_id == Unit.ward_id) & (Plan.id == assignment.plan_id))
        .outerjoin(Person, (Person.ward_id == Unit.ward_id) & (Person.id == assignment.person_id))
        .where(Unit.ward_id == ctx.ward_id, Unit.id == assignment.unit_id)
    )
    unit, person_name, plan, named = tuple(rows.one())
    return Around(unit, person_name, plans.plan_fact(plan), [NamedUnit.model_validate(each) for each in named])


async def evidence(ctx: Ctx, assignment_id: UUID) -> list[tuple[Evidence, StoredFile | None]]:
    """Evidence that was not taken back, in the order it came, with its file where it is one."""
    rows = await ctx.db.execute(
        select(Evidence, StoredFile)
        .outerjoin(StoredFile, (StoredFile.ward_id == Evidence.ward_id) & (StoredFile.id == Evidence.file_id))
        .where(Evidence.ward_id == ctx.ward_id, Evidence.assignment_id == assignment_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence of one assignment, and what the owners of linked records tell of them, by kind."""

    rows: list[tuple[Evidence, StoredFile | None]]
    facts: dict[str, dict[UUID, RecordFact]]

    def fact(self, row: Evidence) -> RecordFact | None:
        return self.facts.get(row.record_kind, {}).get(row.record_id) if row.record_kind and row.record_id else None

    def kinds(self) -> list[str]:
        """Kinds of evidence, without records that have not happened yet."""
        return [row.kind for row, _ in self.rows if (fact := self.fact(row)) is None or fact.proves]


async def proof_of(ctx: Ctx, assignment: Assignment) -> Proof:
    rows = await evidence(ctx, assignment.id)
    return Proof(rows, await _facts(ctx, [row for row, _ in rows]))


async def _facts(ctx: Ctx, rows: Iterable[Evidence]) -> dict[str, dict[UUID, RecordFact]]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.record_kind and row.record_id:
            by_kind[row.record_kind].append(row.record_id)
    return {kind: await registry.describe(ctx, kind, ids) for kind, ids in by_kind.items()}


async def proving_kinds(ctx: Ctx, rows: Sequence[Evidence]) -> dict[UUID, list[str]]:
    """Kinds of evidence by assignment, without records that have not happened yet."""
    facts, of_assignment = await _facts(ctx, rows), defaultdict[UUID, list[tuple[Evidence, StoredFile | None]]](list)
    for row in rows:
        of_assignment[row.assignment_id].append((row, None))
    return {assignment_id: Proof(its, facts).kinds() for assignment_id, its in of_assignment.items()}

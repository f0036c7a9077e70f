"""Where the work stands: a unit's own page, and the ward's matrix, drawn by one statement each."""

from functools import cache
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, Text, Uuid, bindparam, cast, func, literal_column, or_, select

from vitreem.assignments import queries, rules
from vitreem.assignments.models import Assignment, Evidence
from vitreem.assignments.rules import AssignmentState, AssignmentVerb
from vitreem.assignments.schemas import DashboardPlan, UnitAssignment, UnitDashboard, WardDashboard
from vitreem.identity.facts import Unit
from vitreem.kernel.deadlines.plan_days import is_late
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonStatement, compiled
from vitreem.plans import facts as plans
from vitreem.plans.facts import PlanFact
from vitreem.records.unit_views import ViewedUnit
from vitreem.records.units import UnitView

# The order in which a unit should look at its work.
_URGENCY = {AssignmentState.RETURNED: 0}


def head(ctx: Ctx, plan: PlanFact) -> DashboardPlan:
    return DashboardPlan(
        id=plan.id, title=plan.title, year=plan.year, theme=plan.theme, starts_on=plan.starts_on,
        ends_on=plan.ends_on, unit_report_before=plan.unit_report_before, ward_report_before=plan.ward_report_before,
        due_day_counts=ctx.due_day_counts,
    )  # fmt: skip


def next_action(verbs: list[AssignmentVerb], missing: bool) -> AssignmentVerb | None:
    """The one thing to do now: read it, then prove it, then hand it in."""
    for verb in (
        AssignmentVerb.ACKNOWLEDGE,
        AssignmentVerb.ATTACH if missing else AssignmentVerb.SUBMIT,
        AssignmentVerb.NOTE,
    ):
        if verb in verbs:
            return verb
    return None


async def unit_dashboard(ctx: Ctx) -> UnitDashboard:
    """Assignments of the caller's units in every plan in force."""
    shown = {plan.id: plan for plan in await plans.plans_in_force(ctx)}
    rows = await ctx.db.execute(
        select(Assignment, Unit.name)
        .join(Unit, (Unit.ward_id == Assignment.ward_id) & (Unit.id == Assignment.unit_id))
        .where(
            Assignment.ward_id == ctx.ward_id,
            Assignment.plan_id.in_(shown),
            Assignment.withdrawn_at.is_(None),
            queries.of_my_units(list(ctx.unit_ids)),
        )
        .order_by(Assignment.last_day_on, Assignment.id)
        .limit(500)
    )
    found = [tuple(row) for row in rows]
    proofs = await ctx.db.execute(
        select(Evidence).where(
            Evidence.ward_id == ctx.ward_id,
            Evidence.assignment_id.in_([assignment.id for assignment, _ in found]),
            Evidence.removed_at.is_(None),
        )
    )
    kinds = await queries.proving_kinds(ctx, list(proofs.scalars()))
    items = [
        _unit_item(ctx, assignment, shown[assignment.plan_id], unit_name, kinds.get(assignment.id, []))
        for assignment, unit_name in found
    ]
    items.sort(key=lambda one: (_URGENCY.get(one.state, 1), not one.overdue))
    waiting = [one for one in items if one.state == AssignmentState.SUBMITTED]
    done = [one for one in items if one.state == AssignmentState.ACCEPTED]
    return UnitDashboard(
        plans=[head(ctx, plan) for plan in shown.values()],
        messages=await plans.messages(ctx, list(shown)),
        today=ctx.clock.today(),
        total=len(items),
        with_result=len(waiting) + len(done),
        accepted=len(done),
        overdue=sum(one.overdue for one in items),
        to_do=[one for one in items if one.state not in queries.FINISHED],
        waiting=waiting,
        done=done,
    )


def _unit_item(ctx: Ctx, assignment: Assignment, plan: PlanFact, unit_name: str, kinds: list[str]) -> UnitAssignment:
    missing = rules.missing_evidence(assignment.kind, kinds)
    held = rules.rights(ctx.permissions, leads=assignment.unit_id in ctx.lead_unit_ids, works=True)
    verbs = rules.allowed_actions(assignment.state, held, withdrawn=False, plan_closed=plan.closed)
    finished = assignment.state in queries.FINISHED
    return UnitAssignment(
        id=assignment.id, plan_id=plan.id, number=assignment.number, text=assignment.text, kind=assignment.kind,
        unit_id=assignment.unit_id, unit_name=unit_name, event_on=assignment.event_on,
        due_before=assignment.due_before, last_day_on=assignment.last_day_on,
        state=AssignmentState(assignment.state), late=assignment.late,
        overdue=not finished and is_late(ctx.clock.today(), assignment.last_day_on),
        return_reason=assignment.return_reason, submitted_at=assignment.submitted_at, evidence_count=len(kinds),
        next_action=None if finished else next_action(verbs, bool(missing)), missing_evidence=missing,
        version=assignment.version,
    )  # fmt: skip


@cache
def ward_statement() -> JsonStatement:
    """Totals, units x states, kinds with sums of figures, and days, from one pass over the plan's assignments."""
    table = Assignment.__table__.c
    shown = ViewedUnit(table.given_unit_id, "shown")
    today = bindparam("today", type_=Date())
    rows = (
        select(
            table.id, shown.id.label("unit_id"), table.kind, table.state, table.late, table.last_day_on,
            table.submitted_at, table.decided_at, table.figures, queries.overdue(today).label("overdue"),
        )
        .select_from(shown.join(Assignment.__table__))
        .where(
            table.ward_id == bindparam("ward_id", type_=Integer()),
            table.plan_id == bindparam("plan_id", type_=Uuid()),
            table.withdrawn_at.is_(None),
        )
        .cte("a")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )  # fmt: skip
    a = rows.c

    def states():
        return [
            *(func.count().filter(a.state == str(state)).label(str(state)) for state in AssignmentState),
            func.count().filter(a.overdue).label("overdue"),
            func.count().filter(a.late).label("late"),
            func.count().label("total"),
        ]

    def array(statement, name: str):
        inner = statement.subquery(name)
        empty = literal_column("'[]'::json")
        return select(func.coalesce(func.json_agg(literal_column(name)), empty)).select_from(inner).scalar_subquery()

    def one(statement, name: str):
        return select(func.row_to_json(literal_column(name))).select_from(statement.subquery(name)).scalar_subquery()

    unit = Unit.__table__.c
    per_unit = select(a.unit_id, *states()).group_by(a.unit_id).subquery("c")
    units = (
        select(unit.id.label("unit_id"), unit.name.label("unit_name"), unit.kind.label("unit_kind"))
        .add_columns(*(column for column in per_unit.c if column.name != "unit_id"))
        .select_from(per_unit)
        .join(Unit.__table__, (unit.ward_id == bindparam("ward_id", type_=Integer())) & (unit.id == per_unit.c.unit_id))
        .order_by(per_unit.c.overdue.desc(), unit.sort_key)
    )
    figure = func.jsonb_each_text(a.figures).table_valued("key", "value")
    sums = (
        select(a.kind, figure.c.key, func.sum(cast(figure.c.value, BigInteger)).label("value"))
        .select_from(rows, figure)
        .where(or_(*(a.state == str(state) for state in queries.FINISHED)))
        .group_by(a.kind, figure.c.key)
        .subquery("s")
    )
    figures = (
        select(func.coalesce(func.json_object_agg(sums.c.key, sums.c.value), literal_column("'{}'::json")))
        .where(sums.c.kind == literal_column("g.kind"))
        .scalar_subquery()
    )
    grouped = (
        select(
            a.kind,
            func.count().label("total"),
            func.count().filter(a.state == str(AssignmentState.SUBMITTED)).label("submitted"),
            func.count().filter(a.state == str(AssignmentState.ACCEPTED)).label("accepted"),
            func.count().filter(a.overdue).label("overdue"),
        )
        .group_by(a.kind)
        .subquery("g")
    )
    kinds = select(grouped, figures.label("figures")).order_by(grouped.c.total.desc(), grouped.c.kind)

    def day(column):
        return func.timezone("Asia/Ho_Chi_Minh", column).cast(Date)

    events = (
        select(a.last_day_on.label("on"), literal_column("1").label("due"), literal_column("0").label("submitted"),
               literal_column("0").label("accepted"))
        .union_all(
            select(day(a.submitted_at), literal_column("0"), literal_column("1"), literal_column("0"))
            .where(a.submitted_at.is_not(None)),
            select(day(a.decided_at), literal_column("0"), literal_column("0"), literal_column("1"))
            .where(a.state == str(AssignmentState.ACCEPTED), a.decided_at.is_not(None)),
        )
        .subquery("e")
    )  # fmt: skip
    timeline = (
        select(
            events.c.on,
            func.sum(events.c.due).label("due"),
            func.sum(events.c.submitted).label("submitted"),
            func.sum(events.c.accepted).label("accepted"),
        )
        .group_by(events.c.on)
        .order_by(events.c.on)
    )
    oldest = select(func.min(a.submitted_at)).where(a.state == str(AssignmentState.SUBMITTED)).scalar_subquery()
    return compiled(
        select(
            cast(func.json_build_object(
                literal_column("'totals'"), one(select(*states()).select_from(rows), "t"),
                literal_column("'oldest_submitted_at'"), oldest,
                literal_column("'units'"), array(units, "u"),
                literal_column("'kinds'"), array(kinds, "k"),
                literal_column("'timeline'"), array(timeline, "d"),
            ), Text)
        )
    )  # fmt: skip


async def ward_figures(ctx: Ctx, plan_id: UUID, view: UnitView) -> str:
    """`WardDashboardFigures` as JSON text."""
    return await ward_statement().fetch(
        ctx, ward_id=ctx.ward_id, plan_id=plan_id, today=ctx.clock.today(), units_today=view is UnitView.TODAY
    )


async def ward_dashboard(ctx: Ctx, plan_id: UUID | None, view: UnitView = UnitView.TODAY) -> str:
    """`WardDashboard` as JSON text: a small head around what PostgreSQL drew."""
    plan = await plans.published_plan(ctx, plan_id) if plan_id else next(iter(await plans.plans_in_force(ctx)), None)
    shown = WardDashboard(plan=head(ctx, plan) if plan else None, today=ctx.clock.today(), figures=None)
    if plan is None:
        return shown.model_dump_json()
    outer = shown.model_dump_json(exclude={"figures"})
    return f'{outer[:-1]},"figures":{await ward_figures(ctx, plan.id, view)}}}'

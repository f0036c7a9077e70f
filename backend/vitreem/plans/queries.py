"""Plans: who sees which, and how they are read."""

from uuid import UUID

from sqlalchemy import Select, exists, func, select

from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.plans import rules
from vitreem.plans.models import Plan, PlanActivityLine, PlanImport, PlanMessage, PlanRevision, PlanTask
from vitreem.plans.schemas import (
    OpenRevision,
    PlanItem,
    PlanRead,
    PublishedActivityGroup,
    PublishedLine,
    PublishedTask,
    RevisionItem,
)


def visible(ctx: Ctx) -> Select[Plan]:
    """Everybody of the ward sees published plans; who works on plans sees drafts too."""
    plans = select(Plan).where(Plan.ward_id == ctx.ward_id)
    return plans if ctx.may("plan:read_drafts") else plans.where(Plan.state != rules.PlanState.DRAFT)


async def seen(ctx: Ctx, plan_id: UUID) -> Plan:
    plan = (await ctx.db.execute(visible(ctx).where(Plan.id == plan_id))).scalar_one_or_none()
    if plan is None:
        raise NotFound()
    return plan


def _counts():
    of_plan = (PlanRevision.ward_id == Plan.ward_id, PlanRevision.plan_id == Plan.id)
    published = (
        select(func.count()).where(*of_plan, PlanRevision.published_at.is_not(None), PlanRevision.number > 0)
    ).scalar_subquery()
    is_open = exists().where(*of_plan, PlanRevision.published_at.is_(None))
    return published, is_open


def _item(plan: Plan, amendments: int, is_open: bool) -> PlanItem:
    return PlanItem(
        id=plan.id,
        title=plan.title,
        year=plan.year,
        state=rules.PlanState(plan.state),
        number=plan.number,
        theme=plan.theme,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        unit_report_before=plan.unit_report_before,
        ward_report_before=plan.ward_report_before,
        amendments=amendments,
        has_open_revision=is_open,
        version=plan.version,
    )


async def list_plans(ctx: Ctx) -> list[PlanItem]:
    """Newest year first; a ward has a handful."""
    rows = await ctx.db.execute(visible(ctx).add_columns(*_counts()).order_by(Plan.year.desc(), Plan.id.desc()))
    return [_item(*row) for row in rows.all()]


async def plan_item(ctx: Ctx, plan_id: UUID) -> PlanItem:
    row = (await ctx.db.execute(visible(ctx).add_columns(*_counts()).where(Plan.id == plan_id))).one()
    return _item(*row)


async def similar_plan(ctx: Ctx, plan: Plan) -> PlanItem | None:
    """Another plan of the same year that isn't closed, in force before draft."""
    rows = await ctx.db.execute(
        visible(ctx)
        .add_columns(*_counts())
        .where(Plan.year == plan.year, Plan.id != plan.id, Plan.state != rules.PlanState.CLOSED)
        .order_by(Plan.state.desc(), Plan.id)
        .limit(1)
    )
    row = rows.first()
    return _item(*row) if row else None


async def open_revision(ctx: Ctx, plan_id: UUID) -> PlanRevision | None:
    rows = await ctx.db.execute(
        select(PlanRevision).where(
            PlanRevision.ward_id == ctx.ward_id, PlanRevision.plan_id == plan_id, PlanRevision.published_at.is_(None)
        )
    )
    return rows.scalar_one_or_none()


async def latest_revision(ctx: Ctx, plan_id: UUID) -> PlanRevision:
    rows = await ctx.db.execute(
        select(PlanRevision)
        .where(PlanRevision.ward_id == ctx.ward_id, PlanRevision.plan_id == plan_id)
        .order_by(PlanRevision.number.desc())
        .limit(1)
    )
    return rows.scalar_one()


async def revisions(ctx: Ctx, plan_id: UUID) -> list[RevisionItem]:
    rows = await ctx.db.execute(
        select(PlanRevision)
        .where(PlanRevision.ward_id == ctx.ward_id, PlanRevision.plan_id == plan_id)
        .order_by(PlanRevision.number)
    )
    return [
        RevisionItem(id=one.id, number=one.number, saved_at=one.saved_at, published_at=one.published_at)
        for one in rows.scalars()
    ]


async def seen_import(ctx: Ctx, import_id: UUID) -> PlanImport:
    rows = await ctx.db.execute(select(PlanImport).where(PlanImport.ward_id == ctx.ward_id, PlanImport.id == import_id))
    found = rows.scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def current_tasks(ctx: Ctx, plan_id: UUID) -> list[PlanTask]:
    rows = await ctx.db.execute(
        select(PlanTask)
        .where(PlanTask.ward_id == ctx.ward_id, PlanTask.plan_id == plan_id, PlanTask.withdrawn_at.is_(None))
        .order_by(PlanTask.position)
    )
    return list(rows.scalars())


async def read_plan(ctx: Ctx, plan: Plan) -> PlanRead:
    """The plan with its published lines, its open revision and what the caller may do."""
    item = await plan_item(ctx, plan.id)
    revision = await open_revision(ctx, plan.id) if ctx.may("plan:read_drafts") else None
    messages = await ctx.db.execute(
        select(PlanMessage)
        .where(PlanMessage.ward_id == ctx.ward_id, PlanMessage.plan_id == plan.id, PlanMessage.withdrawn_at.is_(None))
        .order_by(PlanMessage.position)
    )
    lines = await ctx.db.execute(
        select(PlanActivityLine)
        .where(
            PlanActivityLine.ward_id == ctx.ward_id,
            PlanActivityLine.plan_id == plan.id,
            PlanActivityLine.withdrawn_at.is_(None),
        )
        .order_by(PlanActivityLine.position)
    )
    groups: list[PublishedActivityGroup] = []
    for line in lines.scalars():
        if not groups or groups[-1].number != line.group_number:
            groups.append(
                PublishedActivityGroup(
                    number=line.group_number, title=line.group_title, kind=line.group_kind, activities=[]
                )
            )
        groups[-1].activities.append(PublishedLine(id=line.id, text=line.text))
    tasks = [PublishedTask.model_validate(task, from_attributes=True) for task in await current_tasks(ctx, plan.id)]
    return PlanRead(
        **item.model_dump(exclude={"has_open_revision"}),
        has_open_revision=revision is not None,
        scope=plan.scope,
        issued_on=plan.issued_on,
        published_at=plan.published_at,
        closed_at=plan.closed_at,
        open_revision=OpenRevision.model_validate(revision, from_attributes=True) if revision else None,
        messages=[PublishedLine(id=one.id, text=one.text) for one in messages.scalars()],
        activity_groups=groups,
        tasks=tasks,
        allowed_actions=rules.plan_actions(
            plan.state,
            has_open_revision=revision is not None,
            may_write=ctx.may("plan:write"),
            may_publish=ctx.may("plan:publish"),
        ),
    )

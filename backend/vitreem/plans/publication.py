"""Publishing a plan: its lines become rows, its tasks become assignments. One transaction, repeatable, journaled."""

from uuid import UUID

from sqlalchemy import select

from vitreem.assignments import facts as assignments
from vitreem.identity import facts as identity
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import WrongState
from vitreem.kernel.request.context import Ctx
from vitreem.plans import drafting, queries, rules
from vitreem.plans.content import PlanContent
from vitreem.plans.models import Plan, PlanActivityLine, PlanMessage, PlanRevision, PlanTask
from vitreem.plans.rules import PlanAudit, PlanNotReady
from vitreem.plans.schemas import BlockerRead, FanOutRead, PublicationRead, TaskFanOut


def orders_of(content: PlanContent, units: list[identity.UnitFact], *, day_counts: bool) -> list[assignments.Order]:
    """Each task of the plan with each unit that gets it."""
    return [
        assignments.Order(
            task_id=task.id,
            unit_id=unit_id,
            number=task.number or group.number,
            text=task.text,
            kind=task.kind,
            event_on=task.event_on,
            due_before=task.due_before,
            last_day_on=rules.last_day_of(task.due_before, content, day_counts=day_counts),
        )
        for group, task, assignees in content.tasks()
        for unit_id in rules.units_of(assignees, units)
    ]


async def preview(ctx: Ctx, plan: Plan) -> FanOutRead:
    """What publishing (or supplementing) would do now."""
    content = drafting.load(await queries.latest_revision(ctx, plan.id))
    units = await identity.every_open_unit(ctx)
    orders = orders_of(content, units, day_counts=ctx.due_day_counts)
    existing = await assignments.given_out(ctx, plan.id)
    tasks: dict[UUID, TaskFanOut] = {
        task.id: TaskFanOut(
            task_id=task.id,
            unit_ids=[],
            last_day_on=rules.last_day_of(task.due_before, content, day_counts=ctx.due_day_counts),
        )
        for _, task, _ in content.tasks()
    }
    for order in orders:
        tasks[order.task_id].unit_ids.append(order.unit_id)
    return FanOutRead(
        assignments=len(orders),
        new=sum((order.task_id, order.unit_id) not in existing for order in orders),
        tasks=list(tasks.values()),
        blockers=[
            BlockerRead(code=one.code, detail=one.detail, item_id=one.item_id) for one in rules.blockers(content, units)
        ],
    )


async def publish(ctx: Ctx, plan: Plan, version: int, draft_version: int) -> PublicationRead:
    """Put the open revision in force as it was at `draft_version`: a plan the first time, an amendment later.

    Lines that are gone are withdrawn; assignments of theirs that hold results stay, and are named in the reply.
    """
    require_version(plan.version, version)
    rules.require_state(plan.state, rules.PlanState.DRAFT, rules.PlanState.IN_FORCE)
    revision = await drafting.require_open(ctx, plan)
    require_version(revision.version, draft_version)
    content, units = drafting.load(revision), await identity.every_open_unit(ctx)
    await drafting.require_own_lines(ctx, plan, content)
    found = rules.blockers(content, units)
    if found:
        raise PlanNotReady(
            errors=[{"field": str(one.item_id or "plan"), "code": one.code, "detail": one.detail} for one in found]
        )
    now = ctx.clock.now()
    drafting.apply_head(plan, content)
    plan.state, plan.version = rules.PlanState.IN_FORCE, plan.version + 1
    plan.published_at = plan.published_at or now
    revision.published_at = now
    await _write_lines(ctx, plan, content)
    await ctx.db.flush()
    outcome = await assignments.give_out(
        ctx, plan.id, orders_of(content, units, day_counts=ctx.due_day_counts), withdraw_others=True
    )
    ctx.record(
        PlanAudit.PUBLISHED if revision.number == 0 else PlanAudit.AMENDED,
        "plan",
        plan.id,
        name=plan.title,
        revision=revision.number,
        created=outcome.created,
        changed=outcome.changed,
        withdrawn=outcome.withdrawn,
        kept=len(outcome.kept),
    )
    return _result(plan.id, revision.number, outcome)


def _result(plan_id: UUID, revision: int, outcome: assignments.GivenOut) -> PublicationRead:
    return PublicationRead(
        plan_id=plan_id,
        revision=revision,
        assignments=outcome.total,
        created=outcome.created,
        changed=outcome.changed,
        withdrawn=outcome.withdrawn,
        kept=outcome.kept,
    )


async def supplement(ctx: Ctx, plan: Plan, version: int) -> PublicationRead:
    """Give the plan in force to units that came after it ("phát hành bổ sung"). Nothing else changes."""
    require_version(plan.version, version)
    rules.require_state(plan.state, rules.PlanState.IN_FORCE)
    published = [one for one in await queries.revisions(ctx, plan.id) if one.published_at is not None]
    content = await _published_content(ctx, plan.id)
    orders = orders_of(content, await identity.every_open_unit(ctx), day_counts=ctx.due_day_counts)
    outcome = await assignments.give_out(ctx, plan.id, orders, withdraw_others=False)
    plan.version += 1
    ctx.record(PlanAudit.SUPPLEMENTED, "plan", plan.id, name=plan.title, created=outcome.created)
    return _result(plan.id, published[-1].number, outcome)


async def _published_content(ctx: Ctx, plan_id: UUID) -> PlanContent:
    rows = await ctx.db.execute(
        select(PlanRevision)
        .where(
            PlanRevision.ward_id == ctx.ward_id,
            PlanRevision.plan_id == plan_id,
            PlanRevision.published_at.is_not(None),
        )
        .order_by(PlanRevision.number.desc())
        .limit(1)
    )
    return drafting.load(rows.scalar_one())


async def close(ctx: Ctx, plan: Plan, version: int) -> None:
    """The month is over: the plan takes no more changes."""
    require_version(plan.version, version)
    rules.require_state(plan.state, rules.PlanState.IN_FORCE)
    if await queries.open_revision(ctx, plan.id) is not None:
        raise WrongState("Còn bản sửa đổi đang mở. Hãy phát hành hoặc bỏ bản đó trước.")
    plan.state, plan.closed_at, plan.version = rules.PlanState.CLOSED, ctx.clock.now(), plan.version + 1
    await assignments.plan_closed(ctx, plan.id)
    ctx.record(PlanAudit.CLOSED, "plan", plan.id, name=plan.title)


async def reopen(ctx: Ctx, plan: Plan, version: int) -> None:
    require_version(plan.version, version)
    rules.require_state(plan.state, rules.PlanState.CLOSED)
    plan.state, plan.closed_at, plan.version = rules.PlanState.IN_FORCE, None, plan.version + 1
    ctx.record(PlanAudit.REOPENED, "plan", plan.id, name=plan.title)


async def _write_lines(ctx: Ctx, plan: Plan, content: PlanContent) -> None:
    """Make the published rows equal to the document: insert, change, withdraw by the line's id."""
    ward_id, plan_id = ctx.ward_id, plan.id
    messages = [
        PlanMessage(ward_id=ward_id, id=one.id, plan_id=plan_id, position=index, text=one.text)
        for index, one in enumerate(content.messages)
    ]
    activities = [
        PlanActivityLine(
            ward_id=ward_id, id=one.id, plan_id=plan_id, position=1000 * index + inner, group_number=group.number,
            group_title=group.title, group_kind=group.kind, text=one.text,
        )
        for index, group in enumerate(content.activity_groups)
        for inner, one in enumerate(group.activities)
    ]  # fmt: skip
    tasks = [
        PlanTask(
            ward_id=ward_id, id=task.id, plan_id=plan_id, position=index, number=task.number or group.number,
            assignee_text=task.named_assignee or group.assignee, text=task.text, kind=task.kind,
            event_on=task.event_on, due_before=task.due_before, unit_ids=[str(one) for one in assignees.unit_ids],
            unit_kinds=list(assignees.unit_kinds),
        )
        for index, (group, task, assignees) in enumerate(content.tasks())
    ]  # fmt: skip
    for model, wanted in ((PlanMessage, messages), (PlanActivityLine, activities), (PlanTask, tasks)):
        rows = await ctx.db.execute(select(model).where(model.ward_id == ward_id, model.plan_id == plan_id))
        current = {row.id: row for row in rows.scalars()}
        for line in wanted:
            line.withdrawn_at = None
            if current.pop(line.id, None) is None:
                ctx.db.add(line)  # never merged: a row of another plan could be moved into this one
            else:
                await ctx.db.merge(line)
        for gone in current.values():
            gone.withdrawn_at = gone.withdrawn_at or ctx.clock.now()

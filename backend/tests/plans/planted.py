"""More plans than the world holds."""

from uuid import UUID

from sqlalchemy import select

from tests.planted import Planting
from tests.world import canary
from vitreem.assignments import facts as assignment_facts
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.plans import drafting, publication
from vitreem.plans import queries as plan_queries
from vitreem.plans.content import Assignees, DraftTask, DraftTaskGroup, Line, PlanContent, TaskKind
from vitreem.plans.models import PlanMessage


async def plant(planting: Planting, ward_id: int) -> None:
    """A plan of last year that is closed, and a second one in force with an amendment under way."""
    ctx = await planting.act(ward_id, Role.WARD_LEAD)
    mark = canary(ward_id)
    for name, year, units in (("old_plan", 2025, ("kp_a",)), ("new_plan", 2026, ("kp_b", "culture"))):
        unit_ids = [planting.id(ward_id, f"{unit}.unit") for unit in units]
        plan = await drafting.new_plan(ctx, _content(mark, name, year, unit_ids))
        await publication.publish(ctx, plan, plan.version, 1)
        planting.remember(ward_id, name, plan.id)
        [message] = await _messages(ctx, plan.id)
        planting.remember(ward_id, f"{name}.message", message)
        given = await assignment_facts.given_out(ctx, plan.id)
        for unit, unit_id in zip(units, unit_ids, strict=True):
            [task_id] = [task for task, of in given if of == unit_id]
            one = (await assignment_facts.unit_assignments(ctx, task_id))[unit_id]
            planting.remember(ward_id, f"{unit}.assignment_{name}", one)
        if name == "old_plan":
            await publication.close(ctx, plan, plan.version)
        else:
            revision = await drafting.amend(ctx, plan)
            planting.remember(ward_id, "amendment", revision.id)
    for name in ("plan", "draft", "imported", "old_plan", "new_plan"):
        for one in await plan_queries.revisions(ctx, planting.id(ward_id, name)):
            planting.remember(ward_id, f"{name}.revision_{one.number}", one.id)


async def _messages(ctx: Ctx, plan_id: UUID) -> list[UUID]:
    rows = await ctx.db.execute(select(PlanMessage.id).where(PlanMessage.plan_id == plan_id))
    return list(rows.scalars())


def _content(mark: str, name: str, year: int, unit_ids: list[UUID]) -> PlanContent:
    return PlanContent(
        title=f"{mark}{name}",
        year=year,
        messages=[Line(text=f"{mark}thông điệp {name}", number="I")],
        task_groups=[
            DraftTaskGroup(
                number="II", assignee="Các đơn vị", assignees=Assignees(unit_ids=unit_ids),
                tasks=[DraftTask(text=f"{mark}việc {name}", number="II.1", kind=TaskKind.SUPPORT)],
            )
        ],
    )  # fmt: skip

"""Plans of the test world: one in force, one draft, one that was read from a file."""

from datetime import date
from pathlib import Path

from tests.world import Builder, canary
from vitreem.identity.kinds import UnitKind
from vitreem.kernel.request.roles import Role
from vitreem.plans import drafting, publication
from vitreem.plans import queries as plan_queries
from vitreem.plans.content import (
    Assignees,
    DraftActivity,
    DraftActivityGroup,
    DraftReportDeadline,
    DraftTask,
    DraftTaskGroup,
    Line,
    PlanContent,
    TaskKind,
)


async def fill_ward(world: Builder, ward_id: int) -> None:
    mark = canary(ward_id)
    ctx = await world.act(ward_id, Role.WARD_OFFICER)
    plan = await drafting.new_plan(ctx, content(mark))
    await publication.publish(ctx, plan, plan.version, 1)
    world.remember(ward_id, "plan", plan.id)
    draft = await drafting.new_plan(ctx, content(mark + "draft "))
    world.remember(ward_id, "draft", draft.id)
    text = Path(__file__).parents[2] / "vitreem/demo/samples/ke-hoach-phuong-an-binh-2026.txt"
    stored, _ = await drafting.import_file(ctx, text.read_bytes(), f"{mark}plan.txt", None)
    world.remember(ward_id, "import", stored.id)
    world.remember(ward_id, "imported", stored.plan_id)
    assert await plan_queries.seen(ctx, stored.plan_id)


def content(mark: str) -> PlanContent:
    """Five tasks for each khu phố, one for the school."""
    kinds = Assignees(unit_kinds=[UnitKind.KHU_PHO])
    return PlanContent(
        title=f"{mark}Kế hoạch 2026",
        year=2026,
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 6, 30),
        messages=[Line(text=f"{mark}Thông điệp", number="III")],
        activity_groups=[
            DraftActivityGroup(
                number="IV.1",
                title=f"{mark}Truyền thông",
                activities=[DraftActivity(text=f"{mark}Treo băng rôn", number="IV.1")],
            )
        ],
        task_groups=[
            DraftTaskGroup(
                number="V.1",
                assignee="Các khu phố",
                assignees=kinds,
                tasks=[
                    DraftTask(text=f"{mark}Việc {index}", number=f"V.1.{index}", kind=TaskKind.ACTIVITY)
                    for index in range(1, 6)
                ],
            ),
            DraftTaskGroup(
                number="V.2",
                assignee="Trường học",
                assignees=Assignees(unit_kinds=[UnitKind.SCHOOL]),
                tasks=[
                    DraftTask(text=f"{mark}Trao quà", number="V.2", kind=TaskKind.GIFT, due_before=date(2026, 6, 5))
                ],
            ),
        ],
        report_deadlines=[
            DraftReportDeadline.model_validate({"from": "units", "to": "UBND", "due_before": date(2026, 7, 10)})
        ],
    )

"""Assignments of units that end: what isn't accepted passes to the heir, what is done stays with who did it."""

from collections import Counter

from sqlalchemy import select

from vitreem.assignments.models import Assignment
from vitreem.assignments.rules import AssignmentAudit, AssignmentState
from vitreem.identity.facts import Succession
from vitreem.kernel.request.context import Ctx
from vitreem.plans.facts import Plan


async def hand_on(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Counts what passes, and the tasks of which the heir then has more than one: each still proves its own area."""
    rows = await ctx.db.execute(
        select(Assignment)
        .join(Plan, (Plan.ward_id == Assignment.ward_id) & (Plan.id == Assignment.plan_id))
        .where(
            Assignment.ward_id == ctx.ward_id,
            Assignment.unit_id.in_(succession.predecessor_ids),
            Assignment.state != AssignmentState.ACCEPTED,
            Assignment.withdrawn_at.is_(None),
            Plan.closed_at.is_(None),
        )
        .order_by(Assignment.id)
        .with_for_update(of=Assignment)
    )
    tasks = Counter()
    for assignment in rows.scalars():
        before, assignment.unit_id = assignment.unit_id, succession.heir_id
        assignment.version += 1
        tasks[assignment.task_id] += 1
        ctx.record(
            AssignmentAudit.PASSED, "assignment", assignment.id, name=assignment.label, before=str(before),
            after=str(succession.heir_id),
        )  # fmt: skip
    await ctx.db.flush()
    return {"assignments": tasks.total(), "same_tasks": sum(count > 1 for count in tasks.values())}

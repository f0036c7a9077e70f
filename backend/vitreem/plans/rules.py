"""Pure decisions about plans: states, what may be done, who gets what by when, what stops a publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vitreem.identity.facts import UnitFact
from vitreem.kernel.deadlines.plan_days import last_day_before
from vitreem.kernel.http.problems import Invalid, WrongState
from vitreem.kernel.request.audit import AuditKind
from vitreem.plans.content import Assignees, PlanContent


class PlanState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    CLOSED = "closed"


ALLOWED: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.IN_FORCE}),
    PlanState.IN_FORCE: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset({PlanState.IN_FORCE}),
}


class PlanNotReady(Invalid):
    """`errors` names each thing that stops the publication."""

    code = "plan_not_ready"
    title = "Kế hoạch chưa phát hành được"
    detail = "Còn chỗ phải hoàn thiện trước khi phát hành."


@dataclass(frozen=True, slots=True)
class Blocker:
    code: str
    detail: str
    item_id: UUID | None = None


def require_state(state: str, *wanted: PlanState) -> None:
    if state not in wanted:
        raise WrongState()


def units_of(assignees: Assignees, units: Sequence[UnitFact]) -> list[UUID]:
    """Open units that the assignees name, in registry order, each once; of one that has ended its heir."""
    named, kinds = set(assignees.unit_ids), set(assignees.unit_kinds)
    return [unit.id for unit in units if unit.is_one_of(named) or unit.kind in kinds]


def last_day_of(due_before: date | None, content: PlanContent, *, day_counts: bool) -> date:
    """The last day on time: the task's own, else the plan's end, else the units' report, else the year's end."""
    if due_before is not None:
        return last_day_before(due_before, day_counts=day_counts)
    if content.ends_on is not None:
        return content.ends_on
    report = content.report_before("units")
    return last_day_before(report, day_counts=day_counts) if report else date(content.year, 12, 31)


def blockers(content: PlanContent, units: Sequence[UnitFact]) -> list[Blocker]:
    """Everything that stops a publication; empty when the plan is ready."""
    found: list[Blocker] = []
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        found.append(Blocker("period_reversed", "Ngày kết thúc đứng trước ngày bắt đầu."))
    if not any(True for _ in content.tasks()):
        found.append(Blocker("no_tasks", "Kế hoạch chưa có nhiệm vụ nào."))
    seen: set[UUID] = set()
    for group, task, assignees in content.tasks():
        if task.id in seen:
            found.append(Blocker("task_twice", "Một nhiệm vụ đang đứng ở hai nơi.", task.id))
        seen.add(task.id)
        name = task.named_assignee or group.assignee
        if assignees.empty:
            words = "có hơn một đơn vị khớp" if assignees.certainty == "ambiguous" else "chưa chọn đơn vị"
            found.append(Blocker("assignee_missing", f"Mục {task.number}: «{name}» {words}.", task.id))
        elif not units_of(assignees, units):
            found.append(Blocker("assignee_gone", f"Mục {task.number}: «{name}» không còn đơn vị nào nhận.", task.id))
    return found


def plan_actions(state: str, *, has_open_revision: bool, may_write: bool, may_publish: bool) -> list[str]:
    """Verbs that the caller may use on the plan now."""
    actions: list[str] = []
    if may_write and state != PlanState.CLOSED:
        actions += ["edit"] if has_open_revision else ["amend"]
        if has_open_revision:
            actions.append("discard")
    if may_publish and has_open_revision and state != PlanState.CLOSED:
        actions.append("publish")
    if may_publish and state == PlanState.IN_FORCE:
        actions += ["supplement", "close"]
    if may_publish and state == PlanState.CLOSED:
        actions.append("reopen")
    if may_write:
        actions.append("copy")
    return actions


class PlanAudit(AuditKind):
    """What the trail tells of plans."""

    AMENDED = "plan.amended"
    AMENDMENT_DISCARDED = "plan.amendment_discarded"
    AMENDMENT_OPENED = "plan.amendment_opened"
    CHANGES_ACCEPTED = "plan.changes_accepted"
    CLOSED = "plan.closed"
    COMPOSED = "plan.composed"
    DISCARDED = "plan.discarded"
    IMPORTED = "plan.imported"
    PUBLISHED = "plan.published"
    REOPENED = "plan.reopened"
    SUPPLEMENTED = "plan.supplemented"

"""One activity as its page shows it."""

from vitreem.activities import queries, rules, service
from vitreem.activities.models import Activity
from vitreem.activities.rules import Checklist
from vitreem.activities.schemas import (
    ActivityRead,
    Budget,
    NamedUnit,
    Participants,
)
from vitreem.assignments import facts as assignments
from vitreem.identity import facts as identity
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.records import files


async def read(ctx: Ctx, activity: Activity) -> ActivityRead:
    """The whole record; the caller has it from `queries.seen`."""
    names = await identity.unit_names(ctx, {activity.unit_id, activity.place_unit_id})
    supporting = await queries.supporting_units(ctx, activity.id)
    checklist = Checklist.model_validate(activity.checklist)
    return ActivityRead(
        **activity.model_dump(
            include={
                "id", "code", "area", "title", "unit_id", "series_id", "plan_line_id", "place_unit_id", "venue",
                "latitude", "longitude", "starts_at", "ends_at", "state", "disabled_children", "poor_children",
                "in_charge", "description", "outcome", "launch", "outside_school", "return_reason", "cancel_reason",
                "version",
            }
        ),
        unit_name=names[activity.unit_id],
        place_unit_name=names[activity.place_unit_id] if activity.place_unit_id else None,
        supporting_units=[NamedUnit(id=one.id, name=one.name) for one in supporting],
        planned=Participants(
            boys=activity.planned_boys, girls=activity.planned_girls, adults=activity.planned_adults
        ),
        actual=Participants(boys=activity.actual_boys, girls=activity.actual_girls, adults=activity.actual_adults),
        budget_planned=Budget(state_budget=activity.planned_state_budget, mobilised=activity.planned_mobilised),
        budget_spent=Budget(state_budget=activity.spent_state_budget, mobilised=activity.spent_mobilised),
        checklist=checklist,
        checklist_missing=rules.missing_from(checklist) if activity.outside_school else [],
        files=await files.files_of(ctx, activity.id),
        assignments=await assignments.proven_by(ctx, service.KIND, activity.id),
        history=await history_of(ctx, activity.id),
        allowed_actions=service.actions(ctx, activity),
    )  # fmt: skip

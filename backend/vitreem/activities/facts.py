"""What other contexts may know of activities: records to link."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func

from vitreem.activities import queries, rules
from vitreem.activities.models import Activity
from vitreem.activities.service import KIND
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.registry import RecordFact


def _fact(activity: Activity) -> RecordFact:
    """What was planned counts nothing and proves nothing."""
    counted = activity.state in rules.COUNTED
    figures = {
        "events": 1,
        "children": activity.actual_boys + activity.actual_girls,
        "participants": activity.actual_boys + activity.actual_girls + activity.actual_adults,
        "amount_vnd": activity.spent_state_budget + activity.spent_mobilised,
    }
    return RecordFact(
        activity.title,
        activity.state,
        f"/activities/{activity.id}",
        {code: value for code, value in figures.items() if value} if counted else {},
        proves=counted,
    )


async def _describe(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    rows = await ctx.db.execute(queries.visible(ctx).where(Activity.id.in_(ids)))
    return {one.id: _fact(one) for one in rows.scalars()}


async def _find(ctx: Ctx, words: str, limit: int) -> dict[UUID, RecordFact]:
    statement = queries.visible(ctx).where(Activity.state != rules.ActivityState.CANCELLED)
    if words:
        statement = statement.where(func.strpos(Activity.search_key, words) > 0)
    rows = await ctx.db.execute(statement.order_by(Activity.on_day.desc(), Activity.id.desc()).limit(limit))
    return {one.id: _fact(one) for one in rows.scalars()}


registry.register(KIND, _describe, _find)

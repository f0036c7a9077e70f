"""What other contexts may know of activities: records to link; and the figures: held ones, by the seven areas of
Thông tư 28/2019 Điều 3, who came, what was spent."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func

from vitreem.activities import queries, rules
from vitreem.activities.models import Activity
from vitreem.activities.rules import KIND, ActivityArea
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.indicators import Indicator, Source, declare
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


_table = Activity.__table__
_a = _table.c
_ANNEX = "Phụ lục Thông tư 28/2019/TT-BLĐTBXH"
_HELD = "/activities?state=held,reported"

_PEOPLE = (
    ("activity_children", "people", func.sum(_a.actual_boys + _a.actual_girls)),
    ("activity_girls", "people", func.sum(_a.actual_girls)),
    ("activity_adults", "people", func.sum(_a.actual_adults)),
    ("activity_disabled_children", "people", func.sum(_a.disabled_children)),
    ("activity_poor_children", "people", func.sum(_a.poor_children)),
    ("activity_state_budget", "dong", func.sum(_a.spent_state_budget)),
    ("activity_mobilised", "dong", func.sum(_a.spent_mobilised)),
)

_children, _spent = _a.actual_boys + _a.actual_girls, _a.spent_state_budget + _a.spent_mobilised
_AREAS = "Thông tư 28/2019/TT-BLĐTBXH Điều 3"


def _of_area(area: ActivityArea) -> tuple[Indicator, ...]:
    """How often, how many children and how much money: of one area of the circular, or of a local one."""
    path, basis = f"{_HELD}&area={area}", _AREAS if area not in ("support_care", "other") else ""
    in_area = _a.area == str(area)
    return (
        Indicator(f"activities_{area}", "times", func.count().filter(in_area), path, basis),
        Indicator(f"children_{area}", "people", func.sum(_children).filter(in_area), path, basis),
        Indicator(f"spent_{area}", "dong", func.sum(_spent).filter(in_area), path, basis),
    )


declare(
    Source(
        name="activities",
        table=_table,
        date_column=_a.on_day,
        unit_column=_a.unit_id,
        place_column=_a.place_unit_id,
        # Spelled out: a list would be expanded anew at each call, and the statement is compiled once.
        conditions=((_a.state == str(rules.COUNTED[0])) | (_a.state == str(rules.COUNTED[1])),),
        indicators=(
            Indicator("activities", "times", func.count(), _HELD, _ANNEX),
            Indicator("launches", "times", func.count().filter(_a.launch), f"{_HELD}&launch=true", _ANNEX),
            *(one for area in ActivityArea for one in _of_area(area)),
            *(Indicator(code, unit, value, _HELD, _ANNEX) for code, unit, value in _PEOPLE),
        ),
        own_rows="&own=true",
    )
)  # fmt: skip

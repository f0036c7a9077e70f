"""The figures of activities: held ones, by the seven areas of Thông tư 28/2019 Điều 3, who came, what was spent."""

from sqlalchemy import func

from vitreem.activities import rules
from vitreem.activities.models import Activity
from vitreem.activities.rules import ActivityArea
from vitreem.records.indicators import Indicator, Source, declare

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
    )
)  # fmt: skip

"""Figures counted anew from the rows themselves, apart from the product: what a dashboard or an indicator must say."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
FINISHED = ("submitted", "accepted")
STATES = ("assigned", "acknowledged", "in_progress", "submitted", "returned", "accepted")


def day(at: datetime) -> str:
    return at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date().isoformat()


def is_overdue(row: Row, today: date) -> bool:
    return row["last_day_on"] < today and row["state"] not in FINISHED


def states(rows: Iterable[Row], today: date) -> dict[str, int]:
    rows = list(rows)
    return {state: sum(row["state"] == state for row in rows) for state in STATES} | {
        "overdue": sum(is_overdue(row, today) for row in rows),
        "late": sum(row["late"] for row in rows),
        "total": len(rows),
    }


def ward_dashboard(rows: list[Row], today: date) -> dict[str, Any]:
    """Totals, by unit, by kind with the sums of figures handed in, and by day."""
    units = {str(row["unit_id"]) for row in rows}
    kinds: dict[str, Any] = {}
    for kind in {row["kind"] for row in rows}:
        mine = [row for row in rows if row["kind"] == kind]
        figures: Counter[str] = Counter()
        for row in mine:
            if row["state"] in FINISHED:
                figures.update({code: int(value) for code, value in row["figures"].items()})
        counted = states(mine, today)
        kinds[kind] = {name: counted[name] for name in ("total", "submitted", "accepted", "overdue")}
        kinds[kind]["figures"] = dict(figures)
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        days[row["last_day_on"].isoformat()]["due"] += 1
        if row["submitted_at"]:
            days[day(row["submitted_at"])]["submitted"] += 1
        if row["state"] == "accepted":
            days[day(row["decided_at"])]["accepted"] += 1
    return {
        "totals": states(rows, today),
        "units": {unit: states([row for row in rows if str(row["unit_id"]) == unit], today) for unit in units},
        "kinds": kinds,
        "timeline": {
            on: {name: found[name] for name in ("due", "submitted", "accepted")} for on, found in days.items()
        },
    }


_AREAS = (
    "communication", "fundraising", "participation", "summer", "recreation", "hazard_review", "mass_movement",
    "support_care", "other",
)  # fmt: skip


def _activities(rows: list[Row]) -> dict[str, int]:
    def total(value: Callable[[Row], int], area: str | None = None) -> int:
        return sum(value(row) for row in rows if area in (None, row["area"]))

    children: Callable[[Row], int] = lambda row: row["actual_boys"] + row["actual_girls"]  # noqa: E731
    spent: Callable[[Row], int] = lambda row: row["spent_state_budget"] + row["spent_mobilised"]  # noqa: E731
    figures = {
        "activities": len(rows), "launches": total(lambda row: int(row["launch"])), "activity_children": total(children),
        "activity_girls": total(lambda row: row["actual_girls"]), "activity_adults": total(lambda row: row["actual_adults"]),
        "activity_disabled_children": total(lambda row: row["disabled_children"]),
        "activity_poor_children": total(lambda row: row["poor_children"]),
        "activity_state_budget": total(lambda row: row["spent_state_budget"]),
        "activity_mobilised": total(lambda row: row["spent_mobilised"]),
    }  # fmt: skip
    for area in _AREAS:
        figures[f"activities_{area}"] = total(lambda _: 1, area)
        figures[f"children_{area}"], figures[f"spent_{area}"] = total(children, area), total(spent, area)
    return figures


def _events(rows: list[Row]) -> dict[str, int]:
    def of(kind: str) -> list[Row]:
        return [row for row in rows if row["kind"] == kind]

    def audience(row: Row) -> int:
        return row["audience_children"] + row["audience_adults"] + row["audience_officials"]

    line = [row for row in rows if row["carried_hotline_111"]]
    return {
        "talks": len(of("talk")), "talk_audience": sum(map(audience, of("talk"))),
        "meeting_slots": len(of("meeting_slot")), "broadcasts": sum(row["broadcasts"] for row in of("broadcast")),
        "banners": len(of("banner")), "leaflets": sum(row["copies"] for row in of("leaflet")),
        "posts": len(of("online_post")), "post_reach": sum(row["reach"] for row in of("online_post")),
        "counselling": len(of("counselling")), "contests": len(of("contest")), "hotline_111_items": len(line),
        "hotline_111_reach": sum(audience(row) + row["reach"] for row in line),
    }  # fmt: skip


def indicators(activities: list[Row], events: list[Row]) -> dict[str, int]:
    """Every figure of the report over these records: what was held or done, reported or not."""
    held = [row for row in activities if row["state"] in ("held", "reported")]
    done = [row for row in events if row["state"] in ("done", "reported")]
    return _activities(held) | _events(done)

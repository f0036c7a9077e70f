"""Figures of assignments counted anew from the rows, apart from the product: what the dashboards must say."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from tests.reading import Planted, Record, Rows, in_force
from tests.world import NOW

TODAY = (NOW + timedelta(hours=7)).date()
FINISHED = ("submitted", "accepted")
STATES = ("assigned", "acknowledged", "in_progress", "submitted", "returned", "accepted")


def day(at: datetime) -> str:
    return at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date().isoformat()


def is_overdue(row: Record, today: date) -> bool:
    return row["last_day_on"] < today and row["state"] not in FINISHED


def states(rows: Iterable[Record], today: date) -> dict[str, int]:
    rows = list(rows)
    return {state: sum(row["state"] == state for row in rows) for state in STATES} | {
        "overdue": sum(is_overdue(row, today) for row in rows),
        "late": sum(row["late"] for row in rows),
        "total": len(rows),
    }


def _ward_dashboard(rows: list[Record], today: date) -> dict[str, Any]:
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


def unit_dashboard(known: Planted, reply: httpx.Response) -> Rows:
    found = reply.json()
    shown = [*found["to_do"], *found["waiting"], *found["done"]]
    rows = [known.rows["assignment"][one["id"]] for one in shown]
    assert {one["id"] for one in found["waiting"]} == {str(row["id"]) for row in rows if row["state"] == "submitted"}
    assert {one["id"] for one in found["done"]} == {str(row["id"]) for row in rows if row["state"] == "accepted"}
    counted = states(rows, TODAY)
    assert found["total"] == counted["total"]
    assert found["with_result"] == counted["submitted"] + counted["accepted"]
    assert (found["accepted"], found["overdue"]) == (counted["accepted"], counted["overdue"])
    assert {plan["id"] for plan in found["plans"]} == {known.id("plan"), known.id("new_plan")}
    messages = [known.rows["plan_message"][str(row_id)] for row_id in known.rows["plan_message"]]
    assert set(found["messages"]) == {row["text"] for row in messages if row["plan_id"] in in_force(known)}
    return known.named(one["id"] for one in shown)


def _require(found: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """It says exactly what these assignments sum up to; without any it shows no plan."""
    if not rows:
        assert (found["plan"], found["figures"]) == (None, None)
        return
    figures, expected = found["figures"], _ward_dashboard(rows, TODAY)
    assert figures["totals"] == expected["totals"]
    counted = set(expected["totals"])
    assert {one["unit_id"]: {name: one[name] for name in counted} for one in figures["units"]} == expected["units"]
    assert {one["kind"]: {n: v for n, v in one.items() if n != "kind"} for one in figures["kinds"]} == expected["kinds"]
    assert {one["on"]: {n: v for n, v in one.items() if n != "on"} for one in figures["timeline"]} == expected[
        "timeline"
    ]
    submitted = [row["submitted_at"] for row in rows if row["state"] == "submitted"]
    oldest = figures["oldest_submitted_at"]
    assert (datetime.fromisoformat(oldest) if oldest else None) == min(submitted, default=None)


def ward_dashboard(known: Planted, reply: httpx.Response, rows: Rows) -> None:
    _require(reply.json(), known.of("assignment", rows))


def progress(known: Planted, reply: httpx.Response, rows: Rows) -> None:
    """The same, as the superior level reads it."""
    _require(reply.json()["dashboard"], known.of("assignment", rows))

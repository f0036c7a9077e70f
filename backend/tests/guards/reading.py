"""What stands in the planted database, and how the rows of a reply are taken from it: JSON, Excel, iCalendar, figures."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import asyncpg
import httpx
import icalendar
from fastapi import FastAPI
from openpyxl import load_workbook

from tests.conftest import _server
from tests.guards import counting
from tests.guards.lists import List
from tests.world import NOW, World
from vitreem.kernel.request.context import hash_token
from vitreem.kernel.request.transactions import cookie_name

TODAY = (NOW + timedelta(hours=7)).date()
# What `read` of an entry may name besides rows: figures that are counted anew.
FIGURES = ("ward_dashboard", "progress", "indicators", "usage")


class Planted:
    """The application on the planted database, who asks it, and what stands in its rows."""

    def __init__(self, app: FastAPI, planted: World, rows: dict[str, dict[str, dict[str, Any]]]) -> None:
        self.app, self.planted, self.rows = app, planted, rows
        self.names = {value: name.removeprefix("ward1.") for name, value in planted["ids"].items()}
        self.tables = {row_id: row for table in rows.values() for row_id, row in table.items()}

    def id(self, name: str) -> str:
        ids = self.planted["ids"]
        return ids.get(f"ward1.{name}") or ids[name]

    def client(self, actor: str) -> httpx.AsyncClient:
        tokens = self.planted["tokens"]
        headers = {"X-CSRF": "1"}
        if actor != "anonymous":
            token = tokens.get(actor) or tokens[f"ward1.{actor}"]
            headers["Cookie"] = f"{cookie_name(self.app.state.settings)}={token}"
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="https://test/api/v1", headers=headers)

    def url(self, path: str) -> str:
        begun, *rest = path.split("{")
        for part in rest:
            name, _, tail = part.partition("}")
            begun += quote(self.id(name)) + tail
        return f"https://test/api{begun.removeprefix('/..')}" if begun.startswith("/../") else begun

    def of(self, table: str, names: frozenset[str]) -> list[dict[str, Any]]:
        """Rows of a table among the named records."""
        found = [self.rows[table].get(self.id(name)) for name in names]
        return [row for row in found if row]

    def named(self, ids: Any) -> frozenset[str]:
        ids = list(ids)
        assert len(ids) == len(set(ids)), "a row comes twice"
        return frozenset(self.names.get(str(one), str(one)) for one in ids)


_TABLES = (
    "activity", "communication_event", "assignment", "unit", "plan", "plan_message", "communication_event_message",
    "broadcast_script", "membership", "person", "account", "audit_event", "session", "ward",
)  # fmt: skip


async def every_row(database: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of these tables by its id, whoever's it is."""
    connection = await asyncpg.connect(_server().url("postgres", database))
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    try:
        return {
            table: {str(row["id"]): dict(row) for row in await connection.fetch(f"SELECT * FROM app.{table}")}
            for table in _TABLES
        }
    finally:
        await connection.close()


def _sheet(data: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    head, *rows = load_workbook(io.BytesIO(data)).worksheets[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def _words(known: Planted, table: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """How a record is known in a sheet."""
    unit = known.rows["unit"].get(str(row.get("unit_id")), {}).get("name")
    if table in ("activity", "communication_event"):
        return (row["code"],)
    if table == "assignment":
        return row["text"], unit
    if table == "broadcast_script":
        return (row["title"],)
    if table == "unit":
        return (row["name"],)
    person = known.rows["person"][str(row["person_id"])]
    return known.rows["account"][str(person["account_id"])]["login"], unit


_SHEET_COLUMNS = {
    "activity": ("Mã",), "communication_event": ("Mã",), "assignment": ("Nhiệm vụ", "Đơn vị"),
    "broadcast_script": ("Bài phát thanh",), "unit": ("Tên đơn vị",), "membership": ("Tên đăng nhập", "Đơn vị"),
}  # fmt: skip


def _of_sheet(known: Planted, reply: httpx.Response, table: str) -> frozenset[str]:
    ended = [row_id for row_id, row in known.rows[table].items() if row.get("ended_at")]
    # Who works in both wards has the same words in both: this ward's row comes last, and counts.
    there = sorted(known.rows[table].items(), key=lambda one: -one[1]["ward_id"])
    by_words = {_words(known, table, row): row_id for row_id, row in there if row_id not in ended}
    rows = [tuple(row[column] or None for column in _SHEET_COLUMNS[table]) for row in _sheet(reply.content)]
    return known.named(by_words.get(words, str(words)) for words in rows)


def _of_ics(known: Planted, reply: httpx.Response, _: str) -> frozenset[str]:
    uids = {f"{hash_token(one).hex()[:32]}@vitreem": one for one in known.rows["activity"]}
    shown = [one for one in icalendar.Calendar.from_ical(reply.content).walk("VEVENT")]
    for one in shown:
        row = known.rows["activity"][uids[str(one["uid"])]]
        assert (str(one["summary"]), one.get("status") == "CANCELLED") == (row["title"], row["state"] == "cancelled")
        assert set(one) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LOCATION", "STATUS"}
    return known.named(uids[str(one["uid"])] for one in shown)


def _of_choices(known: Planted, reply: httpx.Response, column: str) -> frozenset[str]:
    by_name = {row["name"]: row_id for row_id, row in known.rows["unit"].items()}
    return known.named(by_name[row[column]] for row in _sheet(reply.content, 1) if row[column])


def _of_unit_dashboard(known: Planted, reply: httpx.Response, _: str) -> frozenset[str]:
    found = reply.json()
    shown = [*found["to_do"], *found["waiting"], *found["done"]]
    rows = [known.rows["assignment"][one["id"]] for one in shown]
    assert {one["id"] for one in found["waiting"]} == {str(row["id"]) for row in rows if row["state"] == "submitted"}
    assert {one["id"] for one in found["done"]} == {str(row["id"]) for row in rows if row["state"] == "accepted"}
    counted = counting.states(rows, TODAY)
    assert found["total"] == counted["total"]
    assert found["with_result"] == counted["submitted"] + counted["accepted"]
    assert (found["accepted"], found["overdue"]) == (counted["accepted"], counted["overdue"])
    assert {plan["id"] for plan in found["plans"]} == {known.id("plan"), known.id("new_plan")}
    messages = [known.rows["plan_message"][str(row_id)] for row_id in known.rows["plan_message"]]
    in_force = {UUID(known.id("plan")), UUID(known.id("new_plan"))}
    assert set(found["messages"]) == {row["text"] for row in messages if row["plan_id"] in in_force}
    return known.named(one["id"] for one in shown)


def _require_ward_dashboard(found: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """It says exactly what these assignments sum up to; without any it shows no plan."""
    if not rows:
        assert (found["plan"], found["figures"]) == (None, None)
        return
    figures, expected = found["figures"], counting.ward_dashboard(rows, TODAY)
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


READERS: dict[str, Callable[[Planted, httpx.Response, str], frozenset[str]]] = {
    "items": lambda known, reply, _: known.named(one["id"] for one in reply.json()["items"]),
    "marked": lambda known, reply, member: known.named(one["id"] for one in reply.json()["items"] if one[member]),
    "sheet": _of_sheet,
    "ics": _of_ics,
    "choices": _of_choices,
    "unit_dashboard": _of_unit_dashboard,
    "wards": lambda _, reply, __: frozenset(one["code"][-1] for one in reply.json()["items"]),
    "trail": lambda _, reply, __: frozenset(one["id"] for one in reply.json()["items"]),
    "accounts": lambda _, reply, __: frozenset(one["id"] for one in reply.json()["items"]),
}


def require_figures(known: Planted, reply: httpx.Response, entry: List, rows: frozenset[str]) -> None:
    """Figures are those of exactly these records, counted apart."""
    kind, _, group = entry.read.partition(":")
    found = reply.json()
    if kind in ("ward_dashboard", "progress"):
        dashboard = found["dashboard"] if kind == "progress" else found
        _require_ward_dashboard(dashboard, known.of("assignment", rows))
        return
    activities, events = known.of("activity", rows), known.of("communication_event", rows)
    if kind == "indicators":
        assert {code: value or 0 for code, value in found["total"].items()} == counting.indicators(activities, events)
        shown = [row for row in activities if row["state"] in ("held", "reported")]
        shown += [row for row in events if row["state"] in ("done", "reported")]
        groups = {row[group] for row in shown}
        expected = {
            one and str(one): counting.indicators(
                [row for row in activities if row[group] == one], [row for row in events if row[group] == one]
            )
            for one in groups
        }  # fmt: skip
        assert {one["unit_id"]: one["figures"] for one in found["groups"]} == expected
        return
    assert kind == "usage"
    done = {row["id"]: row for row in events if row["state"] in ("done", "reported")}
    links = known.rows["communication_event_message"].values()
    carried = [(row["message_id"], done[row["event_id"]]["on_day"]) for row in links if row["event_id"] in done]
    used = {one["id"]: (one["used"], one["last_used_on"]) for one in found["messages"] if one["used"]}
    assert used == {
        str(message): (
            sum(one == message for one, _ in carried), max(on for one, on in carried if one == message).isoformat()
        )
        for message, _ in carried
    }  # fmt: skip
    in_force = (UUID(known.id("plan")), UUID(known.id("new_plan")))
    library = {row_id for row_id, row in known.rows["plan_message"].items() if row["plan_id"] in in_force}
    assert {one["id"] for one in found["messages"]} == library | used.keys()
    topics = [topic for row in done.values() for topic in row["topics"]]
    assert {one["topic"]: one["used"] for one in found["topics"] if one["used"]} == {
        one: topics.count(one) for one in topics
    }
    assert found["hotline_111"] == {
        "items": sum(row["carried_hotline_111"] for row in done.values()),
        "total": len(done),
    }


def rows_of(known: Planted, entry: List, reply: httpx.Response) -> frozenset[str]:
    kind, _, more = entry.read.partition(":")
    return READERS[kind](known, reply, more)

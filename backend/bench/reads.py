"""Lists, dashboards, the calendar and the indicators against the same SQL through bare FastAPI and asyncpg.

One PostgreSQL, 300 wards x 3,000 assignments, 2,000 activities and 1,000 pieces of communication; both servers are real uvicorn processes on one core
each. Ours signs in, opens the ward under row-level security and reads; the bare one holds a superuser connection
without row-level security.
"""

import asyncio
import hashlib
import json
import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from sqlalchemy import Integer, bindparam, select

from bench.filling import fill
from bench.server import empty_server, served, sessions
from vitreem import contexts
from vitreem.activities import queries as activities
from vitreem.assignments import queries as assignments
from vitreem.assignments.dashboards import ward_statement
from vitreem.broadcasting import queries as broadcasting
from vitreem.children import duplicates
from vitreem.children import queries as children
from vitreem.children.models import Child
from vitreem.children.rules import ADULT_AT, Born
from vitreem.communications import queries as communications
from vitreem.communications.calendar import statement as communication_calendar
from vitreem.giving import lists as giving
from vitreem.hazards import queries as hazards
from vitreem.kernel.clock import Clock, day_begins, day_ends, years_before
from vitreem.kernel.db import embedded
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.request.json_rows import JsonStatement, json_array
from vitreem.kernel.request.transactions import cookie_name
from vitreem.records import indicators
from vitreem.records.units import UnitView
from vitreem.settings import Settings

WARDS = int(os.environ.get("BENCH_WARDS", "300"))
PER_WARD = int(os.environ.get("BENCH_PER_WARD", "3000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
CLIENTS = 16
ROUNDS = 3


async def load_of(url: str, requests: list["Request"]) -> tuple[float, float]:
    """Requests a second and p95 in milliseconds of CLIENTS asking in turn for SECONDS."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    port, sent = int(url.rsplit(":", 1)[1]), [one.sent() for one in requests]

    async def one(offset: int) -> None:
        """A keep-alive connection that asks for one reply after the other: far lighter than a client library."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        at = offset
        while time.perf_counter() < until:
            begun = time.perf_counter()
            writer.write(sent[at % len(sent)])
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert head.startswith(b"http/1.1 200"), head
            await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
            times.append(time.perf_counter() - begun)
            at += CLIENTS
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one(offset) for offset in range(CLIENTS)))
    seconds = time.perf_counter() - begun
    return len(times) / seconds, statistics.quantiles(times, n=20)[18] * 1000


@dataclass(frozen=True)
class Request:
    """One to either server, as bytes."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None

    def sent(self) -> bytes:
        body = b"" if self.body is None else json.dumps(self.body).encode()
        headers = {"Host": "bench", **self.headers}
        if body:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{'POST' if body else 'GET'} {self.path} HTTP/1.1\r\n{lines}\r\n".encode() + body


@dataclass(frozen=True)
class Case:
    """One statement: where the application serves it (nowhere: its plan is looked at alone), and with which values."""

    name: str
    statement: JsonStatement
    path: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    # What is sent to our address: then it is a POST, and works on after the statement.
    body: dict[str, Any] | None = None
    # Columns that the reply is reckoned from and doesn't hold.
    unsent: frozenset[str] = frozenset()

    def request(self, token: str) -> Request:
        return Request(self.path, {"Cookie": f"{cookie_name(Settings())}={token}", "X-CSRF": "1"}, self.body)

    def wire(self) -> dict[str, Any]:
        """For the bare server."""
        statement = self.statement
        every_day = {name: day for name, day in statement.defaults.items() if isinstance(day, date)} | self.days
        days = {name: day.isoformat() for name, day in every_day.items()}
        return {
            "sql": statement.sql,
            "names": statement.names,
            "defaults": {name: value for name, value in statement.defaults.items() if name not in days},
            "given": self.given,
            "days": days,
        }


def instants(month: dict[str, date]) -> dict[str, datetime]:
    return {"begins": day_begins(month["from_on"]), "ends": day_ends(month["to_on"])}


# Which rules are late is read before; to the measure of the statement alone it makes no difference.
_NOTHING_LATE = {"late_rules": [], "late_owns": [], "late_befores": [], "by_safe_day": False}

_CLOCK = frozenset({"rule_id", "ward_deadline_id", "starts_at", "recheck_on"})


def _cases() -> list[Case]:
    contexts.register()  # the figures are made up of what each context declares
    today = Clock().today()
    month = {"from_on": today - timedelta(days=15), "to_on": today + timedelta(days=15)}
    span = f"from_on={month['from_on']}&to_on={month['to_on']}"
    writes = {"may_write": True}
    unit = {"unit_ids": [UUID(int=1)]}
    of_child = {"sees_all": True, "unit_ids": [], "year": today.year}
    child_days = {"sixteen_on": years_before(today, ADULT_AT)}
    return [
        Case("list_of_50", assignments.LIST.statement(everything=True, filters=(), sort="due"), "/api/v1/assignments?limit=50", days={"today": today}),
        Case("list_overdue_words", assignments.LIST.statement(everything=True, filters={"overdue", "q"}, sort="due"), given={"q": "thieu nhi"}, days={"today": today}),
        Case("list_of_unit", assignments.LIST.statement(everything=False, filters=(), sort="due"), given=unit, days={"today": today}),
        Case("ward_dashboard", ward_statement(), "/api/v1/dashboards/ward", days={"today": today}),
        Case("calendar_of_a_month", activities.calendar_statement("all", frozenset()), f"/api/v1/activities/calendar?{span}", writes, month),
        Case("calendar_of_a_unit", activities.calendar_statement("units", frozenset()), given={**writes, **unit}, days=month),
        Case("indicators_of_a_month", indicators.statement(indicators.GroupBy.UNIT, UnitView.TODAY, False, False), f"/api/v1/indicators?{span}", days=month),
        Case("list_of_activities", activities.LIST.statement(everything=True, filters=(), sort="newest"), "/api/v1/activities?limit=50"),
        Case("list_of_communication", communications.LIST.statement(everything=True, filters=(), sort="newest"), "/api/v1/communication-events?limit=50"),
        Case("list_of_communication_of_unit", communications.LIST.statement(everything=False, filters={"q"}, sort="newest"), given={**unit, "q": "so 7"}),
        Case("communication_in_a_month", communication_calendar(True, True, False), given=instants(month), days=month),
        Case("communication_of_a_unit_in_a_month", communication_calendar(False, False, False), given={**instants(month), **unit}, days=month),
        Case("list_of_scripts", broadcasting.LIST.statement(everything=True, sort="newest"), given={"words_per_minute": 150}),
        Case("list_of_children", children.LIST.statement(everything=True, filters={"is_open"}, sort="name"), "/api/v1/children?limit=50", of_child, child_days),
        Case("children_by_the_beginning_of_a_word", children.LIST.statement(everything=True, filters={"is_open", "q"}, sort="name"), "/api/v1/children?limit=50&q=kha", {**of_child, "q": ["kha"]}, child_days),
        _duplicates(),
        Case("children_in_need", children.LIST.statement(everything=True, filters={"is_open", "need", "legal_group"}, sort="name"), given={**of_child, "need": ["hardship"], "legal_group": ["disability"]}, days=child_days),
        Case("children_of_a_unit", children.LIST.statement(everything=False, filters={"is_open"}, sort="name"), given={**of_child, "sees_all": False, **unit}, days=child_days),
        Case("round_overview", giving.ROUNDS.statement(everything=True, sort="newest"), "/api/v1/gift-rounds?limit=50", {"sees_all": True, "unit_ids": []}),
        Case("rounds_of_a_unit", giving.ROUNDS.statement(everything=False, sort="newest"), given={"sees_all": False, **unit}),
        Case("lines_of_a_round", giving.LINES.statement(everything=True, filters={"round_id"}, sort="name"), given={"sees_all": True, "unit_ids": [], "round_id": UUID(hashlib.md5(f"{WARDS}-1".encode(), usedforsecurity=False).hexdigest())}, days={"year_ago": years_before(today, 1)}),
        Case("shares_to_tick", giving.SHARES.statement(everything=True, filters={"state"}, sort="name"), "/api/v1/gift-shares?limit=50&state=delivered", {"sees_all": True, "may_tick": True, "unit_ids": [], "state": ["delivered"]}),
        Case("children_who_got_nothing", children.LIST.statement(everything=True, filters={"is_open", "nothing_since"}, sort="name"), given=of_child, days={**child_days, "nothing_since": years_before(today, 1)}),
        Case("donors", giving.DONORS.statement(everything=True, sort="name"), given={"unit_ids": []}),
        Case("map_of_hazards", hazards.map_statement(), "/api/v1/hazards/map", _NOTHING_LATE, {"today": today}),
        Case("list_of_hazards", hazards.LIST.statement(everything=True, sort="newest"), "/api/v1/hazards?limit=50", _NOTHING_LATE, {"today": today}, unsent=_CLOCK),
        Case("list_of_activities_of_unit", activities.LIST.statement(everything=False, filters={"q"}, sort="newest"), given={**unit, "q": "so 7"}),
    ]  # fmt: skip


def _duplicates() -> Case:
    """A child who is being typed: the candidates alone in the measure, their guardians and the judgement in ours."""
    typed = {"full_name": "Nguyễn Văn Khang", "birth": {"year": 2018, "month": 5, "day": 4}}
    look = duplicates.Look("Nguyễn Văn Khang", Born(date(2018, 5, 4), date(2018, 5, 4)))
    ward: Any = bindparam("ward_id", type_=Integer())
    every = select(Child).where(Child.ward_id == ward)
    statement = json_array(duplicates.candidates(every, ward, look))
    return Case("duplicates_of_a_child", statement, "/api/v1/children/similar", body=typed)


async def _explain_all(server: embedded.Embedded, cases: list[Case], ward: int, plans: dict[int, UUID]) -> None:
    shown = await asyncpg.connect(server.url(APP_ROLE), server_settings={"jit": "off"})
    for case in cases:
        await _explain(shown, case, ward_id=ward, plan_id=plans[ward], limit=50)
    await shown.close()


async def _explain(connection: asyncpg.Connection, case: Case, **common: Any) -> None:
    """What PostgreSQL does for one statement under the policies of the application's role."""
    statement, values = case.statement, {**common, **case.given, **case.days}
    arguments = [values[name] if name in values else statement.defaults[name] for name in statement.names]
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.ward_id', $1, true)", str(values["ward_id"]))
        for _ in range(2):  # the second time from memory
            found = json.loads(
                await connection.fetchval(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement.sql}", *arguments)
            )

    def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield plan
        for one in plan.get("Plans", ()):
            yield from nodes(one)

    whole = list(nodes(found[0]["Plan"]))
    _print(
        figure=f"explain_{case.name}", ms=round(found[0]["Execution Time"], 2),
        blocks=whole[0]["Shared Hit Blocks"] + whole[0]["Shared Read Blocks"],
        scans=sorted({f"{one['Node Type']} {one.get('Index Name') or one['Relation Name']}" for one in whole if "Relation Name" in one}),
    )  # fmt: skip


def _print(**line: Any) -> None:
    print(json.dumps({"bench": "reads", **line}), flush=True)


async def run() -> None:
    """Fill, serve, measure, print."""
    async with empty_server() as server:
        begun = time.perf_counter()
        connection = await asyncpg.connect(server.url("postgres"))
        await fill(connection, WARDS, PER_WARD)
        tokens = await sessions(connection)
        plans: dict[int, UUID] = {
            row["ward_id"]: row["id"] for row in await connection.fetch("SELECT ward_id, id FROM app.plan")
        }
        await connection.execute("VACUUM ANALYZE")
        _print(figure="filled", wards=WARDS, rows=WARDS * PER_WARD, seconds=round(time.perf_counter() - begun, 1))
        await connection.close()
        cases = _cases()
        await _explain_all(server, cases, max(plans), plans)
        plain = {
            "DSN": server.url("postgres"),
            "CASES": json.dumps({case.name: case.wire() for case in cases if case.path}),
        }
        async with (
            served(server, "vitreem.serving:application") as (ours, _),
            served(server, "bench.bare:application", **plain) as (bare, _),
        ):
            await _measure(cases, tokens, plans, ours, bare)


async def _require_same(ours: str, mine: Request, bare: str, theirs: Request, unsent: frozenset[str]) -> None:
    """Both answer the same: a measure that asks for less would be beaten by nobody."""
    async with httpx.AsyncClient() as client:
        told = (await client.get(ours + mine.path, headers=mine.headers)).json()
        measured = _without(unsent, (await client.get(bare + theirs.path)).json())
    assert _holds(told, measured), (mine.path, str(measured)[:500], str(told)[:500])


def _without(names: frozenset[str], measured: Any) -> Any:
    if isinstance(measured, list):
        return [_without(names, one) for one in measured]
    if isinstance(measured, dict):
        return {name: _without(names, value) for name, value in measured.items() if name not in names}
    return measured


def _holds(told: Any, measured: Any) -> bool:
    """What the statement alone says is the reply, or a part of it."""
    if told == measured:
        return True
    if isinstance(told, list) and isinstance(measured, list):
        return len(told) == len(measured) and all(map(_holds, told, measured))
    if not isinstance(told, dict):
        return False
    within = isinstance(measured, dict) and all(_holds(told.get(name), value) for name, value in measured.items())
    return within or any(_holds(part, measured) for part in told.values())


async def _measure(cases: list[Case], tokens: dict[int, str], plans: dict[int, UUID], ours: str, bare: str) -> None:
    for case in (case for case in cases if case.path):
        what = case.name
        ratios: list[float] = []
        p95: dict[str, list[float]] = {"ten": [], "all": []}
        mine = [case.request(token) for token in tokens.values()]
        theirs = [Request(f"/{what}?ward_id={ward}&plan_id={plans[ward]}") for ward in tokens]
        if case.body is None:
            await _require_same(ours, mine[0], bare, theirs[0], case.unsent)
        for _ in range(ROUNDS):
            our_rate, slowest = await load_of(ours, mine)
            p95["all"].append(slowest)
            bare_rate, _ = await load_of(bare, theirs)
            p95["ten"].append((await load_of(ours, mine[:10]))[1])
            ratios.append(our_rate / bare_rate)
            _print(
                figure=what,
                ours_per_second=round(our_rate),
                bare_per_second=round(bare_rate),
                ratio=round(our_rate / bare_rate, 2),
            )
        ten, everyone = statistics.median(p95["ten"]), statistics.median(p95["all"])
        _print(
            figure=f"{what}_summary", ratio=round(statistics.median(ratios), 2), goal=0.6,
            p95_ms_10_wards=round(ten, 1), p95_ms_all_wards=round(everyone, 1), p95_ratio=round(everyone / ten, 2),
        )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(run())

"""Cases against the same rows read by bare FastAPI and asyncpg and opened: one of 200 notes and 40 files, and the board of
wards with 40 open cases each. Both servers are real uvicorn processes; ours signs in, asks the doors and reads under
row-level security, the bare one holds a superuser connection and the ward's key.
"""

import asyncio
import json
import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from bench.filling import fill_people
from bench.reads import ROUNDS, Request, load_of
from bench.server import empty_server, served, sessions
from vitreem.incidents.files import FileFacts
from vitreem.incidents.forms import ChildFacts, Conference, InitialAssessment, Plan, Rated, ReportFacts
from vitreem.incidents.notes import NoteText
from vitreem.incidents.rules import RiskItem, RiskLevel
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.kernel import sealing
from vitreem.kernel.ids import new_id
from vitreem.kernel.request import ward_keys
from vitreem.kernel.request.transactions import cookie_name
from vitreem.kernel.sealing import Key
from vitreem.kernel.secrets import secret
from vitreem.settings import Settings

WARDS, PER_WARD = int(os.environ.get("BENCH_CASE_WARDS", "300")), 40
NOTES, FILES, EVENTS = 200, 40, 300
BIG = UUID(int=7)  # the case of ward 1 that has it all
_NOW = datetime.now(UTC)


def _print(**line: Any) -> None:
    print(json.dumps({"bench": "cases", **line}), flush=True)


class _Ward:
    """A ward's key, and its people."""

    def __init__(self, ward_id: int, person_id: UUID) -> None:
        self.ward_id, self.person_id = ward_id, person_id
        self.secret = sealing.new_secret()
        self.key = Key(ward_keys.id_of(1), self.secret)

    def seal(self, facts: Any, table: str, row: UUID) -> bytes:
        return self.key.seal(facts.model_dump_json().encode(), sealing.place(self.ward_id, table, row, "sealed"))


def _case(ward: _Ward, number: int, case_id: UUID) -> tuple[Any, ...]:
    facts = CaseFacts(child=ChildFacts(name=f"Nguyễn Văn Bé {number}", carers=[], groups=[]))
    received = _NOW - timedelta(hours=number % 11)
    return (
        ward.ward_id, case_id, f"VV-{ward.ward_id:05}-{number:05}", "assessed", "abused", ["physical_violence"], False,
        False, False, "male", 8, received, received, ward.person_id, "", "",
        ward.seal(facts, "incident_case", case_id), 1,
    )  # fmt: skip


_CASE = (
    "ward_id", "id", "reference", "state", "nature", "harms", "online", "urgent", "parent_is_suspect", "sex", "age",
    "received_at", "opened_at", "owner_id", "event_ward", "residence_ward", "sealed", "version",
)  # fmt: skip
_ACCESS = ("ward_id", "id", "subject_id", "person_id", "kind", "parts", "given_at")
_CLOCK = ("ward_id", "id", "subject_id", "code", "rule_id", "rule_version", "starts_at")


async def _fill(connection: asyncpg.Connection, root_text: str) -> dict[int, str]:
    """Wards with their chair and 40 open cases; the key of each by its number, as hex."""
    await fill_people(connection, WARDS, "ward_lead")
    await connection.execute("UPDATE app.credential SET totp_enabled = true, totp_secret = 'x'")
    people = await connection.fetch("SELECT ward_id, id FROM app.person ORDER BY ward_id")
    rules = await connection.fetch(
        "SELECT id, version, code FROM app.deadline_rule WHERE code IN ('case.first_protection', 'case.plan_submitted')"
    )
    root, keys = sealing.root_keys(root_text), dict[int, str]()
    cases, access, clocks, wrapped = list[Any](), list[Any](), list[Any](), list[Any]()
    for row in people:
        ward = _Ward(row["ward_id"], row["id"])
        keys[ward.ward_id] = ward.secret.hex()
        wrapped.append((ward.ward_id, new_id(), 1, ward_keys.wrap(root, ward.ward_id, 1, ward.secret), _NOW))
        for number in range(PER_WARD):
            case_id = BIG if (ward.ward_id, number) == (1, 0) else uuid4()
            cases.append(_case(ward, number, case_id))
            access.append((ward.ward_id, new_id(), case_id, ward.person_id, "owner", [], _NOW))
            clocks += [
                (ward.ward_id, new_id(), case_id, rule["code"], rule["id"], rule["version"], cases[-1][11])
                for rule in rules
            ]
        if ward.ward_id == 1:
            await _big(connection, ward)
    for table, rows, columns in (
        ("ward_key", wrapped, ("ward_id", "id", "number", "wrapped", "made_at")), ("incident_case", cases, _CASE),
        ("incident_access", access, _ACCESS), ("incident_clock", clocks, _CLOCK),
    ):  # fmt: skip
        await connection.copy_records_to_table(table, schema_name="app", records=rows, columns=columns)
    await _after(connection)
    return keys


_LATER: list[tuple[str, list[Any], tuple[str, ...]]] = []


async def _big(connection: asyncpg.Connection, ward: _Ward) -> None:
    """What hangs on the one case; written once the case is there."""

    def sealed(count: int, facts: Any, table: str) -> Iterator[tuple[UUID, bytes]]:
        for _ in range(count):
            row = new_id()
            yield row, ward.seal(facts, table, row)

    note = NoteText(text="Đã gọi cho cô giáo chủ nhiệm, trẻ vẫn đi học đều, chiều nay thăm nhà. " * 3)
    file = FileFacts(name="Biên bản làm việc.pdf", media_type="application/pdf", caption="Trang 1-3")
    rated = [Rated(item=RiskItem.HARM_SEVERITY, level=RiskLevel.MEDIUM, why="Có vết bầm")]
    forms = [
        InitialAssessment(situation="Trẻ bị đánh nhiều lần. " * 20, items=rated, decided_level=RiskLevel.MEDIUM),
        Conference(chair="Chủ tịch", attendees="Công an\nTrạm y tế", conclusion="Lập kế hoạch. " * 20),
        Plan(goals="Trẻ được an toàn. " * 10, services=[]),
    ]
    report = uuid4()
    facts = ReportFacts(what="Nghe tiếng trẻ khóc, bị đánh", children=[])
    _LATER.extend(
        [
            ("incident_note", [(1, row, BIG, ward.person_id, "Cán bộ", _NOW, value) for row, value in sealed(NOTES, note, "incident_note")],
             ("ward_id", "id", "subject_id", "author_id", "author_name", "written_at", "sealed")),
            ("incident_file", [(1, row, BIG, "files", "Cán bộ", _NOW, "none", 1000, b"", value, value) for row, value in sealed(FILES, file, "incident_file")],
             ("ward_id", "id", "subject_id", "part", "author_name", "added_at", "storage_key", "size", "sha256", "sealed", "sealed_key")),
            ("incident_paper", [(1, row := new_id(), BIG, form.kind, "assessment", 1, "done", ward.person_id, "Cán bộ", [ward.person_id], _NOW, "", ward.seal(form, "incident_paper", row), 1) for form in forms],
             ("ward_id", "id", "case_id", "kind", "part", "number", "state", "author_id", "author_name", "writer_ids", "made_at", "decided_name", "sealed", "version")),
            ("incident_report", [(1, report, "TB-00001", "accepted", "phone", _NOW, _NOW, ward.person_id, "abused", [], False, False, False, ward.seal(facts, "incident_report", report), 1)],
             ("ward_id", "id", "reference", "state", "channel", "received_at", "recorded_at", "recorder_id", "nature", "harms", "online", "urgent", "parent_is_suspect", "sealed", "version")),
            ("incident_case_report", [(1, new_id(), BIG, report)], ("ward_id", "id", "case_id", "report_id")),
            ("audit_event", [(1, new_id(), _NOW, "incident_case.note_added", "incident_case", BIG, ward.person_id, "Cán bộ", "can bo", "", "{}") for _ in range(EVENTS)],
             ("ward_id", "id", "at", "kind", "object_kind", "object_id", "person_id", "actor_name", "search_key", "request_id", "facts")),
        ]
    )  # fmt: skip


async def _after(connection: asyncpg.Connection) -> None:
    for table, rows, columns in _LATER:
        await connection.copy_records_to_table(table, schema_name="app", records=rows, columns=columns)


async def run() -> None:
    """Fill, serve, measure, print."""
    async with empty_server() as server:
        begun = time.perf_counter()
        connection = await asyncpg.connect(server.url("postgres"))
        keys = await _fill(connection, secret(server.data_dir / "secrets", "field.key"))
        tokens = await sessions(connection)
        await connection.execute("UPDATE app.session SET cases_seen_at = '2199-01-01'")
        await connection.execute("VACUUM ANALYZE")
        _print(figure="filled", wards=WARDS, cases=WARDS * PER_WARD, seconds=round(time.perf_counter() - begun, 1))
        await connection.close()
        plain = {"DSN": server.url("postgres"), "WARD_KEYS": json.dumps(keys)}
        async with (
            served(server, "vitreem.serving:application") as (ours, _),
            served(server, "bench.bare_cases:application", **plain) as (bare, _),
        ):
            cookie = {ward: {"Cookie": f"{cookie_name(Settings())}={token}"} for ward, token in tokens.items()}
            await _measure(
                "case_of_200_notes", 1 / 1.5, ours, [Request(f"/api/v1/incident-cases/{BIG}", cookie[1])], bare,
                [Request(f"/case?ward_id=1&case_id={BIG}")],
            )  # fmt: skip
            await _measure(
                "board_of_40_cases", 0.6, ours, [Request("/api/v1/incident-board", one) for one in cookie.values()],
                bare, [Request(f"/board?ward_id={ward}") for ward in cookie],
            )  # fmt: skip


async def _measure(what: str, goal: float, ours: str, mine: list[Request], bare: str, theirs: list[Request]) -> None:
    ratios = []
    for _ in range(ROUNDS):
        (our_rate, p95), (bare_rate, _) = await load_of(ours, mine), await load_of(bare, theirs)
        ratios.append(our_rate / bare_rate)
        _print(
            figure=what, ours_per_second=round(our_rate), bare_per_second=round(bare_rate), p95_ms=round(p95, 1),
            ratio=round(ratios[-1], 2),
        )  # fmt: skip
    _print(figure=f"{what}_summary", ratio=round(statistics.median(ratios), 2), goal=round(goal, 2))


if __name__ == "__main__":
    asyncio.run(run())

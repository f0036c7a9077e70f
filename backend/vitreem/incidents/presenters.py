"""What the pages of the module have in common: rows of `statements`, opened and as they are sent, ready for JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from vitreem.incidents.clocks import Told
from vitreem.incidents.forms import Decision
from vitreem.incidents.models import IncidentArrival
from vitreem.incidents.schemas import ArrivalBrief, ArrivalRead
from vitreem.incidents.sealed_rows import opened_json
from vitreem.incidents.transfers import packet_of
from vitreem.kernel.request.answers import Row
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import Seals

_BRIEF = 160


@dataclass(frozen=True, slots=True)
class Sent:
    """A page as it goes out. `viewed`: this session has looked at it within the hour, and the trail knows."""

    body: bytes
    viewed: bool
    version: int = 0


def as_sent(page: Row) -> bytes:
    """The page as JSON. What `history` holds came as a text and goes as one: there may be hundreds of events."""
    if "history" in page:
        page = page | {"history": orjson.Fragment(page["history"])}
    return orjson.dumps(page, default=str, option=orjson.OPT_UTC_Z)


def clock_read(one: Told) -> Row:
    """As `ClockRead`."""
    due = one.due
    return {
        "code": one.code, "name": due.name, "legal_basis": due.legal_basis, "amount": due.amount, "unit": due.unit,
        "starts_at": one.starts_at, "due_at": due.due_at, "missing_year": due.missing_year, "share": one.share,
        "met_at": one.met_at, "running": one.running, "in_time": one.in_time(),
    }  # fmt: skip


def case_brief(of: Seals, row: Row, told: Sequence[Told]) -> Row:
    """As `CaseBrief`, with the clocks that run."""
    row["child_name"] = opened_json(of, row.pop("sealed"), "incident_case", row["id"])["child"]["name"]
    row["clocks"] = [clock_read(one) for one in told if one.running]
    return row


def report_brief(of: Seals, row: Row, told: Sequence[Told]) -> Row:
    """As `ReportBrief`, with the clocks that run."""
    row["what"] = _beginning(opened_json(of, row.pop("sealed"), "incident_report", row["id"])["what"])
    row["clocks"] = [clock_read(one) for one in told if one.running]
    return row


def _beginning(text: str) -> str:
    """Of a longer text whole words, and a sign that it goes on."""
    return text if len(text) <= _BRIEF else text[:_BRIEF].rsplit(maxsplit=1)[0] + "…"


def unsealed(of: Seals, rows: Iterable[Row], table: str) -> list[Row]:
    """Each row with the members that it seals among its own: notes, files, evidence."""
    return [row | opened_json(of, row.pop("sealed"), table, row["id"]) for row in rows]


def decision(of: Seals, sealed: bytes | None, table: str, row_id: UUID, column: str) -> Decision:
    """Empty where nobody has decided."""
    if sealed is None:
        return Decision()
    return Decision.model_validate_json(of.open(sealed, table, row_id, column))


def words(of: Seals, sealed: bytes | None, table: str, row_id: UUID, column: str) -> str:
    """Why something was decided; nothing where nobody has."""
    return decision(of, sealed, table, row_id, column).reason


def arrival_brief(one: IncidentArrival) -> ArrivalBrief:
    return ArrivalBrief(
        id=one.id, from_ward_name=one.from_ward_name, received_at=one.received_at, offered_at=one.offered_at,
        state=one.state, case_id=one.case_id,
    )  # fmt: skip


async def arrival_read(ctx: Ctx, one: IncidentArrival) -> ArrivalRead:
    packet = await packet_of(ctx, one)
    return ArrivalRead(
        **arrival_brief(one).model_dump(), reason=packet.reason, reference=packet.reference, child=packet.facts,
        reports=[told.facts for told in packet.reports], papers=[paper.form for paper in packet.papers],
        notes=[note.text for note in packet.notes],
    )  # fmt: skip


def lasting(row: Row, *names: str) -> Row:
    """These members alone: what a table has beside them isn't for the page."""
    return {name: row[name] for name in names}


def by_end(one: Row) -> tuple[bool, Any]:
    """The nearest end first; what no clock presses comes last, oldest first."""
    end = next((clock["due_at"] for clock in one["clocks"] if clock["due_at"]), None)
    return (end is None, end or one["received_at"])

"""Which rows every list shows to whom: each context's, of what lies below them, and of what they make up together."""

from collections.abc import Callable

import httpx

from tests.assignments.figures import progress
from tests.assignments.lists import ASG_NEW_B, ASG_NEW_C
from tests.lists import JUNE, KP_A, NONE, UNIT_READERS, WARD, Counted, List, alike
from tests.parts import joined
from tests.reading import Planted, Record, Rows, ids, wards
from vitreem.records.indicators import hidden_codes

# Records that may prove an assignment, by their kind; records that the report counts, by their table.
LINKABLE: dict[str, dict[str, Rows]] = joined("lists", "LINKABLE")
COUNTED: dict[str, Counted] = joined("lists", "COUNTED")


def _linkable(words: str, actor: str) -> Rows:
    """Of every kind what the actor may see, and has the words in its title; names here hold the words of titles."""
    rows = frozenset[str]().union(*(of.get(actor, NONE) for of in LINKABLE.values()))
    return frozenset(one for one in rows if words in one)


def _counted(actor: str) -> Rows:
    return frozenset[str]().union(*(one.rows.get(actor, NONE) for one in COUNTED.values()))


def _indicators(group: str) -> Callable[[Planted, httpx.Response, Rows], None]:
    """The report says what these records add up to, in all and by unit or place."""

    def require(known: Planted, reply: httpx.Response, rows: Rows) -> None:
        shown: dict[str, list[Record]] = {
            table: [row for row in known.of(table, rows) if row["state"] in one.states]
            for table, one in COUNTED.items()
        }

        def figures(wanted: Callable[[Record], bool]) -> dict[str, int]:
            found: dict[str, int] = {}
            for table, one in COUNTED.items():
                found |= one.count([row for row in shown[table] if wanted(row)])
            return found

        found = reply.json()
        hidden = hidden_codes()

        def require_same(said: dict[str, int | None], counted: dict[str, int]) -> None:
            """What is hidden from the caller is one of the small cells (tests/records/test_small_cells.py)."""
            wrong = {
                code: (said.get(code), counted.get(code))
                for code in said | counted
                if said.get(code) != counted.get(code) and not (said.get(code) is None and code in hidden)
            }
            assert not wrong, f"the report says, and COUNTED of tests/<context>/lists.py adds up to: {wrong}"

        require_same({code: value for code, value in found["total"].items()}, figures(lambda _: True))
        groups = {row[group] for of in shown.values() for row in of}
        assert {one["unit_id"] for one in found["groups"]} == {one and str(one) for one in groups}
        for one in found["groups"]:
            require_same(
                one["figures"], figures(lambda row, one=one: (row[group] and str(row[group])) == one["unit_id"])
            )

    return require


_REPORT = {actor: _counted(actor) for actor in UNIT_READERS}

_TOGETHER: dict[str, List] = {
    "list_linkable_records": List(
        "/assignments/{kp_a.working}/linkable-records?q=kp_a",
        {actor: _linkable("kp_a", actor) for actor in KP_A},
        unseen=("kp_b", "school", "culture"), made_of="LINKABLE",
    ),
    "list_linkable_records:supported": List(
        "/assignments/{kp_b.supported}/linkable-records?q=launch",
        {actor: _linkable("launch", actor) for actor in (*KP_A, "kp_b", "school")},
        unseen=("culture",), made_of="LINKABLE",
    ),
    "list_linkable_records:plans": List(
        "/assignments/{kp_b.supported}/linkable-records?q=plan",
        {actor: _linkable("plan", actor) for actor in (*KP_A, "kp_b", "school")},
        unseen=("culture",), made_of="LINKABLE",
    ),
    "read_indicators": List(f"/indicators?{JUNE}", _REPORT, figures=_indicators("unit_id"), by_unit=True, made_of="COUNTED"),
    "read_indicators:by_place": List(
        f"/indicators?{JUNE}&by=place", _REPORT, figures=_indicators("place_unit_id"), by_unit=True, made_of="COUNTED"
    ),
    "list_audit_events": List("/audit-events", {"lead": frozenset({"*"})}, ids, pages=True),
    "list_town_wards": List(
        "/../town/v1/wards", alike(frozenset({"1"}), *WARD, "viewer") | {"shared": frozenset({"1", "2"})}, wards
    ),
    "read_town_ward_progress": List(
        "/../town/v1/wards/99001/progress", alike(ASG_NEW_B | ASG_NEW_C, *WARD, "viewer", "shared"), figures=progress
    ),
    "read_town_ward_progress:other": List(
        "/../town/v1/wards/99002/progress",
        {"shared": frozenset({"ward2.kp_b.assignment_new_plan", "ward2.culture.assignment_new_plan"})}, figures=progress,
        unseen=("lead", "officer", "viewer"),
    ),
}  # fmt: skip

LISTS: dict[str, List] = _TOGETHER | joined("lists", "LISTS")
# GETs whose reply holds a list and which are one record: the matrix shows who opens it.
RECORDS: dict[str, str] = joined("lists", "RECORDS")

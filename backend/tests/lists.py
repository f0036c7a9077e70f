"""The shape of what a context says of what it shows (`tests/<context>/lists.py`):

`LISTS`, one entry per operation, with exactly the rows that each actor gets, and `RECORDS`, which show one record;
`LINKABLE`, its records that may prove an assignment (by kind; their names hold the words of their titles, by which they
are searched for); `COUNTED`, its records that the report counts (by table).
Rows are names of `planted.py` and of the world, of ward 1. An actor whom an entry doesn't name is refused (403). Where an
operation has a path with `{name}`, or another question, there are several entries: `operation:what`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests.reading import Planted, Record, Rows, items

ACTORS = (
    "lead", "officer", "viewer", "kp_a", "kp_a_member", "kp_a_protector", "kp_b", "school", "culture", "shared", "admin",
)  # fmt: skip
WARD = ("lead", "officer")
KP_A = ("kp_a", "kp_a_member", "kp_a_protector")
# Who reads the ward's units.
UNIT_READERS = (*WARD, *KP_A, "kp_b", "school", "culture")
NONE: Rows = frozenset()
JUNE = "from_on=2026-06-01&to_on=2026-06-30"


def of(unit: str, kind: str, names: str) -> Rows:
    """`of("kp_a", "gift_", "planned given")` are kp_a.gift_planned and kp_a.gift_given."""
    return frozenset(f"{unit}.{kind}{name}" for name in names.split())


def by_unit(
    *, ward: Rows, kp_a: Rows | None, kp_b: Rows | None, school: Rows | None, culture: Rows | None, **others: Rows
) -> dict[str, Rows]:
    """`ward` for lead and officer; `kp_a` for everybody of that khu phố; None for who is refused (404)."""
    given = {"kp_b": kp_b, "school": school, "culture": culture, **others}
    rows = {actor: ward for actor in WARD} | {actor: kp_a for actor in KP_A} | given
    return {actor: found for actor, found in rows.items() if found is not None}


def alike(rows: Rows, *actors: str) -> dict[str, Rows]:
    return dict.fromkeys(actors, rows)


# Units that exist today.
UNITS = (
    frozenset({"renamed.unit"})
    | of("kp_a", "", "unit")
    | of("kp_b", "", "unit")
    | of("school", "", "unit")
    | of("culture", "", "unit")
)


@dataclass(frozen=True)
class List:
    """`read` takes the rows from the reply (`tests/reading.py`); or `figures` requires those that the rows add up to."""

    path: str
    rows: dict[str, Rows]
    read: Callable[[Planted, httpx.Response], Rows] = items
    figures: Callable[[Planted, httpx.Response, Rows], None] | None = None
    # Not found, not forbidden: the record in the path isn't theirs.
    unseen: tuple[str, ...] = ()
    # The filter by unit narrows these rows and never adds to them.
    by_unit: bool = False
    pages: bool = False
    # The table that the rows are made up of, where each context brings its part of them.
    made_of: str = "LISTS"
    # Of the rows, those that `read` takes as marked.
    marked: dict[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """Records of the report: in which states they count, whose each actor's report is made of, what they add up to."""

    states: tuple[str, ...]
    rows: dict[str, Rows]
    count: Callable[[list[Record]], dict[str, int]]

"""The shape of the matrix of rights: one row per operation, with the expected answer for every role and relation. Each
context brings its own (`tests/<context>/matrix.py`).

A row names the roles that may (`may`); everybody else signed in gets 403, nobody signed in 401. `scope` says how far
the right reaches: `ward` (every record of the ward), `unit` (unit people reach their own unit's records alone),
`installation` (the administrator reaches every ward's), `sender` (nobody but who sent it, kp_a), `owner` (anybody may
ask, whose it is finds it), `case` (whoever has no case is told that there is nothing), `script` (the culture officer
reaches every unit's), `register` (the child protection officer does), `open` (everybody reads every record of the ward,
unit people change their own alone: 403).
A record of another ward, of a unit out of reach, or that doesn't exist is 404 for those who may, 403 for the rest.
"""

from dataclasses import dataclass
from typing import Any, Literal

WARD = ("lead", "officer")
UNIT = ("kp_a", "kp_a_member", "kp_a_protector")
# Belongs to another unit than the records of the matrix: may do what units do, and finds none of them.
CULTURE = "culture"
UNITS = (*UNIT, CULTURE)
EVERYBODY = (*WARD, "viewer", *UNITS)
ACTORS = (*EVERYBODY, "admin")

Relation = Literal["own", "other_unit", "other_ward", "unknown"]


@dataclass(frozen=True)
class Row:
    """One operation. `{name}` in the path is an id of the world; the first one carries the relation.

    `sees`: roles that may on their own unit's records, and see others' without the right to change them (403).
    """

    may: tuple[str, ...]
    path: str
    ok: int = 200
    scope: Literal[
        "ward", "unit", "sender", "owner", "script", "register", "case", "open", "installation", "self", "public"
    ] = "ward"
    json: Any = None
    file: bool = False
    sees: tuple[str, ...] = ()
    version: int | str | None = None


UNKNOWN = "01890000-0000-7000-8000-000000000000"

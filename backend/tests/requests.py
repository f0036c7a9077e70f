"""The shape of what a context says of its requests (`tests/<context>/requests.py`):

`REQUESTS` where a body holds ids; `ELSEWHERE` where a path names a record and something of it; `RIGHT` and `VERSIONED`
for verbs with a version, `KEYED` for what has an `Idempotency-Key`, `FREE` for what has neither. In paths and bodies
`{name}` is an id of the world; `{upload:kp_b}` a file that this person has sent; `{made}` the record that `first` made;
`{plan.line}`, `{plan.task}`, `{plan.message}` the published lines of a plan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from vitreem.kernel.files.excel import template


@dataclass(frozen=True)
class Id:
    """An id that comes in. An id of a sibling is one of the right kind that belongs to another unit, plan or ward.

    `refused`: siblings of the own ward, which must be refused. `allowed`: siblings which may be sent, and why. The other
    ward's id of the same name is always sent too.
    """

    refused: tuple[str, ...] = ()
    allowed: dict[str, str] = field(default_factory=dict)
    # Nothing is refused and nothing found: the id narrows what is asked for.
    narrows: bool = False
    # Where the other ward's id means nothing, and why it is taken.
    of_other_ward: str = ""


ANY_UNIT = "any unit of the ward may be named here"


def any_unit(unit: str = "kp_b.unit") -> Id:
    return Id(allowed={unit: ANY_UNIT})


# What is the same wherever a record proves an assignment, or takes a file.
ASSIGNMENTS = Id(("kp_b.fresh", "kp_a.accepted"))
UPLOAD = Id(("upload:kp_b", "upload:kp_a_member", "upload:officer"))


@dataclass(frozen=True)
class Attached:
    """A file in the request itself."""

    name: str
    content: Callable[[], bytes]


def sheet(title: str, columns: Any, cells: dict[str, str]) -> Attached:
    """A workbook with one row that is taken; `cells` by the heading of their column."""
    return Attached("a.xlsx", lambda: template(title, columns, [[cells.get(one.title, "") for one in columns]]))


@dataclass(frozen=True)
class Request:
    """A request that succeeds as it stands: by whom, where, with what; `ids` by the path of the field."""

    actor: str
    path: str
    json: Any
    ids: dict[str, Id]
    version: bool = False
    first: tuple[str, Any] | None = None
    form: bool = False
    # The file of a form; without it the sample of a plan.
    file: Attached | None = None


def attach(path: str, **more: str) -> Request:
    """A photo, sent before in parts, joins a record."""
    return Request("kp_a", path, {"upload_id": "{upload:kp_a}", **more}, {"upload_id": UPLOAD})


def proves(kind: str, name: str, refused: str) -> Request:
    """A record joins an assignment as evidence: each kind that may is asked, as `attach_evidence_record:<kind>`."""
    return Request(
        "kp_a", "/assignments/{kp_a.working}/evidence-records", {"record_kind": kind, "record_id": f"{{{name}}}"},
        {"record_id": Id((refused,))},
    )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What eight calls at once leave behind: `one`, who comes first; `same`, all may succeed with the effect of one.

    `first`: requests before (actor, method, path, body).
    """

    actor: str = ""
    path: str = ""
    json: Any = None
    effect: Literal["one", "same"] = "one"
    first: Sequence[tuple[str, str, str, Any]] = ()
    # Tables that a replay writes too, by design.
    ignore: frozenset[str] = frozenset()
    file: Attached | None = None
    content: bytes | None = None
    calls: int = 8
    # Why of eight with eight keys not all are carried out.
    once: str = ""


def case(request: Request, **more: Any) -> Case:
    first = [(request.actor, "POST", *request.first)] if request.first else []
    return Case(request.actor, request.path, request.json, first=first, file=request.file, **more)


@dataclass(frozen=True)
class Free:
    """Has neither version nor key: why nothing is overwritten unseen or made twice; without a case it isn't asked."""

    why: str
    case: Case | None = None


# The sheet that somebody sent comes back, marked.
MARKS = Free("nothing is kept: the same file comes back, marked")


@dataclass(frozen=True)
class Right:
    """How a verb succeeds with the right version, where the matrix asks it what it refuses."""

    json: Any = None
    # A verb before.
    first: str = ""
    # After the record has begun.
    moved: bool = False
    # Where the reply is the record above: the member that lists those whose version is named.
    among: str = ""

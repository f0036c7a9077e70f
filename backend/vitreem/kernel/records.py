"""Records of one context shown in another: title and state through the owner's facts, never through its tables.

A context registers its kind of record at import; evidence of an assignment is the first to link by (kind, id).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from vitreem.kernel.access import Ctx
from vitreem.kernel.problems import Invalid


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What may be shown of a record that the caller sees: its title, its state as a code, its page."""

    title: str
    state: str
    path: str


Describe = Callable[[Ctx, Sequence[UUID]], Awaitable[dict[UUID, RecordFact]]]

_KINDS: dict[str, Describe] = {}


class UnknownRecordKind(Invalid):
    code = "unknown_record_kind"
    detail = "Không có loại hồ sơ này."


def register(kind: str, describe: Describe) -> None:
    """`describe` returns facts of those records that the caller may see; unseen ones are left out."""
    assert kind not in _KINDS, kind
    _KINDS[kind] = describe


def kinds() -> tuple[str, ...]:
    return tuple(sorted(_KINDS))


async def describe(ctx: Ctx, kind: str, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    """Facts by id; raises `UnknownRecordKind`."""
    if kind not in _KINDS:
        raise UnknownRecordKind(kinds=list(kinds()))
    return await _KINDS[kind](ctx, ids)

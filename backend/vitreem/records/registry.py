"""Records of one context shown in another: title and state through the owner's facts, never through its tables.

A context registers its kind of record at import; evidence of an assignment is the first to link by (kind, id).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What may be shown of a record that the caller sees: title, state as a code, page, figures by code.

    `proves`: it has happened. What is only planned may be linked and is no evidence yet.
    """

    title: str
    state: str
    path: str
    figures: dict[str, int] = field(default_factory=dict)
    proves: bool = True


Describe = Callable[[Ctx, Sequence[UUID]], Awaitable[dict[UUID, RecordFact]]]

Find = Callable[[Ctx, str, int], Awaitable[dict[UUID, RecordFact]]]


@dataclass(frozen=True, slots=True)
class _Kind:
    describe: Describe
    find: Find | None


_KINDS: dict[str, _Kind] = {}


class UnknownRecordKind(Invalid):
    code = "unknown_record_kind"
    detail = "Không có loại hồ sơ này."


def register(kind: str, describe: Describe, find: Find | None = None) -> None:
    """`describe` returns facts of those records that the caller may see; unseen ones are left out.

    `find` returns the newest of them, at most as many as asked, whose title holds the words (folded by `search_key`);
    a kind without it is named by other records and linked to none.
    """
    assert kind not in _KINDS, kind
    _KINDS[kind] = _Kind(describe, find)


def linkable() -> tuple[str, ...]:
    return tuple(sorted(kind for kind, owner in _KINDS.items() if owner.find))


def require_linkable(kind: str) -> None:
    if kind not in linkable():
        raise UnknownRecordKind(kinds=list(linkable()))


async def describe(ctx: Ctx, kind: str, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    """Facts by id."""
    return await _KINDS[kind].describe(ctx, ids)


async def find(ctx: Ctx, words: str, limit: int) -> list[tuple[str, UUID, RecordFact]]:
    """Records of every kind that the caller may see and that hold the words: kind, id and facts."""
    key = search_key(words)
    return [
        (kind, record_id, fact)
        for kind, owner in sorted(_KINDS.items())
        if owner.find
        for record_id, fact in (await owner.find(ctx, key, limit)).items()
    ]

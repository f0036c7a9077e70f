"""What passes from units that end to the one that stands for them: each context hands on what is its own.

A context registers at import, as its facts do with kinds of record; so units know no assignments and no children.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vitreem.kernel.request.context import Ctx


@dataclass(frozen=True, slots=True)
class Succession:
    """From `on_day` the unit `heir_id` stands for the predecessors. `words` say by what paper."""

    predecessor_ids: Collection[UUID]
    heir_id: UUID
    on_day: date
    words: str


HandOn = Callable[[Ctx, Succession], Awaitable[dict[str, int]]]

_HEIRS: dict[str, HandOn] = {}


def when_units_change(what: str, hand_on: HandOn) -> None:
    """`hand_on` gives the heir what is open or lives on, leaves the past as it was, and returns counts by code.

    A preview runs it too and takes it back: it must change nothing outside the transaction.
    """
    assert what not in _HEIRS, what
    _HEIRS[what] = hand_on


async def hand_on(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Every context's part; what nothing is of isn't counted."""
    counts: dict[str, int] = {}
    for _, each in sorted(_HEIRS.items()):
        counts |= await each(ctx, succession)
    return {code: count for code, count in counts.items() if count}

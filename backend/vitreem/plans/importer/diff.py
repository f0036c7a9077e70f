"""What changed between two readings of a plan, line by line, for a person to accept or refuse.

Lines are matched first by equal words, then by likeness, inside the same group before across groups. Candidates for
likeness share rare runs of words, so that the time grows with the number of lines and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from vitreem.kernel.text import search_key

LIKE = 72.0  # percent of likeness from which a line counts as changed rather than replaced
SAME_GROUP_BONUS = 8.0
_RUN = 2
_COMMON_RUN = 40  # a run of words that more lines share says nothing
_MOST_CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a plan. `group` names where it stands, e.g. the assignee; `id` is the caller's own key."""

    group: str
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """`same` and `changed` have both sides, `added` only `new`, `removed` only `old`. `likeness` is 0–100."""

    state: Literal["same", "changed", "added", "removed"]
    old: Item | None
    new: Item | None
    likeness: float = 0.0


def compare(old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """Changes in the order of `new`, then the removed lines in the order of `old`.

    A line with equal words in another group is `changed`: somebody else is to do it.
    """
    old_keys = [(search_key(item.group), search_key(item.text)) for item in old]
    new_keys = [(search_key(item.group), search_key(item.text)) for item in new]
    partner: dict[int, tuple[int, float]] = {}
    free: set[int] = set(range(len(old)))
    _pair_equal(old_keys, new_keys, partner, free)
    _pair_equal([(text,) for _, text in old_keys], [(text,) for _, text in new_keys], partner, free)
    _pair_alike(old_keys, new_keys, partner, free)
    out = []
    for index, item in enumerate(new):
        if index not in partner:
            out.append(Change("added", None, item))
            continue
        at, likeness = partner[index]
        same = old[at].text == item.text and old_keys[at][0] == new_keys[index][0]
        out.append(Change("same" if same else "changed", old[at], item, likeness))
    return out + [Change("removed", old[index], None) for index in sorted(free)]


def _pair_equal(
    old_keys: Sequence[tuple[str, ...]],
    new_keys: Sequence[tuple[str, ...]],
    partner: dict[int, tuple[int, float]],
    free: set[int],
) -> None:
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in sorted(free, reverse=True):
        waiting[old_keys[index]].append(index)
    for index, key in enumerate(new_keys):
        if index not in partner and waiting.get(key):
            at = waiting[key].pop()
            partner[index] = (at, 100.0)
            free.discard(at)


def _pair_alike(
    old_keys: Sequence[tuple[str, str]],
    new_keys: Sequence[tuple[str, str]],
    partner: dict[int, tuple[int, float]],
    free: set[int],
) -> None:
    """Best likeness first, each line once."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index in sorted(free):
        for run in _runs(old_keys[index][1]):
            holders[run].append(index)
    found = []
    for index, (group, text) in enumerate(new_keys):
        if index in partner:
            continue
        shared: Counter[int] = Counter()
        for run in _runs(text):
            if len(holders.get(run, ())) <= _COMMON_RUN:
                shared.update(holders.get(run, ()))
        for at, _ in shared.most_common(_MOST_CANDIDATES):
            likeness = fuzz.ratio(text, old_keys[at][1], score_cutoff=LIKE)
            if likeness:
                found.append((likeness + SAME_GROUP_BONUS * (group == old_keys[at][0]), likeness, index, at))
    for _, likeness, index, at in sorted(found, key=lambda pair: (-pair[0], pair[2], pair[3])):
        if index not in partner and at in free:
            partner[index] = (at, round(likeness, 1))
            free.discard(at)


def _runs(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}

"""Figures of children that are so small that they may tell who is meant (Luật 91/2025; law.md section 8): below 5 they
are hidden, with one more, so that nobody finds them by subtracting."""

from collections.abc import Mapping
from typing import TypeVar

SMALL = 5
Key = TypeVar("Key")


def hidden(cells: Mapping[Key, int], *, total_shown: bool) -> frozenset[Key]:
    """Which cells of a group aren't shown. 0 tells of nobody and stays.

    Where the group's sum stands beside it and leaves the hidden cells one value alone, the smallest of the others is
    hidden too: of a single cell, and of cells that are all as small or as big as hidden cells can be.
    """
    small = {key for key, value in cells.items() if 0 < value < SMALL}
    others = [key for key, value in cells.items() if value >= SMALL]
    told = len(small) == 1 or sum(cells[key] for key in small) in (len(small), len(small) * (SMALL - 1))
    if total_shown and small and told and others:
        small.add(min(others, key=lambda key: cells[key]))
    return frozenset(small)

"""The ground of an invented ward: its khu phố on a map, and spots that lie in one of them."""

import math
from collections.abc import Sequence
from itertools import pairwise

from vitreem.records.points import Point
from vitreem.records.ward_map.schemas import OutlineUpdate

# The invented wards lie on either side of an invented river.
_SOUTH_WEST = {1: (16.734, 107.178), 2: (16.736, 107.206)}
_HEIGHT, _WIDTH = 0.018, 0.024
_STEPS = 6


def _rows(count: int) -> list[int]:
    """How many khu phố lie side by side in each row, from the south."""
    rows = 1 if count < 4 else 2
    return [(count + at) // rows for at in range(rows)]


def _cell(count: int, at: int) -> tuple[float, float, float, float]:
    """West, south, east and north of a khu phố, in parts of the ward."""
    south, rows = 0, _rows(count)
    for row, columns in enumerate(rows):
        if at < south + columns:
            column = at - south
            return column / columns, row / len(rows), (column + 1) / columns, (row + 1) / len(rows)
        south += columns
    raise IndexError(at)


def _bent(ward_id: int, x: float, y: float) -> Point:
    """No border is straight; neighbours bend alike."""
    phase = 1.3 * ward_id
    bent_x = x + 0.05 * math.sin(5 * y + phase) + 0.02 * math.sin(13 * y + 2 * phase)
    bent_y = y + 0.06 * math.sin(4 * x + phase) + 0.02 * math.sin(11 * x)
    south, west = _SOUTH_WEST[ward_id]
    return Point(round(south + _HEIGHT * bent_y, 6), round(west + _WIDTH * bent_x, 6))


def spot(ward_id: int, count: int, at: int, east: float = 0.5, north: float = 0.5) -> Point:
    """A spot in the `at`-th of `count` khu phố, so far from its south-west corner."""
    west, south, to_east, to_north = _cell(count, at)
    return _bent(ward_id, west + (to_east - west) * east, south + (to_north - south) * north)


def outline(ward_id: int, names: Sequence[str]) -> OutlineUpdate:
    """The khu phố of a ward as GeoJSON."""

    def ring(at: int) -> list[list[float]]:
        west, south, east, north = _cell(len(names), at)
        corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        sides = [
            (x0 + (x1 - x0) * step / _STEPS, y0 + (y1 - y0) * step / _STEPS)
            for (x0, y0), (x1, y1) in pairwise(corners)
            for step in range(_STEPS)
        ]
        points = [_bent(ward_id, x, y) for x, y in [*sides, corners[0]]]
        return [[one.longitude, one.latitude] for one in points]

    return OutlineUpdate.model_validate(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature", "properties": {"name": name},
                    "geometry": {"type": "Polygon", "coordinates": [ring(at)]},
                }
                for at, name in enumerate(names)
            ],
        }
    )  # fmt: skip

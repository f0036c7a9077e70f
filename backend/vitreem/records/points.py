"""Points on the map: what is far from the ward is a slip of the finger, or of a device, and is told so."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from vitreem.kernel.http.problems import Invalid

_KM_A_DEGREE = 111.2
# Where nothing tells how far the ward reaches: the widest communes are some 60 km across.
_REACH_KM = 40.0
_FEW = 3


class PointOutsideWard(Invalid):
    code = "point_outside_ward"
    title = "Vị trí ở ngoài địa bàn"
    detail = (
        "Vị trí này cách xa phường, xã nên có thể bị chấm nhầm. Hãy chấm lại, hoặc bỏ vị trí và ghi địa điểm bằng lời."
    )


@dataclass(frozen=True, slots=True)
class Point:
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Box:
    """Between two latitudes and two longitudes, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east

    def wider(self, km: float) -> "Box":
        """By so many kilometres on every side."""
        lat = km / _KM_A_DEGREE
        lon = lat / math.cos(math.radians((self.south + self.north) / 2))
        return Box(self.south - lat, self.west - lon, self.north + lat, self.east + lon)


VIETNAM = Box(6, 102, 24, 118)
# The mainland with its near islands, Hoàng Sa, Trường Sa: what lies between is sea.
_PARTS = (Box(8, 102, 24, 110), Box(15.5, 111, 17.5, 113.5), Box(6, 111, 12.5, 118))


def in_vietnam(*points: Point) -> bool:
    """All of them."""
    return all(any(part.holds(point) for part in _PARTS) for point in points)


def box_of(points: Sequence[Point]) -> Box:
    """The smallest one that holds the points."""
    lats, lons = [one.latitude for one in points], [one.longitude for one in points]
    return Box(min(lats), min(lons), max(lats), max(lons))


def neighbourhood(known: Sequence[Point]) -> Box:
    """Where a ward's points may be, by those that it has; one that is far out itself doesn't move the middle."""
    if len(known) < _FEW:
        return VIETNAM
    middle = Point(median(one.latitude for one in known), median(one.longitude for one in known))
    return box_of([middle]).wider(_REACH_KM)


def require_inside(box: Box, latitude: float | None, longitude: float | None) -> None:
    """Raises `PointOutsideWard`; no point is nowhere wrong."""
    if latitude is not None and longitude is not None:
        point = Point(latitude, longitude)
        if not (box.holds(point) and in_vietnam(point)):
            raise PointOutsideWard()


def kilometres(one: Point, other: Point) -> tuple[float, float]:
    """From one to the other, to the north and to the east, for points of one ward."""
    lat = math.radians((one.latitude + other.latitude) / 2)
    north = (other.latitude - one.latitude) * _KM_A_DEGREE
    return north, (other.longitude - one.longitude) * _KM_A_DEGREE * math.cos(lat)


def metres_between(one: Point, other: Point) -> float:
    """Along the ground, for points of one ward."""
    return math.hypot(*kilometres(one, other)) * 1000

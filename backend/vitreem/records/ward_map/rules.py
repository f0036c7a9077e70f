"""Pure decisions about a ward's map: what an outline may hold, and where a picture with three known points lies."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vitreem.kernel.http.problems import Invalid
from vitreem.records.points import Box, Point, box_of, in_vietnam, kilometres

MOST_AREAS, MOST_POINTS = 200, 20_000
_RING = 4
# A ten-thousandth of a degree is 11 metres, a millionth 11 centimetres.
_DECIMALS = 6
# Three points in a line, or on one spot, leave a picture free to turn about them: of the square of the picture's side,
# and on the ground of the square of the triangle's longest side.
_FLAT = 0.005
# The widest communes are some 60 km across, and a sheet shows as much again around them: what reaches further was tied
# to a wrong degree. What is narrower than a house with its yard is no ward.
_WIDEST_KM, _NARROWEST_KM = 120.0, 0.05


class WrongOutline(Invalid):
    """`feature` says which one, from 1."""

    code = "wrong_outline"
    title = "Tệp ranh giới chưa đúng"
    detail = "Tệp cần là GeoJSON gồm các vùng (Polygon, MultiPolygon) có tên, tọa độ WGS 84 trong lãnh thổ Việt Nam."


class PointsInLine(Invalid):
    code = "points_in_line"
    title = "Ba điểm gần thẳng hàng"
    detail = "Ba điểm phải tạo thành một tam giác rộng trên bản đồ. Hãy chọn các điểm ở xa nhau hơn."


class PictureMirrored(Invalid):
    code = "picture_mirrored"
    title = "Bản đồ bị lật ngược"
    detail = "Với ba điểm này, bản đồ bị lật như soi gương: có hai điểm đổi chỗ cho nhau, hoặc một tọa độ bị ghi sai."


class PictureOutOfPlace(Invalid):
    code = "picture_out_of_place"
    title = "Bản đồ nằm sai chỗ"
    detail = (
        "Với ba điểm này, bản đồ nằm ngoài Việt Nam, rộng hay hẹp quá mức, hoặc cách xa ranh giới đã có. "
        "Hãy kiểm tra lại tọa độ."
    )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A spot of the picture, in parts of its width and height from the top left, and where it is."""

    x: float
    y: float
    point: Point


def area_of(number: int, name: str, kind: str, coordinates: Any) -> dict[str, Any]:
    """A feature as it is kept: its rings with latitude before longitude, outer ones and holes alike. Raises
    `WrongOutline`."""
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not all(isinstance(one, list) for one in polygons):
        raise WrongOutline(feature=number)
    rings = [_ring(number, ring) for polygon in polygons for ring in polygon]
    if not rings:
        raise WrongOutline(feature=number)
    return {"name": name, "rings": rings}


def _ring(number: int, ring: Any) -> list[list[float]]:
    if not isinstance(ring, list) or len(ring) < _RING:
        raise WrongOutline(feature=number)
    return [_place(number, one) for one in ring]


def _place(number: int, place: Any) -> list[float]:
    """GeoJSON says longitude first; a height may follow."""
    if not (isinstance(place, list) and 2 <= len(place) <= 3 and all(type(one) in (int, float) for one in place)):
        raise WrongOutline(feature=number)
    # Compared as they came: a whole number may have more digits than any float holds.
    longitude, latitude = place[0], place[1]
    if not in_vietnam(Point(latitude, longitude)):
        raise WrongOutline(feature=number)
    return [round(float(latitude), _DECIMALS), round(float(longitude), _DECIMALS)]


def places_of(areas: Sequence[dict[str, Any]]) -> list[Point]:
    """Every corner of an outline."""
    return [Point(*place) for area in areas for ring in area["rings"] for place in ring]


def may_be_a_ward(points: Sequence[Point]) -> bool:
    """Whether what reaches over these points is as wide as a ward can be, to the north and to the east."""
    return all(_NARROWEST_KM <= one <= _WIDEST_KM for one in _sides(box_of(points)))


def _sides(box: Box) -> tuple[float, float]:
    """Kilometres to the north and to the east."""
    return kilometres(Point(box.south, box.west), Point(box.north, box.east))


def require_one_ward(areas: Sequence[dict[str, Any]], corners: Sequence[Sequence[float]]) -> None:
    """An outline is as wide as a ward can be, by itself and together with the picture that lies there. Raises
    `WrongOutline`."""
    points = places_of(areas)
    if points and not may_be_a_ward(points):
        raise WrongOutline(
            "Ranh giới này rộng hay hẹp hơn mức một phường, xã có thể có. Hãy chọn tệp chỉ gồm các vùng của phường, xã."
        )
    if points and not may_be_a_ward([*points, *(Point(*one) for one in corners)]):
        raise WrongOutline("Ranh giới này cách xa bản đồ ảnh đang có. Hãy kiểm tra lại, hoặc gỡ bản đồ ảnh trước.")


def require_modest(areas: Sequence[dict[str, Any]]) -> None:
    """A map that a phone can draw."""
    if sum(len(ring) for area in areas for ring in area["rings"]) > MOST_POINTS:
        raise WrongOutline(f"Ranh giới có hơn {MOST_POINTS} điểm. Hãy làm gọn tệp trước khi gửi.")


def corners_of(anchors: Sequence[Anchor]) -> list[list[float]]:
    """Where the picture's north-west, north-east and south-west lie: the one affine map through three points. Raises
    `PointsInLine`, `PictureMirrored`, `PictureOutOfPlace`."""
    first, second, third = anchors
    ax, ay = second.x - first.x, second.y - first.y
    bx, by = third.x - first.x, third.y - first.y
    area = ax * by - bx * ay
    if abs(area) < _FLAT:
        raise PointsInLine()
    known = [one.point for one in anchors]
    if not in_vietnam(*known) or max(_sides(box_of(known))) > _WIDEST_KM:
        raise PictureOutOfPlace()
    ground = _turn_on_ground(known)
    if abs(ground) < _FLAT:
        raise PointsInLine()
    # On paper y grows downwards, on the ground northwards: turned the same way there and here, a picture is mirrored.
    if (area > 0) == (ground > 0):
        raise PictureMirrored()

    def at(x: float, y: float) -> list[float]:
        """The spot as first + s (second - first) + t (third - first), there and on the ground."""
        dx, dy = x - first.x, y - first.y
        s, t = (dx * by - bx * dy) / area, (ax * dy - dx * ay) / area
        return [
            round(here + s * (there - here) + t * (beyond - here), _DECIMALS)
            for here, there, beyond in (
                (first.point.latitude, second.point.latitude, third.point.latitude),
                (first.point.longitude, second.point.longitude, third.point.longitude),
            )
        ]

    corners = [at(0, 0), at(1, 0), at(0, 1)]
    whole = [Point(*one) for one in [*corners, at(1, 1)]]
    if not in_vietnam(*whole) or not may_be_a_ward(whole):
        raise PictureOutOfPlace()
    return corners


def _turn_on_ground(points: Sequence[Point]) -> float:
    """Twice the area of a triangle on the ground in squares of its longest side: 0 for a line or one spot, above 0
    where it goes round from east to north."""
    first, second, third = points
    (north, east), (upper, right) = kilometres(first, second), kilometres(first, third)
    longest = max(math.hypot(*kilometres(*side)) for side in ((first, second), (first, third), (second, third)))
    return (east * upper - right * north) / longest**2 if longest else 0.0

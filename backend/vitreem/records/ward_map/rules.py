"""Pure decisions about a ward's map: what an outline may hold, and where a picture with three known points lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vitreem.kernel.http.problems import Invalid
from vitreem.records.points import VIETNAM, Point

MOST_AREAS, MOST_POINTS = 200, 20_000
_RING = 4
# A ten-thousandth of a degree is 11 metres, a millionth 11 centimetres.
_DECIMALS = 6
# Three points in a line, or on one spot, leave a picture free to turn about them: of the square of the picture's side.
_FLAT = 0.005
# The widest ward is far smaller: such a picture was tied to a wrong degree.
_WIDEST = 2.0


class WrongOutline(Invalid):
    """`feature` says which one, from 1."""

    code = "wrong_outline"
    title = "Tệp ranh giới chưa đúng"
    detail = "Tệp cần là GeoJSON gồm các vùng (Polygon, MultiPolygon) có tên, tọa độ WGS 84 trong lãnh thổ Việt Nam."


class PointsInLine(Invalid):
    code = "points_in_line"
    title = "Ba điểm gần thẳng hàng"
    detail = "Ba điểm phải tạo thành một tam giác rộng trên bản đồ. Hãy chọn các điểm ở xa nhau hơn."


class PictureOutOfPlace(Invalid):
    code = "picture_out_of_place"
    title = "Bản đồ nằm sai chỗ"
    detail = "Với ba điểm này, bản đồ nằm ngoài Việt Nam hoặc rộng quá mức. Hãy kiểm tra lại tọa độ."


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
    longitude, latitude = float(place[0]), float(place[1])
    if not VIETNAM.holds(Point(latitude, longitude)):
        raise WrongOutline(feature=number)
    return [round(latitude, _DECIMALS), round(longitude, _DECIMALS)]


def require_modest(areas: Sequence[dict[str, Any]]) -> None:
    """A map that a phone can draw."""
    if sum(len(ring) for area in areas for ring in area["rings"]) > MOST_POINTS:
        raise WrongOutline(f"Ranh giới có hơn {MOST_POINTS} điểm. Hãy làm gọn tệp trước khi gửi.")


def corners_of(anchors: Sequence[Anchor]) -> list[list[float]]:
    """Where the picture's north-west, north-east and south-west lie: the one affine map through three points. Raises
    `PointsInLine`, `PictureOutOfPlace`."""
    first, second, third = anchors
    ax, ay = second.x - first.x, second.y - first.y
    bx, by = third.x - first.x, third.y - first.y
    area = ax * by - bx * ay
    if abs(area) < _FLAT:
        raise PointsInLine()

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
    for axis in (0, 1):
        told = [one[axis] for one in corners]
        if max(told) - min(told) > _WIDEST:
            raise PictureOutOfPlace()
    if not all(VIETNAM.holds(Point(*one)) for one in [*corners, at(1, 1)]):
        raise PictureOutOfPlace()
    return corners

"""Where in the world a place of a ward may lie."""

import pytest

from vitreem.records.points import Point, in_vietnam


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "there"),
    [
        ("Hà Nội", 21.03, 105.85, True), ("Cà Mau", 8.6, 104.72, True), ("Lũng Cú", 23.36, 105.32, True),
        ("Hoàng Sa", 16.53, 111.61, True), ("Trường Sa Lớn", 8.64, 111.92, True), ("Song Tử Tây", 11.43, 114.33, True),
        ("the sea off Đà Nẵng", 16.0, 110.4, False), ("Paris", 48.85, 2.35, False), ("nowhere", 0, 0, False),
        ("Hải Nam", 19.2, 110.4, False), ("turned about", 105.85, 21.03, False),
    ],
)  # fmt: skip
def test_the_islands_are_there_and_the_sea_between_is_not(place, latitude, longitude, there):
    assert in_vietnam(Point(latitude, longitude)) is there, place

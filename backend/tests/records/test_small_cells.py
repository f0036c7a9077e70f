"""Small numbers of children are hidden, and can't be found by subtracting."""

import pytest

from vitreem.records.small_cells import hidden


@pytest.mark.parametrize(
    ("cells", "total_shown", "expected"),
    [
        ({}, True, set()),
        ({"a": 0, "b": 7}, True, set()),
        ({"a": 3, "b": 7, "c": 20}, True, {"a", "b"}),
        ({"a": 3, "b": 7, "c": 20}, False, {"a"}),
        ({"a": 3, "b": 4, "c": 20}, True, {"a", "b"}),
        ({"a": 5}, True, set()),
        ({"a": 4}, True, {"a"}),
        ({"a": 1, "b": 0}, True, {"a"}),
    ],
)
def test_which_cells_are_hidden(cells: dict[str, int], total_shown: bool, expected: set[str]):
    assert hidden(cells, total_shown=total_shown) == expected


class TestFigures:
    """The test world handed over to one child of each khu phố."""

    PATH = "/indicators?from_on=2026-06-01&to_on=2026-06-30&by=place"

    async def test_the_lead_sees_small_numbers(self, lead):
        figures = (await lead.get(self.PATH)).json()
        assert figures["total"]["helped_children"] == 2
        assert {one["figures"]["helped_children"] for one in figures["groups"]} >= {1}

    @pytest.mark.parametrize("actor", ["officer", "kp_a", "kp_a_member"])
    async def test_nobody_else_does(self, signed_in, actor: str):
        figures = (await signed_in(f"ward1.{actor}").get(self.PATH)).json()
        assert figures["total"]["helped_children"] is None
        assert figures["total"]["helped_turns"] >= 1
        assert all(one["figures"]["helped_children"] in (None, 0) for one in figures["groups"])

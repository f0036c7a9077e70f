"""Small numbers of children are hidden, and can't be found by subtracting."""

import pytest

from tests.giving.story import child, deliver, handed_over, shares
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
        assert all(one["figures"]["helped_children"] in (None, 0) for one in figures["groups"])

    async def test_turns_are_hidden_where_the_children_are(self, officer, lead):
        """A child seldom has two of the same: so many turns are about so many children."""
        told, whole = (await officer.get(self.PATH)).json(), (await lead.get(self.PATH)).json()
        assert whole["total"]["helped_turns"] == whole["total"]["gifts_given"] == 2
        for code in ("helped_turns", "gifts_given"):
            assert told["total"][code] is None
            assert {one["figures"][code] for one in told["groups"]} <= {None, 0}
        assert told["total"]["awards_given"] == 0

    async def test_units_of_then_do_not_tell_what_those_of_today_hide(self, officer, lead, world):
        """A khu phố that was renamed has the children of both names today: less those of the new name they are those
        of the old one."""
        ids = world["ids"]
        for at in range(7):
            await self._given(officer, lead, ids["ward1.kp_b.unit"], f"Lục Văn {chr(65 + at)}", at)
        change = {
            "kind": "rename", "on_day": "2026-06-10", "predecessor_ids": [ids["ward1.kp_a.unit"]],
            "successors": [{"name": "Khu phố Đổi Tên"}], "paper_number": "1/NQ-HĐND", "paper_on": "2026-06-09",
        }  # fmt: skip
        reply = await officer.post("/units/changes", json=change, headers={"Idempotency-Key": "renamed-for-figures"})
        assert reply.status_code == 201, reply.text
        [heir] = [one["id"] for one in reply.json()["successors"]]
        for at in range(7):
            await self._given(officer, lead, heir, f"Trịnh Văn {chr(65 + at)}", at)
        told = {}
        for view in ("then", "today"):
            groups = (await officer.get(f"{self.PATH}&units={view}")).json()["groups"]
            told[view] = {one["unit_id"]: one["figures"]["gifts_children"] for one in groups}
        old, other = ids["ward1.kp_a.unit"], ids["ward1.kp_b.unit"]
        assert {told["today"][one] for one in (other, heir)} == {8}
        assert [told["then"][one] for one in (old, other, heir)] == [None, None, None]
        alone = (await officer.get(f"{self.PATH}&units=then&unit_id={other}")).json()
        assert alone["total"]["gifts_children"] is None
        whole = (await lead.get(f"{self.PATH}&units=then")).json()["groups"]
        assert sorted(one["figures"]["gifts_children"] for one in whole)[-3:] == [1, 7, 8]

    async def _given(self, officer, lead, unit_id: str, name: str, at: int) -> None:
        """One more child of the khu phố has something."""
        one = await child(officer, name, unit_id, birth={"year": 2011 + at})
        made = await handed_over(officer, lead, [one], occasion="flood", title=f"Đợt của {name}")
        [share] = await shares(officer, made["id"])
        await deliver(officer, share, on_day="2026-06-03")

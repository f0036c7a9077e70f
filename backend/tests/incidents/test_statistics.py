"""Figures of cases tell no child: small cells are hidden, and nothing that is shown gives them away."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.incidents.team import told
from vitreem.records.small_cells import SMALL, hidden

JUNE = "/incident-statistics?from_on=2026-06-01&to_on=2026-06-30"


async def open_cases(person, count: int, sex: str) -> None:
    report = await person.post("/incident-reports", told(), 201)
    children = [{"facts": {"name": f"Trẻ {at}", "birth": {"year": 2018}}, "sex": sex} for at in range(count)]
    path = f"/incident-reports/{report['id']}/accept"
    await person.post(path, {"children": children}, version=report["version"])


async def test_a_small_cell_is_hidden_with_one_more_where_the_sum_tells(lead):
    before = await lead.get(JUNE)
    assert before["received"] >= SMALL
    sexes = next(one["cells"] for one in before["groups"] if one["title"] == "sex")
    assert sexes["female"] == before["received"]
    await open_cases(lead, 3, "male")
    after = await lead.get(JUNE)
    sexes = next(one["cells"] for one in after["groups"] if one["title"] == "sex")
    assert after["received"] == before["received"] + 3
    assert (sexes["male"], sexes["female"], sexes[""]) == (None, None, 0)


async def test_a_whole_that_is_small_is_hidden_with_its_parts(lead):
    day = await lead.get("/incident-statistics?from_on=2026-06-09&to_on=2026-06-09")
    assert day["received"] == 0
    body = told(received_at="2026-06-09T08:00:00+07:00")
    report = await lead.post("/incident-reports", body, 201)
    child = {"facts": {"name": "Trẻ", "birth": {"year": 2018}}, "sex": "male"}
    await lead.post(f"/incident-reports/{report['id']}/accept", {"children": [child]}, version=report["version"])
    day = await lead.get("/incident-statistics?from_on=2026-06-09&to_on=2026-06-09")
    assert (day["received"], day["open"], day["in_time"]) == (None, None, 0)
    assert {value for one in day["groups"] for value in one["cells"].values()} <= {0, None}


async def test_who_has_no_case_counts_none(colleague, at_desk):
    nothing = await at_desk(await colleague()).get(JUNE)
    assert (nothing["received"], nothing["open"]) == (0, 0)


async def test_days_the_wrong_way_round_are_refused(lead):
    told = await lead.get("/incident-statistics?from_on=2026-06-30&to_on=2026-06-01", 422)
    assert told["code"] == "statistics_reversed"


def consistent(cells: dict[str, int], gone: frozenset[str]) -> list[tuple[int, ...]]:
    """What hidden cells may be, for who knows the rule, the shown cells and the sum."""
    left = sum(cells[key] for key in gone)
    most = max(left, 0)
    return [some for some in product(range(1, most + 1), repeat=len(gone)) if sum(some) == left]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4).filter(lambda some: sum(some) >= SMALL))
def test_the_sum_never_gives_a_hidden_cell_away(values: list[int]):
    """A cell that is hidden may always be something else, unless everything else is nothing too."""
    cells = {str(at): value for at, value in enumerate(values)}
    gone = hidden(cells, total_shown=True)
    small = {key for key, value in cells.items() if 0 < value < SMALL}
    assert small <= gone
    if small and any(value >= SMALL for value in values):
        ways = [
            some
            for some in consistent(cells, gone)
            # Who knows the rule knows, too, that small cells are hidden and at most one that isn't.
            if sum(one >= SMALL for one in some) <= 1 and any(one < SMALL for one in some)
        ]
        assert len(ways) > 1, (cells, gone)


@pytest.mark.parametrize("cells", [{"a": 1, "b": 1, "c": 9}, {"a": 4, "b": 4, "c": 9}])
def test_cells_that_can_only_be_one_thing_are_hidden_with_a_third(cells):
    assert hidden(cells, total_shown=True) == {"a", "b", "c"}

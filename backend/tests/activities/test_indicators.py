"""Figures are sums of records: by unit and by khu phố they add up to the ward's, whatever was recorded."""

import random
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.activities.test_activities import create, verb
from tests.world import NOW
from vitreem.records.indicators import hidden_codes

MONTH = "from_on=2026-06-01&to_on=2026-06-30"


async def figures(client, by="unit", period=MONTH, more=""):
    reply = await client.get(f"/indicators?{period}&by={by}{more}")
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_sums_by_unit_and_by_khu_pho_equal_the_wards(officer, world, seed):
    # One child may be helped by two units: distinct children don't add up, and small numbers are hidden.
    hidden = hidden_codes()
    chance = random.Random(seed)
    ids = world["ids"]
    units = [ids[f"ward1.{name}.unit"] for name in ("kp_a", "kp_b", "school")]
    before = (await figures(officer))["total"]
    children = 0
    for index in range(12):
        start = NOW - timedelta(days=chance.randint(0, 8), hours=3)
        boys, girls = chance.randint(0, 90), chance.randint(0, 90)
        await create(
            officer, world, key=f"sum-{seed}-{index:04}", unit_id=chance.choice(units),
            place_unit_id=chance.choice([*units[:2], None]), area=chance.choice(["summer", "recreation", "other"]),
            starts_at=start.isoformat(), ends_at=(start + timedelta(hours=2)).isoformat(),
            actual={"boys": boys, "girls": girls, "adults": chance.randint(0, 40)},
            budget_spent={"state_budget": chance.randint(0, 10**9), "mobilised": chance.randint(0, 10**9)},
        )  # fmt: skip
        children += boys + girls
    for by in ("unit", "place"):
        shown = await figures(officer, by)
        for code, total in shown["total"].items():
            if code not in hidden:
                assert total == sum(group["figures"][code] for group in shown["groups"]), (by, code)
        assert shown["total"]["activity_children"] == before["activity_children"] + children
    total = shown["total"]

    def of_areas(begin):
        return sum(value for code, value in total.items() if code.startswith(begin))

    assert of_areas("activities_") == total["activities"]
    assert of_areas("children_") == total["activity_children"]
    assert of_areas("spent_") == total["activity_state_budget"] + total["activity_mobilised"]


async def test_every_figure_opens_the_rows_that_it_counts(officer, world):
    await create(officer, world, area="summer", launch=True)
    shown = await figures(officer)
    for one in shown["indicators"]:
        if one["unit"] != "times" or one["source"] != "activities":
            continue
        query = [
            pair
            for key, value in parse_qsl(urlsplit(one["path"]).query)
            for pair in [(key, v) for v in value.split(",")]
        ]
        query += [("from_on", "2026-06-01"), ("to_on", "2026-06-30"), ("limit", "100")]
        rows = (await officer.get(f"{urlsplit(one['path']).path}", params=query)).json()["items"]
        assert len(rows) == shown["total"][one["code"]], one["code"]


async def test_what_did_not_happen_is_not_counted(khu_pho, world):
    before = (await figures(khu_pho))["total"]
    later = {
        "starts_at": (NOW + timedelta(days=1)).isoformat(),
        "ends_at": (NOW + timedelta(days=1, hours=1)).isoformat(),
    }
    shown = await create(khu_pho, world, held=False, **later)
    await verb(khu_pho, shown, "cancel", {"reason": "Mưa bão"})
    assert (await figures(khu_pho))["total"] == before


async def test_a_day_is_a_vietnamese_day(khu_pho, world):
    # 00:30 on 1 June in Việt Nam is 31 May in UTC.
    await create(
        khu_pho, world, starts_at="2026-06-01T00:30:00+07:00", ends_at="2026-06-01T01:30:00+07:00",
        actual={"boys": 7, "girls": 0, "adults": 0},
    )  # fmt: skip
    day = await figures(khu_pho, period="from_on=2026-06-01&to_on=2026-06-01")
    assert day["total"]["activity_children"] == 7


async def test_of_one_unit(officer, world):
    unit = world["ids"]["ward1.kp_b.unit"]
    shown = await figures(officer, more=f"&unit_id={unit}")
    assert [group["unit_id"] for group in shown["groups"]] == [unit]
    assert shown["total"] == shown["groups"][0]["figures"]


async def test_period_has_a_direction(officer):
    reply = await officer.get("/indicators?from_on=2026-06-30&to_on=2026-06-01")
    assert reply.json()["code"] == "period_reversed"


async def test_a_unit_sees_its_own_figures_and_nobodys_money(khu_pho, officer, world):
    await create(officer, world, unit_id=world["ids"]["ward1.school.unit"], budget_spent={"state_budget": 5_000_000})
    shown = await figures(khu_pho)
    assert {group["unit_id"] for group in shown["groups"]} == {world["ids"]["ward1.kp_a.unit"]}
    assert shown["total"]["activity_state_budget"] == 0
    other = await figures(khu_pho, more=f"&unit_id={world['ids']['ward1.school.unit']}")
    assert (other["groups"], other["total"]["activities"]) == ([], 0)


async def test_a_unit_that_helps_sees_the_same_number_in_figure_and_list(officer, signed_in, world):
    ids = world["ids"]
    start = NOW - timedelta(hours=3)
    await create(
        officer, world, key="helped-0001", unit_id=ids["ward1.kp_a.unit"], area="summer",
        supporting_unit_ids=[ids["ward1.kp_b.unit"]], starts_at=start.isoformat(),
        ends_at=(start + timedelta(hours=2)).isoformat(),
    )  # fmt: skip
    helper = signed_in("ward1.kp_b")
    shown = await figures(helper)
    counted = {one["code"]: one["path"] for one in shown["indicators"]}
    for code in ("activities", "activities_summer"):
        query = [
            (name, value) for name, values in parse_qsl(urlsplit(counted[code]).query) for value in values.split(",")
        ]
        period = [("from_on", "2026-06-01"), ("to_on", "2026-06-30"), ("limit", 100)]
        listed = (await helper.get("/activities", params=[*query, *period])).json()["items"]
        assert len(listed) == shown["total"][code], code
    helped = (await helper.get("/activities", params={"state": "held", "limit": 100})).json()["items"]
    assert any(one["unit_id"] == ids["ward1.kp_a.unit"] for one in helped)

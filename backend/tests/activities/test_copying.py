"""Last year's month again: same days of another year, own ones alone, nothing twice, series together."""

from datetime import UTC, date, datetime

import pytest

from tests.activities.test_activities import KEY, create
from vitreem.activities.rules import in_year
from vitreem.kernel.clock import VIETNAM

JUNE = {"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027}


async def copy(client, *, dry_run=False, **change):
    return await client.post(f"/activities/copy-period?dry_run={str(dry_run).lower()}", json=JUNE | change)


async def in_june_2027(client, **query):
    found = await client.get("/activities", params={"from_on": "2027-06-01", "to_on": "2027-06-30", **query})
    return found.json()["items"]


async def test_a_unit_plans_its_own_month_again_and_a_second_time_nothing(khu_pho, world):
    shown = await create(khu_pho, world, title="Hội trại hè", outcome="Vui")
    trial = (await copy(khu_pho, dry_run=True)).json()
    assert trial["copied"] == len(trial["items"]) > 1
    assert await in_june_2027(khu_pho) == []
    done = (await copy(khu_pho)).json()
    assert done["copied"] == trial["copied"]
    items = await in_june_2027(khu_pho)
    assert len(items) == done["copied"]
    assert {one["state"] for one in items} == {"planned"}
    assert {one["unit_id"] for one in items} == {world["ids"]["ward1.kp_a.unit"]}
    [fresh] = [one for one in items if one["title"] == "Hội trại hè"]
    assert fresh["starts_at"][:10] == "2027" + shown["starts_at"][4:10]
    assert (fresh["starts_at"][11:16], fresh["children"], fresh["spent"]) == (shown["starts_at"][11:16], 0, 0)
    read = (await khu_pho.get(f"/activities/{fresh['id']}")).json()
    assert (read["outcome"], read["plan_line_id"]) == ("", None)
    assert read["history"][0]["facts"]["from_id"] == shown["id"]
    again = (await copy(khu_pho)).json()
    assert again["copied"] == 0
    assert {one["hindrance"] for one in again["items"]} == {"already_there"}


async def test_the_ward_plans_all_again_and_a_series_stays_together(officer, khu_pho, signed_in, world):
    order = {
        "area": "recreation", "title": "Tết thiếu nhi", "unit_kinds": ["khu_pho", "school"],
        "starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00",
    }  # fmt: skip
    old = (await officer.post("/activity-series", json=order, headers=KEY)).json()
    assert (await copy(officer)).status_code == 200
    again = await in_june_2027(officer, q="tet thieu nhi")
    assert len(again) == old["created"] == 3
    series = {(await officer.get(f"/activities/{one['id']}")).json()["series_id"] for one in again}
    assert len(series) == 1
    assert old["id"] not in series
    assert {one["unit_name"] for one in await in_june_2027(officer)} > {again[0]["unit_name"]}


async def test_what_was_called_off_or_is_of_a_closed_unit_is_not_planned_again(officer, khu_pho, world):
    later = {"starts_at": "2026-06-20T08:00:00+07:00", "ends_at": "2026-06-20T09:00:00+07:00"}
    shown = await create(khu_pho, world, held=False, title="Đi biển", **later)
    tag = {"If-Match": f'"{shown["version"]}"'}
    await khu_pho.post(f"/activities/{shown['id']}/cancel", json={"reason": "Mưa bão"}, headers=tag)
    assert not [one for one in (await copy(khu_pho, dry_run=True)).json()["items"] if one["title"] == "Đi biển"]
    unit_id = world["ids"]["ward1.kp_a.unit"]
    unit = next(one for one in (await officer.get("/units")).json()["items"] if one["id"] == unit_id)
    closed = await officer.post(f"/units/{unit_id}/close", headers={"If-Match": f'"{unit["version"]}"'})
    assert closed.status_code == 200, closed.text
    found = (await copy(officer, unit_id=unit_id)).json()
    assert found["copied"] == 0
    assert {one["hindrance"] for one in found["items"]} == {"unit_closed"}


async def test_a_unit_that_only_supports_does_not_plan_it_again(khu_pho, officer, world):
    ids = world["ids"]
    shown = await create(
        officer, world, title="Của khu phố B", unit_id=ids["ward1.kp_b.unit"], place_unit_id=None,
        supporting_unit_ids=[ids["ward1.kp_a.unit"]],
    )  # fmt: skip
    assert (await khu_pho.get(f"/activities/{shown['id']}")).status_code == 200
    assert "Của khu phố B" not in {one["title"] for one in (await copy(khu_pho)).json()["items"]}
    assert "Của khu phố B" in {one["title"] for one in (await copy(officer)).json()["items"]}


async def test_another_units_month_is_not_copied(khu_pho, world):
    assert (await copy(khu_pho, unit_id=world["ids"]["ward1.kp_b.unit"])).json()["items"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to_year": 2026}, "invalid"),
        ({"to_on": "2026-08-02"}, "period_too_long"),
        ({"to_on": "2026-05-31"}, "period_too_long"),
    ],
)
async def test_bad_periods_are_refused_in_words(khu_pho, change, code):
    reply = await copy(khu_pho, **change)
    assert (reply.status_code, reply.json()["code"]) == (422, code)


def test_the_29th_of_february_becomes_the_28th():
    assert in_year(datetime(2028, 2, 29, 8, tzinfo=VIETNAM), 1).date() == date(2029, 2, 28)
    assert (
        in_year(datetime(2026, 6, 1, 8, tzinfo=VIETNAM), 1).astimezone(UTC).isoformat() == "2027-06-01T01:00:00+00:00"
    )


async def test_two_sessions_of_a_day_are_two(khu_pho, world):
    """What stands in the afternoon already doesn't stand for the morning."""
    day = {"title": "Lớp bơi", "held": False}
    for number, hour in enumerate(("08", "14")):
        times = {"starts_at": f"2026-06-05T{hour}:00:00+07:00", "ends_at": f"2026-06-05T{hour}:45:00+07:00"}
        await create(khu_pho, world, key=f"two-a-day-{number}", **day, **times)
    there = {"starts_at": "2027-06-05T08:00:00+07:00", "ends_at": "2027-06-05T08:45:00+07:00"}
    await create(khu_pho, world, key="two-a-day-there", **day, **there)
    told = {one["starts_at"][:16]: one["hindrance"] for one in (await copy(khu_pho, dry_run=True)).json()["items"]
            if one["title"] == "Lớp bơi"}  # fmt: skip
    assert told == {"2027-06-05T08:00": "already_there", "2027-06-05T14:00": None}

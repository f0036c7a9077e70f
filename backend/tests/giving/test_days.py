"""What is recorded of a round was done by today and not long before the round; what undoes an entry not before it."""

from tests.conftest import Client
from tests.giving.story import deliver, handed_over, lines, post, shares
from tests.giving.test_sheets import blank, fill, tried
from tests.world import World

LONG_AGO = ("1900-01-01", "2026-04-30")


async def test_nothing_is_handed_over_long_before_the_round(officer: Client, lead: Client, world: World):
    ids = world["ids"]
    made = await handed_over(officer, lead, [ids["ward1.kp_a.child"], ids["ward1.kp_a.child_second"]])
    share, other = await shares(officer, made["id"])
    numbers = {"unit_id": ids["ward1.kp_a.unit"], "numbers": "1"}
    why = {"reason": "Trẻ đi vắng cả tuần"}
    for day in LONG_AGO:
        refused = await deliver(officer, share, ok=422, on_day=day)
        assert (refused["code"], refused["field"], refused["earliest"]) == ("day_too_early", "on_day", "2026-05-01")
        path = f"/gift-shares/{share['id']}/miss"
        refused = await post(officer, path, why | {"on_day": day}, version=share["version"], ok=422)
        assert refused["code"] == "day_too_early"
        path = f"/gift-rounds/{made['id']}/deliver-numbers"
        assert (await post(officer, path, numbers | {"on_day": day}, ok=422))["code"] == "day_too_early"
        book = await blank(officer, made["id"])
        fill(book, {1: {"Đã trao": "Có", "Ngày": "/".join(reversed(day.split("-")))}})
        [fault] = (await tried(officer, made["id"], book))["faults"]
        assert (fault["code"], fault["detail"]) == ("day_too_early", "Sớm nhất là ngày 01/05/2026.")
    await deliver(officer, share, on_day="2026-05-01")
    body = why | {"on_day": "2026-05-01"}
    await post(officer, f"/gift-shares/{other['id']}/miss", body, version=other["version"])


async def test_nobody_visited_long_before_the_round(officer: Client, lead: Client, world: World):
    made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
    [line] = await lines(officer, made["id"])
    path, body = f"/gift-lines/{line['id']}/visits", {"note": "Đã đến thăm"}
    for day in LONG_AGO:
        assert (await post(officer, path, body | {"on_day": day}, ok=422))["code"] == "day_too_early"
    await post(officer, path, body | {"on_day": "2026-05-01"}, ok=201)


async def test_an_entry_is_undone_on_its_day_at_the_earliest(officer: Client, lead: Client, world: World):
    made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
    [share] = await shares(officer, made["id"])
    for verb in ("return", "correct"):
        share = await deliver(officer, share, on_day="2026-06-03")
        path, body = f"/gift-shares/{share['id']}/{verb}", {"reason": "Gia đình xin trả lại"}
        refused = await post(officer, path, body | {"on_day": "2026-06-02"}, version=share["version"], ok=422)
        assert (refused["code"], refused["earliest"]) == ("day_too_early", "2026-06-03")
        share = await post(officer, path, body | {"on_day": "2026-06-03"}, version=share["version"])

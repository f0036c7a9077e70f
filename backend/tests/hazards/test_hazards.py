"""Unsafe places: found, inspected, made safe, looked at again, closed and opened anew; each step with its last day."""

from datetime import timedelta

import pytest

from tests.activities.test_activities import send
from tests.world import NOW, canary
from vitreem.demo.pictures import photo
from vitreem.hazards import queries, rules
from vitreem.hazards.rules import Level
from vitreem.hazards.sheets import FILLED
from vitreem.kernel.files.excel import workbook

HERE = {"latitude": 16.75, "longitude": 107.18}


def body(world, **change):
    unit_id = world["ids"]["ward1.kp_a.unit"]
    return {
        "kind": "pond_lake", "title": "Ao sau nhà văn hóa", "unit_id": unit_id, "place_unit_id": unit_id,
        "likelihood": "high", "harm": "medium", "found_on": "2026-06-10", **change,
    }  # fmt: skip


async def find(client, world, key="hazard-test-1", **change):
    reply = await client.post("/hazards", json=body(world, **change), headers={"Idempotency-Key": key})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def verb(client, shown, name, json):
    return await client.post(f"/hazards/{shown['id']}/{name}", json=json, headers={"If-Match": f'"{shown["version"]}"'})


async def done(client, shown, name, **json):
    reply = await verb(client, shown, name, json)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def made_safe(client, world, **change):
    shown = await find(client, world, **change)
    shown = await done(client, shown, "inspect", likelihood="high", harm="high")
    sign = {"kind": "warning_sign", "unit_id": world["ids"]["ward1.kp_a.unit"], "done_on": "2026-06-10"}
    return await done(client, await done(client, shown, "measures", **sign), "safe")


class TestRisk:
    @pytest.mark.parametrize(
        ("likelihood", "harm", "rank"),
        [
            ("high", "high", 3), ("high", "medium", 3), ("high", "low", 2), ("medium", "high", 3),
            ("medium", "medium", 2), ("medium", "low", 1), ("low", "high", 2), ("low", "medium", 1), ("low", "low", 1),
        ],
    )  # fmt: skip
    def test_is_likelihood_times_harm_in_three_words(self, likelihood, harm, rank):
        assert rules.risk_of(Level(likelihood), Level(harm)) == rank


class TestCourse:
    async def test_from_found_to_closed_with_each_last_day(self, khu_pho, clock, world):
        school, unit = (world["ids"][f"ward1.{name}.unit"] for name in ("school", "kp_a"))
        shown = await find(khu_pho, world)
        # The ward gives itself 2 working days, where the rule says 3: Friday after a Wednesday.
        assert (shown["state"], shown["risk"], shown["due"]["last_on"]) == ("found", "high", "2026-06-12")
        assert shown["allowed_actions"] == ["edit", "attach", "inspect", "cancel"]
        shown = await done(
            khu_pho, shown, "inspect", likelihood="high", harm="high", owner_unit_ids=[school, unit], note="Bờ dốc"
        )
        # 10 working days.
        assert (shown["state"], shown["due"]["last_on"]) == ("inspected", "2026-06-24")
        assert [one["id"] for one in shown["owners"]] == [school, unit]
        fence = {"kind": "fence", "unit_id": unit, "done_on": "2026-06-10", "cost": 1_500_000, "note": "Rào lưới"}
        shown = await done(khu_pho, shown, "measures", **fence)
        [measure] = shown["measures"]
        assert (measure["kind"], measure["cost"], measure["unit_name"]) == ("fence", 1_500_000, f"{canary(1)}kp_a")
        # The clock of the measures goes on with the first of them.
        assert (shown["state"], shown["due"]["last_on"]) == ("fixing", "2026-06-24")
        shown = await done(khu_pho, shown, "safe", recheck_on="2026-06-20")
        assert (shown["state"], shown["safe_on"], shown["due"]["last_on"]) == ("safe", "2026-06-10", "2026-06-20")
        clock.moment = NOW + timedelta(days=11)
        shown = (await khu_pho.get(f"/hazards/{shown['id']}")).json()
        assert shown["overdue"]
        shown = await done(khu_pho, shown, "recheck", still_safe=True)
        assert (shown["state"], shown["overdue"], shown["recheck_on"]) == ("safe", False, None)
        assert shown["due"]["last_on"] == "2026-07-21"
        shown = await done(khu_pho, shown, "close", reason="Đã lấp ao")
        assert (shown["state"], shown["closed_on"], shown["due"]) == ("closed", "2026-06-21", None)
        shown = await done(khu_pho, shown, "reopen", reason="Lại bị đào lên")
        assert (shown["state"], shown["closed_on"], shown["safe_on"]) == ("inspected", None, None)
        assert (shown["reopen_reason"], shown["due"]["last_on"]) == ("Lại bị đào lên", "2026-07-03")
        kinds = [one["kind"].removeprefix("hazard.") for one in shown["history"]]
        assert kinds == ["created", "inspected", "measured", "made_safe", "rechecked", "closed", "reopened"]

    async def test_what_is_no_longer_safe_is_made_safe_anew(self, khu_pho, world):
        shown = await made_safe(khu_pho, world)
        shown = await done(khu_pho, shown, "recheck", still_safe=False, note="Biển bị mất")
        assert (shown["state"], shown["safe_on"], shown["due"]["last_on"]) == ("fixing", None, "2026-06-24")

    @pytest.mark.parametrize("day", ["2026-06-10", "2026-07-11"])
    async def test_the_next_look_is_after_today_and_no_later_than_the_rule(self, khu_pho, world, day):
        shown = await made_safe(khu_pho, world)
        reply = await verb(khu_pho, shown, "recheck", {"still_safe": True, "recheck_on": day})
        assert (reply.status_code, reply.json()["code"]) == (422, "recheck_out_of_reach")
        assert reply.json()["last_on"] == "2026-07-10"

    @pytest.mark.parametrize(
        ("done_on", "code"),
        [
            ("1900-01-01", "invalid"),
            ("1999-12-31", "invalid"),
            ("2026-06-08", "before_found"),
            ("2026-06-11", "not_yet_found"),
        ],
    )
    async def test_a_measure_is_between_the_day_it_was_found_and_today(self, khu_pho, world, done_on, code):
        shown = await find(khu_pho, world, found_on="2026-06-09")
        shown = await done(khu_pho, shown, "inspect", likelihood="low", harm="low")
        fence = {"kind": "fence", "unit_id": world["ids"]["ward1.kp_a.unit"], "done_on": done_on}
        reply = await verb(khu_pho, shown, "measures", fence)
        assert (reply.status_code, reply.json()["code"]) == (422, code)
        assert (await done(khu_pho, shown, "measures", **fence | {"done_on": "2026-06-09"}))["state"] == "fixing"

    @pytest.mark.parametrize("found_on", ["1900-01-01", "1999-12-31", "2026-06-11"])
    async def test_a_place_is_found_on_a_day_that_people_remember(self, khu_pho, world, found_on):
        reply = await khu_pho.post(
            "/hazards", json=body(world, found_on=found_on), headers={"Idempotency-Key": "hazard-day-1"}
        )
        assert reply.status_code == 422

    async def test_it_is_found_before_anything_is_done_there(self, khu_pho, world, clock):
        shown = await find(khu_pho, world, found_on="2026-06-07")
        clock.moment = NOW + timedelta(days=2)
        shown = await done(khu_pho, shown, "inspect", likelihood="low", harm="low")
        fence = {"kind": "fence", "unit_id": world["ids"]["ward1.kp_a.unit"], "done_on": "2026-06-08"}
        shown = await done(khu_pho, shown, "measures", **fence)
        tag = {"If-Match": f'"{shown["version"]}"'}
        path = f"/hazards/{shown['id']}"
        refused = await khu_pho.put(path, json=body(world, found_on="2026-06-09"), headers=tag)
        assert (refused.status_code, refused.json()["code"]) == (422, "found_too_late")
        assert refused.json()["first_on"] == "2026-06-08"
        assert (await khu_pho.put(path, json=body(world, found_on="2026-06-08"), headers=tag)).status_code == 200

    @pytest.mark.parametrize(
        ("name", "json"),
        [
            ("measures", {"kind": "fence", "unit_id": "{unit}", "done_on": "2026-06-10"}),
            ("safe", {}),
            ("recheck", {"still_safe": True}),
            ("close", {"reason": "Đã lấp ao"}),
            ("reopen", {"reason": "Lại bị đào lên"}),
        ],
    )
    async def test_a_step_that_is_not_its_turn_is_refused_in_words(self, khu_pho, world, name, json):
        unit = world["ids"]["ward1.kp_a.unit"]
        shown = await find(khu_pho, world)
        reply = await verb(khu_pho, shown, name, {key: unit if one == "{unit}" else one for key, one in json.items()})
        assert (reply.status_code, reply.json()["code"]) == (409, "wrong_state")

    async def test_photos_before_and_after_are_the_places_own(self, khu_pho, world):
        unit = world["ids"]["ward1.kp_a.unit"]
        shown = await find(khu_pho, world)
        for at in (4, 5):
            upload = await send(khu_pho, photo(at), f"hazard-photo-{at}")
            kept = await khu_pho.post(
                f"/hazards/{shown['id']}/files",
                json={"upload_id": upload},
                headers={"Idempotency-Key": f"hz-keep-{at}"},
            )
            assert kept.status_code == 201, kept.text
        shown = await done(khu_pho, shown, "inspect", likelihood="low", harm="low")
        before, after = (one["id"] for one in shown["files"])
        measure = {"kind": "cover", "unit_id": unit, "done_on": "2026-06-10", "before_file_id": before}
        other = world["ids"]["ward1.kp_b.hazard_photo"]
        refused = await verb(khu_pho, shown, "measures", measure | {"after_file_id": other})
        assert refused.json()["code"] == "unknown_photo"
        shown = await done(khu_pho, shown, "measures", **measure, after_file_id=after)
        assert (shown["measures"][0]["before_file_id"], shown["measures"][0]["after_file_id"]) == (before, after)


class TestRemovedMeasure:
    """A measure that was recorded by mistake."""

    async def fixing(self, client, world, *kinds):
        shown = await find(client, world)
        shown = await done(client, shown, "inspect", likelihood="high", harm="high")
        for kind in kinds:
            sent = {"kind": kind, "unit_id": world["ids"]["ward1.kp_a.unit"], "done_on": "2026-06-10", "cost": 900}
            shown = await done(client, shown, "measures", **sent)
        return shown

    async def remove(self, client, shown, at=0, version=None):
        return await client.delete(
            f"/hazards/{shown['id']}/measures/{shown['measures'][at]['id']}",
            headers={"If-Match": f'"{version or shown["version"]}"'},
        )

    async def test_is_gone_from_the_page_and_told_by_the_history(self, khu_pho, world):
        shown = await self.fixing(khu_pho, world, "fence", "cover")
        after = (await self.remove(khu_pho, shown)).json()
        assert ([one["kind"] for one in after["measures"]], after["state"]) == (["cover"], "fixing")
        last = after["history"][-1]
        assert (last["kind"], last["actor_name"]) == ("hazard.measure_removed", shown["found_by"])
        assert last["facts"].items() >= {"measure": "fence", "done_on": "2026-06-10", "cost": 900}.items()
        assert (await self.remove(khu_pho, shown, version=after["version"])).status_code == 404

    async def test_the_only_one_leaves_a_place_that_waits_for_its_first(self, khu_pho, world):
        shown = await self.fixing(khu_pho, world, "fence")
        after = (await self.remove(khu_pho, shown)).json()
        assert (after["measures"], after["state"], after["due"]) == ([], "inspected", shown["due"])
        assert (await verb(khu_pho, after, "safe", {})).json()["code"] == "wrong_state"

    async def test_the_only_one_of_a_safe_place_stays_until_somebody_opens_it_anew(self, khu_pho, world):
        shown = await done(khu_pho, await self.fixing(khu_pho, world, "fence"), "safe")
        refused = await self.remove(khu_pho, shown)
        assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
        shown = await done(khu_pho, shown, "reopen", reason="Ghi nhầm biện pháp")
        assert (await self.remove(khu_pho, shown)).json()["measures"] == []

    async def test_an_old_page_removes_nothing_nor_does_another_unit(self, khu_pho, signed_in, world):
        shown = await self.fixing(khu_pho, world, "fence", "cover")
        assert (await self.remove(khu_pho, shown, version=1)).status_code == 412
        assert (await self.remove(signed_in("ward1.kp_b"), shown)).status_code == 403
        closed = await done(khu_pho, await done(khu_pho, shown, "safe"), "close", reason="Đã lấp ao")
        assert (await self.remove(khu_pho, closed)).status_code == 409


class TestWho:
    async def test_everybody_of_the_ward_reads_and_who_sees_to_it_changes(self, khu_pho, signed_in, officer, world):
        school = world["ids"]["ward1.school.unit"]
        shown = await find(khu_pho, world, owner_unit_ids=[school])
        stranger, owner = signed_in("ward1.kp_b"), signed_in("ward1.school")
        assert (await stranger.get(f"/hazards/{shown['id']}")).json()["allowed_actions"] == []
        refused = await verb(stranger, shown, "inspect", {"likelihood": "low", "harm": "low"})
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
        shown = await done(owner, shown, "inspect", likelihood="low", harm="low", owner_unit_ids=[school])
        told = body(world, title="Ao lớn sau nhà văn hóa", owner_unit_ids=[school])
        tag = {"If-Match": f'"{shown["version"]}"'}
        # Who sees to it corrects the words and needn't be the finder; the ward says why.
        assert (await officer.put(f"/hazards/{shown['id']}", json=told, headers=tag)).json()["code"] == (
            "correction_note_required"
        )
        changed = await owner.put(f"/hazards/{shown['id']}", json=told, headers=tag)
        assert (changed.status_code, changed.json()["title"]) == (200, "Ao lớn sau nhà văn hóa")

    async def test_two_see_to_a_place_at_most(self, khu_pho, world):
        units = [world["ids"][f"ward1.{name}.unit"] for name in ("school", "kp_a", "kp_b")]
        for owners in (units, [units[0], units[0]]):
            reply = await khu_pho.post(
                "/hazards", json=body(world, owner_unit_ids=owners), headers={"Idempotency-Key": "hazard-owners"}
            )
            assert (reply.status_code, reply.json()["code"]) == (422, "too_many_owners")

    async def test_it_proves_an_assignment(self, khu_pho, world):
        assignment = world["ids"]["ward1.kp_a.fresh"]
        shown = await find(khu_pho, world, assignment_ids=[assignment])
        assert [one["id"] for one in shown["assignments"]] == [assignment]
        assert (await khu_pho.get(f"/assignments/{assignment}")).json()["record_figures"] == {"sites_found": 1}


class TestPoints:
    @pytest.mark.parametrize(
        ("point", "code"),
        [
            ({"latitude": 0, "longitude": 0}, "point_outside_ward"),
            ({"latitude": 48.85, "longitude": 2.35}, "point_outside_ward"),
            ({"latitude": 16.75}, "half_a_point"),
            ({"latitude": 100, "longitude": 107}, "invalid"),
        ],
    )
    async def test_a_point_that_can_not_be_is_told_so(self, khu_pho, world, point, code):
        reply = await khu_pho.post("/hazards", json=body(world, **point), headers={"Idempotency-Key": "hazard-pt-1"})
        assert (reply.status_code, reply.json()["code"]) == (422, code)
        assert (await khu_pho.get("/hazards?q=ao sau")).json()["items"] == []

    async def test_in_the_sea_is_far_from_the_wards_other_places(self, khu_pho, world):
        sea = {"latitude": 16.7, "longitude": 108.9}
        for at in range(3):
            await find(khu_pho, world, key=f"hazard-sea-{at}", title=f"Ao số {at}", **HERE)
        reply = await khu_pho.post("/hazards", json=body(world, **sea), headers={"Idempotency-Key": "hazard-sea-9"})
        assert (reply.status_code, reply.json()["code"]) == (422, "point_outside_ward")
        assert (await find(khu_pho, world, key="hazard-near-9", latitude=16.8, longitude=107.2))["latitude"] == 16.8


class TestNear:
    async def near(self, client, **asked):
        return (await client.get("/hazards/near", params=asked)).json()["items"]

    async def test_within_a_hundred_metres_or_in_the_same_khu_pho_with_words_alike(self, khu_pho, world):
        unit, other = (world["ids"][f"ward1.{name}.unit"] for name in ("kp_a", "kp_b"))
        shown = await find(khu_pho, world, description="Trẻ hay câu cá", **HERE)
        # 0.0008 degrees of latitude are 89 metres, 0.0010 are 111.
        [one] = await self.near(khu_pho, latitude=16.7508, longitude=107.18)
        assert (one["id"], one["metres"], one["description"]) == (shown["id"], 89, "Trẻ hay câu cá")
        assert await self.near(khu_pho, latitude=16.7510, longitude=107.18) == []
        found = await self.near(khu_pho, title="ao nha van hoa cu", place_unit_id=unit)
        assert shown["id"] in [one["id"] for one in found]
        assert await self.near(khu_pho, title="ao nha van hoa cu", place_unit_id=other) == []
        assert await self.near(khu_pho, title="cột điện đầu ngõ", place_unit_id=unit) == []

    async def test_who_is_of_another_unit_sees_it_in_full_and_of_another_ward_never(self, khu_pho, signed_in, world):
        shown = await find(khu_pho, world, **HERE)
        [one] = await self.near(signed_in("ward1.school"), **HERE)
        assert one["id"] == shown["id"]
        assert await self.near(signed_in("ward2.kp_a"), **HERE) == []

    async def test_closed_ones_are_shown_and_cancelled_ones_not(self, khu_pho, world):
        shown = await made_safe(khu_pho, world, **HERE)
        await done(khu_pho, shown, "close", reason="Đã lấp ao")
        gone = await find(khu_pho, world, key="hazard-gone-1", **HERE)
        await done(khu_pho, gone, "cancel", reason="Ghi hai lần")
        assert [one["id"] for one in await self.near(khu_pho, **HERE)] == [shown["id"]]


class TestListAndMap:
    async def test_the_map_shows_the_rows_of_the_list(self, khu_pho, world):
        await find(khu_pho, world, **HERE)
        await find(khu_pho, world, key="hazard-map-2", kind="animal", title="Chó dữ đầu hẻm")
        for asked in ("", "water=true", "risk=high", "state=safe", "q=cho du"):
            listed = (await khu_pho.get(f"/hazards?limit=100&{asked}")).json()["items"]
            shown = (await khu_pho.get(f"/hazards/map?{asked}")).json()["items"]
            assert {one["id"] for one in shown} == {one["id"] for one in listed}, asked

    async def test_late_is_the_same_in_list_map_and_record(self, khu_pho, clock, world):
        shown = await find(khu_pho, world)
        at = {"found": "2026-06-12", "safe": "2026-07-10"}
        listed = (await khu_pho.get("/hazards?q=ao sau")).json()["items"][0]
        assert (listed["due_on"], listed["overdue"]) == (at["found"], False)
        # The last minute of the last day, and the first of the next.
        for moment, late in (
            (NOW + timedelta(days=2, hours=14, minutes=59), False),
            (NOW + timedelta(days=2, hours=15), True),
        ):
            clock.moment = moment
            [row] = (await khu_pho.get("/hazards?q=ao sau")).json()["items"]
            [point] = (await khu_pho.get("/hazards/map?q=ao sau")).json()["items"]
            record = (await khu_pho.get(f"/hazards/{shown['id']}")).json()
            late_ones = (await khu_pho.get("/hazards?overdue=true&q=ao sau")).json()["items"]
            assert {row["overdue"], point["overdue"], record["overdue"], bool(late_ones)} == {late}

    async def test_a_shorter_time_of_later_leaves_what_began(self, khu_pho, world, clock):
        """The row keeps the rule that it began under, at every look."""
        shown = await find(khu_pho, world)
        clock.moment = NOW + timedelta(days=1)
        again = (await khu_pho.get(f"/hazards/{shown['id']}")).json()
        assert again["due"] == shown["due"]

    async def test_the_risk_order_begins_with_the_highest(self, khu_pho, world):
        for at, level in enumerate(("low", "high", "medium")):
            await find(khu_pho, world, key=f"hazard-ord-{at}", title=f"Nơi thứ {at}", likelihood=level, harm=level)
        rows = (await khu_pho.get("/hazards?sort=risk&q=noi thu")).json()["items"]
        assert [one["risk"] for one in rows] == ["high", "medium", "low"]

    async def test_more_than_the_map_holds_is_refused(self, khu_pho, world, monkeypatch):
        monkeypatch.setattr(queries, "_MOST_ON_MAP", 2)
        reply = await khu_pho.get("/hazards/map")
        assert (reply.status_code, reply.json()["code"]) == (422, "too_many_places")


async def test_places_of_units_that_end_go_to_their_heir(officer, signed_in, world):
    """Both owners become one unit: it sees to the place alone."""
    ids = world["ids"]
    kp_a, kp_b = ids["ward1.kp_a.unit"], ids["ward1.kp_b.unit"]
    shown = await find(officer, world, owner_unit_ids=[kp_a, kp_b])
    reply = await officer.post(
        "/units/changes",
        json={
            "kind": "merge", "predecessor_ids": [kp_a, kp_b], "successors": [{"name": "Khu phố Mới"}],
            "on_day": "2026-06-10", "paper_number": "08/NQ-HĐND", "paper_on": "2026-06-01",
        },
        headers={"Idempotency-Key": "hazard-merge"},
    )  # fmt: skip
    assert reply.status_code == 201, reply.text
    after = (await officer.get(f"/hazards/{shown['id']}")).json()
    assert [one["name"] for one in after["owners"]] == ["Khu phố Mới"]
    # Who found it stays who it was, and whoever stands for them goes on.
    assert after["unit_name"] == f"{canary(1)}kp_a"
    assert "inspect" in (await signed_in("ward1.kp_b").get(f"/hazards/{shown['id']}")).json()["allowed_actions"]


ROW = {
    "Mã": "", "Loại": "Ao, hồ", "Vị trí": "Ao làng", "Khu phố": f"{canary(1)}kp_a",
    "Đơn vị phát hiện": f"{canary(1)}kp_a", "Ngày phát hiện": "08/06/2026", "Khả năng xảy ra": "Cao",
    "Mức độ hại": "Thấp", "Mô tả": "Bờ dốc", "Vĩ độ": "16,75", "Kinh độ": "107,18",
}  # fmt: skip


class TestSheets:
    def sheet(self, *rows):
        return workbook("Nơi", FILLED, [[row[one.title] for one in FILLED] for row in rows])

    async def test_a_row_says_no_later_day_than_the_inspection(self, khu_pho, clock, world):
        shown = await find(khu_pho, world, title="Ao làng", code="NH-LANG")
        await done(khu_pho, shown, "inspect", likelihood="low", harm="low")
        clock.moment = NOW + timedelta(days=2)
        late = self.sheet(ROW | {"Mã": "NH-LANG", "Ngày phát hiện": "12/06/2026"})
        [fault] = (await khu_pho.post("/hazards/import/trial", files={"file": ("a.xlsx", late)})).json()["faults"]
        assert (fault["column"], fault["code"]) == ("Ngày phát hiện", "found_too_late")

    async def test_rows_come_in_once(self, khu_pho, imported):
        async def bring(*rows):
            return (await imported(khu_pho, "/hazards/import", self.sheet(*rows)))["result"]

        assert (await bring(ROW))["created"] == 1
        assert (await bring(ROW))["unchanged"] == 1
        assert (await bring(ROW | {"Mức độ hại": "Cao"}))["updated"] == 1
        [item] = (await khu_pho.get("/hazards?q=ao lang")).json()["items"]
        assert (item["risk"], item["latitude"], item["due_on"]) == ("high", 16.75, "2026-06-12")

    @pytest.mark.parametrize(
        ("change", "column"),
        [
            ({"Loại": "Núi lửa"}, "Loại"), ({"Vị trí": "A"}, "Vị trí"), ({"Khu phố": "Khu phố 99"}, "Khu phố"),
            ({"Đơn vị phát hiện": f"{canary(1)}school"}, "Đơn vị phát hiện"),
            ({"Ngày phát hiện": "11/06/2026"}, "Ngày phát hiện"), ({"Ngày phát hiện": "01/01/1900"}, "Ngày phát hiện"),
            ({"Khả năng xảy ra": "Rất cao"}, "Khả năng xảy ra"),
            ({"Vĩ độ": "bắc"}, "Vĩ độ"), ({"Vĩ độ": "0", "Kinh độ": "0"}, "Vĩ độ"), ({"Kinh độ": ""}, "Vĩ độ"),
        ],
    )  # fmt: skip
    async def test_each_wrong_cell_is_named(self, khu_pho, change, column):
        data = self.sheet(ROW | change)
        tried = await khu_pho.post("/hazards/import/trial", files={"file": ("a.xlsx", data)})
        assert [(one["row"], one["column"]) for one in tried.json()["faults"]] == [(2, column)]

"""Injuries: recorded without a name, counted for the half-year's round; violence is read by few."""

from datetime import timedelta

import pytest

from tests.world import NOW, canary
from vitreem.injuries.sheets import FILLED
from vitreem.kernel.files.excel import workbook

TODAY = (NOW + timedelta(hours=7)).date()


def body(world, unit="kp_a", **change):
    unit_id = world["ids"][f"ward1.{unit}.unit"]
    return {
        "happened_on": "2026-06-09", "unit_id": unit_id, "place_unit_id": unit_id, "age_band": "from_5_to_9",
        "sex": "male", "cause": "burn", "place_kind": "house", "care": "home", "outcome": "treated", **change,
    }  # fmt: skip


async def record(client, world, key="injury-test-1", unit="kp_a", **change):
    reply = await client.post("/injuries", json=body(world, unit, **change), headers={"Idempotency-Key": key})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def counts(client, period="year=2026&half=1"):
    shown = (await client.get(f"/injuries/half-year?{period}")).json()
    groups = {group["name"]: {one["value"]: one["count"] for one in group["cells"]} for group in shown["groups"]}
    return shown, groups


class TestRecording:
    async def test_it_is_recorded_corrected_and_called_off(self, khu_pho, officer, world):
        shown = await record(khu_pho, world)
        assert (shown["cause"], shown["state"], shown["allowed_actions"]) == ("burn", "recorded", ["edit", "cancel"])
        tag = {"If-Match": '"1"'}
        unsaid = await officer.put(f"/injuries/{shown['id']}", json=body(world, outcome="died"), headers=tag)
        assert unsaid.json()["code"] == "correction_note_required"
        told = body(world, outcome="died", correction_note="Theo giấy báo của trạm y tế")
        shown = (await officer.put(f"/injuries/{shown['id']}", json=told, headers=tag)).json()
        assert (shown["outcome"], shown["version"]) == ("died", 2)
        reply = await khu_pho.post(
            f"/injuries/{shown['id']}/cancel", json={"reason": "Ghi hai lần"}, headers={"If-Match": '"2"'}
        )
        assert (reply.json()["state"], reply.json()["allowed_actions"]) == ("cancelled", [])

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"happened_on": (TODAY + timedelta(days=1)).isoformat()}, "not_yet_happened"),
            ({"happened_on": "1900-01-01"}, "invalid"),
            ({"happened_on": "1999-12-31"}, "invalid"),
            ({"cause": "lightning"}, "invalid"),
            ({"full_name": "Nguyễn Văn A"}, "invalid"),
            ({"place_unit_id": "01890000-0000-7000-8000-000000000000"}, "unknown_unit"),
        ],
    )
    async def test_bad_input_is_refused_in_words_and_leaves_nothing(self, khu_pho, world, change, code):
        reply = await khu_pho.post("/injuries", json=body(world, **change), headers={"Idempotency-Key": "injury-bad-1"})
        assert (reply.status_code, reply.json()["code"]) == (422, code)
        assert (await khu_pho.get("/injuries?cause=burn")).json()["items"] == []

    async def test_a_unit_writes_for_nobody_else_and_a_code_is_the_wards_once(self, khu_pho, world):
        other = await khu_pho.post("/injuries", json=body(world, "school"), headers={"Idempotency-Key": "injury-ot-1"})
        assert other.json()["code"] == "unknown_unit"
        await record(khu_pho, world, code="TN-1")
        again = await khu_pho.post(
            "/injuries", json=body(world, code="TN-1"), headers={"Idempotency-Key": "injury-again"}
        )
        assert (again.status_code, again.json()["code"]) == (409, "code_taken")


class TestSensitive:
    @pytest.mark.parametrize("cause", ["violence", "self_harm"])
    async def test_only_who_wrote_it_and_who_is_entrusted_reads_it(self, signed_in, world, cause):
        writer = signed_in("ward1.kp_a_member")
        shown = await record(writer, world, cause=cause)
        sees = {}
        for who in ("kp_a_member", "kp_a", "kp_a_protector", "lead", "officer"):
            client = signed_in(f"ward1.{who}")
            listed = [one["id"] for one in (await client.get(f"/injuries?cause={cause}")).json()["items"]]
            opened = (await client.get(f"/injuries/{shown['id']}")).status_code
            assert (opened == 200) == (shown["id"] in listed), who
            sees[who] = opened
        assert sees == {"kp_a_member": 200, "kp_a": 404, "kp_a_protector": 200, "lead": 200, "officer": 404}

    async def test_no_difference_of_figures_tells_of_it(self, khu_pho, signed_in, lead, officer, world):
        for at in range(6):
            await record(khu_pho, world, key=f"injury-burn-{at}")
        before = await counts(officer)
        await record(signed_in("ward1.kp_a_member"), world, key="injury-viol-1", cause="violence", outcome="died")
        shown, groups = await counts(officer)
        # One is hidden, and every other figure stays as it was.
        assert (before[1]["cause"].pop("violence"), groups["cause"].pop("violence")) == (0, None)
        assert (shown["total"], shown["complete"], groups) == (before[0]["total"], False, before[1])
        whole, of_lead = await counts(lead)
        assert (whole["complete"], of_lead["cause"]["violence"], of_lead["outcome"]["died"]) == (True, 1, 1)
        assert whole["total"] == sum(of_lead["sex"].values()) == shown["total"] + 1

    async def test_a_sheet_does_not_reach_one_that_the_caller_does_not_see(self, khu_pho, signed_in, world):
        await record(signed_in("ward1.kp_a_member"), world, cause="violence", code="TN-V")
        row = {
            "Mã": "TN-V", "Ngày xảy ra": "09/06/2026", "Đơn vị ghi nhận": f"{canary(1)}kp_a", "Khu phố": "",
            "Nhóm tuổi": "5 đến 9 tuổi", "Giới tính": "Nam", "Nguyên nhân": "Ngã", "Nơi xảy ra": "Nhà ở",
            "Lúc đó ai trông": "Gia đình", "Kết quả": "Tử vong",
        }  # fmt: skip
        data = workbook("Tai nạn", FILLED, [[row[one.title] for one in FILLED]])
        tried = (await khu_pho.post("/injuries/import/trial", files={"file": ("a.xlsx", data)})).json()
        assert [one["code"] for one in tried["faults"]] == ["code_taken"]


class TestHalfYear:
    async def test_small_cells_are_hidden_with_one_more(self, khu_pho, officer, lead, world):
        for at in range(9):
            cause = "poisoning" if at < 2 else "traffic"
            await record(khu_pho, world, key=f"injury-half-{at}", cause=cause)
        shown, groups = await counts(officer)
        # Two falls of the world, two poisonings: the sum tells neither.
        assert shown["total"] == 11
        assert (groups["cause"]["poisoning"], groups["cause"]["traffic"], groups["cause"]["drowning"]) == (None, 7, 0)
        assert groups["care"] == {"school": None, "home": None, "nobody": 0}
        told, whole = await counts(lead)
        assert (whole["cause"]["poisoning"], whole["care"]["home"], told["total"]) == (2, 9, 11)

    async def test_a_half_begins_and_ends_with_its_days(self, lead, khu_pho, clock, world):
        clock.moment = NOW + timedelta(days=60)
        for at, day in enumerate(("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")):
            await record(khu_pho, world, key=f"injury-day-{at}", happened_on=day)
        assert (await counts(lead))[1]["cause"]["burn"] == 2
        assert (await counts(lead, "year=2026&half=2"))[1]["cause"]["burn"] == 1
        assert (await counts(lead, "year=2025&half=2"))[1]["cause"]["burn"] == 1

    async def test_the_last_days_of_the_reports_are_counted_from_the_half_years_end(self, lead):
        def days(shown):
            return {one["code"].partition(".")[2]: one["last_on"] for one in shown["report_days"]}

        # Tuesday 30/6/2026: five and ten working days; 1/1/2027 is a holiday.
        assert days((await counts(lead))[0]) == {"school_report": "2026-07-07", "station_report": "2026-07-14"}
        second = days((await counts(lead, "year=2026&half=2"))[0])
        assert second == {"school_report": "2027-01-08", "station_report": "2027-01-15"}
        assert days((await counts(lead, "year=2025&half=2"))[0]) == {}

    async def test_a_unit_reads_its_own_small_figures_and_nobody_else_does(self, signed_in, khu_pho, officer, world):
        school = signed_in("ward1.school")
        ids = world["ids"]
        for at, cause in enumerate(("burn", "burn", "drowning", "violence")):
            await record(school, world, key=f"injury-own-{at}", unit="school", cause=cause)
        of_school = f"year=2026&half=1&unit_id={ids['ward1.school.unit']}"
        for period in ("year=2026&half=1", of_school):
            shown, groups = await counts(school, period)
            told = [groups["cause"][one] for one in ("burn", "drowning", "violence", "traffic")]
            assert (shown["total"], shown["complete"], shown["own"], told) == (3, False, True, [2, 1, 1, 0])
            # The sensitive ones stand in no other figure: what the list shows, taken away from it, would be they.
            assert (groups["sex"], sum(groups["outcome"].values())) == ({"male": 3, "female": 0}, 3)
        _, of_officer = await counts(officer, of_school)
        assert [of_officer["cause"][one] for one in ("burn", "drowning", "violence")] == [None] * 3
        _, of_other = await counts(khu_pho, of_school)
        assert set(of_other["cause"].values()) <= {0, None}

    async def test_a_unit_counts_its_own_alone(self, khu_pho, signed_in, lead, world):
        for at in range(5):
            await record(khu_pho, world, key=f"injury-unit-{at}")
        assert (await counts(khu_pho))[0]["total"] == 6
        assert (await counts(signed_in("ward1.kp_b")))[1]["cause"]["burn"] == 0
        unit = world["ids"]["ward1.kp_b.unit"]
        assert (await counts(lead, f"year=2026&half=1&unit_id={unit}"))[0]["total"] == 1


async def test_the_report_tells_causes_and_opens_their_rows(lead, officer, khu_pho, world):
    for at in range(5):
        await record(khu_pho, world, key=f"injury-rep-{at}")
    period = "from_on=2026-06-01&to_on=2026-06-30"
    shown = (await officer.get(f"/indicators?{period}")).json()
    assert (shown["total"]["injuries_burn"], shown["total"]["injuries_fall"]) == (5, None)
    assert (await lead.get(f"/indicators?{period}")).json()["total"]["injuries_fall"] == 2
    [path] = [one["path"] for one in shown["indicators"] if one["code"] == "injuries_burn"]
    assert len((await officer.get(f"{path}&{period}")).json()["items"]) == 5


async def test_it_may_name_the_unsafe_place_where_it_happened(khu_pho, world):
    site = world["ids"]["ward1.kp_b.hazard_found"]
    shown = await record(khu_pho, world, cause="drowning", hazard_site_id=site)
    assert shown["hazard_site_title"] == f"{canary(1)}kp_b found"
    listed = (await khu_pho.get(f"/injuries?hazard_site_id={site}")).json()["items"]
    assert [one["id"] for one in listed] == [shown["id"]]
    other = body(world, hazard_site_id=world["ids"]["ward2.kp_a.hazard_found"])
    refused = await khu_pho.post("/injuries", json=other, headers={"Idempotency-Key": "injury-site-2"})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_site")

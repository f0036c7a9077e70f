"""A round from its plan to its end."""

from collections.abc import Callable
from typing import Any

from tests.conftest import Client
from tests.giving.story import child, deliver, donor, get, handed_over, lines, of_round, post, round_, shares, verb
from tests.matrix import UNKNOWN
from tests.world import World

KP_A, KP_B, SCHOOL = "ward1.kp_a.unit", "ward1.kp_b.unit", "ward1.school.unit"


class TestNominating:
    async def test_units_nominate_their_own_and_see_their_own(
        self, officer: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
    ):
        ids = world["ids"]
        school = signed_in("ward1.school")
        nominators = [{"unit_id": ids[KP_A], "quota": 1}, {"unit_id": ids[SCHOOL]}]
        made = await round_(officer, nominators=nominators)
        assert (await khu_pho.get(f"/gift-rounds/{made['id']}")).status_code == 404, "a draft is the ward's"
        await verb(officer, made["id"], "open")
        path = f"/gift-rounds/{made['id']}/lines"
        await post(khu_pho, path, {"child_ids": [ids["ward1.kp_a.child"]], "reason": "Hộ nghèo"}, ok=201)
        stranger = await post(khu_pho, path, {"child_ids": [ids["ward1.kp_b.child"]]}, ok=422)
        assert stranger["code"] == "unknown_child"
        # Who reads the whole register nominates for the own khu phố all the same.
        protector = signed_in("ward1.kp_a_protector")
        assert (await post(protector, path, {"child_ids": [ids["ward1.kp_b.child"]]}, ok=422))[
            "code"
        ] == "unknown_child"
        more = await post(khu_pho, path, {"child_ids": [ids["ward1.kp_a.child_second"]]}, ok=409)
        assert (more["code"], more["quota"]) == ("quota_exceeded", 1)
        await post(khu_pho, path, {"child_ids": [ids["ward1.kp_a.child_second"]], "reserve": True}, ok=201)
        await post(school, path, {"child_ids": [ids["ward1.kp_b.child"]]}, ok=201)
        assert [one["number"] for one in await lines(khu_pho, made["id"])] == [1, 2]
        assert [one["number"] for one in await lines(school, made["id"])] == [1]
        assert len(await lines(officer, made["id"])) == 3
        seen = await get(school, f"/gift-rounds/{made['id']}")
        assert (seen["numbers"]["lines"], [one["unit_id"] for one in seen["nominators"]]) == (1, [ids[SCHOOL]])
        assert (await signed_in("ward1.kp_b").get(f"/gift-rounds/{made['id']}")).status_code == 404
        await post(khu_pho, f"/gift-rounds/{made['id']}/hand-in", {"unit_id": ids[KP_A]})
        assert (await get(officer, f"/gift-rounds/{made['id']}"))["nominators"][0]["handed_in_at"]

    async def test_the_same_child_stands_on_the_list_once(self, officer: Client, khu_pho: Client, world: World):
        ids = world["ids"]
        made = await round_(officer, nominators=[{"unit_id": ids[KP_A]}, {"unit_id": ids[SCHOOL]}])
        await verb(officer, made["id"], "open")
        path, body = f"/gift-rounds/{made['id']}/lines", {"child_ids": [ids["ward1.kp_a.child"]]}
        await post(khu_pho, path, body, ok=201)
        again = await post(officer, path, body | {"override_reason": "Cả hai nơi đều đề nghị"}, ok=409)
        assert (again["code"], again["overlaps"][0]["kind"]) == ("overlapping_gift", "in_this_round")

    async def test_a_round_that_the_nominator_may_not_open_is_not_named(
        self, officer: Client, signed_in: Callable[[str], Client], world: World
    ):
        """The school learns that the child gets something on this occasion, not from whom."""
        ids = world["ids"]
        hidden = await round_(officer, title="Quà kín của một nhà hảo tâm")
        made = await round_(officer, nominators=[{"unit_id": ids[SCHOOL]}])
        for one in (hidden, made):
            await verb(officer, one["id"], "open")
        body = {"child_ids": [ids["ward1.kp_a.child"]]}
        await post(officer, f"/gift-rounds/{hidden['id']}/lines", body, ok=201)
        path = f"/gift-rounds/{made['id']}/lines"
        told = {}
        for name, client in (("school", signed_in("ward1.school")), ("officer", officer)):
            refused = await post(client, path, body, ok=409)
            told[name] = [(one["kind"], one["about"]) for one in refused["overlaps"]]
        assert told["officer"] == [("same_occasion", "Quà kín của một nhà hảo tâm")]
        assert told["school"] == [("same_occasion", "")]

    async def test_a_second_gift_of_the_occasion_needs_a_reason(self, officer: Client, world: World):
        body = {"child_ids": [world["ids"]["ward1.kp_a.child"]]}
        first, second = await round_(officer), await round_(officer, title="Quà của Công đoàn dịp 1/6")
        for made in (first, second):
            await verb(officer, made["id"], "open")
        await post(officer, f"/gift-rounds/{first['id']}/lines", body, ok=201)
        path = f"/gift-rounds/{second['id']}/lines"
        refused = await post(officer, path, body, ok=409)
        assert [(one["kind"], one["about"]) for one in refused["overlaps"]] == [
            ("same_occasion", "Quà Quốc tế Thiếu nhi")
        ]
        await post(officer, path, body | {"override_reason": "Gia đình gặp hỏa hoạn"}, ok=201)
        assert (await lines(officer, second["id"]))[0]["override_reason"] == "Gia đình gặp hỏa hoạn"

    async def test_one_gift_a_household_is_refused_where_the_round_is_strict(self, officer: Client, world: World):
        ids = world["ids"]
        brother = await child(
            officer, "Lê Văn Em", ids[KP_A], household_id=ids["ward1.kp_a.household"], birth={"year": 2020}
        )
        made = await round_(officer, one_per="household", strict=True)
        await verb(officer, made["id"], "open")
        body = {"child_ids": [ids["ward1.kp_a.child"], brother], "override_reason": "Cả hai đều khó khăn"}
        refused = await post(officer, f"/gift-rounds/{made['id']}/lines", body, ok=409)
        assert [(one["child_id"], one["kind"]) for one in refused["overlaps"]] == [(brother, "same_household")]
        assert await lines(officer, made["id"]) == []

    async def test_who_moved_or_was_merged_cannot_be_nominated(self, officer: Client, world: World):
        made = await round_(officer)
        await verb(officer, made["id"], "open")
        for name in ("child_moved", "child_merged"):
            body = {"child_ids": [world["ids"][f"ward1.kp_a.{name}"]]}
            refused = await post(officer, f"/gift-rounds/{made['id']}/lines", body, ok=422)
            assert refused["code"] == "unknown_child"


class TestApproving:
    async def test_what_happened_since_is_named_first(self, officer: Client, lead: Client, world: World):
        ids = world["ids"]
        made = await round_(officer)
        await verb(officer, made["id"], "open")
        body = {"child_ids": [ids["ward1.kp_a.child"], ids["ward1.kp_b.child_second"]]}
        await post(officer, f"/gift-rounds/{made['id']}/lines", body, ok=201)
        await verb(officer, made["id"], "review")
        gone = ids["ward1.kp_b.child_second"]
        version = (await get(officer, f"/children/{gone}"))["version"]
        await post(officer, f"/children/{gone}/leave", {"state": "moved", "on_day": "2026-06-02"}, version=version)
        refused = await verb(lead, made["id"], "approve", {}, ok=409)
        assert refused["code"] == "changes_unread"
        assert [(one["change"], one["on_day"]) for one in refused["items"]] == [("moved", "2026-06-02")]
        done = await verb(lead, made["id"], "approve", {"changes_digest": refused["digest"]})
        assert (done["state"], done["decided_intact"]) == ("approved", True)

    async def test_a_record_changed_later_does_not_change_the_list(self, officer: Client, lead: Client, world: World):
        ids = world["ids"]
        one = await child(officer, "Phạm Thị Đào", ids[KP_A], address="Tổ 1")
        made = await handed_over(officer, lead, [one])
        before = await get(officer, f"/gift-rounds/{made['id']}/decided")
        record = await get(officer, f"/children/{one}")
        body = {"full_name": "Phạm Thị Đào Mới", "birth": {"year": 2016}, "unit_id": ids[KP_B], "address": "Tổ 9"}
        reply = await officer.put(f"/children/{one}", json=body, headers={"If-Match": f'"{record["version"]}"'})
        assert reply.status_code == 200, reply.text
        after = await get(officer, f"/gift-rounds/{made['id']}/decided")
        assert before["items"] == after["items"]
        assert (after["intact"], after["items"][0]["full_name"]) == (True, "Phạm Thị Đào")

    async def test_a_decided_list_is_not_edited_by_direct_request(self, officer: Client, lead: Client, world: World):
        made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
        [line] = await lines(officer, made["id"])
        body = {"amount": 1, "reason": "", "reserve": False}
        reply = await officer.put(f"/gift-lines/{line['id']}", json=body, headers={"If-Match": f'"{line["version"]}"'})
        assert (reply.status_code, reply.json()["code"]) == (409, "wrong_state")
        more = {"child_ids": [world["ids"]["ward1.kp_b.child"]]}
        refused = await post(officer, f"/gift-rounds/{made['id']}/lines", more, ok=409)
        assert refused["code"] == "wrong_state"

    async def test_an_officer_reviews_and_the_lead_decides(self, officer: Client, khu_pho: Client, world: World):
        made = await round_(officer, nominators=[{"unit_id": world["ids"][KP_A]}])
        await verb(officer, made["id"], "open")
        body = {"child_ids": [world["ids"]["ward1.kp_a.child"]]}
        await post(officer, f"/gift-rounds/{made['id']}/lines", body, ok=201)
        await verb(officer, made["id"], "review")
        assert (await verb(officer, made["id"], "approve", {}, ok=403))["code"] == "not_allowed"
        # The head of a khu phố decides about the khu phố's own rounds alone.
        assert (await verb(khu_pho, made["id"], "approve", {}, ok=403))["code"] == "not_allowed"

    async def test_handing_over_does_not_begin_without_the_money(self, officer: Client, lead: Client, world: World):
        made = await round_(officer)
        await verb(officer, made["id"], "open")
        body = {"child_ids": [world["ids"]["ward1.kp_a.child"]]}
        await post(officer, f"/gift-rounds/{made['id']}/lines", body, ok=201)
        await verb(officer, made["id"], "review")
        await verb(lead, made["id"], "approve", {})
        refused = await verb(officer, made["id"], "start", ok=409)
        assert (refused["code"], refused["missing"]) == ("not_enough_money", 300_000)

    async def test_a_reserve_takes_the_place_of_who_falls_away(self, officer: Client, lead: Client, world: World):
        ids = world["ids"]
        made = await round_(officer)
        await verb(officer, made["id"], "open")
        path = f"/gift-rounds/{made['id']}/lines"
        await post(officer, path, {"child_ids": [ids["ward1.kp_a.child"]]}, ok=201)
        await post(officer, path, {"child_ids": [ids["ward1.kp_a.child_second"]], "reserve": True}, ok=201)
        await verb(officer, made["id"], "review")
        await verb(lead, made["id"], "approve", {})
        first, reserve = await lines(officer, made["id"])
        assert (first["state"], reserve["state"]) == ("approved", "reserve")
        fallen = await post(
            officer, f"/gift-lines/{first['id']}/fall", {"reason": "Gia đình từ chối", "replaced_by": reserve["id"]},
            version=first["version"],
        )  # fmt: skip
        assert (fallen["state"], fallen["replaced_by"]) == ("fallen", reserve["id"])
        now = await shares(officer, made["id"])
        assert sorted((one["number"], one["state"]) for one in now) == [(1, "cancelled"), (2, "due")]
        assert len((await get(officer, f"/gift-rounds/{made['id']}/decided"))["items"]) == 2


class TestHandingOver:
    async def test_ticked_once_whatever_comes_twice(self, officer: Client, lead: Client, khu_pho: Client, world: World):
        made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
        [share] = await shares(khu_pho, made["id"])
        assert (share["gift"], share["may_tick"]) == ("Tiền mặt", True)
        done = await deliver(khu_pho, share)
        assert (done["state"], done["given_on"]) == ("delivered", "2026-06-01")
        for _ in range(4):
            assert (await deliver(khu_pho, share, ok=412))["code"] == "stale"
        assert (await deliver(khu_pho, done, ok=409))["code"] == "wrong_state"
        assert (await of_round(officer, made["id"]))["handed_over"] == 300_000
        received = (await get(khu_pho, f"/children/{world['ids']['ward1.kp_a.child']}"))["received"]
        assert [(one["title"], one["amount"]) for one in received] == [("Quà Quốc tế Thiếu nhi", 300_000)]

    async def test_another_khu_pho_finds_nothing(
        self, officer: Client, lead: Client, signed_in: Callable[[str], Client], world: World
    ):
        made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
        other = signed_in("ward1.kp_b")
        [share] = await shares(officer, made["id"])
        assert await shares(other, made["id"]) == []
        assert (await deliver(other, share, ok=404))["code"] == "not_found"

    async def test_returned_and_corrected_are_entries_of_their_own(self, officer: Client, lead: Client, world: World):
        child_id = world["ids"]["ward1.kp_a.child"]
        made = await handed_over(officer, lead, [child_id])
        [share] = await shares(officer, made["id"])
        share = await deliver(officer, share)
        back = {"on_day": "2026-06-03", "reason": "Gia đình đã nhận nơi khác"}
        share = await post(officer, f"/gift-shares/{share['id']}/return", back, version=share["version"])
        assert (share["state"], share["given_on"]) == ("given_back", None)
        amounts = await of_round(officer, made["id"])
        assert (amounts["handed_over"], amounts["undelivered"]) == (0, 300_000)
        assert (await get(officer, f"/children/{child_id}"))["received"] == []
        share = await deliver(officer, share)
        share = await post(officer, f"/gift-shares/{share['id']}/correct", back, version=share["version"])
        assert share["state"] == "due"
        assert [one["verb"] for one in share["deliveries"]] == ["deliver", "return", "deliver", "correct"]
        assert (await of_round(officer, made["id"]))["handed_over"] == 0

    async def test_numbers_of_the_paper_list(self, officer: Client, lead: Client, khu_pho: Client, world: World):
        ids = world["ids"]
        made = await handed_over(officer, lead, [ids["ward1.kp_a.child"], ids["ward1.kp_a.child_second"]])
        path = f"/gift-rounds/{made['id']}/deliver-numbers"
        body = {"unit_id": ids[KP_A], "on_day": "2026-06-01", "numbers": "1-2"}
        assert (await post(khu_pho, path, body | {"numbers": "1, 7"}, ok=422))["numbers"] == [7]
        assert (await post(khu_pho, path, body | {"numbers": "một"}, ok=422))["code"] == "unreadable_numbers"
        assert await post(khu_pho, path, body) == {"delivered": 2, "already": 0}
        assert await post(khu_pho, path, body) == {"delivered": 0, "already": 2}
        closed = await verb(officer, made["id"], "close")
        assert (closed["state"], closed["numbers"]["delivered_amount"]) == ("closed", 600_000)

    async def test_a_round_is_closed_when_each_share_has_its_end(self, officer: Client, lead: Client, world: World):
        made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
        refused = await verb(officer, made["id"], "close", ok=409)
        assert (refused["code"], refused["count"]) == ("still_to_deliver", 1)
        [share] = await shares(officer, made["id"])
        why = {"on_day": "2026-06-02", "reason": "Trẻ đi vắng cả tuần"}
        await post(officer, f"/gift-shares/{share['id']}/miss", why, version=share["version"])
        await verb(officer, made["id"], "close")
        assert (await of_round(officer, made["id"]))["allocated"] == 0


class TestInstalments:
    async def test_a_scholarship_is_handed_over_in_parts_and_can_wait(
        self, officer: Client, lead: Client, world: World
    ):
        days = [{"due_on": "2026-06-01"}, {"due_on": "2026-09-05", "condition": "Học kỳ I khá trở lên"}]
        made = await handed_over(
            officer, lead, [world["ids"]["ward1.kp_a.child"]], kind="scholarship", instalments=days,
            school_year="2025-2026", occasion="school_year_end",
        )  # fmt: skip
        first, second = sorted(await shares(officer, made["id"]), key=lambda one: one["instalment"])
        await deliver(officer, first)
        [line] = await lines(officer, made["id"])
        waits = await post(
            officer, f"/gift-lines/{line['id']}/suspend", {"reason": "Nghỉ học dài ngày"}, version=line["version"]
        )
        assert (await deliver(officer, second, ok=409))["code"] == "wrong_state"
        goes_on = await post(officer, f"/gift-lines/{line['id']}/resume", version=waits["version"])
        assert [one["state"] for one in goes_on["shares"]] == ["delivered", "due"]
        future = await deliver(officer, second, ok=422, on_day="2026-09-05")
        assert future["code"] == "day_not_reached"

    async def test_a_union_sponsors_a_child_whose_name_it_is_not_told(
        self, officer: Client, lead: Client, signed_in: Callable[[str], Client], world: World
    ):
        ids = world["ids"]
        days = [{"due_on": "2026-06-01"}, {"due_on": "2026-07-01"}]
        made = await handed_over(
            officer, lead, [ids["ward1.kp_a.child"]], kind="sponsorship", unit_id=ids["ward1.culture.unit"],
            donor_id=await donor(officer, name="Công đoàn phường"), instalments=days, occasion="hardship",
        )  # fmt: skip
        union = signed_in("ward1.culture")
        [line] = await lines(union, made["id"])
        assert (line["named"], line["child_id"], line["reason"]) == (False, None, "")
        [named] = (await get(union, f"/gift-rounds/{made['id']}/lines?sort=name"))["items"]
        told = await get(union, f"/gift-lines/{line['id']}")
        for one in (line["shown_name"], named["sort_value"], told["shown_name"]):
            assert "kp_a" not in one
        assert named["sort_value"] == named["shown_name"]
        seen = await post(
            union, f"/gift-lines/{line['id']}/visits", {"on_day": "2026-06-05", "note": "Đến thăm, tặng sách"}, ok=201
        )
        assert [one["note"] for one in seen["visits"]] == ["Đến thăm, tặng sách"]
        child_id = ids["ward1.kp_a.child"]
        version = (await get(officer, f"/children/{child_id}"))["version"]
        consent = {"purpose": "donor", "guardian_name": "Mẹ", "child_agrees": True, "given_on": "2026-06-01"}
        await post(officer, f"/children/{child_id}/consents", consent, version=version)
        [line] = await lines(union, made["id"])
        assert line["named"]
        assert "child_kp_a" in line["shown_name"]


class TestSponsor:
    """A unit whose round it is, and which doesn't look after its children, is told what it needs alone."""

    async def _made(self, officer: Client, world: World, donor_id: str) -> dict[str, Any]:
        ids = world["ids"]
        made = await round_(
            officer, kind="sponsorship", unit_id=ids["ward1.culture.unit"], donor_id=donor_id, occasion="hardship",
            instalments=[{"due_on": "2026-06-01"}, {"due_on": "2026-07-01"}],
        )  # fmt: skip
        body = {"child_ids": [ids["ward1.kp_a.child"]], "reason": "Cha nghiện rượu"}
        await post(officer, f"/gift-rounds/{made['id']}/lines", body, ok=201)
        return await verb(officer, made["id"], "open")

    async def test_it_leaves_reasons_as_they_are(self, officer: Client, signed_in, world: World):
        made, union = await self._made(officer, world, await donor(officer)), signed_in("ward1.culture")
        [line] = await lines(union, made["id"])
        body = {"amount": 400_000, "reason": line["reason"]}
        reply = await union.put(
            f"/gift-lines/{line['id']}", json=body, headers={"If-Match": f'"{line["version"]}"'}
        )  # fmt: skip
        assert reply.status_code == 200, reply.text
        [kept] = await lines(officer, made["id"])
        assert (kept["amount"], kept["reason"]) == (400_000, "Cha nghiện rượu")

    async def test_why_a_line_fell_away_is_not_told_by_the_comparison(self, officer: Client, signed_in, world: World):
        made, union = await self._made(officer, world, await donor(officer)), signed_in("ward1.culture")
        body = {"title": "Đỡ đầu năm sau", "begins_on": "2027-06-01"}
        rolled = await post(union, f"/gift-rounds/{made['id']}/roll", body, ok=201)
        [line] = await lines(officer, rolled["id"])
        await post(officer, f"/gift-lines/{line['id']}/fall", {"reason": "Mẹ bị bắt"}, version=line["version"])
        path = f"/gift-rounds/{rolled['id']}/comparison"
        assert [one["why"] for one in (await get(officer, path))["gone"]] == ["Mẹ bị bắt"]
        assert [one["why"] for one in (await get(union, path))["gone"]] == [""]

    async def test_a_donor_who_wishes_so_is_not_named(self, officer: Client, signed_in, world: World):
        giver = await donor(officer, 900_000, name="Ông Giấu Tên", unnamed=True)
        made, union = await self._made(officer, world, giver), signed_in("ward1.culture")
        body = {"donor_id": giver, "amount": 600_000}
        await post(officer, f"/gift-rounds/{made['id']}/allocations", body, ok=201)
        told, whole = await get(union, f"/gift-rounds/{made['id']}"), await get(officer, f"/gift-rounds/{made['id']}")
        assert "Giấu Tên" not in str(told)
        assert (whole["donor_name"], whole["funds"][0]["donor_name"]) == ("Ông Giấu Tên", "Ông Giấu Tên")
        # The unit writes its round without having to take the sponsor out.
        form = ("kind", "occasion", "unit_id", "donor_id", "items", "begins_on", "instalments")
        reply = await union.put(
            f"/gift-rounds/{made['id']}", json={"title": "Đỡ đầu trẻ"} | {one: told[one] for one in form},
            headers={"If-Match": f'"{told["version"]}"'},
        )  # fmt: skip
        assert reply.status_code == 200, reply.text
        assert reply.json()["donor_id"] == giver

    async def test_a_consent_to_the_name_tells_the_name_alone(
        self, officer: Client, lead: Client, signed_in, world: World
    ):
        made, union = await self._made(officer, world, await donor(officer)), signed_in("ward1.culture")
        child_id = world["ids"]["ward1.kp_a.child"]
        version = (await get(officer, f"/children/{child_id}"))["version"]
        consent = {"purpose": "donor", "guardian_name": "Mẹ", "child_agrees": True, "given_on": "2026-06-01"}
        await post(officer, f"/children/{child_id}/consents", consent, version=version)
        await verb(officer, made["id"], "review")
        await verb(lead, made["id"], "approve", {})
        path = f"/gift-rounds/{made['id']}/decided"
        [whole], [told] = (await get(officer, path))["items"], (await get(union, path))["items"]
        assert told["full_name"] == whole["full_name"]
        assert whole["birth"]
        assert {told[one] for one in ("birth", "address", "school", "class_name", "guardian")} == {""}


async def test_a_reserve_takes_over_in_a_scholarship_that_has_not_all_of_its_money(
    officer: Client, lead: Client, world: World
):
    ids = world["ids"]
    days = [{"due_on": "2026-06-01"}, {"due_on": "2026-07-01"}]
    made = await round_(officer, kind="scholarship", instalments=days, occasion="hardship")
    path = f"/gift-rounds/{made['id']}"
    for child_id, reserve in (("ward1.kp_a.child", False), ("ward1.kp_a.child_second", True)):
        await post(officer, f"{path}/lines", {"child_ids": [ids[child_id]], "reserve": reserve}, ok=201)
    await verb(officer, made["id"], "open")
    await verb(officer, made["id"], "review")
    await verb(lead, made["id"], "approve", {})
    money = {"donor_id": await donor(officer, 300_000), "amount": 300_000}
    await post(officer, f"{path}/allocations", money, ok=201)
    await verb(officer, made["id"], "start")
    first, reserve = sorted(await lines(officer, made["id"]), key=lambda one: one["reserve"])
    body = {"reason": "Gia đình từ chối", "replaced_by": reserve["id"]}
    await post(officer, f"/gift-lines/{first['id']}/fall", body, version=first["version"])
    # What is owed stays; once nobody is owed anything it goes back.
    assert (await post(officer, f"{path}/releases", money, ok=409))["code"] == "not_enough_money"
    reserve = await get(officer, f"/gift-lines/{reserve['id']}")
    await post(officer, f"/gift-lines/{reserve['id']}/fall", {"reason": "Đã có nơi khác"}, version=reserve["version"])
    await post(officer, f"{path}/releases", money, ok=201)


async def test_a_record_that_was_merged_is_the_same_child_on_a_list(officer: Client, world: World):
    unit = world["ids"]["ward1.kp_a.unit"]
    stays = await child(officer, "Ngô Thị Hai Lần", unit, birth={"year": 2016})
    twin = await child(officer, "Đặng Văn Khác Tên", unit, birth={"year": 2012})
    made = await round_(officer, strict=True, occasion="flood")
    other = await round_(officer, strict=True, occasion="flood")
    await post(officer, f"/gift-rounds/{made['id']}/lines", {"child_ids": [twin]}, ok=201)
    version = (await get(officer, f"/children/{twin}"))["version"]
    await post(officer, f"/children/{twin}/merge", {"into_id": stays}, version=version)
    for where, kind in ((made, "in_this_round"), (other, "same_occasion")):
        refused = await post(officer, f"/gift-rounds/{where['id']}/lines", {"child_ids": [stays]}, ok=409)
        assert [(one["child_id"], one["kind"]) for one in refused["overlaps"]] == [(stays, kind)]


async def test_who_hands_over_is_reminded_of_what_is_due(officer: Client, lead: Client, signed_in, world: World):
    ids = world["ids"]
    due = ("2026-06-05", "2026-06-10", "2026-06-17", "2026-06-18")
    before = {who: await get(signed_in(f"ward1.{who}"), "/gift-shares/due") for who in ("officer", "kp_a", "kp_b")}
    await handed_over(
        officer, lead, [ids["ward1.kp_a.child"]], kind="scholarship", instalments=[{"due_on": day} for day in due]
    )
    for who, more in {"officer": (1, 2), "kp_a": (1, 2), "kp_b": (0, 0)}.items():
        client = signed_in(f"ward1.{who}")
        told = await get(client, "/gift-shares/due")
        assert (told["overdue"] - before[who]["overdue"], told["soon"] - before[who]["soon"]) == more, who
        late = await get(client, f"/gift-shares?state=due&limit=100&due_to={told['overdue_to']}")
        soon = f"/gift-shares?state=due&limit=100&due_from={told['soon_from']}&due_to={told['soon_to']}"
        assert (len(late["items"]), len((await get(client, soon))["items"])) == (told["overdue"], told["soon"])


class TestUnsound:
    """A round that can't be meant so is refused at the field that says it."""

    async def test_is_named(self, officer: Client):
        body = {"title": "Đợt thử", "occasion": "tet", "begins_on": "2026-06-01"}
        parts = {"kind": "scholarship", "instalments": [{"due_on": "2026-06-10"}, {"due_on": "2026-09-10"}]}
        for more, code, field in (
            ({"criteria": {"age_from": 12, "age_to": 6}}, "ages_reversed", "criteria.age_from"),
            ({"nominate_before": "2026-06-02"}, "nominate_too_late", "nominate_before"),
            (parts | {"nominate_before": "2026-06-11"}, "nominate_too_late", "nominate_before"),
            ({"unit_id": UNKNOWN}, "unknown_unit", "unit_id"),
            ({"nominators": [{"unit_id": UNKNOWN}]}, "unknown_unit", "nominators"),
        ):
            refused = await post(officer, "/gift-rounds", body | more, ok=422)
            assert (refused["code"], refused["field"]) == (code, field), more
        sound = {"criteria": {"age_from": 6, "age_to": 6}, "nominate_before": "2026-06-01"}
        await post(officer, "/gift-rounds", body | sound, ok=201)

    async def test_codes_lead_nowhere(self, officer: Client):
        body = {"title": "Đợt thử", "occasion": "tet", "begins_on": "2026-06-01"}
        for code in ("a/../..", "a..", "a//b", "../a", "a/", "-a"):
            refused = await post(officer, "/gift-rounds", body | {"code": code}, ok=422)
            assert [one["field"] for one in refused["errors"]] == ["code"], code
        for code in ("01/KH-UBND", "DQ-7K2M-PX4D", "Tet.2026_1"):
            await post(officer, "/gift-rounds", body | {"code": code}, ok=201)

    async def test_amounts_are_whole_numbers(self, officer: Client, world: World):
        body = {"title": "Đợt thử", "occasion": "tet", "begins_on": "2026-06-01"}
        item = {"kind": "money", "name": "Tiền", "quantity": 1, "unit_value": 5}
        for wrong in (True, "100000", 1.0):
            for more, field in (
                ({"amount": wrong}, "amount"),
                ({"items": [item | {"unit_value": wrong}]}, "items.0.unit_value"),
                ({"items": [item | {"quantity": wrong}]}, "items.0.quantity"),
            ):
                refused = await post(officer, "/gift-rounds", body | more, ok=422)
                assert [one["field"] for one in refused["errors"]] == [field], wrong
            path = f"/gift-rounds/{world['ids']['ward1.kp_a.round_handing']}/releases"
            money = {"donor_id": world["ids"]["ward1.kp_a.donor"], "amount": wrong}
            assert (await post(officer, path, money, ok=422))["code"] == "invalid"

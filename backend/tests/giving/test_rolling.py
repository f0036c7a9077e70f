"""Last year's list again, and a khu phố that merges in the middle of a round."""

from tests.conftest import Client
from tests.giving.story import child, deliver, get, handed_over, lines, post, round_, shares, verb
from tests.world import World

KP_A, KP_B = "ward1.kp_a.unit", "ward1.kp_b.unit"
NEXT_YEAR = {"title": "Quà Quốc tế Thiếu nhi 2027", "begins_on": "2027-06-01"}


class TestRolling:
    async def test_everybody_is_copied_marked_and_compared(self, officer: Client, lead: Client, world: World):
        unit = world["ids"][KP_A]
        stays = await child(officer, "Vũ Thị Ở", unit, birth={"year": 2016})
        leaves = await child(officer, "Vũ Văn Đi", unit, birth={"year": 2013})
        made = await handed_over(officer, lead, [stays, leaves])
        for share in await shares(officer, made["id"]):
            await deliver(officer, share)
        body = {"title": "Quà Quốc tế Thiếu nhi 2027", "begins_on": "2027-06-01"}
        rolled = await post(officer, f"/gift-rounds/{made['id']}/roll", body, ok=201)
        assert (rolled["state"], rolled["numbers"]["lines"], rolled["repeats_id"]) == ("draft", 2, made["id"])
        version = (await get(officer, f"/children/{leaves}"))["version"]
        await post(officer, f"/children/{leaves}/leave", {"state": "moved", "on_day": "2026-06-05"}, version=version)
        changes = await get(officer, f"/gift-rounds/{rolled['id']}/changes")
        assert [(one["shown_name"], one["change"]) for one in changes["items"]] == [("Vũ Văn Đi", "moved")]
        gone = next(one for one in await lines(officer, rolled["id"]) if one["shown_name"] == "Vũ Văn Đi")
        await post(officer, f"/gift-lines/{gone['id']}/fall", {"reason": "Đã chuyển đi"}, version=gone["version"])
        new = await child(officer, "Vũ Thị Mới", unit, birth={"year": 2019})
        await post(officer, f"/gift-rounds/{rolled['id']}/lines", {"child_ids": [new]}, ok=201)
        found = await get(officer, f"/gift-rounds/{rolled['id']}/comparison")
        assert found["kept"] == 1
        assert [one["shown_name"] for one in found["new"]] == ["Vũ Thị Mới"]
        assert [(one["shown_name"], one["why"]) for one in found["gone"]] == [("Vũ Văn Đi", "Đã chuyển đi")]
        before = next(one for one in await lines(officer, rolled["id"]) if one["shown_name"] == "Vũ Thị Ở")
        assert (before["received_12_months"], before["received_amount"]) == (1, 300_000)


class TestMergedInMidRound:
    async def test_both_views_are_right_and_the_heir_goes_on(
        self, officer: Client, lead: Client, khu_pho: Client, signed_in, world: World
    ):
        ids = world["ids"]
        nominators = [{"unit_id": ids[KP_A], "quota": 3}, {"unit_id": ids[KP_B], "quota": 2}]
        handing = await handed_over(officer, lead, [ids["ward1.kp_a.child"], ids["ward1.kp_b.child"]])
        open_ = await round_(officer, title="Đợt đang lập", occasion="tet", nominators=nominators)
        await verb(officer, open_["id"], "open")
        await post(khu_pho, f"/gift-rounds/{open_['id']}/lines", {"child_ids": [ids["ward1.kp_a.child"]]}, ok=201)
        first = next(one for one in await shares(officer, handing["id"]) if one["unit_id"] == ids[KP_A])
        await deliver(khu_pho, first)
        change = {
            "kind": "merge", "on_day": "2026-06-10", "predecessor_ids": [ids[KP_A], ids[KP_B]],
            "successors": [{"name": "Khu phố Hợp Nhất"}],
        }  # fmt: skip
        reply = await officer.post(
            "/units/changes", json=change | {"paper_number": "12/NQ-HĐND", "paper_on": "2026-06-09"},
            headers={"Idempotency-Key": "merge-in-mid-round"},
        )  # fmt: skip
        assert reply.status_code == 201, reply.text
        path = f"/gift-shares?round_id={handing['id']}"
        then, today = await get(officer, f"{path}&units=then"), await get(officer, f"{path}&units=today")
        assert {one["unit_id"] for one in then["items"]} == {ids[KP_A], ids[KP_B]}
        [heir] = {one["unit_id"] for one in today["items"]}
        assert heir not in (ids[KP_A], ids[KP_B])
        assert sum(one["amount"] for one in then["items"]) == sum(one["amount"] for one in today["items"])
        # Whoever worked for either khu phố hands over for both, and nominates in the place of both.
        other = signed_in("ward1.kp_b")
        waiting = next(one for one in today["items"] if one["state"] == "due")
        for client in (khu_pho, other):
            assert len(await shares(client, handing["id"])) == 2
        assert (await deliver(khu_pho, waiting))["state"] == "delivered"
        seen = await get(other, f"/gift-rounds/{open_['id']}")
        assert [(one["unit_id"], one["quota"], one["lines"]) for one in seen["nominators"]] == [(heir, 5, 1)]
        # On paper each has its own list with its own numbers; next year's list is the heir's.
        told = await get(khu_pho, f"/gift-rounds/{handing['id']}")
        assert {one["unit_id"] for one in told["lists"]} == {ids[KP_A], ids[KP_B]}
        rolled = await post(
            officer, f"/gift-rounds/{open_['id']}/roll", {"title": "Tết năm sau", "begins_on": "2027-06-01"}, ok=201
        )
        assert [(one["unit_id"], one["quota"], one["lines"]) for one in rolled["nominators"]] == [(heir, 5, 1)]
        await post(other, f"/gift-rounds/{open_['id']}/lines", {"child_ids": [ids["ward1.kp_b.child"]]}, ok=201)
        assert len((await get(officer, f"/gift-rounds/{handing['id']}/decided"))["items"]) == 2


async def test_days_beyond_what_can_be_written_are_refused(officer: Client, world: World):
    days = [{"due_on": "2026-06-01"}, {"due_on": "2027-06-01"}]
    made = await round_(officer, kind="scholarship", instalments=days)
    await verb(officer, made["id"], "open")
    body = {"title": "Học bổng trăm năm sau", "begins_on": "2199-12-31"}
    refused = await post(officer, f"/gift-rounds/{made['id']}/roll", body, ok=422)
    assert (refused["code"], refused["field"]) == ("too_late", "begins_on")


class TestOverlaps:
    """Lines of last year are put on the list as any others are: what speaks against one is asked about."""

    async def _last_year(self, officer: Client, world: World, **more: object) -> dict[str, str]:
        """A brother and a sister of one household on a list that let both of them have something."""
        ids = world["ids"]
        home = {"household_id": ids["ward1.kp_a.household"]}
        first = await child(officer, "Lê Văn Anh", ids[KP_A], birth={"year": 2015}, **home)
        second = await child(officer, "Lê Thị Em", ids[KP_A], birth={"year": 2019}, **home)
        made = await round_(officer, one_per="household", **more)
        await verb(officer, made["id"], "open")
        path = f"/gift-rounds/{made['id']}/lines"
        await post(officer, path, {"child_ids": [first]}, ok=201)
        body = {"unit_id": ids[KP_A], "head_name": "Hộ tách ra"}
        apart = (await post(officer, "/households", body, ok=201))["id"]
        for home_id in (apart, ids["ward1.kp_a.household"]):
            record = await get(officer, f"/children/{second}")
            moved = {"full_name": "Lê Thị Em", "birth": {"year": 2019}, "unit_id": ids[KP_A], "household_id": home_id}
            reply = await officer.put(f"/children/{second}", json=moved, headers={"If-Match": f'"{record["version"]}"'})
            assert reply.status_code == 200, reply.text
            if home_id == apart:
                await post(officer, path, {"child_ids": [second]}, ok=201)
        return made | {"first": first, "second": second}

    async def test_what_a_strict_rule_forbids_falls_away_with_its_reason(self, officer: Client, world: World):
        made = await self._last_year(officer, world, strict=True)
        rolled = await post(officer, f"/gift-rounds/{made['id']}/roll", NEXT_YEAR, ok=201)
        assert (rolled["numbers"]["lines"], rolled["numbers"]["fallen"]) == (1, 1)
        stays, falls = await lines(officer, rolled["id"])
        assert (stays["shown_name"], stays["state"], stays["fall_reason"]) == ("Lê Văn Anh", "nominated", "")
        assert (falls["shown_name"], falls["state"]) == ("Lê Thị Em", "fallen")
        assert falls["fall_reason"] == "Không đưa sang: cùng hộ đã có trẻ được nhận (Lê Văn Anh)."

    async def test_a_warning_is_asked_about(self, officer: Client, world: World):
        made = await self._last_year(officer, world)
        path = f"/gift-rounds/{made['id']}/roll"
        asked = await post(officer, path, NEXT_YEAR, ok=409)
        assert (asked["code"], asked["strict"]) == ("overlapping_gift", False)
        told = [(one["child_id"], one["kind"], one["about"]) for one in asked["overlaps"]]
        assert told == [(made["second"], "same_household", "Lê Văn Anh")]
        rolled = await post(officer, path, NEXT_YEAR | {"override_reason": "Hai cháu đều mồ côi"}, ok=201)
        told = [(one["state"], one["override_reason"]) for one in await lines(officer, rolled["id"])]
        assert told == [("nominated", ""), ("nominated", "Hai cháu đều mồ côi")]
        without = await post(officer, path, NEXT_YEAR | {"begins_on": "2028-06-01", "leave_out": True}, ok=201)
        assert [one["state"] for one in await lines(officer, without["id"])] == ["nominated", "fallen"]

    async def test_another_round_is_named_to_who_may_open_it(
        self, officer: Client, khu_pho: Client, signed_in, world: World
    ):
        """What is written on a line is read by who nominated it and by the child's khu phố."""
        ids = world["ids"]
        child_id, unit = ids["ward1.kp_a.child"], "ward1.school.unit"
        made = await round_(officer, strict=True, nominators=[{"unit_id": ids[unit]}])
        await verb(officer, made["id"], "open")
        await post(signed_in("ward1.school"), f"/gift-rounds/{made['id']}/lines", {"child_ids": [child_id]}, ok=201)
        reasons = []
        for day, nominators in (("2027-06-01", [ids[KP_A]]), ("2028-06-01", [ids[KP_A], ids[unit]])):
            hidden = await round_(
                officer, title="Quà kín", begins_on=day, nominators=[{"unit_id": one} for one in nominators]
            )
            await verb(officer, hidden["id"], "open")
            await post(officer, f"/gift-rounds/{hidden['id']}/lines", {"child_ids": [child_id]}, ok=201)
            rolled = await post(officer, f"/gift-rounds/{made['id']}/roll", NEXT_YEAR | {"begins_on": day}, ok=201)
            reasons += [one["fall_reason"] for one in await lines(officer, rolled["id"])]
        assert reasons == ["Không đưa sang: đã có quà dịp này.", "Không đưa sang: đã có quà dịp này (Quà kín)."]

"""Units merged, split and renamed: what passes, what stays, both views of it, and who sees how much afterwards."""

from typing import Any

import pytest

from tests.activities.test_activities import create as create_activity
from tests.conftest import Client
from tests.world import canary
from vitreem.records.indicators import hidden_codes

EVE, DAY = "2026-06-07", "2026-06-08"
PAPER = {"paper_number": "12/NQ-HĐND", "paper_on": "2026-06-01"}
MONTH = "from_on=2026-06-01&to_on=2026-06-30"


@pytest.fixture
def ids(world) -> dict[str, str]:
    """Of ward 1."""
    return {name.removeprefix("ward1."): value for name, value in world["ids"].items() if name.startswith("ward1.")}


def body(kind: str, predecessors: list[str], *names: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": kind, "predecessor_ids": predecessors, "successors": [{"name": name} for name in names],
        "on_day": DAY, **PAPER, **more,
    }  # fmt: skip


async def change(client: Client, asked: dict[str, Any], key: str = "unit-change-1"):
    return await client.post("/units/changes", json=asked, headers={"Idempotency-Key": key})


async def changed(client: Client, kind: str, predecessors: list[str], *names: str, **more: Any) -> list[str]:
    """Ids of the successors, the heir first."""
    asked = body(kind, predecessors, *names, **more)
    reply = await change(client, asked, f"unit-change-{kind}")
    assert reply.status_code == 201, reply.text
    successors = sorted(reply.json()["successors"], key=lambda one: not one["inherits"])
    assert [one["inherits"] for one in successors] == [True, *[False] * (len(names) - 1)]
    assert {one["name"] for one in successors} == set(names)
    return [one["id"] for one in successors]


async def merged(client: Client, ids: dict[str, str], name: str = "Khu phố Mới", **more: Any) -> str:
    [heir] = await changed(client, "merge", [ids["kp_a.unit"], ids["kp_b.unit"]], name, **more)
    return heir


async def items(client: Client, path: str) -> list[dict[str, Any]]:
    reply = await client.get(path)
    assert reply.status_code == 200, reply.text
    return reply.json()["items"]


async def read(client: Client, path: str) -> dict[str, Any]:
    reply = await client.get(path)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def units(client: Client) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in await items(client, "/units")}


class TestMerge:
    async def test_units_end_and_begin(self, officer, ids):
        heir = await merged(officer, ids)
        now = await units(officer)
        for name in ("kp_a", "kp_b"):
            ended = now[ids[f"{name}.unit"]]
            assert (ended["to_on"], ended["heir_id"]) == (EVE, heir)
            assert ended["closed_at"] is not None
        assert (now[heir]["from_on"], now[heir]["to_on"], now[heir]["kind"]) == (DAY, None, "khu_pho")
        assert now[heir]["people"] == 4
        [told, *_] = await items(officer, "/units/changes")
        assert (told["kind"], told["on_day"], told["paper_number"]) == ("merge", DAY, PAPER["paper_number"])
        assert {one["id"] for one in told["predecessors"]} == {ids["kp_a.unit"], ids["kp_b.unit"]}

    async def test_preview_says_what_happens_and_changes_nothing(self, officer, ids):
        asked = body("merge", [ids["kp_a.unit"], ids["kp_b.unit"]], "Khu phố Mới")
        before = await units(officer)
        reply = await officer.post("/units/changes/preview", json=asked)
        assert reply.status_code == 200, reply.text
        told = reply.json()
        assert told["heir_name"] == "Khu phố Mới"
        assert told["ends_on"] == EVE
        followed = told["followed"]
        assert (followed["people"], followed["pending_roles"]) == (4, 1)
        # Of each khu phố a child with everything and a second one; who moved away stays, who is kept twice counts once.
        assert (followed["children"], followed["households"]) == (4, 2)
        assert followed["assignments"] > followed["same_tasks"] > 0
        assert await units(officer) == before
        assert [one["kind"] for one in await items(officer, "/units/changes")] == ["rename"]
        made = (await change(officer, asked)).json()
        assert made["followed"] == followed

    async def test_open_assignments_pass_and_accepted_ones_stay(self, officer, khu_pho, ids):
        heir = await merged(officer, ids)
        for state, unit in (("fresh", heir), ("working", heir), ("submitted", heir), ("accepted", ids["kp_a.unit"])):
            assert (await read(officer, f"/assignments/{ids[f'kp_a.{state}']}"))["unit_id"] == unit, state
        one = await read(khu_pho, f"/assignments/{ids['kp_b.fresh']}")
        reply = await khu_pho.post(f"/assignments/{one['id']}/acknowledge", headers={"If-Match": f'"{one["version"]}"'})
        assert reply.status_code == 200, reply.text
        history = (await read(khu_pho, f"/assignments/{one['id']}"))["history"]
        [told] = [event for event in history if event["kind"] == "assignment.passed"]
        assert told["facts"]["after"] == heir

    async def test_children_pass_with_a_dated_fact(self, officer, khu_pho, ids):
        heir = await merged(officer, ids)
        child = await read(khu_pho, f"/children/{ids['kp_b.child']}")
        assert child["unit_id"] == heir
        *_, before, last = child["presences"]
        # Written down on the day on which the child came: after the change, but before somebody told of it.
        assert (last["unit_name"], last["on_day"]) == ("Khu phố Mới", before["on_day"])
        assert last["on_day"] > DAY
        assert "12/NQ-HĐND" in last["note"]
        assert before["unit_name"] == f"{canary(1)}kp_b"
        moved = await read(officer, f"/children/{ids['kp_b.child_moved']}")
        assert moved["unit_id"] == ids["kp_b.unit"]
        listed = await items(officer, f"/children?unit_id={heir}&limit=100")
        assert {ids["kp_a.child"], ids["kp_b.child"]} <= {one["id"] for one in listed}

    async def test_records_of_the_past_keep_their_unit(self, officer, ids):
        heir = await merged(officer, ids)
        one = await read(officer, f"/activities/{ids['kp_a.activity_held']}")
        assert (one["unit_id"], one["unit_name"]) == (ids["kp_a.unit"], f"{canary(1)}kp_a")
        path = f"/activities?limit=100&unit_id={heir}"
        assert ids["kp_b.activity_held"] in {one["id"] for one in await items(officer, path)}
        assert await items(officer, f"{path}&units=then") == []
        then = await items(officer, f"/activities?limit=100&unit_id={ids['kp_a.unit']}&units=then")
        assert {one["unit_name"] for one in then} == {f"{canary(1)}kp_a"}

    async def test_sign_in_knows_the_new_unit_at_once(self, officer, khu_pho, ids):
        heir = await merged(officer, ids)
        assert [one["id"] for one in (await read(khu_pho, "/session"))["units"]] == [heir]
        reply = await khu_pho.post(
            "/children", json={"full_name": "Bé Mới", "birth": {"year": 2020}, "unit_id": heir},
            headers={"Idempotency-Key": "child-after-merger"},
        )  # fmt: skip
        assert reply.status_code == 201, reply.text

    async def test_ended_unit_is_no_choice(self, officer, khu_pho, ids):
        await merged(officer, ids)
        ended = ids["kp_a.unit"]
        child = {"full_name": "Bé Mới", "birth": {"year": 2020}, "unit_id": ended}
        reply = await khu_pho.post("/children", json=child, headers={"Idempotency-Key": "child-in-ended-unit"})
        assert (reply.status_code, reply.json()["code"]) == (422, "not_a_khu_pho")
        role = {"role": "unit_member", "unit_id": ended}
        reply = await officer.post(f"/people/{ids['kp_b.person']}/memberships", json=role)
        assert (reply.status_code, reply.json()["code"]) == (409, "unit_ended")
        for verb in ("reopen", "close"):
            at = {"If-Match": f'"{(await units(officer))[ended]["version"]}"'}
            reply = await officer.post(f"/units/{ended}/{verb}", headers=at)
            assert (reply.status_code, reply.json()["code"]) == (409, "unit_ended"), verb

    async def test_name_of_an_ended_unit_is_free(self, officer, ids):
        heir = await merged(officer, ids, name=f"{canary(1)}kp_a")
        now = await units(officer)
        assert now[heir]["name"] == now[ids["kp_a.unit"]]["name"]

    async def test_role_that_waits_passes(self, officer, lead, ids):
        heir = await merged(officer, ids)
        person = next(one for one in await items(officer, "/people") if one["id"] == ids["kp_b.person"])
        assert [one["unit_id"] for one in person["pending_roles"]] == [heir]
        reply = await lead.post(f"/approvals/{ids['approval']}/confirm")
        assert reply.status_code == 200, reply.text

    async def test_publishing_again_gives_nothing_twice(self, officer, lead, ids):
        await merged(officer, ids)
        plan = await read(lead, f"/plans/{ids['plan']}")
        reply = await lead.get(f"/plans/{ids['plan']}/fan-out")
        assert reply.json()["new"] == 0, reply.text
        reply = await lead.post(
            f"/plans/{ids['plan']}/supplement",
            headers={"If-Match": f'"{plan["version"]}"', "Idempotency-Key": "supplement-after"},
        )
        assert (reply.status_code, reply.json()["created"]) == (200, 0), reply.text

    async def test_last_year_is_copied_for_the_heir(self, officer, ids):
        heir = await merged(officer, ids)
        asked = {"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027, "unit_id": heir}
        reply = await officer.post(
            "/activities/copy-period?dry_run=false", json=asked, headers={"Idempotency-Key": "copy-after-merger"}
        )
        assert reply.status_code == 200, reply.text
        assert {one["unit_name"] for one in reply.json()["items"]} == {"Khu phố Mới"}
        new = await items(officer, f"/activities?limit=100&units=then&from_on=2027-01-01&unit_id={heir}")
        assert len(new) == reply.json()["copied"] == 6


class TestViews:
    async def totals(self, client: Client, view: str) -> dict[str, Any]:
        shown = (await read(client, f"/dashboards/ward?units={view}"))["figures"]
        by = {one: await read(client, f"/indicators?{MONTH}&by={one}&units={view}") for one in ("unit", "place")}
        for each in by.values():
            for code, total in each["total"].items():
                if code in hidden_codes():
                    continue
                assert total == sum(group["figures"][code] for group in each["groups"]), (view, code)
        for name, total in shown["totals"].items():
            assert total == sum(one[name] for one in shown["units"]), (view, name)
        return {
            "dashboard": shown["totals"], "indicators": by["unit"]["total"],
            "units": {one["unit_id"]: one["total"] for one in shown["units"]},
            "activities": {
                group["unit_id"]: group["figures"]["activities"]
                for group in by["unit"]["groups"] if group["figures"]["activities"]
            },
        }  # fmt: skip

    async def test_both_have_the_same_totals(self, officer, world, ids):
        """Merged in mid-month: something was held before by each, and something after by the new one."""
        before = await self.totals(officer, "then")
        assert before == await self.totals(officer, "today")
        heir = await merged(officer, ids)
        await create_activity(officer, world, key="after-merger", unit_id=heir, place_unit_id=heir)
        then, today = await self.totals(officer, "then"), await self.totals(officer, "today")
        assert then["dashboard"] == today["dashboard"] == before["dashboard"]
        assert then["indicators"] == today["indicators"]
        a, b = ids["kp_a.unit"], ids["kp_b.unit"]
        assert then["units"] == before["units"]
        assert today["units"][heir] == before["units"][a] + before["units"][b]
        assert not {a, b} & today["units"].keys()
        assert then["activities"] == before["activities"] | {heir: 1}
        assert today["activities"][heir] == before["activities"][a] + before["activities"][b] + 1

    async def test_list_shows_each_assignment_once_in_either(self, officer, ids):
        path = f"/assignments?limit=100&plan_id={ids['plan']}"
        before = {one["id"]: one["unit_id"] for one in await items(officer, path)}
        heir = await merged(officer, ids)
        assert {one["id"]: one["unit_id"] for one in await items(officer, f"{path}&units=then")} == before
        today = {one["id"]: one["unit_id"] for one in await items(officer, path)}
        ended = {ids["kp_a.unit"], ids["kp_b.unit"]}
        assert today == {one: heir if unit in ended else unit for one, unit in before.items()}
        found = await items(officer, f"{path}&unit_id={heir}")
        assert {one["id"] for one in found} == {one for one, unit in before.items() if unit in ended}
        assert {one["unit_name"] for one in found} == {"Khu phố Mới"}

    async def test_figures_of_one_unit(self, officer, ids):
        async def held(unit: str, view: str) -> int:
            path = f"/indicators?{MONTH}&unit_id={unit}&units={view}"
            return (await read(officer, path))["total"]["activities"]

        a, b = await held(ids["kp_a.unit"], "then"), await held(ids["kp_b.unit"], "then")
        heir = await merged(officer, ids)
        assert await held(heir, "today") == a + b
        assert await held(heir, "then") == 0
        assert await held(ids["kp_a.unit"], "then") == a

    async def test_unknown_view_is_refused(self, officer):
        assert (await officer.get("/dashboards/ward?units=soon")).status_code == 422


class TestRights:
    async def test_people_of_the_heir_see_the_past_of_both(self, officer, khu_pho, signed_in, ids):
        await merged(officer, ids)
        other = signed_in("ward1.kp_b")
        for client in (khu_pho, other):
            for name in ("kp_a", "kp_b"):
                for path in (f"/assignments/{ids[f'{name}.accepted']}", f"/activities/{ids[f'{name}.activity_held']}"):
                    assert (await client.get(path)).status_code == 200, (name, path)

    async def test_others_see_no_more_than_before(self, officer, signed_in, ids):
        school = signed_in("ward1.school")
        paths = ("/assignments?limit=100", "/children?limit=100", "/activities?limit=100", f"/indicators?{MONTH}")

        async def told() -> list[Any]:
            seen = [[one["id"] for one in await items(school, path)] for path in paths[:3]]
            return [*seen, (await read(school, paths[3]))["total"]]

        before = await told()
        await merged(officer, ids)
        assert await told() == before
        for name in ("kp_a.fresh", "kp_b.accepted"):
            assert (await school.get(f"/assignments/{ids[name]}")).status_code == 404

    async def test_part_of_a_split_unit_doesnt_see_the_whole(self, officer, signed_in, ids):
        _, part = await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố A1", "Khu phố A2")
        role = {"role": "unit_lead", "unit_id": part}
        reply = await officer.post(f"/people/{ids['school.person']}/memberships", json=role)
        assert reply.status_code == 201, reply.text
        head = signed_in("ward1.school")
        for path in (f"/assignments/{ids['kp_a.accepted']}", f"/children/{ids['kp_a.child_second']}"):
            assert (await head.get(path)).status_code == 404, path
        child = await read(officer, f"/children/{ids['kp_a.child_second']}")
        known = {name: child[name] for name in ("full_name", "sex", "birth", "guardians") if name in child}
        reply = await officer.put(
            f"/children/{child['id']}", json=known | {"unit_id": part}, headers={"If-Match": f'"{child["version"]}"'}
        )
        assert reply.status_code == 200, reply.text
        assert (await head.get(f"/children/{child['id']}")).status_code == 200

    @pytest.mark.parametrize("actor", ["viewer", "kp_a", "kp_a_member", "kp_a_protector", "culture"])
    async def test_who_doesnt_keep_the_registry_changes_nothing(self, signed_in, officer, ids, actor):
        client = signed_in(f"ward1.{actor}")
        asked = body("rename", [ids["kp_a.unit"]], "Khu phố Khác")
        assert (await change(client, asked)).status_code == 403
        assert (await client.post("/units/changes/preview", json=asked)).status_code == 403
        assert (await units(officer))[ids["kp_a.unit"]]["to_on"] is None

    async def test_unit_of_another_ward_is_not_found(self, officer, world, ids):
        asked = body("merge", [ids["kp_a.unit"], world["ids"]["ward2.kp_a.unit"]], "Khu phố Mới")
        assert (await change(officer, asked)).status_code == 404


class TestChains:
    async def test_merged_then_renamed(self, officer, khu_pho, ids):
        first = await merged(officer, ids)
        [second] = await changed(officer, "rename", [first], "Khu phố Hòa Bình", on_day="2026-06-10")
        now = await units(officer)
        assert {now[one]["heir_id"] for one in (ids["kp_a.unit"], ids["kp_b.unit"], first)} == {second}
        assert (await read(officer, f"/assignments/{ids['kp_a.fresh']}"))["unit_id"] == second
        assert (await khu_pho.get(f"/assignments/{ids['kp_b.accepted']}")).status_code == 200
        shown = (await read(officer, "/dashboards/ward"))["figures"]["units"]
        assert {one["unit_id"] for one in shown} & set(now) - {second} == {ids["school.unit"]}
        assert [one["kind"] for one in await items(officer, "/units/changes")] == ["rename", "merge", "rename"]

    async def test_rename_leaves_the_old_name_on_what_was(self, officer, ids):
        [heir] = await changed(officer, "rename", [ids["kp_a.unit"]], "Khu phố Hòa Bình")
        assert (await read(officer, f"/activities/{ids['kp_a.activity_held']}"))["unit_name"] == f"{canary(1)}kp_a"
        assert (await read(officer, f"/assignments/{ids['kp_a.fresh']}"))["unit_name"] == "Khu phố Hòa Bình"
        assert (await units(officer))[heir]["people"] == 3

    async def test_split_gives_the_whole_to_the_first(self, officer, ids):
        heir, _ = await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố A1", "Khu phố A2")
        assert (await units(officer))[ids["kp_a.unit"]]["heir_id"] == heir
        assert (await read(officer, f"/assignments/{ids['kp_a.fresh']}"))["unit_id"] == heir
        assert (await read(officer, f"/children/{ids['kp_a.child']}"))["unit_id"] == heir

    async def test_school_passes_its_pupils(self, officer, ids):
        [heir] = await changed(officer, "rename", [ids["school.unit"]], "Trường Hoa Sen")
        assert (await read(officer, f"/children/{ids['kp_a.child']}"))["school_unit_id"] == heir


class TestRefusals:
    async def test_ended_unit_cant_change_again(self, officer, ids):
        await merged(officer, ids)
        reply = await change(officer, body("rename", [ids["kp_a.unit"]], "Khu phố Khác"), "another-change")
        assert (reply.status_code, reply.json()["code"]) == (409, "unit_ended")
        assert "07/06/2026" in reply.json()["detail"]

    async def test_same_key_has_one_effect(self, officer, ids):
        asked = body("merge", [ids["kp_a.unit"], ids["kp_b.unit"]], "Khu phố Mới")
        first, second = await change(officer, asked), await change(officer, asked)
        assert first.status_code == second.status_code == 201
        assert first.json() == second.json()
        assert [one["kind"] for one in await items(officer, "/units/changes")] == ["merge", "rename"]

    @pytest.mark.parametrize(
        ("asked", "status", "code"),
        [
            (("merge", ["kp_a"], ["Một"], {}), 422, "unit_change_shape"),
            (("merge", ["kp_a", "kp_a"], ["Một"], {}), 422, "unit_change_shape"),
            (("merge", ["kp_a", "kp_b"], ["Một", "Hai"], {}), 422, "unit_change_shape"),
            (("split", ["kp_a"], ["Một"], {}), 422, "unit_change_shape"),
            (("rename", ["kp_a", "kp_b"], ["Một"], {}), 422, "unit_change_shape"),
            (("merge", ["kp_a", "school"], ["Một"], {}), 422, "unit_kinds_differ"),
            (("rename", ["kp_a"], ["Một"], {"on_day": "2026-06-11"}), 422, "change_not_yet"),
            (("rename", ["kp_a"], ["Một"], {"on_day": "2025-06-01", "paper_on": "2025-05-01"}), 422, "change_too_old"),
            (("rename", ["kp_a"], ["Một"], {"paper_on": "2026-06-09"}), 422, "paper_after_change"),
            (("rename", ["kp_a"], [f"{canary(1)}KP_B"], {}), 409, "unit_name_taken"),
            (("split", ["kp_a"], ["Một", "MỘT"], {}), 409, "unit_name_taken"),
        ],
    )
    async def test_what_cant_be(self, officer, ids, asked, status, code):
        kind, names, successors, more = asked
        before = await units(officer)
        sent = body(kind, [ids[f"{name}.unit"] for name in names], *successors, **more)
        for reply in (await change(officer, sent), await officer.post("/units/changes/preview", json=sent)):
            assert (reply.status_code, reply.json()["code"]) == (status, code)
            assert reply.json()["detail"]
        assert await units(officer) == before

    async def test_unit_that_began_that_day(self, officer, ids):
        heir = await merged(officer, ids)
        reply = await change(officer, body("rename", [heir], "Khu phố Khác"), "another-change")
        assert (reply.status_code, reply.json()["code"]) == (422, "change_before_unit")


class TestCalendars:
    """The secret address of a unit's calendar is in people's telephones: it goes on through every change."""

    @pytest.fixture
    def shown(self, anonymous):
        """Which of the titles stand under the address of khu phố A."""

        async def ask(path: str, *titles: str) -> set[str]:
            reply = await anonymous.get(f"https://test{path}")
            assert reply.status_code == 200, reply.text
            assert canary(2) not in reply.text
            return {one for one in titles if one in reply.text}

        return ask

    async def path_of_a(self, client: Client, ids: dict[str, str]) -> str:
        asked = {"Idempotency-Key": "feed-of-kp-a-1"}
        reply = await client.post(f"/units/{ids['kp_a.unit']}/calendar-feed", headers=asked)
        assert reply.status_code == 201, reply.text
        return reply.json()["path"]

    async def held_by(self, client: Client, world: Any, **units: str) -> None:
        for title, unit_id in units.items():
            change = {"title": title, "unit_id": unit_id, "place_unit_id": unit_id}
            await create_activity(client, world, key=f"activity-{title}", **change)

    async def test_merged_and_renamed(self, officer, khu_pho, world, ids, shown):
        path = await self.path_of_a(khu_pho, ids)
        await self.held_by(officer, world, OfA=ids["kp_a.unit"], OfB=ids["kp_b.unit"])
        first = await merged(officer, ids)
        await self.held_by(officer, world, OfFirst=first)
        [heir] = await changed(officer, "rename", [first], "Khu phố Hòa Bình", on_day="2026-06-10")
        await self.held_by(officer, world, OfHeir=heir)
        # What the other half did before they were one was never this address's.
        assert await shown(path, "OfA", "OfB", "OfFirst", "OfHeir") == {"OfA", "OfFirst", "OfHeir"}

    async def test_the_address_of_who_came_after_shows_what_was_before(self, officer, khu_pho, world, ids, shown):
        await self.held_by(officer, world, OfA=ids["kp_a.unit"], OfB=ids["kp_b.unit"])
        heir = await merged(officer, ids)
        path = await self.path_of_a(khu_pho, {"kp_a.unit": heir})
        assert await shown(path, "OfA", "OfB") == {"OfA", "OfB"}
        refused = await khu_pho.post(
            f"/units/{ids['kp_a.unit']}/calendar-feed", headers={"Idempotency-Key": "feed-of-an-ended-unit"}
        )
        assert refused.status_code == 404

    async def test_split_shows_every_part_and_nobody_else(self, officer, khu_pho, world, ids, shown):
        path = await self.path_of_a(khu_pho, ids)
        one, two = await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        await self.held_by(officer, world, OfOne=one, OfTwo=two, OfB=ids["kp_b.unit"])
        assert await shown(path, "OfOne", "OfTwo", "OfB") == {"OfOne", "OfTwo"}

    async def test_revoked_by_whoever_stands_for_the_unit(self, officer, khu_pho, anonymous, ids):
        path = await self.path_of_a(khu_pho, ids)
        await merged(officer, ids)
        *_, feed = await items(khu_pho, "/calendar-feeds")
        assert (await khu_pho.delete(f"/calendar-feeds/{feed['id']}")).status_code == 204
        assert (await anonymous.get(f"https://test{path}")).status_code == 404

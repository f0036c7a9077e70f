"""Lines of a list: how much each gets, why it stands, and what it tells of others."""

from collections.abc import Callable
from typing import Any

from tests.conftest import Client
from tests.giving.story import child, get, lines, post, round_, verb
from tests.world import World

KP_A, SCHOOL = "ward1.kp_a.unit", "ward1.school.unit"


async def put(client: Client, line: Any, body: object, ok: int = 200) -> Any:
    reply = await client.put(f"/gift-lines/{line['id']}", json=body, headers={"If-Match": f'"{line["version"]}"'})
    assert reply.status_code == ok, reply.text
    return reply.json()


class TestAmount:
    """How much a line gets is the round's; the ward and whose round it is may say otherwise."""

    async def test_who_nominates_does_not_set_it(self, officer: Client, khu_pho: Client, world: World):
        ids = world["ids"]
        made = await round_(officer, nominators=[{"unit_id": ids[KP_A]}])
        await verb(officer, made["id"], "open")
        path, body = f"/gift-rounds/{made['id']}/lines", {"child_ids": [ids["ward1.kp_a.child"]]}
        refused = await post(khu_pho, path, body | {"amount": 900_000}, ok=422)
        assert (refused["code"], refused["field"]) == ("amount_of_round", "amount")
        await post(khu_pho, path, body | {"amount": 300_000}, ok=201)
        [line] = await lines(khu_pho, made["id"])
        told = await get(khu_pho, f"/gift-lines/{line['id']}")
        assert ("edit" in told["allowed_actions"], "set_amount" in told["allowed_actions"]) == (True, False)
        assert (await put(khu_pho, line, {"amount": 900_000}, ok=422))["code"] == "amount_of_round"
        line = await put(officer, line, {"amount": 400_000})
        assert "set_amount" in line["allowed_actions"]
        line = await put(khu_pho, line, {"reason": "Hộ nghèo"})
        assert (line["amount"], line["reason"]) == (400_000, "Hộ nghèo")
        await put(khu_pho, line, {"amount": 400_000})

    async def test_whose_round_it_is_sets_it(self, signed_in: Callable[[str], Client], world: World):
        school, ids = signed_in("ward1.school"), world["ids"]
        made = await round_(school, kind="award", unit_id=ids[SCHOOL], occasion="school_year_end")
        body = {"child_ids": [ids["ward1.kp_a.child"]], "amount": 500_000}
        await post(school, f"/gift-rounds/{made['id']}/lines", body, ok=201)
        [line] = await lines(school, made["id"])
        assert (await put(school, line, {"amount": 600_000}))["amount"] == 600_000


async def test_why_an_overlapping_line_stands_is_kept(officer: Client, world: World):
    body = {"child_ids": [world["ids"]["ward1.kp_a.child"]]}
    for title in ("Quà của phường", "Quà của Công đoàn"):
        made = await round_(officer, title=title)
        await post(officer, f"/gift-rounds/{made['id']}/lines", body | {"override_reason": "Nhà vừa cháy"}, ok=201)
    [line] = await lines(officer, made["id"])
    assert line["override_reason"] == "Nhà vừa cháy"
    line = await put(officer, line, {"reason": "Hộ nghèo", "override_reason": ""})
    assert (line["reason"], line["override_reason"]) == ("Hộ nghèo", "Nhà vừa cháy")
    assert (await put(officer, line, {"override_reason": "Nhà vừa sập"}))["override_reason"] == "Nhà vừa sập"


class TestOneOfAHousehold:
    async def test_a_sibling_on_another_unit_s_list_is_not_told(
        self, officer: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
    ):
        """The school learns that its pupil's household has its gift; not who of it, nor from whose list."""
        ids = world["ids"]
        home = ids["ward1.kp_a.household"]
        little = await child(officer, "Lê Thị Kín", ids[KP_A], household_id=home, birth={"year": 2020})
        made = await round_(officer, one_per="household", nominators=[{"unit_id": ids[KP_A]}, {"unit_id": ids[SCHOOL]}])
        await verb(officer, made["id"], "open")
        path = f"/gift-rounds/{made['id']}/lines"
        await post(khu_pho, path, {"child_ids": [little]}, ok=201)
        body = {"child_ids": [ids["ward1.kp_a.child"]]}
        told = {}
        for name, client in (("school", signed_in("ward1.school")), ("kp_a", khu_pho), ("officer", officer)):
            refused = await post(client, path, body, ok=409)
            assert ("Kín" in str(refused)) == (name != "school"), name
            told[name] = [(one["kind"], one["about"]) for one in refused["overlaps"]]
        assert told == {
            "school": [("same_household", "")],
            "kp_a": [("same_household", "Lê Thị Kín")],
            "officer": [("same_household", "Lê Thị Kín")],
        }


async def test_who_of_some_children_is_on_the_list(officer: Client, signed_in: Callable[[str], Client], world: World):
    """For who looks after them: who sponsors doesn't learn by asking which line is whose."""
    ids = world["ids"]
    on, off = ids["ward1.kp_a.child"], ids["ward1.kp_a.child_second"]
    made = await round_(officer, kind="sponsorship", unit_id=ids["ward1.culture.unit"])
    path = f"/gift-rounds/{made['id']}/lines"
    await post(officer, path, {"child_ids": [on]}, ok=201)
    union = signed_in("ward1.culture")
    assert len(await lines(union, made["id"])) == 1
    for client, asked, found in ((officer, (on, off), [on]), (officer, (off,), []), (union, (on, off), [])):
        query = "&".join(f"child_id={one}" for one in asked)
        assert [one["child_id"] for one in (await get(client, f"{path}?{query}"))["items"]] == found

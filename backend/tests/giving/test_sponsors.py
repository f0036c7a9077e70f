"""A unit that sponsors children whom others look after: it's told no more than consent and its own doing let it know."""

from collections.abc import Callable
from typing import Any

from tests.conftest import Client
from tests.giving.story import child, donor, get, handed_over, lines, post, round_, verb
from tests.giving.test_papers import text_of
from tests.world import World

KP_A = "ward1.kp_a.unit"


async def _sponsored(officer: Client, lead: Client, world: World, *child_ids: str) -> Any:
    return await handed_over(
        officer, lead, list(child_ids), kind="sponsorship", unit_id=world["ids"]["ward1.culture.unit"],
        occasion="hardship", instalments=[{"due_on": "2026-06-01"}, {"due_on": "2026-07-01"}],
    )  # fmt: skip


async def _consent(client: Client, child_id: str) -> None:
    version = (await get(client, f"/children/{child_id}"))["version"]
    consent = {"purpose": "donor", "guardian_name": "Mẹ", "child_agrees": True, "given_on": "2026-06-01"}
    await post(client, f"/children/{child_id}/consents", consent, version=version)


async def test_it_reads_the_notes_of_its_own_visits_alone(
    officer: Client, lead: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
):
    union = signed_in("ward1.culture")
    made = await _sponsored(officer, lead, world, world["ids"]["ward1.kp_a.child"])
    [line] = await lines(officer, made["id"])
    path = f"/gift-lines/{line['id']}"
    for client, note in ((officer, "Phường thăm"), (khu_pho, "Bố say rượu"), (union, "Công đoàn thăm")):
        await post(client, f"{path}/visits", {"on_day": "2026-06-05", "note": note}, ok=201)
    told = {
        name: {one["note"] for one in (await get(client, path))["visits"]}
        for name, client in (("union", union), ("kp_a", khu_pho), ("officer", officer))
    }
    everything = {"Phường thăm", "Bố say rượu", "Công đoàn thăm"}
    assert told == {"union": {"Công đoàn thăm"}, "kp_a": everything, "officer": everything}


async def test_what_a_child_received_is_not_told_instead_of_nothing(
    officer: Client, lead: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
):
    union = signed_in("ward1.culture")
    made = await _sponsored(officer, lead, world, world["ids"]["ward1.kp_a.child_second"])
    for client, told in ((union, (None, None)), (khu_pho, (1, 100_000))):
        [line] = await lines(client, made["id"])
        assert (line["received_12_months"], line["received_amount"]) == told
        received = (await get(client, f"/gift-lines/{line['id']}"))["received"]
        assert (received is None) == (client is union)


async def test_papers_name_those_who_consented(
    officer: Client, lead: Client, signed_in: Callable[[str], Client], world: World
):
    union, unit = signed_in("ward1.culture"), world["ids"][KP_A]
    open_, kept = [
        await child(officer, name, unit, address=f"Tổ {at}, ngõ Kín", birth={"year": 2014 + at})
        for at, name in enumerate(("Trần Thị Ánh", "Lê Văn Bảy"))
    ]
    made = await _sponsored(officer, lead, world, open_, kept)
    path = f"/gift-rounds/{made['id']}/document"
    for kind in ("signing_list", "tick_sheet", "labels"):
        nobody = await union.get(f"{path}?kind={kind}")
        assert (nobody.status_code, nobody.json()["code"]) == (422, "nothing_nominated"), kind
    await _consent(officer, open_)
    for kind in ("signing_list", "tick_sheet", "labels"):
        told = await text_of(union, f"{path}?kind={kind}")
        assert "Trần Thị Ánh" in told, kind
        for hidden in ("Lê Văn Bảy", "ngõ Kín", "2014"):
            assert hidden not in told, kind


async def test_that_a_household_left_poverty_is_not_told(
    officer: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
):
    union, ids = signed_in("ward1.culture"), world["ids"]
    home = await post(officer, "/households", {"unit_id": ids[KP_A], "head_name": "Ông Thoát Nghèo"}, ok=201)
    child_id = await child(officer, "Đinh Thị Khá", ids[KP_A], household_id=home["id"], birth={"year": 2016})
    was = {"year": 2025, "status": "poor"}
    await post(officer, f"/households/{home['id']}/statuses", was, version=home["version"])
    made = await round_(
        officer, kind="sponsorship", unit_id=ids["ward1.culture.unit"], nominators=[{"unit_id": ids[KP_A]}]
    )
    await verb(officer, made["id"], "open")
    await post(khu_pho, f"/gift-rounds/{made['id']}/lines", {"child_ids": [child_id]}, ok=201)
    path = f"/gift-rounds/{made['id']}/changes"
    told = {
        name: [one["change"] for one in (await get(client, path))["items"]]
        for name, client in (("officer", officer), ("kp_a", khu_pho), ("union", union))
    }
    assert told == {"officer": ["left_poverty"], "kp_a": ["left_poverty"], "union": []}


async def test_who_rolls_its_list_is_not_told_of_other_gifts(
    officer: Client, signed_in: Callable[[str], Client], world: World
):
    """Nobody is asked who may not know: the line falls away, and who looks after the child reads why."""
    union, ids = signed_in("ward1.culture"), world["ids"]
    listed = {"child_ids": [ids["ward1.kp_a.child"]]}
    made = await round_(officer, kind="sponsorship", unit_id=ids["ward1.culture.unit"])
    other = await round_(officer, kind="sponsorship", title="Quà kín", begins_on="2027-06-01")
    for one in (made, other):
        await verb(officer, one["id"], "open")
        await post(officer, f"/gift-rounds/{one['id']}/lines", listed, ok=201)
    body = {"title": "Đỡ đầu năm sau", "begins_on": "2027-06-01"}
    rolled = await post(union, f"/gift-rounds/{made['id']}/roll", body, ok=201)
    [told], [whole] = await lines(union, rolled["id"]), await lines(officer, rolled["id"])
    assert (told["state"], told["fall_reason"]) == ("fallen", "")
    assert whole["fall_reason"] == "Không đưa sang: đã có quà dịp này."


async def test_it_reads_the_name_of_the_donor_that_it_brought(signed_in: Callable[[str], Client], world: World):
    """Whoever wishes not to be named in public is known to the unit that brought them, or is itself."""
    union, unit = signed_in("ward1.culture"), world["ids"]["ward1.culture.unit"]
    giver = await donor(union, 500_000, name="Quỹ Công đoàn", unnamed=True, unit_id=unit)
    made = await round_(union, kind="sponsorship", unit_id=unit, donor_id=giver)
    money = {"donor_id": giver, "amount": 500_000}
    told = await post(union, f"/gift-rounds/{made['id']}/allocations", money, ok=201)
    assert (told["donor_name"], told["funds"][0]["donor_name"]) == ("Quỹ Công đoàn", "Quỹ Công đoàn")

"""A line that fell away gets nothing more; what it gave back is for whoever took its place."""

from typing import Any

import pytest

from tests.conftest import Client
from tests.giving.story import deliver, donor, get, lines, of_round, post, round_, shares, verb
from tests.world import World


@pytest.fixture
async def fallen(officer: Client, lead: Client, world: World) -> Any:
    """A round whose first child got the gift and was then replaced: its id, and the share that was given."""
    ids = world["ids"]
    made = await round_(officer)
    await verb(officer, made["id"], "open")
    path = f"/gift-rounds/{made['id']}"
    for child_id, reserve in (("child", False), ("child_second", True)):
        await post(officer, f"{path}/lines", {"child_ids": [ids[f"ward1.kp_a.{child_id}"]], "reserve": reserve}, ok=201)
    await verb(officer, made["id"], "review")
    await verb(lead, made["id"], "approve", {})
    money = {"donor_id": await donor(officer, 300_000), "amount": 300_000}
    await post(officer, f"{path}/allocations", money, ok=201)
    await verb(officer, made["id"], "start")
    [share] = await shares(officer, made["id"])
    await deliver(officer, share)
    first, reserve = await lines(officer, made["id"])
    body = {"reason": "Gia đình từ chối", "replaced_by": reserve["id"]}
    await post(officer, f"/gift-lines/{first['id']}/fall", body, version=first["version"])
    [share] = await shares(officer, made["id"])
    return made["id"], share


@pytest.mark.parametrize("undoing", ["correct", "return"])
async def test_what_came_back_is_for_the_replacement(officer: Client, fallen: Any, undoing: str):
    round_id, share = fallen
    assert (await get(officer, f"/gift-shares/{share['id']}"))["allowed_actions"] == ["return", "correct"]
    body = {"on_day": "2026-06-02", "reason": "Ghi nhầm, trẻ chưa nhận"}
    undone = await post(officer, f"/gift-shares/{share['id']}/{undoing}", body, version=share["version"])
    assert (undone["state"], undone["allowed_actions"]) == ("cancelled", [])
    waiting = [one for one in await shares(officer, round_id) if one["state"] == "due"]
    assert [(one["number"], one["amount"], one["may_tick"]) for one in waiting] == [(2, 300_000, True)]
    assert not next(one for one in await shares(officer, round_id) if one["id"] == share["id"])["may_tick"]
    assert (await deliver(officer, undone, ok=409))["code"] == "wrong_state"
    await deliver(officer, waiting[0])
    assert (await of_round(officer, round_id))["handed_over"] == 300_000
    assert (await verb(officer, round_id, "close"))["state"] == "closed"


async def test_merged_records_are_one_line(officer: Client, lead: Client, world: World):
    ids = world["ids"]
    made = await round_(officer, strict=True)
    await verb(officer, made["id"], "open")
    both = [ids["ward1.kp_a.child"], ids["ward1.kp_a.child_second"]]
    await post(officer, f"/gift-rounds/{made['id']}/lines", {"child_ids": both}, ok=201)
    version = (await get(officer, f"/children/{both[1]}"))["version"]
    await post(officer, f"/children/{both[1]}/merge", {"into_id": both[0]}, version=version)
    await verb(officer, made["id"], "review")
    read = {"changes_digest": (await get(officer, f"/gift-rounds/{made['id']}/changes"))["digest"]}
    refused = await verb(lead, made["id"], "approve", read, ok=409)
    assert (refused["code"], len(refused["line_ids"])) == ("child_twice", 2)
    await verb(officer, made["id"], "return", {"reason": "Bỏ một dòng của trẻ này"})
    [line] = [one for one in await lines(officer, made["id"]) if one["child_id"] == both[1]]
    await post(officer, f"/gift-lines/{line['id']}/fall", {"reason": "Hồ sơ đã gộp"}, version=line["version"])
    await verb(officer, made["id"], "review")
    await verb(
        lead,
        made["id"],
        "approve",
        {"changes_digest": (await get(officer, f"/gift-rounds/{made['id']}/changes"))["digest"]},
    )

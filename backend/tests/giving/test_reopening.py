"""A round that was closed too early is opened again, with a reason."""

from tests.conftest import Client
from tests.giving.story import deliver, get, handed_over, of_round, post, shares, verb
from tests.world import World

WHY = {"reason": "Ghi nhầm người nhận quà"}


async def test_what_was_written_wrongly_is_corrected(officer: Client, lead: Client, khu_pho: Client, world: World):
    made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
    path = f"/gift-rounds/{made['id']}"
    early = await verb(officer, made["id"], "reopen", WHY, ok=409)
    assert early["code"] == "wrong_state"
    [share] = await shares(officer, made["id"])
    share = await deliver(officer, share)
    closed = await verb(officer, made["id"], "close")
    assert "reopen" in closed["allowed_actions"]
    back = {"on_day": "2026-06-03", "reason": "Trao nhầm trẻ khác"}
    wrong = await post(officer, f"/gift-shares/{share['id']}/correct", back, version=share["version"], ok=409)
    assert wrong["code"] == "wrong_state"
    # Who hands over closes nothing, and opens nothing again.
    assert "reopen" not in (await get(khu_pho, path))["allowed_actions"]
    assert (await verb(khu_pho, made["id"], "reopen", WHY, ok=403))["code"] == "not_allowed"
    assert (await verb(officer, made["id"], "reopen", {"reason": "Sai"}, ok=422))["code"] == "invalid"
    again = await verb(officer, made["id"], "reopen", WHY)
    assert (again["state"], "close" in again["allowed_actions"]) == ("handing_over", True)
    entry = again["history"][-1]
    assert (entry["kind"], entry["facts"]["reason"]) == ("gift_round.reopened", WHY["reason"])
    share = await post(officer, f"/gift-shares/{share['id']}/correct", back, version=share["version"])
    assert share["state"] == "due"
    assert (await of_round(officer, made["id"]))["undelivered"] == 300_000
    await deliver(officer, share)
    assert (await verb(officer, made["id"], "close"))["state"] == "closed"

"""Steps of a day of giving that several tests take."""

from itertools import count
from typing import Any

from tests.conftest import Client

_KEYS = count()
JUNE = "2026-06-01"


def key() -> dict[str, str]:
    return {"Idempotency-Key": f"giving-story-{next(_KEYS)}"}


async def post(client: Client, path: str, body: object = None, *, version: int | None = None, ok: int = 200) -> Any:
    """POST with a fresh key, or on a version; the reply's JSON."""
    headers = key() if version is None else {"If-Match": f'"{version}"'}
    reply = await client.post(path, json=body, headers=headers)
    assert reply.status_code == ok, f"{path}: {reply.status_code} {reply.text}"
    return reply.json()


async def get(client: Client, path: str) -> Any:
    reply = await client.get(path)
    assert reply.status_code == 200, f"{path}: {reply.status_code} {reply.text}"
    return reply.json()


async def child(client: Client, name: str, unit_id: str, **more: object) -> str:
    body = {"full_name": name, "birth": {"year": 2017, "month": 3, "day": 4}, "unit_id": unit_id} | more
    return (await post(client, "/children", body, ok=201))["id"]


async def donor(client: Client, amount: int = 0, **more: object) -> str:
    made = await post(client, "/donors", {"name": "Công ty Hoa Sen Trắng"} | more, ok=201)
    if amount:
        body = {"amount": amount, "on_day": "2026-05-01", "channel": "transfer", "receipt_number": "PT 01"}
        await post(client, f"/donors/{made['id']}/receipts", body, ok=201)
    return made["id"]


async def round_(client: Client, **more: object) -> Any:
    body = {
        "title": "Quà Quốc tế Thiếu nhi",
        "occasion": "children_day",
        "items": [{"kind": "money", "name": "Tiền mặt", "quantity": 1, "unit_value": 300_000}],
        "begins_on": JUNE,
    }
    return await post(client, "/gift-rounds", body | more, ok=201)


async def verb(client: Client, round_id: str, name: str, body: object = None, ok: int = 200) -> Any:
    version = (await get(client, f"/gift-rounds/{round_id}"))["version"]
    return await post(client, f"/gift-rounds/{round_id}/{name}", body, version=version, ok=ok)


async def lines(client: Client, round_id: str) -> list[Any]:
    return (await get(client, f"/gift-rounds/{round_id}/lines?sort=number"))["items"]


async def shares(client: Client, round_id: str) -> list[Any]:
    return (await get(client, f"/gift-shares?round_id={round_id}"))["items"]


async def of_round(client: Client, round_id: str) -> Any:
    """The ledger's amounts of one round; the ledger as a whole adds up at every moment."""
    ledger = await get(client, "/ledger")
    assert ledger["balance"] == 0
    assert ledger["total"]["handed_over"] == ledger["handed_over_by_shares"]
    return next(one["amounts"] for one in ledger["rounds"] if one["id"] == round_id)


async def handed_over(officer: Client, lead: Client, child_ids: list[str], **more: object) -> Any:
    """A round with these children, approved, paid for and begun."""
    made = await round_(officer, **more)
    await verb(officer, made["id"], "open")
    await post(officer, f"/gift-rounds/{made['id']}/lines", {"child_ids": child_ids}, ok=201)
    await verb(officer, made["id"], "review")
    await verb(lead, made["id"], "approve", {})
    needed = (await get(officer, f"/gift-rounds/{made['id']}"))["needed"]
    if needed:
        allocation = {"donor_id": await donor(officer, needed), "amount": needed}
        await post(officer, f"/gift-rounds/{made['id']}/allocations", allocation, ok=201)
    return await verb(officer, made["id"], "start")


async def deliver(client: Client, share: Any, ok: int = 200, **more: object) -> Any:
    body = {"on_day": "2026-06-01", "receiver_kind": "guardian"} | more
    return await post(client, f"/gift-shares/{share['id']}/deliver", body, version=share["version"], ok=ok)

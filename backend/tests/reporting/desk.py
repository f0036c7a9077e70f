"""Steps of a round as people take them."""

from typing import Any
from uuid import uuid4

QUESTIONS = [
    {"code": "children", "text": "Số trẻ em dưới 6 tuổi", "unit": "trẻ"},
    {"code": "without_card", "text": "Trong đó chưa có thẻ", "unit": "trẻ"},
]
CHECKS = [{"left": ["without_card"], "compared": "at_most", "right": ["children"]}]


def asked(**change: Any) -> dict[str, Any]:
    return {
        "kind": "quick", "title": "Trẻ chưa có thẻ bảo hiểm", "from_on": "2026-06-01", "to_on": "2026-06-30",
        "due_on": "2026-06-20", "unit_kinds": ["khu_pho"], "questions": QUESTIONS, "checks": CHECKS, **change,
    }  # fmt: skip


async def open_round(client: Any, status: int = 201, **change: Any) -> Any:
    reply = await client.post("/report-rounds", json=asked(**change), headers={"Idempotency-Key": str(uuid4())})
    assert reply.status_code == status, reply.text
    return reply.json()


def of_unit(round_: Any, unit_id: str) -> str:
    """The answer of a unit in a round that somebody reads."""
    return next(one["id"] for one in round_["answers"] if one["unit_id"] == unit_id)


async def read(client: Any, answer_id: str) -> Any:
    reply = await client.get(f"/report-answers/{answer_id}")
    assert reply.status_code == 200, reply.text
    return reply.json()


async def verb(client: Any, answer: Any, name: str, body: Any = None) -> Any:
    return await client.post(
        f"/report-answers/{answer['id']}/{name}", json=body, headers={"If-Match": f'"{answer["version"]}"'}
    )


async def done(client: Any, answer: Any, name: str, body: Any = None) -> Any:
    reply = await verb(client, answer, name, body)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def write(client: Any, answer: Any, texts: Any = None, **figures: Any) -> Any:
    """`figures` by code: a number, or (number, why)."""
    said = [
        {"code": code, "reported": value[0], "why": value[1]} if isinstance(value, tuple)
        else {"code": code, "reported": value}
        for code, value in figures.items()
    ]  # fmt: skip
    reply = await client.put(
        f"/report-answers/{answer['id']}", json={"texts": texts or {}, "figures": said},
        headers={"If-Match": f'"{answer["version"]}"'},
    )  # fmt: skip
    assert reply.status_code == 200, reply.text
    return reply.json()


async def handed_in(client: Any, answer_id: str, children: int = 120, without_card: int = 7) -> Any:
    answer = await done(client, await read(client, answer_id), "begin")
    answer = await write(client, answer, children=children, without_card=without_card)
    return await done(client, answer, "submit")

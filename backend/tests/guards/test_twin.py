"""Whether another unit has children in the register changes nothing of what a unit's people are told: every reading that
they may ask for is the same, byte for byte, before and after."""

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.conftest import Client
from tests.guards.matrix import MATRIX
from tests.guards.test_access import ROUTES, _fill
from tests.world import World

GETS = [
    name for name in MATRIX if "GET" in ROUTES[name].methods and MATRIX[name].scope not in ("public", "installation")
]


async def _told(client: Client, world: World) -> dict[str, bytes]:
    """Every reading that is allowed, as the caller gets it; of a workbook its sheets."""
    told = {}
    for name in GETS:
        path = _fill(MATRIX[name].path, world, "own")
        reply = await client.get(f"https://test/api{path.removeprefix('/..')}" if path.startswith("/../") else path)
        told[name] = f"{reply.status_code}\n".encode() + _content(reply.content)
    return told


def _content(body: bytes) -> bytes:
    """A workbook holds the second of its making; what it shows is in its sheets."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"".join(book.read(one) for one in sorted(book.namelist()) if one.startswith("xl/"))


@pytest.mark.parametrize("actor", ["kp_a", "kp_a_member", "culture"])
async def test_another_unit_s_children_change_nothing(
    actor: str, signed_in: Callable[[str], Client], world: World, officer: Client
) -> None:
    client, other = signed_in(f"ward1.{actor}"), signed_in("ward1.kp_b")
    await _told(client, world)  # the first look at a record leaves its trace in it
    before = await _told(client, world)
    assert sum(body.startswith(b"200") for body in before.values()) > 25
    unit = world["ids"]["ward1.kp_b.unit"]
    home = {"unit_id": unit, "head_name": "Người Khác"}
    reply = await other.post("/households", json=home, headers={"Idempotency-Key": "twin-household"})
    assert reply.status_code == 201, reply.text
    # One like a child of the caller's unit, one with the same number, one who leaves.
    for at, more in enumerate(
        (
            {"full_name": "CNRY-1- child_kp_a"},
            {"full_name": "Trần Lạ", "personal_number": "045317009994"},
            {"full_name": "Lê Xa"},
        )
    ):
        child = {
            "full_name": "Người Khác",
            "birth": {"year": 2017},
            "unit_id": unit,
            "household_id": reply.json()["id"],
        }
        made = await other.post("/children", json=child | more, headers={"Idempotency-Key": f"twin-child-{at}"})
        assert made.status_code == 201, made.text
        for verb, body in (
            ("groups", {"legal_group": "disability", "from_on": "2026-06-01"}),
            ("needs", {"category": "hardship", "from_on": "2026-06-01"}),
            ("leave", {"state": "moved", "on_day": "2026-06-01"}),
        ):
            version = (await other.get(f"/children/{made.json()['id']}")).json()["version"]
            path = f"/children/{made.json()['id']}/{verb}"
            assert (await other.post(path, json=body, headers={"If-Match": f'"{version}"'})).status_code == 200
    after = await _told(client, world)
    assert [name for name in GETS if before[name] != after[name]] == []

"""A list that somebody else made: who of it is found in the register goes on the list of a round."""

from tests.children.test_importing import book
from tests.conftest import Client
from tests.giving.story import child, lines, post, round_
from tests.world import World


async def look_up(client: Client, *rows: list[object]) -> list[dict]:
    reply = await client.post(
        "/children/look-up", files={"file": ("ds.xlsx", book(*rows), "application/octet-stream")}
    )  # fmt: skip
    assert reply.status_code == 200, reply.text
    return reply.json()["rows"]


class TestFromAList:
    async def test_number_and_name_are_enough_and_the_doubtful_is_chosen(self, officer: Client, world: World):
        unit = world["ids"]["ward1.kp_a.unit"]
        found = await child(officer, "Lý Thị Mười", unit, personal_number="045317001234")
        doubtful = await child(officer, "Hồ Văn Chín", unit)
        rows = await look_up(
            officer, ["Họ và tên", "Số định danh"], ["LÝ THỊ MƯỜI", "045317001234"], ["Hồ Văn Chín", ""], ["Ai Đó", ""]
        )
        assert [one["state"] for one in rows] == ["found", "doubtful", "unknown"]
        chosen = [rows[0]["child"]["id"], rows[1]["candidates"][0]["id"]]
        assert chosen == [found, doubtful]
        made = await round_(officer)
        await post(officer, f"/gift-rounds/{made['id']}/lines", {"child_ids": chosen}, ok=201)
        assert {one["child_id"] for one in await lines(officer, made["id"])} == set(chosen)
        again = await officer.post(
            f"/gift-rounds/{made['id']}/lines",
            json={"child_ids": chosen},
            headers={"Idempotency-Key": "from-list-0002"},
        )
        assert (again.status_code, again.json()["code"]) == (409, "overlapping_gift")

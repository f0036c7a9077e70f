"""The bell and its page: one's own, newest first, read once."""

import pytest

from tests.conftest import Client
from tests.world import World


async def unread(client: Client) -> int:
    return (await client.get("/notices/unread")).json()["unread"]


async def every(client: Client, limit: int = 100) -> list[dict]:
    found, after = [], ""
    while after is not None:
        page = (await client.get("/notices", params={"limit": limit} | ({"after": after} if after else {}))).json()
        found += page["items"]
        after = page["next"]
    return found


@pytest.fixture
def own(world: World) -> str:
    return world["ids"]["ward1.kp_a.own_notice"]


async def test_pages_show_each_once_newest_first(khu_pho: Client):
    whole = await every(khu_pho)
    assert len(whole) > 3
    assert whole == await every(khu_pho, limit=2)
    assert [one["id"] for one in whole] == sorted((one["id"] for one in whole), reverse=True)


async def test_the_bell_counts_what_was_not_opened(khu_pho: Client, own: str):
    before = await unread(khu_pho)
    assert before == len(await every(khu_pho))
    for _ in range(2):
        assert (await khu_pho.post(f"/notices/{own}/read")).status_code == 204
    assert await unread(khu_pho) == before - 1
    assert [one["id"] for one in await every(khu_pho) if one["read_at"]] == [own]
    assert (await khu_pho.post("/notices/read")).status_code == 204
    assert await unread(khu_pho) == 0
    assert len(await every(khu_pho)) == before


async def test_a_notice_says_nothing_but_its_sentence_and_its_page(khu_pho: Client, own: str):
    one = next(one for one in await every(khu_pho) if one["id"] == own)
    assert one.keys() == {"id", "words", "path", "made_at", "read_at"}
    assert (one["words"], one["path"]) == ("something_to_do", "/")


@pytest.mark.parametrize("who", ["ward1.kp_b", "ward1.lead", "ward2.kp_a", "admin"])
async def test_another_s_is_not_found(signed_in, own: str, who: str):
    reply = await signed_in(who).post(f"/notices/{own}/read")
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert own not in {one["id"] for one in await every(signed_in(who))}


async def test_the_administrator_has_none(signed_in):
    assert await every(signed_in("admin")) == []
    assert await unread(signed_in("admin")) == 0

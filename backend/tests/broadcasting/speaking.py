"""Scripts and slots as the tests write them."""

from tests.world import NOW

TEXT = (
    "Kính thưa bà con khu phố, mùa hè là mùa các cháu hay ra sông, ra ao tắm mát. "
    "Xin bà con để mắt đến con em mình, rào lại ao hồ, và dạy các cháu bơi an toàn.\n"
    "Khi cần, bà con gọi Tổng đài quốc gia bảo vệ trẻ em 111, gọi miễn phí, cả ngày lẫn đêm."
)


async def make(client, world, key="script-01", **change):
    body = {"title": "Phòng, chống đuối nước", "text": TEXT, "unit_id": world["ids"]["ward1.kp_a.unit"], **change}
    reply = await client.post("/broadcast-scripts", json=body, headers={"Idempotency-Key": key})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def verb(client, script, name, json=None):
    return await client.post(
        f"/broadcast-scripts/{script['id']}/{name}", json=json, headers={"If-Match": f'"{script["version"]}"'}
    )


async def slot(client, script, unit_id, key="slot-0001", **change):
    body = {"script_id": script["id"], "unit_id": unit_id, "planned_at": NOW.isoformat(), "times_planned": 2, **change}
    return await client.post("/broadcast-slots", json=body, headers={"Idempotency-Key": key})

"""Who is told about a script: who approves it, then the unit that wrote it."""

from tests.broadcasting.speaking import TEXT, make, verb
from tests.conftest import Client


async def told(signed_in, script: dict) -> dict[str, list[str]]:
    """What each of the ward is told about it now."""
    path, found = f"/communications/scripts/{script['id']}", {}
    for name in ("culture", "kp_a", "kp_a_member", "kp_b", "officer", "lead"):
        client: Client = signed_in(f"ward1.{name}")
        items = (await client.get("/notices?limit=100")).json()["items"]
        if words := [one["words"] for one in items if one["path"] == path]:
            found[name] = words
    return found


async def test_submitted_returned_and_approved(signed_in, khu_pho, culture, world):
    script = await make(khu_pho, world)
    assert await told(signed_in, script) == {}
    script = (await verb(khu_pho, script, "submit")).json()
    assert await told(signed_in, script) == {"culture": ["script_submitted"]}
    script = (await verb(culture, script, "return", {"reason": "Nói ngắn hơn"})).json()
    unit = {"kp_a": ["script_returned"], "kp_a_member": ["script_returned"]}
    assert await told(signed_in, script) == unit
    script = (await verb(khu_pho, script, "submit")).json()
    script = (await verb(culture, script, "approve")).json()
    assert await told(signed_in, script) == {"kp_a": ["script_approved"], "kp_a_member": ["script_approved"]}
    body = {"title": script["title"], "text": f"{TEXT} Xin cảm ơn."}
    changed = await khu_pho.put(
        f"/broadcast-scripts/{script['id']}", json=body, headers={"If-Match": f'"{script["version"]}"'}
    )
    assert changed.status_code == 200, changed.text
    assert await told(signed_in, script) == {}, "what is written anew is not approved"

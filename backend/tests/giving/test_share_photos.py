"""A photo of handing over is of a child: only by consent, and for those alone who look after the child."""

from collections.abc import Callable

from tests.activities.test_activities import send
from tests.conftest import Client
from tests.giving.story import child, deliver, get, handed_over, shares
from tests.world import World
from vitreem.demo.pictures import photo

KP_A = "ward1.kp_a.unit"


async def _attach(client: Client, share_id: str, key: str, kind: str = "photo"):
    upload_id = await send(client, photo(len(key)), f"{key}-sent")
    body, headers = {"upload_id": upload_id, "kind": kind}, {"Idempotency-Key": key}
    return await client.post(f"/gift-shares/{share_id}/files", json=body, headers=headers)


async def _version(client: Client, child_id: str, path: str, body: object = None):
    version = (await get(client, f"/children/{child_id}"))["version"]
    reply = await client.post(f"/children/{child_id}/{path}", json=body, headers={"If-Match": f'"{version}"'})
    assert reply.status_code in (200, 201), reply.text
    return reply.json()


async def test_a_photo_needs_consent_and_is_gone_when_it_is_withdrawn(
    officer: Client, lead: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
):
    child_id = await child(khu_pho, "Trần Bảo Ngọc", world["ids"][KP_A], birth={"year": 2022})
    made = await handed_over(officer, lead, [child_id])
    [share] = await shares(officer, made["id"])
    path = f"/gift-shares/{share['id']}"
    early = await _attach(khu_pho, share["id"], "early-photo")
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state"), early.text
    given = await deliver(khu_pho, share)
    assert (given["photo_consent"], given["files"], "attach" in given["allowed_actions"]) == (False, [], False)
    for kind in ("photo", "document"):
        refused = await _attach(khu_pho, share["id"], f"no-consent-{kind}", kind)
        assert refused.json()["code"] == "photo_consent_required", "whatever it calls itself"

    consent = {"purpose": "photo", "guardian_name": "Trần Văn Ba", "given_on": "2026-06-01"}
    consented = await _version(khu_pho, child_id, "consents", consent)
    assert "attach" in (await get(khu_pho, path))["allowed_actions"]
    kept = await _attach(khu_pho, share["id"], "with-consent")
    assert (kept.status_code, len(kept.json()["files"])) == (201, 1), kept.text
    of_photo = f"{path}/files/{kept.json()['files'][0]['id']}"
    assert (await khu_pho.get(of_photo)).status_code == 200
    assert (await signed_in("ward1.kp_b").get(of_photo)).status_code == 404

    await _version(khu_pho, child_id, f"consents/{consented['consents'][0]['id']}/withdraw")
    shown = await get(officer, path)
    assert (shown["photo_consent"], shown["files"]) == (False, [])
    for one in (khu_pho, officer):
        assert (await one.get(of_photo)).status_code == 404
        assert (await one.get(f"{of_photo}?thumbnail=true")).status_code == 404


async def test_whose_round_it_is_sees_no_photo_of_a_child_of_others(
    officer: Client, lead: Client, khu_pho: Client, signed_in: Callable[[str], Client], world: World
):
    """A union that sponsors is told when it was handed over; the picture stays with those who look after the child."""
    ids = world["ids"]
    child_id = await child(khu_pho, "Lê Gia Hân", ids[KP_A], birth={"year": 2022})
    made = await handed_over(
        officer, lead, [child_id], unit_id=ids["ward1.kp_b.unit"], nominators=[{"unit_id": ids[KP_A]}]
    )
    [share] = await shares(officer, made["id"])
    await deliver(khu_pho, share)
    consent = {"purpose": "photo", "guardian_name": "Lê Văn Ba", "given_on": "2026-06-01"}
    await _version(khu_pho, child_id, "consents", consent)
    kept = (await _attach(khu_pho, share["id"], "their-photo")).json()
    owner = signed_in("ward1.kp_b")
    seen = await get(owner, f"/gift-shares/{share['id']}")
    assert (seen["state"], seen["files"], "attach" in seen["allowed_actions"]) == ("delivered", [], False)
    assert (await owner.get(f"/gift-shares/{share['id']}/files/{kept['files'][0]['id']}")).status_code == 404
    assert (await _attach(owner, share["id"], "from-the-owner")).status_code == 404

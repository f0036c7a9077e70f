"""People's rights over people, asked of the real API: who acts x whose role x where they work x every verb.

The table below is written by hand and knows nothing of `identity/authority.py`.
"""

from collections.abc import Callable

import pytest

from tests.conftest import Client
from tests.people import Made, Maker
from tests.world import World, canary
from vitreem.identity.authority import PersonVerb
from vitreem.kernel.request.roles import SEES_CASES, UNIT_ROLES, Role

# g: give the role to somebody without one · t: give a unit's role to who holds it · w: withdraw it · e: edit position
# · n: rename · x: end · r: resume · l: password link · d: lost device. A capital needs a second person.
# Given by two people: the roles that see cases, and the lead's own, who is a member of every case.
TWO = SEES_CASES | {Role.WARD_LEAD}
VERBS = "gtwenxrld"
EVERY = "gtwenxrld"
LEAD_MAY = {
    Role.WARD_LEAD: "GtwenxrLD",
    Role.WARD_OFFICER: EVERY,
    Role.UNIT_LEAD: EVERY,
    Role.UNIT_MEMBER: EVERY,
    Role.CHILD_PROTECTION_OFFICER: "GtwenxrLD",
    Role.CULTURE_OFFICER: EVERY,
    Role.SUPERIOR_VIEWER: EVERY,
}
OFFICER_MAY = {Role.UNIT_LEAD: "gtwenxrl", Role.UNIT_MEMBER: "gtwenxrl"}
EXPECTED: dict[str, dict[Role, str]] = {
    "lead": LEAD_MAY,
    "officer": OFFICER_MAY,
    "viewer": {},
    "kp_a": {},
    "kp_a_member": {},
    "kp_a_protector": {},
    "culture": {},
    "admin": {},
}
# The administrator's own page: password links of accounts, wherever they work.
ADMIN_LINKS = {role: "L" if role in (Role.WARD_LEAD, Role.CHILD_PROTECTION_OFFICER) else "l" for role in LEAD_MAY}
WHERE = ("same ward", "other ward", "shared account")
VERB_OF = {
    "w": PersonVerb.WITHDRAW, "t": PersonVerb.GRANT, "e": PersonVerb.EDIT, "n": PersonVerb.RENAME, "x": PersonVerb.END, "l": PersonVerb.RESET_LINK,
    "d": PersonVerb.RESET_SECOND_FACTOR,
}  # fmt: skip


@pytest.fixture
def maker(connection, clock, world) -> Maker:
    return Maker(connection, clock, world)


async def _target(maker: Maker, role: Role, where: str, verb: str) -> Made:
    return await maker.person(
        None if verb == "g" else role,
        2 if where == "other ward" else 1,
        also_in=2 if where == "shared account" else None,
        device=verb == "d",
        ended=verb == "r",
    )


async def _do(client: Client, verb: str, one: Made, role: Role, unit: str):
    path, match = f"/people/{one.person}", {"If-Match": '"1"'}
    match verb:
        case "g":
            body = {"role": role, "unit_id": unit if role in UNIT_ROLES else None}
            return await client.post(f"{path}/memberships", json=body)
        case "t":
            # In another unit than `maker` gives roles in.
            return await client.post(f"{path}/memberships", json={"role": "unit_member", "unit_id": unit})
        case "w":
            return await client.delete(f"{path}/memberships/{one.membership}")
        case "e":
            return await client.put(path, json={"full_name": one.name, "position": "Trưởng"}, headers=match)
        case "n":
            return await client.put(path, json={"full_name": "Tên Khác"}, headers=match)
        case "x":
            return await client.post(f"{path}/end", headers=match)
        case "r":
            return await client.post(f"{path}/resume", headers=match)
        case "l":
            return await client.post(f"{path}/reset-link")
    return await client.post(f"{path}/reset-second-factor")


async def _check_done(maker: Maker, reply, verb: str, two: bool, one: Made, role: Role) -> None:
    assert reply.status_code in (200, 201), reply.text
    body = reply.json()
    if verb == "g":
        assert [held["role"] for held in body["memberships"]] == ([] if two else [role])
        assert [held["role"] for held in body["pending_roles"]] == ([role] if two else [])
    elif verb == "w":
        assert body["memberships"] == []
    elif verb == "l":
        assert body["awaits_approval"] is two
    elif verb == "d":
        assert (await maker.credential(one)).totp_enabled is two


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("role", LEAD_MAY)
@pytest.mark.parametrize("actor", EXPECTED)
async def test_cell(
    actor: str, role: Role, where: str, maker: Maker, signed_in: Callable[[str], Client], world: World
) -> None:
    client = signed_in("admin" if actor == "admin" else f"ward1.{actor}")
    may = EXPECTED[actor].get(role, "")
    for verb in VERBS:
        one = await _target(maker, role, where, verb)
        reply = await _do(client, verb, one, role, world["ids"]["ward1.kp_b.unit"])
        said = f"{actor} {verb} {role} ({where}): {reply.status_code} {reply.text[:200]}"
        code = reply.json().get("code")
        if actor not in ("lead", "officer"):
            assert (reply.status_code, code) == (403, "not_allowed"), said
        elif verb == "d" and actor == "officer":
            assert reply.status_code == 403, said
        elif where == "other ward":
            assert reply.status_code == 404, said
        elif verb not in may.lower():
            assert (reply.status_code, code) == (403, "beyond_authority"), said
        elif where == "shared account" and verb in "ld":
            assert (reply.status_code, code) == (403, "shared_account"), said
        else:
            await _check_done(maker, reply, verb, verb.upper() in may, one, role)


@pytest.mark.parametrize("role", LEAD_MAY)
@pytest.mark.parametrize("actor", ["lead", "officer"])
async def test_page_offers_what_the_api_does(actor, role, maker, signed_in):
    one = await maker.person(role)
    people = (await signed_in(f"ward1.{actor}").get("/people")).json()["items"]
    [found] = [person for person in people if person["id"] == one.person]
    may = EXPECTED[actor].get(role, "").lower()
    expected = {VERB_OF[letter] for letter in may if letter in VERB_OF}
    assert set(found["allowed_actions"]) == expected
    assert found["memberships"][0]["allowed_actions"] == (["withdraw"] if "w" in may else [])


@pytest.mark.parametrize("actor", ["lead", "officer"])
async def test_nobody_acts_on_themselves(actor, maker, signed_in, world):
    ids, client = world["ids"], signed_in(f"ward1.{actor}")
    me = Made(
        ids[f"ward1.{actor}.account"],
        ids[f"ward1.{actor}.person"],
        f"{canary(1)}{actor}",
        "",
        ids[f"ward1.{actor}.membership"],
        "",
    )
    for verb in VERBS:
        role = Role.UNIT_MEMBER
        reply = await _do(client, verb, me, role, ids["ward1.kp_b.unit"])
        if verb == "e":
            assert reply.status_code == 200, reply.text
            continue
        assert reply.status_code in (403, 412), (verb, reply.text)
        if verb != "d" or actor == "lead":
            # The edit before raised the version: what needs one is refused for that, and tried again here.
            if reply.status_code == 412:
                reply = await _again(client, verb, me)
            assert reply.json()["code"] == "own_record", (verb, reply.text)


async def _again(client: Client, verb: str, me: Made):
    match, path = {"If-Match": '"2"'}, f"/people/{me.person}"
    if verb == "n":
        return await client.put(path, json={"full_name": "Lãnh Đạo"}, headers=match)
    return await client.post(f"{path}/{'end' if verb == 'x' else 'resume'}", headers=match)


@pytest.mark.parametrize("actor", ["lead", "officer"])
async def test_nobody_gives_the_administrator_s_role_in_a_ward(actor, maker, signed_in):
    one = await maker.person(None)
    reply = await signed_in(f"ward1.{actor}").post(f"/people/{one.person}/memberships", json={"role": "system_admin"})
    assert (reply.status_code, reply.json()["code"]) == (403, "beyond_authority")
    body = {"full_name": "Người Mới", "login": "nguoi.moi", "role": "system_admin"}
    made = await signed_in(f"ward1.{actor}").post("/people", json=body, headers={"Idempotency-Key": "rights-admin"})
    assert (made.status_code, made.json()["code"]) == (403, "beyond_authority")


@pytest.mark.parametrize("role", LEAD_MAY)
@pytest.mark.parametrize("actor", ["lead", "officer"])
async def test_new_person_comes_with_a_role_that_is_the_actor_s_to_give(actor, role, signed_in, world):
    body = {
        "full_name": "Người Mới", "login": "nguoi.moi", "role": role,
        "unit_id": world["ids"]["ward1.kp_b.unit"] if role in UNIT_ROLES else None,
    }  # fmt: skip
    reply = await signed_in(f"ward1.{actor}").post("/people", json=body, headers={"Idempotency-Key": "rights-create"})
    if role not in EXPECTED[actor]:
        assert (reply.status_code, reply.json()["code"]) == (403, "beyond_authority")
        return
    person = reply.json()["person"]
    assert [one["role"] for one in person["memberships"]] == ([] if role in TWO else [role])
    assert [one["role"] for one in person["pending_roles"]] == ([role] if role in TWO else [])


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("role", LEAD_MAY)
@pytest.mark.parametrize("actor", EXPECTED)
async def test_link_by_the_administrator(actor, role, where, maker, signed_in):
    one = await _target(maker, role, where, "l")
    client = signed_in("admin" if actor == "admin" else f"ward1.{actor}")
    reply = await client.post(f"/admin/accounts/{one.account}/reset-link")
    if actor != "admin":
        assert (reply.status_code, reply.json()["code"]) == (403, "not_allowed")
    else:
        assert reply.json()["awaits_approval"] is (ADMIN_LINKS[role] == "L")


async def test_administrator_makes_no_link_for_themselves(signed_in, world):
    reply = await signed_in("admin").post(f"/admin/accounts/{world['ids']['admin.account']}/reset-link")
    assert (reply.status_code, reply.json()["code"]) == (403, "own_record")


async def test_other_administrator_needs_a_second_person(maker, signed_in):
    """Who could reset an administrator alone would be two people at once."""
    other = await maker.administrator()
    reply = await signed_in("admin").post(f"/admin/accounts/{other.account}/reset-link")
    assert reply.json()["awaits_approval"] is True

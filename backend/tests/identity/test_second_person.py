"""What one person may not do alone: roles that see cases wait for a second person, and give nothing until then."""

import pytest

from tests.identity.test_sign_in import cookie, enter
from tests.people import Maker
from vitreem.kernel.request.roles import Role

NEW = "bốn mùa hoa nở"
HOSTS = "https://test/api/town/v1"


@pytest.fixture
def maker(connection, clock, world) -> Maker:
    return Maker(connection, clock, world)


@pytest.fixture
def ask(signed_in, world):
    """The ward's lead asks for a role that sees cases, for somebody in khu phố B."""

    async def propose(person_id: str) -> str:
        body = {"role": "child_protection_officer", "unit_id": world["ids"]["ward1.kp_b.unit"]}
        reply = await signed_in("ward1.lead").post(f"/people/{person_id}/memberships", json=body)
        assert reply.status_code == 201, reply.text
        return reply.json()["pending_roles"][0]["id"]

    return propose


async def decide(client, approval: str, how: str = "confirm"):
    return await client.post(f"/approvals/{approval}/{how}")


class TestRole:
    async def test_waiting_role_gives_no_right(self, ask, maker, anonymous):
        one = await maker.person(Role.UNIT_MEMBER)
        await ask(one.person)
        me = (await anonymous.get("/session", headers=maker.cookie(one))).json()
        assert me["roles"] == ["unit_member"]
        assert len(me["units"]) == 1

    async def test_waiting_role_gives_no_right_in_another_of_ones_wards(self, anonymous, signed_in, maker, world):
        """The superior level looks at a ward by its code: only what is in force there counts."""
        one = await maker.person(Role.SUPERIOR_VIEWER, 2, also_in=1)
        people = (await signed_in("ward1.lead").get("/people")).json()["items"]
        here = next(person["id"] for person in people if person["login"] == one.login)
        body = {"role": "child_protection_officer", "unit_id": world["ids"]["ward1.kp_b.unit"]}
        reply = await signed_in("ward1.lead").post(f"/people/{here}/memberships", json=body)
        assert reply.json()["memberships"][0]["role"] == "unit_member"
        headers = maker.cookie(one)
        assert (await anonymous.get(f"{HOSTS}/wards/99002/progress", headers=headers)).status_code == 200
        assert (await anonymous.get(f"{HOSTS}/wards/99001/progress", headers=headers)).status_code == 404
        chosen = await anonymous.put("/session/ward", json={"ward_id": 1}, headers=headers)
        assert chosen.status_code == 204
        assert (await anonymous.get("/session", headers=headers)).json()["roles"] == ["unit_member"]

    async def test_waiting_role_makes_nobody_a_colleague(self, ask, maker, signed_in, world):
        one = await maker.person(Role.UNIT_MEMBER)
        await ask(one.person)
        client = signed_in("ward1.kp_b")
        colleagues = await client.get(f"/units/{world['ids']['ward1.kp_b.unit']}/colleagues")
        assert one.person not in {each["id"] for each in colleagues.json()["items"]}
        units = (await client.get("/units")).json()["items"]
        assert next(unit["people"] for unit in units if unit["id"] == world["ids"]["ward1.kp_b.unit"]) == 1

    @pytest.mark.parametrize("second", ["ward1.deputy", "admin"])
    async def test_second_person_puts_it_in_force(self, second, ask, maker, anonymous, signed_in, lead):
        one = await maker.person(Role.UNIT_MEMBER)
        approval = await ask(one.person)
        listed = (await signed_in(second).get("/approvals")).json()["items"]
        [found] = [each for each in listed if each["id"] == approval]
        assert (found["kind"], found["role"]) == ("role", "child_protection_officer")
        assert found["allowed_actions"] == ["confirm", "decline"]
        assert found["login"] == one.login
        confirmed = await decide(signed_in(second), approval)
        assert confirmed.status_code == 200
        token = confirmed.json()["set_up"]["path"].removeprefix("/reset/")
        await anonymous.post(f"/password-resets/{token}", json={"new_password": NEW})
        me = (await anonymous.get("/session", headers=cookie(await enter(anonymous, one.login, NEW)))).json()
        assert set(me["roles"]) == {"unit_member", "child_protection_officer"}
        trail = (await lead.get("/audit-events", params={"kind": "person.role"})).json()["items"]
        given, proposed = trail[:2]
        assert (given["kind"], proposed["kind"]) == ("person.role_given", "person.role_proposed")
        assert given["login"] == ("admin" if second == "admin" else "deputy.w1")
        assert proposed["login"] == "lead.w1"
        assert given["facts"]["proposed_by"] == proposed["actor_name"]

    async def test_neither_the_proposer_nor_the_person_confirms(self, ask, maker, anonymous, lead):
        one = await maker.person(Role.WARD_LEAD)
        approval = await ask(one.person)
        for client, headers in ((lead, {}), (anonymous, maker.cookie(one))):
            refused = await client.post(f"/approvals/{approval}/confirm", headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (403, "not_second_person")
        assert (await anonymous.get("/session", headers=maker.cookie(one))).json()["roles"] == ["ward_lead"]

    async def test_person_does_not_decline_for_themselves_either(self, ask, maker, anonymous):
        one = await maker.person(Role.WARD_LEAD)
        approval = await ask(one.person)
        refused = await anonymous.post(f"/approvals/{approval}/decline", headers=maker.cookie(one))
        assert refused.json()["code"] == "not_second_person"

    async def test_proposer_takes_it_back_and_it_is_decided_once(self, ask, maker, lead, signed_in):
        one = await maker.person(Role.UNIT_MEMBER)
        approval = await ask(one.person)
        assert (await decide(lead, approval, "decline")).status_code == 204
        gone = await decide(signed_in("ward1.deputy"), approval)
        assert (gone.status_code, gone.json()["code"]) == (409, "wrong_state")
        people = (await lead.get("/people")).json()["items"]
        [person] = [each for each in people if each["id"] == one.person]
        assert [held["role"] for held in person["memberships"]] == ["unit_member"]
        assert person["pending_roles"] == []
        [event] = (await lead.get("/audit-events", params={"kind": "person.role_declined"})).json()["items"]
        assert event["facts"]["login"] == one.login

    async def test_asking_twice_waits_once(self, ask, maker, lead, world):
        one = await maker.person(Role.UNIT_MEMBER)
        first = await ask(one.person)
        assert await ask(one.person) == first
        waiting = (await lead.get("/approvals")).json()["items"]
        assert len([each for each in waiting if each["person_id"] == one.person]) == 1

    async def test_who_leaves_loses_it_and_comes_back_without(self, ask, maker, lead, signed_in):
        """Otherwise one person alone would give the role again by letting somebody come back."""
        one = await maker.person(Role.CHILD_PROTECTION_OFFICER)
        waiting = await maker.person(Role.UNIT_MEMBER)
        approval = await ask(waiting.person)
        for each in (one, waiting):
            await lead.post(f"/people/{each.person}/end", headers={"If-Match": '"1"'})
        back = await lead.post(f"/people/{one.person}/resume", headers={"If-Match": '"2"'})
        assert back.json()["memberships"] == []
        assert (await decide(signed_in("ward1.deputy"), approval)).json()["code"] == "wrong_state"

    async def test_what_somebody_asked_for_who_has_left_waits_no_more(self, ask, maker, lead, signed_in):
        one = await maker.person(Role.UNIT_MEMBER)
        approval = await ask(one.person)
        deputy = signed_in("ward1.deputy")
        mine = next(each for each in (await deputy.get("/people")).json()["items"] if each["login"] == "lead.w1")
        assert (await deputy.post(f"/people/{mine['id']}/end", headers={"If-Match": '"1"'})).status_code == 200
        assert (await decide(deputy, approval)).json()["code"] == "wrong_state"

    async def test_other_ward_sees_and_decides_nothing(self, ask, maker, signed_in):
        one = await maker.person(Role.UNIT_MEMBER)
        approval = await ask(one.person)
        other = signed_in("ward2.lead")
        assert approval not in {each["id"] for each in (await other.get("/approvals")).json()["items"]}
        assert (await decide(other, approval)).status_code == 404

    async def test_sheet_asks_as_the_page_does(self, lead, world):
        from vitreem.identity.sheets import PERSON_COLUMNS
        from vitreem.kernel.files.excel import workbook

        unit = next(
            one for one in (await lead.get("/units")).json()["items"] if one["id"] == world["ids"]["ward1.kp_b.unit"]
        )
        row = ("Trần Bảo Vệ", "baove", "", "", "Người làm công tác bảo vệ trẻ em", unit["name"])
        files = {"file": ("p.xlsx", workbook("Người dùng", PERSON_COLUMNS, [row]))}
        done = (await lead.post("/people/import", files=files)).json()
        assert (done["created"], done["faults"]) == (1, [])
        people = (await lead.get("/people")).json()["items"]
        [person] = [each for each in people if each["login"] == "baove.99001"]
        assert (person["memberships"], len(person["pending_roles"])) == ([], 1)

"""Ways back in: one-time links and lost devices, who must agree, who is told, what ends."""

import pyotp
import pytest

from tests.identity.test_sign_in import cookie, enter
from tests.people import Maker
from tests.world import PASSWORD, canary
from vitreem.kernel.request.roles import Role

NEW = "bốn mùa hoa nở"


@pytest.fixture
def maker(connection, clock, world) -> Maker:
    return Maker(connection, clock, world)


def token_of(link) -> str:
    """Of a reply with a link, or of a link's path."""
    return (link if isinstance(link, str) else link.json()["path"]).removeprefix("/reset/")


async def redeem(client, link, password: str = NEW):
    return await client.post(f"/password-resets/{token_of(link)}", json={"new_password": password})


async def trail(client, **query: str) -> list[dict]:
    return (await client.get("/audit-events", params=query)).json()["items"]


def unit_lead(world):
    return {
        "full_name": "Tổ Viên", "login": "to.vien", "role": "unit_lead", "unit_id": world["ids"]["ward1.kp_b.unit"],
    }  # fmt: skip


class TestAdministratorsReset:
    async def test_person_and_leads_are_told_until_they_put_it_away(self, signed_in, lead, khu_pho, world):
        account = world["ids"]["ward1.kp_b.account"]
        assert (await signed_in("admin").post(f"/admin/accounts/{account}/reset-link")).status_code == 200
        for who, kind in (("kp_b", "password_link_made"), ("lead", "colleague_password_link_made")):
            client = signed_in(f"ward1.{who}")
            [notice] = (await client.get("/session")).json()["notices"]
            assert (notice["kind"], notice["facts"]["by"]) == (kind, "Quản trị")
            assert (notice["facts"]["name"], notice["facts"]["login"]) == (f"{canary(1)}kp_b", "kp_b.w1")
            path = f"/account/notices/{notice['id']}/acknowledge"
            assert (await khu_pho.post(path)).status_code == 404
            assert (await client.post(path)).status_code == 204
            assert (await client.post(path)).status_code == 204
            assert (await client.get("/session")).json()["notices"] == []
        assert len((await signed_in("ward1.deputy").get("/session")).json()["notices"]) == 1
        assert (await signed_in("ward2.lead").get("/session")).json()["notices"] == []
        [event] = await trail(lead, kind="account.reset_link_made")
        assert event["login"] == "admin"

    async def test_new_password_is_forced(self, signed_in, anonymous, world):
        account = world["ids"]["ward1.kp_b.account"]
        link = await signed_in("admin").post(f"/admin/accounts/{account}/reset-link")
        client = signed_in("ward1.kp_b")
        refused = await client.get("/dashboards/unit")
        assert (refused.status_code, refused.json()["code"]) == (403, "password_change_required")
        assert (await redeem(anonymous, link)).status_code == 204
        session = cookie(await enter(anonymous, "kp_b.w1", NEW))
        assert (await anonymous.get("/dashboards/unit", headers=session)).status_code == 200

    @pytest.mark.parametrize("second", ["ward1.deputy", "other administrator"])
    async def test_link_of_a_lead_works_after_a_second_person(self, second, signed_in, anonymous, maker, world, lead):
        """The administrator "sees no records": nor may they come in as somebody who does."""
        admin = signed_in("admin")
        account = world["ids"]["ward1.lead.account"]
        link = await admin.post(f"/admin/accounts/{account}/reset-link")
        assert link.json()["awaits_approval"] is True
        waits = await anonymous.get(f"/password-resets/{token_of(link)}")
        assert (waits.status_code, waits.json()["code"]) == (409, "reset_awaits_approval")
        assert (await redeem(anonymous, link)).json()["code"] == "reset_awaits_approval"
        assert (await enter(anonymous, "lead.w1", NEW)).status_code == 401
        [approval] = [one for one in (await admin.get("/approvals")).json()["items"] if one["kind"] == "password_link"]
        assert approval["allowed_actions"] == ["decline"]
        refused = await admin.post(f"/approvals/{approval['id']}/confirm")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_second_person")
        if second == "ward1.deputy":
            done = await signed_in(second).post(f"/approvals/{approval['id']}/confirm")
        else:
            other = maker.cookie(await maker.administrator())
            done = await anonymous.post(f"/approvals/{approval['id']}/confirm", headers=other)
        assert done.status_code == 200, done.text
        assert (await redeem(anonymous, link)).status_code == 204
        # The password is right; the second factor is still the lead's own.
        assert (await enter(anonymous, "lead.w1", NEW)).json()["code"] == "totp_required"
        kinds = [one["kind"] for one in await trail(signed_in("ward1.deputy"), kind="account.")]
        assert kinds[:3] == [
            "account.password_set_by_link",
            "account.reset_link_approved",
            "account.reset_link_proposed",
        ]

    async def test_target_does_not_approve_and_another_ward_sees_nothing(self, signed_in, world, lead):
        account = world["ids"]["ward1.lead.account"]
        await signed_in("admin").post(f"/admin/accounts/{account}/reset-link")
        deputy = signed_in("ward1.deputy")
        [approval] = [one for one in (await deputy.get("/approvals")).json()["items"] if one["kind"] == "password_link"]
        other = signed_in("ward2.lead")
        assert (await other.post(f"/approvals/{approval['id']}/confirm")).status_code == 404
        # The target has to set a new password first, by which the link ends.
        refused = await lead.post(f"/approvals/{approval['id']}/confirm")
        assert refused.json()["code"] == "password_change_required"

    async def test_declined_link_is_void(self, signed_in, anonymous, world):
        account = world["ids"]["ward1.kp_a_protector.account"]
        link = await signed_in("admin").post(f"/admin/accounts/{account}/reset-link")
        assert link.json()["awaits_approval"] is True
        deputy = signed_in("ward1.deputy")
        [approval] = [one for one in (await deputy.get("/approvals")).json()["items"] if one["kind"] == "password_link"]
        assert (await deputy.post(f"/approvals/{approval['id']}/decline")).status_code == 204
        assert (await redeem(anonymous, link)).json()["code"] == "reset_gone"

    async def test_role_elsewhere_counts(self, signed_in, maker):
        one = await maker.person(Role.UNIT_MEMBER, 1, also_in=2, also_as=Role.CHILD_PROTECTION_OFFICER)
        link = await signed_in("admin").post(f"/admin/accounts/{one.account}/reset-link")
        assert link.json()["awaits_approval"] is True

    async def test_lead_of_each_ward_where_the_person_works_may_agree(self, signed_in, anonymous, maker):
        one = await maker.person(Role.WARD_LEAD, 1, also_in=2)
        link = await signed_in("admin").post(f"/admin/accounts/{one.account}/reset-link")
        other = signed_in("ward2.lead")
        [approval] = [
            each for each in (await other.get("/approvals")).json()["items"] if each["kind"] == "password_link"
        ]
        assert (await other.post(f"/approvals/{approval['id']}/confirm")).status_code == 200
        assert (await redeem(anonymous, link)).status_code == 204

    async def test_second_factor_stays_on(self, signed_in, anonymous, clock, world):
        session = cookie(await enter(anonymous, "kp_b.w1"))
        proof = {"password": PASSWORD}
        secret = (await anonymous.post("/account/totp", json=proof, headers=session)).json()["secret"]
        code = pyotp.TOTP(secret).at(clock.now())
        await anonymous.post("/account/totp/confirm", json={"code": code, **proof}, headers=session)
        link = await signed_in("admin").post(f"/admin/accounts/{world['ids']['ward1.kp_b.account']}/reset-link")
        assert (await redeem(anonymous, link)).status_code == 204
        assert (await enter(anonymous, "kp_b.w1", NEW)).json()["code"] == "totp_required"


class TestLinks:
    async def test_newer_link_voids_the_older(self, lead, anonymous, world):
        path = f"/people/{world['ids']['ward1.kp_b.person']}/reset-link"
        older, newer = await lead.post(path), await lead.post(path)
        assert (await redeem(anonymous, older)).json()["code"] == "reset_gone"
        assert (await redeem(anonymous, newer)).status_code == 204

    async def test_changed_password_voids_links(self, lead, anonymous, world):
        link = await lead.post(f"/people/{world['ids']['ward1.kp_b.person']}/reset-link")
        session = cookie(await enter(anonymous, "kp_b.w1"))
        body = {"current_password": PASSWORD, "new_password": "con mèo trèo cây cau"}
        assert (await anonymous.post("/account/password", json=body, headers=session)).status_code == 204
        assert (await redeem(anonymous, link)).json()["code"] == "reset_gone"

    async def test_redeeming_stands_in_the_trail_of_each_ward(self, signed_in, lead, anonymous, maker):
        one = await maker.person(Role.UNIT_LEAD, 1, also_in=2)
        link = await signed_in("admin").post(f"/admin/accounts/{one.account}/reset-link")
        assert (await redeem(anonymous, link)).status_code == 204
        for client in (lead, signed_in("ward2.lead")):
            [event] = await trail(client, kind="account.password_set_by_link")
            assert (event["login"], event["account_id"]) == (one.login, one.account)
        assert await trail(lead, kind="account.password_changed") == []

    async def test_link_made_before_the_role_ends_with_it(self, officer, lead, signed_in, anonymous, maker, world):
        """An officer keeps a link of a plain member, who is then given a role that sees cases."""
        one = await maker.person(Role.UNIT_MEMBER)
        link = await officer.post(f"/people/{one.person}/reset-link")
        assert link.json()["awaits_approval"] is False
        body = {"role": "child_protection_officer", "unit_id": world["ids"]["ward1.kp_b.unit"]}
        asked = await lead.post(f"/people/{one.person}/memberships", json=body)
        await signed_in("ward1.deputy").post(f"/approvals/{asked.json()['pending_roles'][0]['id']}/confirm")
        assert (await redeem(anonymous, link)).json()["code"] == "reset_gone"

    async def test_link_of_an_officer_opens_no_more_than_an_officer_gives(self, officer, lead, anonymous, maker, world):
        one = await maker.person(Role.UNIT_MEMBER, password=None)
        link = await officer.post(f"/people/{one.person}/reset-link")
        body = {"role": "culture_officer", "unit_id": world["ids"]["ward1.culture.unit"]}
        assert (await lead.post(f"/people/{one.person}/memberships", json=body)).status_code == 201
        assert (await redeem(anonymous, link)).json()["code"] == "reset_gone"

    async def test_deputy_gets_the_first_link_from_the_second_person(self, lead, signed_in, anonymous):
        """Whoever asks for a deputy doesn't hold the deputy's link: they would be their own second person."""
        body = {"full_name": "Phó Mới", "login": "pho.moi", "role": "ward_lead"}
        made = await lead.post("/people", json=body, headers={"Idempotency-Key": "new-deputy-1"})
        assert made.json()["set_up"] is None
        person, waiting = made.json()["person"]["id"], made.json()["person"]["pending_roles"][0]["id"]
        confirmed = await signed_in("admin").post(f"/approvals/{waiting}/confirm")
        again = await lead.post("/people", json=body, headers={"Idempotency-Key": "new-deputy-1"})
        assert again.json()["set_up"]["awaits_approval"] is True
        link = await lead.post(f"/people/{person}/reset-link")
        assert (await redeem(anonymous, link)).json()["code"] == "reset_awaits_approval"
        assert confirmed.json()["set_up"]["awaits_approval"] is False

    async def test_password_that_somebody_else_set_ends_with_the_role(self, lead, signed_in, anonymous, world):
        unit = world["ids"]["ward1.kp_b.unit"]
        body = {"full_name": "Cán Bộ Mới", "login": "can.bo.moi", "role": "unit_member", "unit_id": unit}
        made = await lead.post("/people", json=body, headers={"Idempotency-Key": "new-member-1"})
        path, login = made.json()["set_up"]["path"], made.json()["person"]["login"]
        assert (await redeem(anonymous, path)).status_code == 204
        session = cookie(await enter(anonymous, login, NEW))
        asked = await lead.post(
            f"/people/{made.json()['person']['id']}/memberships",
            json={"role": "child_protection_officer", "unit_id": unit},
        )
        approval = asked.json()["pending_roles"][0]["id"]
        confirmed = await signed_in("ward1.deputy").post(f"/approvals/{approval}/confirm")
        assert (await anonymous.get("/session", headers=session)).status_code == 401
        assert (await enter(anonymous, login, NEW)).status_code == 401
        assert (await redeem(anonymous, confirmed.json()["set_up"]["path"], "sáu con vịt bơi sông")).status_code == 204
        assert (await enter(anonymous, login, "sáu con vịt bơi sông")).status_code == 204

    async def test_creating_again_gives_no_link_to_somebody_who_is_set_up(self, officer, lead, anonymous, world):
        """A key that was kept would be a way into an account that has become mightier since."""
        body, key = unit_lead(world), {"Idempotency-Key": "kept-for-later"}
        made = await officer.post("/people", json=body, headers=key)
        again = await officer.post("/people", json=body, headers=key)
        assert (await redeem(anonymous, made.json()["set_up"]["path"])).json()["code"] == "reset_gone"
        assert (await redeem(anonymous, again.json()["set_up"]["path"])).status_code == 204
        assert (await officer.post("/people", json=body, headers=key)).json()["set_up"] is None
        assert len(await trail(lead, kind="person.reset_link_made")) == 1

    async def test_creating_again_gives_no_link_to_who_is_mightier_or_gone(self, officer, lead, world):
        body, key = unit_lead(world), {"Idempotency-Key": "kept-for-later"}
        person = (await officer.post("/people", json=body, headers=key)).json()["person"]
        await lead.post(f"/people/{person['id']}/memberships", json={"role": "ward_officer"})
        assert (await officer.post("/people", json=body, headers=key)).json()["set_up"] is None
        assert (await lead.post(f"/people/{person['id']}/end", headers={"If-Match": '"1"'})).status_code == 200
        assert (await lead.post("/people", json={**body, "login": "khac"}, headers=key)).status_code == 201
        assert (await officer.post("/people", json=body, headers=key)).json()["set_up"] is None

    async def test_ward_resets_its_mighty_with_a_second_person(self, lead, signed_in, anonymous, world):
        link = await lead.post(f"/people/{world['ids']['ward1.kp_a_protector.person']}/reset-link")
        assert link.json()["awaits_approval"] is True
        [notice] = (await signed_in("ward1.kp_a_protector").get("/session")).json()["notices"]
        assert notice["kind"] == "password_link_made"
        waiting = (await lead.get("/approvals")).json()["items"]
        [mine] = [one for one in waiting if one["kind"] == "password_link"]
        assert mine["allowed_actions"] == ["decline"]
        assert (await signed_in("ward1.deputy").post(f"/approvals/{mine['id']}/confirm")).status_code == 200
        assert (await redeem(anonymous, link)).status_code == 204


class TestSecondFactor:
    async def test_set_up_asks_for_the_password(self, anonymous, clock):
        session = cookie(await enter(anonymous))
        for body in ({"password": "wrong"},):
            refused = await anonymous.post("/account/totp", json=body, headers=session)
            assert (refused.status_code, refused.json()["code"]) == (422, "wrong_password")
        proof = {"password": PASSWORD}
        secret = (await anonymous.post("/account/totp", json=proof, headers=session)).json()["secret"]
        code = pyotp.TOTP(secret).at(clock.now())
        refused = await anonymous.post("/account/totp/confirm", json={"code": code, "password": "x"}, headers=session)
        assert refused.json()["code"] == "wrong_password"

    async def test_lost_device_is_reset_by_a_lead_with_a_trace_and_a_notice(self, lead, anonymous, maker):
        one = await maker.person(Role.UNIT_LEAD, device=True)
        assert (await lead.post(f"/people/{one.person}/reset-second-factor")).status_code == 200
        assert (await maker.credential(one)).totp_enabled is False
        assert (await anonymous.get("/session", headers=maker.cookie(one))).status_code == 401
        [event] = await trail(lead, kind="account.second_factor_reset")
        assert event["facts"]["login"] == one.login
        off = await lead.post(f"/people/{one.person}/reset-second-factor")
        assert (off.status_code, off.json()["code"]) == (409, "wrong_state")

    async def test_nobody_is_asked_about_a_device_that_isnt_there(self, lead, maker):
        one = await maker.person(Role.CHILD_PROTECTION_OFFICER)
        refused = await lead.post(f"/people/{one.person}/reset-second-factor")
        assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
        assert [
            each for each in (await lead.get("/approvals")).json()["items"] if each["person_id"] == one.person
        ] == []

    async def test_person_is_told_at_the_next_sign_in(self, lead, anonymous, clock, world):
        session = cookie(await enter(anonymous, "kp_b.w1"))
        proof = {"password": PASSWORD}
        secret = (await anonymous.post("/account/totp", json=proof, headers=session)).json()["secret"]
        code = pyotp.TOTP(secret).at(clock.now())
        await anonymous.post("/account/totp/confirm", json={"code": code, **proof}, headers=session)
        await lead.post(f"/people/{world['ids']['ward1.kp_b.person']}/reset-second-factor")
        session = cookie(await enter(anonymous, "kp_b.w1"))
        [notice] = (await anonymous.get("/session", headers=session)).json()["notices"]
        assert notice["kind"] == "second_factor_reset"

    @pytest.mark.parametrize("second", ["ward1.deputy", "admin"])
    @pytest.mark.parametrize("role", [Role.CHILD_PROTECTION_OFFICER, Role.WARD_LEAD])
    async def test_who_is_mighty_keeps_it_until_a_second_person_agrees(self, role, second, lead, signed_in, maker):
        one = await maker.person(role, device=True)
        assert (await lead.post(f"/people/{one.person}/reset-second-factor")).status_code == 200
        assert (await maker.credential(one)).totp_enabled is True
        deputy = signed_in(second)
        waiting = (await deputy.get("/approvals")).json()["items"]
        [approval] = [each for each in waiting if each["kind"] == "second_factor"]
        assert (await lead.post(f"/approvals/{approval['id']}/confirm")).json()["code"] == "not_second_person"
        assert (await deputy.post(f"/approvals/{approval['id']}/confirm")).status_code == 200
        assert (await maker.credential(one)).totp_enabled is False

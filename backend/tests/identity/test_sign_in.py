"""Signing in: what opens a session, what slows, what ends it."""

import unicodedata
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text

from tests.world import NOW, PASSWORD
from vitreem.identity import door, throttle
from vitreem.identity.models import SignInDelay


async def enter(client, login="officer.w1", password=PASSWORD, **more):
    return await client.post("/session", json={"login": login, "password": password, **more})


def cookie(reply) -> dict[str, str]:
    return {"Cookie": reply.headers["set-cookie"].split(";")[0]}


def browser_of(reply) -> dict[str, str]:
    """The cookie by which the browser is known at the next sign-in."""
    return {"Cookie": reply.headers.get_list("set-cookie")[1].split(";")[0]}


class TestSignIn:
    async def test_right_password_opens_a_session(self, anonymous):
        reply = await enter(anonymous, "OFFICER.W1")
        assert reply.status_code == 204, reply.text
        parts = {part.strip() for part in reply.headers["set-cookie"].split(";")}
        assert reply.headers["set-cookie"].startswith("__Host-vte_session=")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= parts
        me = (await anonymous.get("/session", headers=cookie(reply))).json()
        assert me["roles"] == ["ward_officer"]
        assert me["ward"]["id"] == 1

    async def test_clock_that_runs_meanwhile_refuses_nobody(self, anonymous, clock):
        clock.tick = timedelta(microseconds=7)
        for _ in range(3):
            assert (await enter(anonymous)).status_code == 204

    def test_attempt_counted_a_moment_after_this_one_began_refuses_nobody(self):
        """Of attempts that come together one waits for the other's lock, and finds its count of a later moment."""
        later = SignInDelay(subject_hash=b"x", failures=0, last_failed_at=NOW + timedelta(seconds=1))
        assert throttle.remaining(later, throttle.FREE_PAIR, throttle.MAX_PAIR_WAIT, NOW) == 0
        later.failures = throttle.FREE_PAIR
        assert throttle.remaining(later, throttle.FREE_PAIR, throttle.MAX_PAIR_WAIT, NOW) == 1

    async def test_what_one_transaction_writes_has_one_moment(self, officer, clock, connection):
        clock.tick = timedelta(seconds=1)
        body = {"name": "Khu phố mới", "kind": "khu_pho"}
        assert (await officer.post("/units", json=body, headers={"Idempotency-Key": "moment-0001"})).is_success
        told = "SELECT at FROM app.audit_event WHERE kind = 'unit.created' ORDER BY at DESC LIMIT 1"
        kept = "SELECT created_at FROM app.idempotency_key ORDER BY created_at DESC LIMIT 1"
        moments = [(await connection.execute(text(one))).scalar_one() for one in (told, kept)]
        assert moments[0] == moments[1]

    async def test_unknown_name_and_wrong_password_get_one_answer(self, anonymous):
        unknown, wrong = await enter(anonymous, "nobody"), await enter(anonymous, password="x")
        assert unknown.status_code == wrong.status_code == 401
        assert unknown.json() == wrong.json()

    async def test_idle_and_absolute_end(self, anonymous, clock):
        session = cookie(await enter(anonymous))
        clock.moment += timedelta(minutes=29)
        assert (await anonymous.get("/session", headers=session)).status_code == 200
        clock.moment += timedelta(minutes=31)
        assert (await anonymous.get("/session", headers=session)).status_code == 401

    async def test_sign_out_ends_the_session(self, anonymous):
        session = cookie(await enter(anonymous))
        assert (await anonymous.delete("/session", headers=session)).status_code == 204
        assert (await anonymous.get("/session", headers=session)).status_code == 401


class TestGuessing:
    async def test_guessing_is_slowed_and_nobody_is_locked_out(self, anonymous, clock):
        for _ in range(5):
            assert (await enter(anonymous, password="wrong")).status_code == 401
        slowed = await enter(anonymous, password="wrong")
        assert slowed.status_code == 429
        assert slowed.json()["retry_after"] >= 1
        clock.moment += timedelta(seconds=slowed.json()["retry_after"])
        assert (await enter(anonymous)).status_code == 204
        assert (await enter(anonymous, password="wrong")).status_code == 401

    async def test_right_password_of_a_colleague_behind_a_guessing_address_is_taken(self, anonymous):
        for number in range(55):
            assert (await enter(anonymous, f"nobody.{number}", "wrong")).status_code == 401
        assert (await enter(anonymous, "kp_a.w1")).status_code == 204

    async def test_guesses_of_an_office_dont_keep_a_known_browser_out(self, anonymous):
        browser = browser_of(await enter(anonymous))
        anonymous.cookies.clear()
        for number in range(6):
            last = await enter(anonymous, password=f"wrong {number}")
        assert last.status_code == 429
        assert int(last.headers["Retry-After"]) == last.json()["retry_after"] >= 1
        assert (await enter(anonymous)).status_code == 429
        body = {"login": "officer.w1", "password": PASSWORD}
        assert (await anonymous.post("/session", json=body, headers=browser)).status_code == 204

    async def test_a_browser_is_known_for_its_own_account_alone(self, anonymous):
        browser = browser_of(await enter(anonymous, "kp_b.w1"))
        anonymous.cookies.clear()
        for number in range(6):
            await enter(anonymous, "kp_a.w1", f"wrong {number}")
        body = {"login": "kp_a.w1", "password": PASSWORD}
        assert (await anonymous.post("/session", json=body, headers=browser)).status_code == 429

    async def test_a_guessing_address_pauses_and_few_of_it_at_once(self, app, anonymous, monkeypatch):
        paused: list[float] = []

        async def pause(seconds: float) -> None:
            paused.append(seconds)

        monkeypatch.setattr(throttle, "FREE_ADDRESS", 3)
        monkeypatch.setattr(door, "sleep", pause)
        for number in range(5):
            await enter(anonymous, f"nobody.{number}", "wrong")
        assert paused == pytest.approx([0.1])
        assert app.state.door.lanes.per_lane == 4

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/account/password", {"current_password": "wrong", "new_password": "bốn mùa hoa nở 44"}),
            ("/account/totp", {"password": "wrong"}),
            ("/account/totp/disable", {"password": "wrong"}),
        ],
    )
    async def test_guessing_ones_own_password_from_a_stolen_session_is_slowed_too(self, officer, path, body):
        for _ in range(5):
            refused = await officer.post(path, json=body)
            assert (refused.status_code, refused.json()["code"]) == (422, "wrong_password")
        assert (await officer.post(path, json=body)).status_code == 429

    async def test_a_password_is_the_same_however_a_telephone_sends_its_accents(self, lead, anonymous, world):
        path = (await lead.post(f"/people/{world['ids']['ward1.kp_a.person']}/reset-link")).json()["path"]
        composed, parts = (unicodedata.normalize(form, "con mèo trèo cây cau") for form in ("NFC", "NFD"))
        assert composed != parts
        token = path.removeprefix("/reset/")
        assert (await anonymous.post(f"/password-resets/{token}", json={"new_password": parts})).status_code == 204
        assert (await enter(anonymous, "kp_a.w1", composed)).status_code == 204
        assert (await enter(anonymous, "kp_a.w1", parts)).status_code == 204

    async def test_request_of_another_site_is_refused(self, anonymous):
        for origin in ("https://evil.example", "http://[", "null", "https://test:99999999"):
            bare = await anonymous.post("/session", json={}, headers={"X-CSRF": "1", "Origin": origin})
            assert (bare.status_code, bare.json()["code"]) == (403, "cross_site_request"), origin
        for said in ("cross-site", "same-site"):
            bare = await anonymous.post("/session", json={}, headers={"X-CSRF": "1", "Sec-Fetch-Site": said})
            assert bare.json()["code"] == "cross_site_request"
        del anonymous.headers["X-CSRF"]
        assert (await enter(anonymous)).status_code == 403

    async def test_what_the_browser_says_goes_before_the_host_that_a_proxy_writes(self, anonymous):
        """nginx sends its own name as Host, unless it is told otherwise."""
        proxied = {"Host": "app:8000", "Origin": "https://vitreem.phuong.example", "Sec-Fetch-Site": "same-origin"}
        anonymous.headers.update(proxied)
        assert (await enter(anonymous)).status_code == 204
        del anonymous.headers["Sec-Fetch-Site"]
        assert (await enter(anonymous)).status_code == 403


class TestSecondFactor:
    async def test_code_works_once_and_recovery_codes_too(self, anonymous, clock):
        session = cookie(await enter(anonymous))
        proof = {"password": PASSWORD}
        secret = (await anonymous.post("/account/totp", json=proof, headers=session)).json()["secret"]
        code = pyotp.TOTP(secret).at(clock.now())
        confirmed = await anonymous.post("/account/totp/confirm", json={"code": code, **proof}, headers=session)
        recovery = confirmed.json()["recovery_codes"]
        assert len(recovery) == 10
        assert (await enter(anonymous)).json()["code"] == "totp_required"
        for odd in ("１２３４５６", "12 34 56", "٣٣٣٣٣٣", "a" * 20):
            assert (await enter(anonymous, totp_code=odd)).json()["code"] == "totp_wrong", odd
        assert (await enter(anonymous, totp_code=code)).json()["code"] == "totp_wrong"
        clock.moment += timedelta(seconds=30)
        assert (await enter(anonymous, totp_code=pyotp.TOTP(secret).at(clock.now()))).status_code == 204
        assert (await enter(anonymous, totp_code=recovery[0])).status_code == 204
        assert (await enter(anonymous, totp_code=recovery[0])).json()["code"] == "totp_wrong"


class TestPasswords:
    @pytest.mark.parametrize("weak", ["short1", "password", "12345678", "officer.w1", "aaaaaaaaaa", "matkhau123"])
    async def test_weak_password_is_refused(self, anonymous, weak):
        session = cookie(await enter(anonymous))
        body = {"current_password": PASSWORD, "new_password": weak}
        refused = await anonymous.post("/account/password", json=body, headers=session)
        assert (refused.status_code, refused.json()["code"]) == (422, "weak_password")

    async def test_change_ends_the_other_sessions(self, anonymous):
        old, new = cookie(await enter(anonymous)), cookie(await enter(anonymous))
        body = {"current_password": PASSWORD, "new_password": "con mèo trèo cây cau"}
        assert (await anonymous.post("/account/password", json=body, headers=new)).status_code == 204
        assert (await anonymous.get("/session", headers=old)).status_code == 401
        assert (await anonymous.get("/session", headers=new)).status_code == 200

    async def test_one_time_link_works_once(self, lead, anonymous, world):
        person = world["ids"]["ward1.kp_a.person"]
        path = (await lead.post(f"/people/{person}/reset-link")).json()["path"]
        token = path.removeprefix("/reset/")
        assert (await anonymous.get(f"/password-resets/{token}")).json()["login"] == "kp_a.w1"
        body = {"new_password": "bốn mùa hoa nở"}
        assert (await anonymous.post(f"/password-resets/{token}", json=body)).status_code == 204
        assert (await anonymous.post(f"/password-resets/{token}", json=body)).status_code == 404
        assert (await enter(anonymous, "kp_a.w1", "bốn mùa hoa nở")).status_code == 204

    async def test_new_person_must_choose_a_password_first(self, officer, anonymous, world):
        body = {
            "full_name": "Lê Mới",
            "login": "le.moi",
            "role": "unit_member",
            "unit_id": world["ids"]["ward1.kp_a.unit"],
        }
        made = await officer.post("/people", json=body, headers={"Idempotency-Key": "person-0001"})
        assert made.status_code == 201, made.text
        token = made.json()["set_up"]["path"].removeprefix("/reset/")
        await anonymous.post(f"/password-resets/{token}", json={"new_password": "ngõ nhỏ phố nhỏ"})
        assert (await enter(anonymous, "le.moi.99001", "ngõ nhỏ phố nhỏ")).status_code == 204


class TestRights:
    async def test_role_taken_is_effective_on_the_next_request(self, khu_pho, lead, world):
        assert (await khu_pho.get("/dashboards/unit")).status_code == 200
        ids = world["ids"]
        await lead.delete(f"/people/{ids['ward1.kp_a.person']}/memberships/{ids['ward1.kp_a.membership']}")
        assert (await khu_pho.get("/dashboards/unit")).status_code == 403

    async def test_officer_can_not_make_a_lead(self, officer, world):
        person = world["ids"]["ward1.kp_b.person"]
        refused = await officer.post(f"/people/{person}/memberships", json={"role": "ward_lead"})
        assert refused.status_code == 403

    async def test_disabled_account_is_out_at_once(self, khu_pho, signed_in, world):
        admin = signed_in("admin")
        account = world["ids"]["ward1.kp_a.account"]
        done = await admin.post(f"/admin/accounts/{account}/disable", headers={"If-Match": '"1"'})
        assert done.status_code == 200
        assert (await khu_pho.get("/session")).status_code == 401

    async def test_superior_sees_figures_of_own_wards_only(self, signed_in):
        viewer = signed_in("ward1.viewer")
        own = await viewer.get("https://test/api/town/v1/wards/99001/progress")
        assert own.json()["dashboard"]["figures"]["totals"]["total"] == 11
        assert (await viewer.get("https://test/api/town/v1/wards/99002/progress")).status_code == 404


class TestSheets:
    async def test_registry_goes_out_and_comes_in_again(self, lead):
        data = (await lead.get("/units/export")).content
        again = await lead.post("/units/import", files={"file": ("u.xlsx", data)})
        assert again.json() | {"faults": []} == again.json()
        assert (again.json()["created"], again.json()["unchanged"]) == (0, 5)

    async def test_wrong_cells_are_named_and_nothing_is_stored(self, lead):
        from vitreem.identity.sheets import UNIT_COLUMNS
        from vitreem.kernel.files.excel import workbook

        rows = [("Khu phố 9", "Khu phố", ""), ("Khu phố 9", "Khu phố", ""), ("X", "Không có", "")]
        files = {"file": ("u.xlsx", workbook("Đơn vị", UNIT_COLUMNS, rows))}
        reply = (await lead.post("/units/import", files=files)).json()
        assert [(error["row"], error["column"]) for error in reply["faults"]] == [(3, "Tên đơn vị"), (4, "Loại")]
        assert len((await lead.get("/units")).json()["items"]) == 6

    async def test_text_that_looks_like_a_formula_stays_text(self, lead):
        import io

        from openpyxl import load_workbook

        body = {"name": '=HYPERLINK("http://evil.example")', "kind": "other"}
        await lead.post("/units", json=body, headers={"Idempotency-Key": "formula-0001"})
        sheet = load_workbook(io.BytesIO((await lead.get("/units/export")).content)).active
        cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
        assert [cell.data_type for cell in cells] == ["s"]

"""Nobody outside the case learns that there is one: not by an address, a list, a count, a reply or a row."""

import io
import zipfile
from datetime import timedelta

import pytest

from tests.incidents.team import FORMS, Person
from tests.incidents.world import secret
from tests.matrix import UNKNOWN
from tests.people import Maker
from vitreem.kernel.request.roles import Role

NAMES = {"case": "case", "report": "case.report", "case_file": "case_file", "arrival": "arrival"}
OUTSIDERS = ("officer", "kp_a", "kp_b", "culture", "viewer")


class TestOutsiders:
    @pytest.mark.parametrize("who", [*(f"ward1.{one}" for one in OUTSIDERS), "admin"])
    @pytest.mark.parametrize(
        "path",
        [
            "/incident-board", "/incident-cases", "/incident-team", "/incident-export", "/incident-cases/{case}",
            "/incident-reports/{report}", "/incident-cases/{case}/document", "/incident-cases/{case}/files/{case_file}",
            "/incident-arrivals/{arrival}", "/incident-statistics?from_on=2026-01-01&to_on=2026-12-31",
        ],
    )  # fmt: skip
    async def test_every_address_answers_as_an_unknown_id(self, signed_in, world, who, path):
        client = signed_in(who)
        told = await client.get(path.format(**{name: world["ids"][f"ward1.{one}"] for name, one in NAMES.items()}))
        unknown = await client.get(f"/incident-cases/{UNKNOWN}")
        assert (told.status_code, told.content) == (404, unknown.content)

    async def test_another_wards_team_finds_nothing(self, signed_in, world):
        other = Person(signed_in("ward2.lead"))
        body = await other.get(f"/incident-cases/{world['ids']['ward1.case']}", 404)
        assert body == await other.get(f"/incident-cases/{UNKNOWN}", 404)
        mine = {one["id"] for one in (await other.get("/incident-board"))["cases"]}
        assert world["ids"]["ward1.case"] not in mine

    async def test_an_officer_without_the_case_isnt_shown_it(self, app, connection, clock, world, protector, anonymous):
        """T01: of the same ward and role, and not of this case."""
        maker = Maker(connection, clock, world)
        made = await maker.person(Role.CHILD_PROTECTION_OFFICER, device=True)
        anonymous.headers.update(maker.cookie(made))
        other = Person(anonymous)
        case = await protector.open_case()
        assert (await other.get("/incident-board"))["cases"] == []
        for path in ("", "/document"):
            assert (await other.get(f"/incident-cases/{case['id']}{path}", 404))["code"] == "not_found"
        await protector.post(f"/incident-cases/{case['id']}/members", {"person_id": made.person})
        assert (await other.get(f"/incident-cases/{case['id']}"))["full"] is True
        await protector.send("DELETE", f"/incident-cases/{case['id']}/access/{made.person}")
        await other.get(f"/incident-cases/{case['id']}", 404)


class TestDoor:
    async def test_a_second_factor_is_needed(self, connection, clock, world, anonymous):
        maker = Maker(connection, clock, world)
        made = await maker.person(Role.CHILD_PROTECTION_OFFICER)
        anonymous.headers.update(maker.cookie(made))
        assert (await Person(anonymous).get("/incident-board", 403))["code"] == "second_factor_needed"

    async def test_ten_idle_minutes_close_the_pages_of_cases_alone(self, connection, clock, world, anonymous):
        maker = Maker(connection, clock, world)
        made = await maker.person(Role.CHILD_PROTECTION_OFFICER, device=True)
        anonymous.headers.update(maker.cookie(made))
        person = Person(anonymous)
        for minutes in (9, 9, 9):
            clock.moment += timedelta(minutes=minutes)
            await person.get("/incident-board")
        clock.moment += timedelta(minutes=10, seconds=1)
        assert (await person.get("/incident-board", 401))["code"] == "sign_in_again"
        await person.get("/session")

    async def test_without_the_root_key_the_module_alone_is_closed(self, app, protector, signed_in):
        kept, app.state.field_key = app.state.field_key, None
        try:
            assert (await protector.get("/incident-board", 503))["code"] == "keys_away"
            assert (await Person(signed_in("ward1.officer")).get("/incident-board", 404))["code"] == "not_found"
            await protector.get("/session")
            await protector.get("/children")
        finally:
            app.state.field_key = kept


class TestReferral:
    async def test_chosen_parts_until_the_day(self, anonymous, connection, world, clock, protector):
        maker = Maker(connection, clock, world)
        made = await maker.person(Role.UNIT_MEMBER, device=True)
        anonymous.headers.update(maker.cookie(made))
        head = Person(anonymous)
        await head.get("/incident-board", 404)
        case = await protector.open_case()
        await protector.post(f"/incident-cases/{case['id']}/notes", {"text": "Trao đổi với cô giáo"}, 201)
        case = await protector.paper(case, FORMS["initial_assessment"])
        body = {
            "person_id": made.person, "parts": ["notes"], "until_on": "2026-06-10",
            "reason": "Theo dõi tại khu phố",
        }  # fmt: skip
        await protector.post(f"/incident-cases/{case['id']}/referrals", body)
        shown = await head.get(f"/incident-cases/{case['id']}")
        assert (shown["full"], shown["parts"], shown["papers"], shown["reports"], shown["history"]) == (
            False,
            ["notes"],
            [],
            [],
            [],
        )
        assert [one["text"] for one in shown["notes"]] == ["Trao đổi với cô giáo"]
        await head.post(f"/incident-cases/{case['id']}/notes", {"text": "Trẻ vẫn đi học"}, 201)
        assert (await head.post(f"/incident-cases/{case['id']}/start", status=403, version=2))["code"] == "not_allowed"
        for _ in range(32):  # past midnight, still signed in
            clock.moment += timedelta(minutes=29)
            await head.get("/session")
        await head.get(f"/incident-cases/{case['id']}", 404)


class TestInformant:
    async def test_opened_with_a_reason_that_the_history_keeps(self, protector):
        report = await protector.report(informant={"name": "Bà Tư hàng xóm", "phone": "0900"})
        path = f"/incident-reports/{report['id']}"
        assert "Bà Tư" not in str(await protector.get(path))
        await protector.post(f"{path}/informant", {"reason": "ha"}, 422)
        assert (await protector.post(f"{path}/informant", {"reason": "Cần hỏi thêm giờ"}))["name"] == "Bà Tư hàng xóm"
        shown = await protector.get(path)
        assert "incident_report.informant_opened" in [one["kind"] for one in shown["history"]]
        assert "Cần hỏi thêm giờ" in shown["notes"][-1]["text"]


class TestPapersOut:
    @pytest.mark.parametrize("path", ["", "/papers/{paper}"])
    async def test_the_file_and_its_papers_as_word_and_pdf(self, protector, world, path):
        case = await protector.get(f"/incident-cases/{world['ids']['ward1.case']}")
        for paper in case["papers"] if path else case["papers"][:1]:
            address = f"/incident-cases/{case['id']}{path.format(paper=paper['id'])}/document"
            word = await protector.client.get(address)
            assert word.status_code == 200, word.text
            with zipfile.ZipFile(io.BytesIO(word.content)) as archive:
                assert secret(1) in archive.read("word/document.xml").decode()
            pdf = await protector.client.get(f"{address}?format=pdf")
            assert pdf.content.startswith(b"%PDF")
            assert word.headers["cache-control"] == "no-store"


class TestOtherWard:
    async def test_refused_and_taken_later_with_its_hours(self, signed_in, protector):
        case = await protector.open_case()
        at = f"/incident-cases/{case['id']}"
        other = Person(signed_in("ward2.kp_a_protector"))
        offer = {"ward_code": "99002", "reason": "Trẻ cư trú tại phường 2"}
        case = await protector.post(f"{at}/offers", offer, version=case["version"])
        assert (await protector.post(f"{at}/offers", offer, 409, case["version"]))["code"] == "offered_already"
        await protector.get(f"/incident-arrivals/{case['transfers'][0]['id']}", 404)
        arrival = await other.get(f"/incident-arrivals/{case['transfers'][0]['id']}")
        assert (arrival["child"]["name"], arrival["from_ward_name"]) == ("Lê Bé An", "Phường 1")
        await other.post(f"/incident-arrivals/{arrival['id']}/refuse", {"reason": "Trẻ không ở đây"})
        case = await protector.get(at)
        assert (case["state"], case["transfers"][0]["answer"]) == ("received", "Trẻ không ở đây")
        case = await protector.post(f"{at}/offers", offer, version=case["version"])
        taken = await other.post(f"/incident-arrivals/{case['transfers'][1]['id']}/take")
        assert (taken["child"]["name"], taken["received_at"]) == ("Lê Bé An", case["received_at"])
        due = {one["code"]: one["due_at"] for one in case["clocks"]}
        assert {one["code"]: one["due_at"] for one in taken["clocks"]} == due
        case = await protector.get(at)
        assert (case["state"], case["allowed_actions"].count("write")) == ("handed_over", 0)
        twice = await other.post(f"/incident-arrivals/{case['transfers'][1]['id']}/take", status=409)
        assert twice["code"] == "answered_already"

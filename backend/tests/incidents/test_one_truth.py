"""What a case says of itself agrees: its end, its reports, its days, its clocks and who is told."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.incidents.team import FORMS, told
from vitreem.demo.pictures import photo
from vitreem.kernel.jobs import sweeps
from vitreem.kernel.request.roles import Role

GROUND = {"outcome": "other", "note": "đóng sớm", "ground": "Căn cứ pháp lý đầy đủ"}
CHILD = {"facts": {"name": "Lê Bé An", "birth": {"year": 2018}}, "sex": "female"}


async def submitted(protector, case):
    """The case with a plan that waits for the chair, and the plan."""
    for kind in ("initial_assessment", "detailed_assessment", "conference"):
        case = await protector.paper(case, FORMS[kind])
    case = await protector.paper(case, FORMS["plan"], "submit")
    return case, next(one for one in case["papers"] if one["kind"] == "plan")


def running(case):
    return {one["code"] for one in case["clocks"] if one["running"]}


def path_of(case, more=""):
    return f"/incident-cases/{case['id']}{more}"


async def accepted(protector, report, children):
    return await protector.post(
        f"/incident-reports/{report['id']}/accept", {"children": children}, version=report["version"]
    )


class TestDecidedAfterTheEnd:
    @pytest.mark.parametrize("verb", ["approve", "return"])
    async def test_a_plan_isnt_decided_on_in_a_closed_case(self, protector, lead, verb):
        case, plan = await submitted(protector, await protector.open_case())
        case = await lead.post(path_of(case, "/close"), GROUND, version=case["version"])
        reply = await lead.client.post(
            path_of(case, f"/papers/{plan['id']}/{verb}"), json={"reason": "sửa lại đi"} if verb == "return" else None,
            headers={"If-Match": f'"{plan["version"]}"'},
        )  # fmt: skip
        shown = await lead.get(path_of(case))
        assert (reply.status_code, shown["state"]) == (409, "closed")

    async def test_nor_in_one_that_another_ward_has_taken(self, protector, lead, at_desk, maker):
        case, plan = await submitted(protector, await protector.open_case())
        other = at_desk(await maker.person(Role.CHILD_PROTECTION_OFFICER, 2, device=True))
        offer = {"ward_code": "99002", "reason": "Trẻ ở bên đó"}
        case = await protector.post(path_of(case, "/offers"), offer, version=case["version"])
        await other.post(f"/incident-arrivals/{case['transfers'][-1]['id']}/take")
        reply = await lead.client.post(
            path_of(case, f"/papers/{plan['id']}/approve"), headers={"If-Match": f'"{plan["version"]}"'}
        )
        shown = await lead.get(path_of(case))
        assert (reply.status_code, shown["state"]) == (409, "handed_over")

    async def test_a_report_isnt_put_into_a_closed_case(self, protector, lead):
        case = await protector.open_case()
        await lead.post(path_of(case, "/close"), GROUND, version=case["version"])
        report = await protector.report(what="Lại bị đánh")
        reply = await protector.client.post(
            f"/incident-reports/{report['id']}/accept", json={"children": [{"case_id": case["id"]}]},
            headers={"If-Match": f'"{report["version"]}"'},
        )  # fmt: skip
        shown = await protector.get(f"/incident-reports/{report['id']}")
        assert reply.status_code in (409, 422)
        assert running(shown) == {"case.first_protection"}

    async def test_nor_by_being_the_same_as_the_report_of_a_closed_case(self, protector, lead):
        case = await protector.open_case()
        await lead.post(path_of(case, "/close"), GROUND, version=case["version"])
        report = await protector.report(what="Lại bị đánh")
        reply = await protector.client.post(
            f"/incident-reports/{report['id']}/same", json={"report_id": case["reports"][0]["id"]},
            headers={"If-Match": f'"{report["version"]}"'},
        )  # fmt: skip
        assert reply.status_code in (409, 422)


class TestReceipt:
    async def test_of_a_newborn_the_year_suffices(self, protector):
        facts = {"what": "Trẻ sơ sinh bị bỏ rơi", "children": [{"birth": {"year": 2026}}]}
        await protector.post("/incident-reports", told(facts=facts), 201)

    async def test_or_year_and_month(self, protector):
        facts = {"what": "Trẻ sơ sinh bị bỏ rơi", "children": [{"birth": {"year": 2026, "month": 6}}]}
        await protector.post("/incident-reports", told(facts=facts), 201)

    async def test_a_corrected_hour_counts_in_the_case_too(self, protector):
        report = await protector.report()
        done = await accepted(protector, report, [CHILD])
        body = told(received_at="2026-06-10T05:00:00+07:00")
        await protector.put(f"/incident-reports/{report['id']}", body, version=done["version"])
        case = await protector.get(f"/incident-cases/{done['cases'][0]['id']}")
        assert case["received_at"][:19] == "2026-06-09T22:00:00"
        assert {one["starts_at"] for one in case["clocks"]} == {"2026-06-09T22:00:00Z"}

    async def test_a_parent_who_is_suspected_later_is_so_in_the_case(self, protector):
        report = await protector.report()
        done = await accepted(protector, report, [CHILD])
        await protector.put(f"/incident-reports/{report['id']}", told(parent_is_suspect=True), version=done["version"])
        case = await protector.get(f"/incident-cases/{done['cases'][0]['id']}")
        assert case["parent_is_suspect"]
        assert case["urgent"]

    async def test_an_hour_after_the_recording_is_refused_in_words(self, protector, clock):
        report = await protector.report()
        clock.moment += timedelta(minutes=5)
        later = (clock.moment - timedelta(minutes=1)).isoformat()
        reply = await protector.client.put(
            f"/incident-reports/{report['id']}", json=told(received_at=later),
            headers={"If-Match": f'"{report["version"]}"'},
        )  # fmt: skip
        assert reply.json()["code"] == "received_later"

    async def test_the_second_caller_is_heard_in_the_case_whichever_was_first_decided(self, protector):
        one, other = await protector.report(what="Người gọi thứ nhất"), await protector.report(what="Người gọi thứ hai")
        await protector.post(f"/incident-reports/{one['id']}/same", {"report_id": other["id"]}, version=one["version"])
        other = await protector.get(f"/incident-reports/{other['id']}")
        done = await accepted(protector, other, [CHILD])
        case = await protector.get(f"/incident-cases/{done['cases'][0]['id']}")
        assert {told["id"] for told in case["reports"]} == {one["id"], other["id"]}

    async def test_a_dismissed_report_swallows_no_other(self, protector):
        one, other = await protector.report(), await protector.report()
        await protector.post(
            f"/incident-reports/{other['id']}/dismiss", {"reason": "Không phải"}, version=other["version"]
        )
        reply = await protector.client.post(
            f"/incident-reports/{one['id']}/same", json={"report_id": other["id"]},
            headers={"If-Match": f'"{one["version"]}"'},
        )  # fmt: skip
        assert reply.json().get("code") == "unknown_subject"

    async def test_who_told_isnt_wiped_out_by_an_empty_form(self, protector):
        report = await protector.report(informant={"name": "Người báo"})
        await protector.put(f"/incident-reports/{report['id']}", told(informant={}), version=report["version"])
        opened = await protector.post(f"/incident-reports/{report['id']}/informant", {"reason": "Cần gọi lại"})
        assert opened["name"] == "Người báo"


class TestDays:
    @pytest.mark.parametrize(
        ("kind", "member", "value"),
        [
            ("conference", "held_at", "2199-01-01T00:00:00+07:00"),
            ("follow_up", "visited_on", "2199-01-01"),
            ("urgent_measures", "taken_at", "2199-01-01T00:00:00+07:00"),
        ],
    )
    async def test_what_is_reported_as_done_isnt_in_the_future(self, protector, kind, member, value):
        case = await protector.open_case()
        case = await protector.paper(case, FORMS["initial_assessment"])
        case = await protector.paper(case, FORMS["detailed_assessment"])
        await protector.paper(case, {**FORMS[kind], member: value}, status=422)

    async def test_nor_is_a_decision_on_care(self, protector, lead):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        await protector.paper(case, {**FORMS["care"], "decided_on": "2199-01-01"}, "submit", 422)

    async def test_a_child_isnt_handed_over_before_the_decision(self, protector, lead):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        case = await protector.paper(case, FORMS["care"], "submit")
        paper = case["papers"][-1]
        case = await lead.post(path_of(case, f"/papers/{paper['id']}/approve"), version=paper["version"])
        reply = await protector.client.post(
            path_of(case, "/hand-to-carer"), json={"on": "2018-01-01"}, headers={"If-Match": f'"{case["version"]}"'}
        )
        assert reply.status_code == 422
        assert (await lead.get("/incident-board"))["missing_year"] is None

    async def test_a_separation_to_come_meets_no_hours_of_today(self, protector, lead):
        case = await protector.paper(await protector.open_case(), {**FORMS["initial_assessment"], "urgent": True})
        form = {**FORMS["separation"], "starts_on": "2026-09-20", "ends_on": "2026-09-24"}
        case = await protector.paper(case, form, "submit")
        paper = case["papers"][-1]
        case = await lead.post(path_of(case, f"/papers/{paper['id']}/approve"), version=paper["version"])
        assert "case.first_protection" in running(case)

    async def test_the_first_day_apart_counts_in_whatever_order_it_was_decided(self, protector, lead):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        for first, last in (("2026-06-20", "2026-06-24"), ("2026-06-10", "2026-06-19")):
            form = {**FORMS["separation"], "starts_on": first, "ends_on": last}
            case = await protector.paper(case, form, "submit")
            paper = case["papers"][-1]
            case = await lead.post(path_of(case, f"/papers/{paper['id']}/approve"), version=paper["version"])
        [clock] = [one for one in case["clocks"] if one["code"] == "case.separation_max" and one["running"]]
        assert clock["starts_at"] == "2026-06-09T17:00:00Z"

    async def test_evidence_isnt_given_back_in_the_future(self, protector):
        case = await protector.open_case()
        kept = {"what": "Áo khoác", "taken_on": "2026-06-10", "returned_on": "2199-01-01"}
        await protector.post(path_of(case, "/evidence"), kept, 422)


class TestPlan:
    async def test_a_returned_plan_has_a_clock(self, protector, lead):
        """«The days for the next submission go on from the first.»"""
        case, plan = await submitted(protector, await protector.open_case())
        case = await lead.post(
            path_of(case, f"/papers/{plan['id']}/return"), {"reason": "Chưa rõ"}, version=plan["version"]
        )
        assert "case.plan_submitted" in running(case)

    async def test_a_further_plan_that_is_returned_leaves_the_case_in_progress(self, protector, lead):
        case, plan = await submitted(protector, await protector.open_case())
        case = await lead.post(path_of(case, f"/papers/{plan['id']}/approve"), version=plan["version"])
        case = await protector.post(path_of(case, "/start"), version=case["version"])
        case = await protector.paper(case, FORMS["plan"], "submit")
        plan = [one for one in case["papers"] if one["kind"] == "plan"][-1]
        case = await lead.post(
            path_of(case, f"/papers/{plan['id']}/return"), {"reason": "Chưa rõ"}, version=plan["version"]
        )
        assert case["state"] == "in_progress"

    async def test_money_of_the_wire_fits_the_table(self, protector, lead):
        case = await protector.open_case()
        for kind in ("initial_assessment", "detailed_assessment", "conference"):
            case = await protector.paper(case, FORMS[kind])
        dear = {**FORMS["plan"], "services": [{**FORMS["plan"]["services"][0], "cost": 3_000_000_000}]}
        case = await protector.paper(case, dear, "submit")
        plan = case["papers"][-1]
        case = await lead.post(path_of(case, f"/papers/{plan['id']}/approve"), version=plan["version"])
        assert case["tasks"][0]["cost"] == 3_000_000_000

    async def test_who_wrote_a_plan_doesnt_approve_it_after_somebody_else_saved_it(self, protector, lead):
        case = await protector.open_case()
        for kind in ("initial_assessment", "detailed_assessment", "conference"):
            case = await protector.paper(case, FORMS[kind])
        case = await lead.post(path_of(case, "/papers"), {"form": FORMS["plan"]}, 201)
        plan = case["papers"][-1]
        at = path_of(case, f"/papers/{plan['id']}")
        case = await protector.put(at, {"form": FORMS["plan"]}, version=plan["version"])
        case = await protector.post(f"{at}/submit", version=case["papers"][-1]["version"])
        reply = await lead.client.post(f"{at}/approve", headers={"If-Match": f'"{case["papers"][-1]["version"]}"'})
        assert reply.status_code == 403


class TestOneCaseForAChild:
    @pytest.fixture
    def child_id(self, world):
        return world["ids"]["ward1.kp_a.child"]

    async def test_by_a_correction(self, protector, child_id):
        codes = []
        for case in (await protector.open_case(), await protector.open_case()):
            reply = await protector.client.put(
                path_of(case), json={"facts": {"name": "Bé"}, "child_id": child_id},
                headers={"If-Match": f'"{case["version"]}"'},
            )  # fmt: skip
            codes.append(reply.status_code)
        assert codes == [200, 409]

    async def test_by_reopening(self, protector, lead, child_id):
        first = await protector.open_case()
        first = await protector.put(
            path_of(first), {"facts": {"name": "Bé"}, "child_id": child_id}, version=first["version"]
        )
        first = await lead.post(path_of(first, "/close"), GROUND, version=first["version"])
        second = await protector.open_case()
        await protector.put(path_of(second), {"facts": {"name": "Bé"}, "child_id": child_id}, version=second["version"])
        reply = await protector.client.post(
            path_of(first, "/reopen"), json={"reason": "Lại bị đánh"}, headers={"If-Match": f'"{first["version"]}"'}
        )
        assert reply.status_code == 409


class TestNotices:
    async def bell(self, person, case):
        items = (await person.get("/notices?limit=100"))["items"]
        return [one for one in items if case["id"] in one["path"]]

    async def test_go_with_the_access(self, protector, colleague, at_desk):
        case, made = await protector.open_case(), await colleague()
        member = at_desk(made)
        await protector.post(path_of(case, "/members"), {"person_id": made.person})
        assert await self.bell(member, case)
        await protector.send("DELETE", path_of(case, f"/access/{made.person}"))
        assert not await self.bell(member, case)

    async def test_of_a_referral_go_when_the_case_is_closed_or_the_referral_ends(
        self, protector, lead, at_desk, maker, clock, app
    ):
        case, made = await protector.open_case(), await maker.person(Role.UNIT_LEAD, device=True)
        body = {"person_id": made.person, "parts": ["notes"], "until_on": "2026-06-10", "reason": "Cần biết"}
        case = await protector.post(path_of(case, "/referrals"), body)
        assert await self.bell(at_desk(made), case)
        # Looked for by night; the case itself is shut from the day on.
        clock.moment = datetime(2026, 6, 11, 19, 30, tzinfo=UTC)
        await sweeps.sweep_all(app.state)
        assert not await self.bell(at_desk(await maker.again(made)), case)

    async def test_of_a_decision_stay_while_another_paper_waits(self, protector, lead, deputy):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        case = await protector.paper(case, FORMS["separation"], "submit")
        first = case["papers"][-1]
        case = await protector.paper(case, FORMS["care"], "submit")
        quiet = len(await self.bell(deputy, case))
        await lead.post(path_of(case, f"/papers/{first['id']}/approve"), version=first["version"])
        assert len(await self.bell(deputy, case)) == quiet

    async def test_a_second_clock_is_told_though_the_first_is_still_over(
        self, protector, colleague, at_desk, maker, app, clock
    ):
        """Both clocks of a case are over: whoever has read of the first hears of the second."""
        case, made = await protector.open_case(), await colleague()
        await protector.post(path_of(case, "/members"), {"person_id": made.person})
        clock.moment = datetime(2026, 6, 10, 14, tzinfo=UTC)
        await sweeps.sweep_all(app.state)
        member = at_desk(await maker.again(made))
        assert len(await self.bell(member, case)) > 1
        await member.client.post("/notices/read")
        # The five working days for the plan are over too.
        clock.moment = datetime(2026, 6, 19, tzinfo=UTC)
        await sweeps.sweep_all(app.state)
        found = await self.bell(at_desk(await maker.again(made)), case)
        assert [one for one in found if one["read_at"] is None]


class TestHours:
    async def test_an_earlier_call_counts_for_hours_that_were_met(self, protector):
        """Told 40 hours before anybody did anything: it wasn't in time."""
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        report = await protector.report(received_at="2026-06-08T12:00:00+07:00")
        await accepted(protector, report, [{"case_id": case["id"]}])
        case = await protector.get(path_of(case))
        [first] = [one for one in case["clocks"] if one["code"] == "case.first_protection"]
        assert first["in_time"] is False

    async def test_a_visit_before_the_hand_over_meets_no_follow_up(self, protector, lead):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        case = await protector.paper(case, FORMS["care"], "submit")
        paper = case["papers"][-1]
        case = await lead.post(path_of(case, f"/papers/{paper['id']}/approve"), version=paper["version"])
        case = await protector.post(path_of(case, "/hand-to-carer"), {"on": "2026-06-10"}, version=case["version"])
        await protector.paper(case, {**FORMS["follow_up"], "visited_on": "2018-01-01"}, status=422)


class TestAfterTheEnd:
    @pytest.fixture
    async def ended(self, protector, lead):
        """A report whose only case has been closed, with one file."""
        case = await protector.open_case()
        report_id = case["reports"][0]["id"]
        await protector.client.post(f"/incident-reports/{report_id}/files", **_photo(1))
        await lead.post(path_of(case, "/close"), GROUND, version=case["version"])
        return await protector.get(f"/incident-reports/{report_id}")

    async def test_no_file_is_added_to_its_report(self, protector, ended):
        reply = await protector.client.post(f"/incident-reports/{ended['id']}/files", **_photo(2))
        assert (reply.status_code, reply.json()["code"]) == (409, "wrong_state")
        assert len((await protector.get(f"/incident-reports/{ended['id']}"))["files"]) == 1

    async def test_nor_taken_away(self, protector, ended):
        reply = await protector.client.delete(f"/incident-reports/{ended['id']}/files/{ended['files'][0]['id']}")
        assert (reply.status_code, reply.json()["code"]) == (409, "wrong_state")


class TestGroups:
    @pytest.mark.parametrize(
        ("group", "code"),
        [
            ({"group": "sexual_abuse", "from_on": "2026-06-10", "to_on": "2026-06-09"}, "ends_before_start"),
            ({"group": "sexual_abuse", "from_on": "2026-06-10", "sub_group": "in_rehab"}, "not_of_group"),
            ({"group": "hiv_aids", "from_on": "2026-06-10", "sub_group": "gì đó"}, "not_of_group"),
        ],
    )
    async def test_what_cannot_be_is_refused_in_words(self, protector, group, code):
        case = await protector.open_case()
        body = {"facts": case["child"] | {"groups": [group]}}
        reply = await protector.client.put(path_of(case), json=body, headers={"If-Match": f'"{case["version"]}"'})
        assert (reply.status_code, reply.json()["code"]) == (422, code)

    async def test_one_of_its_group_and_of_one_day_is_kept(self, protector):
        case = await protector.open_case()
        group = {"group": "drug_addiction", "sub_group": "in_rehab", "from_on": "2026-06-10", "to_on": "2026-06-10"}
        body = {"facts": case["child"] | {"groups": [group]}}
        case = await protector.put(path_of(case), body, version=case["version"])
        assert case["child"]["groups"][0].items() >= group.items()


def _photo(number):
    return {
        "files": {"file": ("a.jpg", photo(number))}, "headers": {"Idempotency-Key": str(uuid4())}
    }  # fmt: skip

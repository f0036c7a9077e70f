"""The course of a case by its verbs, with its clocks, from the report to the closing."""

from tests.incidents.team import FORMS, RECEIVED, told


def clock_of(subject, code):
    return next(one for one in subject["clocks"] if one["code"] == f"case.{code}")


class TestReports:
    async def test_one_sentence_and_the_time_suffice_and_twelve_hours_run_from_the_receipt(self, protector):
        report = await protector.post(
            "/incident-reports",
            {"channel": "hotline_111", "received_at": RECEIVED, "facts": {"what": "Trẻ bị đánh"}},
            201,
        )
        assert report["recorded_at"].startswith("2026-06-10T02:00")
        assert clock_of(report, "first_protection")["due_at"] == "2026-06-10T13:00:00Z"

    async def test_receipt_in_the_future_is_refused(self, protector):
        refused = await protector.post("/incident-reports", told(received_at="2026-06-10T09:00:01+07:00"), 422)
        assert refused["code"] == "received_later"

    async def test_a_child_of_forty_is_no_child(self, protector):
        facts = {"what": "Trẻ bị đánh", "children": [{"birth": {"estimated_age": 40}}]}
        assert (await protector.post("/incident-reports", told(facts=facts), 422))["code"] == "not_a_child"


class TestCourse:
    async def test_from_report_to_closing(self, protector, lead):
        case = await protector.open_case()
        assert case["state"] == "received"
        case = await protector.paper(case, FORMS["initial_assessment"])
        assert case["state"] == "assessed"
        assert clock_of(case, "first_protection")["in_time"] is True
        assert case["papers"][0]["proposed_level"] == "high"
        case = await protector.paper(case, FORMS["detailed_assessment"])
        case = await protector.paper(case, FORMS["conference"])
        case = await protector.paper(case, FORMS["plan"], "submit")
        assert case["state"] == "plan_submitted"
        assert clock_of(case, "plan_submitted")["in_time"] is True
        plan = case["papers"][-1]
        path = f"/incident-cases/{case['id']}/papers/{plan['id']}"
        own = await protector.post(f"{path}/approve", status=403, version=plan["version"])
        assert own["code"] == "not_allowed"
        case = await lead.post(f"{path}/return", {"reason": "Thiếu chi phí"}, version=plan["version"])
        assert (case["state"], case["papers"][-1]["reason"]) == ("conferred", "Thiếu chi phí")
        plan = case["papers"][-1]
        await protector.put(path, {"form": FORMS["plan"]}, version=plan["version"])
        case = await protector.post(f"{path}/submit", version=plan["version"] + 1)
        plan = case["papers"][-1]
        case = await lead.post(f"{path}/approve", version=plan["version"])
        assert case["state"] == "plan_approved"
        assert [one["service"] for one in case["tasks"]] == ["Tư vấn tâm lý"]
        at = f"/incident-cases/{case['id']}"
        case = await protector.post(f"{at}/start", version=case["version"])
        case = await protector.paper(case, FORMS["review"])
        assert case["state"] == "reviewed"
        closing = {"outcome": "safe", "note": "Trẻ an toàn"}
        assert (await protector.post(f"{at}/close", closing, 403, case["version"]))["code"] == "not_allowed"
        case = await lead.post(f"{at}/close", closing, version=case["version"])
        assert (case["state"], case["closing_note"]) == ("closed", "Trẻ an toàn")
        assert all(not one["running"] for one in case["clocks"])
        case = await protector.post(f"{at}/reopen", {"reason": "Bị đánh lại"}, version=case["version"])
        assert case["state"] == "assessed"
        assert clock_of(case, "plan_submitted")["running"]

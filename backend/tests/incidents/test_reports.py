"""Reports and cases are many to many; a report may be the same as another, no matter of protection, or a crime."""

import pytest

from tests.incidents.team import RECEIVED, told

EARLIER = "2026-06-10T07:00:00+07:00"
POLICE = {"at": "2026-06-10T08:45:00+07:00", "reference": "12/CAP-HS"}


def child(name: str, **more):
    return {"facts": {"name": name, "birth": {"year": 2018}}, "sex": "female", **more}


def starts(subject, code: str) -> list[str]:
    return [one["starts_at"] for one in subject["clocks"] if one["code"] == f"case.{code}" and one["running"]]


async def accept(person, report, *children):
    at = f"/incident-reports/{report['id']}/accept"
    return await person.post(at, {"children": list(children)}, version=report["version"])


class TestManyToMany:
    async def test_three_siblings_in_one_call_are_three_cases_of_one_report(self, protector):
        report = await accept(protector, await protector.report(), child("Lê An"), child("Lê Bé"), child("Lê Cam"))
        cases = [await protector.get(f"/incident-cases/{one['id']}") for one in report["cases"]]
        assert sorted(one["child"]["name"] for one in cases) == ["Lê An", "Lê Bé", "Lê Cam"]
        assert len({one["reference"] for one in cases}) == 3
        assert [[each["id"] for each in one["reports"]] for one in cases] == [[report["id"]]] * 3

    async def test_two_callers_are_two_reports_of_one_case_and_the_earlier_hour_counts(self, protector):
        case = await protector.open_case()
        assert starts(case, "first_protection") == ["2026-06-10T01:00:00Z"]
        second = await protector.report(received_at=EARLIER, harms=["neglect"])
        await accept(protector, second, child("Lê An", case_id=case["id"]))
        case = await protector.get(f"/incident-cases/{case['id']}")
        assert len(case["reports"]) == 2
        assert (case["received_at"][:19], case["harms"]) == ("2026-06-10T00:00:00", ["neglect", "physical_violence"])
        for code in ("first_protection", "plan_submitted"):
            assert starts(case, code) == ["2026-06-10T00:00:00Z"]

    async def test_a_later_call_changes_no_hour(self, protector):
        case = await protector.open_case()
        second = await protector.report(received_at="2026-06-10T08:30:00+07:00")
        await accept(protector, second, child("Lê An", case_id=case["id"]))
        assert starts(await protector.get(f"/incident-cases/{case['id']}"), "first_protection") == [
            "2026-06-10T01:00:00Z"
        ]

    async def test_an_open_case_of_a_child_of_the_name_is_shown_before_deciding(self, protector):
        case = await protector.open_case()
        report = await protector.report()
        assert [one["case_id"] for one in report["matches"]] == [case["id"]]


class TestSame:
    async def test_its_cases_hear_the_second_one_too(self, protector):
        first = await accept(protector, await protector.report(), child("Lê An"))
        second = await protector.report(received_at=EARLIER)
        at = f"/incident-reports/{second['id']}/same"
        second = await protector.post(at, {"report_id": first["id"]}, version=second["version"])
        assert (second["state"], second["same_as_id"]) == ("same", first["id"])
        assert starts(second, "first_protection") == []
        case = await protector.get(f"/incident-cases/{first['cases'][0]['id']}")
        assert {one["id"] for one in case["reports"]} == {first["id"], second["id"]}
        assert starts(case, "first_protection") == ["2026-06-10T00:00:00Z"]

    async def test_of_one_that_nobody_has_decided_the_earlier_hour_counts(self, protector):
        first, second = await protector.report(), await protector.report(received_at=EARLIER)
        at = f"/incident-reports/{second['id']}/same"
        await protector.post(at, {"report_id": first["id"]}, version=second["version"])
        assert starts(await protector.get(f"/incident-reports/{first['id']}"), "first_protection") == [
            "2026-06-10T00:00:00Z"
        ]

    async def test_not_of_itself_and_not_of_one_that_is_the_same_as_another(self, protector):
        first, second, third = [await protector.report() for _ in range(3)]
        at = "/incident-reports/{}/same".format
        assert (await protector.post(at(first["id"]), {"report_id": first["id"]}, 422, first["version"]))[
            "code"
        ] == "unknown_subject"
        await protector.post(at(second["id"]), {"report_id": first["id"]}, version=second["version"])
        refused = await protector.post(at(third["id"]), {"report_id": second["id"]}, 422, third["version"])
        assert refused["code"] == "unknown_subject"


class TestDecisions:
    async def test_not_a_matter_of_protection_keeps_its_reason_and_stops_the_hours(
        self, protector, colleague, at_desk, lead
    ):
        other = at_desk(await colleague())
        report = await protector.report()
        at = f"/incident-reports/{report['id']}"
        await other.get(at)  # whoever works on cases may act on what nobody has decided
        reason = {"reason": "Trẻ khóc vì tiêm phòng"}
        report = await protector.post(f"{at}/dismiss", reason, version=report["version"])
        assert (report["state"], report["reason"]) == ("not_protection", "Trẻ khóc vì tiêm phòng")
        assert starts(report, "first_protection") == []
        await other.get(at, 404)
        assert (await lead.get(at))["decided_name"]
        again = await protector.post(f"{at}/dismiss", reason, 409, report["version"])
        assert again["code"] == "wrong_state"

    async def test_the_police_reference_stays_when_the_report_is_dismissed(self, protector):
        report = await protector.report()
        at = f"/incident-reports/{report['id']}"
        report = await protector.post(f"{at}/police", POLICE, version=report["version"])
        report = await protector.post(f"{at}/dismiss", {"reason": "Việc của người lớn"}, version=report["version"])
        assert (report["reason"], report["police_reference"]) == ("Việc của người lớn", "12/CAP-HS")

    @pytest.mark.parametrize("police_first", [True, False])
    async def test_the_police_reference_stays_when_the_report_is_accepted(self, protector, police_first):
        report = await protector.report()
        at = f"/incident-reports/{report['id']}"
        if police_first:
            report = await protector.post(f"{at}/police", POLICE, version=report["version"])
        report = await accept(protector, report, child("Lê An"))
        if not police_first:
            report = await protector.post(f"{at}/police", POLICE, version=report["version"])
        assert (report["state"], report["police_reference"]) == ("accepted", "12/CAP-HS")

    @pytest.mark.parametrize("kind", ["report", "case"])
    async def test_a_crime_goes_to_the_police_with_time_and_reference(self, protector, kind):
        subject = await (protector.report() if kind == "report" else protector.open_case())
        at = f"/incident-{kind}s/{subject['id']}"
        late = {**POLICE, "at": "2026-06-10T09:30:00+07:00"}
        refused = await protector.post(f"{at}/police", late, 422, subject["version"])
        assert refused["code"] == "received_later"
        subject = await protector.post(f"{at}/police", POLICE, version=subject["version"])
        assert (subject["police_at"], subject["police_reference"]) == ("2026-06-10T01:45:00Z", "12/CAP-HS")

    async def test_the_receipt_is_typed_and_the_record_s_hour_is_ours(self, protector, clock):
        report = await protector.report()
        assert (report["received_at"], report["recorded_at"]) == ("2026-06-10T01:00:00Z", "2026-06-10T02:00:00Z")
        changed = {**told(), "received_at": EARLIER}
        changed.pop("informant", None)
        at = f"/incident-reports/{report['id']}"
        report = await protector.put(at, changed, version=report["version"])
        assert starts(report, "first_protection") == ["2026-06-10T00:00:00Z"]
        assert report["recorded_at"] == "2026-06-10T02:00:00Z"
        assert RECEIVED != EARLIER

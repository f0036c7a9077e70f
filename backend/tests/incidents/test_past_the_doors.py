"""Nothing of a case is read or kept past its doors: by the trail, a stand-in, another ward, a referral."""

from datetime import timedelta

import pytest

from tests.incidents.team import FORMS
from vitreem.kernel.request.roles import Role


def path_of(case, more=""):
    return f"/incident-cases/{case['id']}{more}"


@pytest.fixture
def offered(protector):
    """A case of ward 1 that ward 2 is asked to take, and its transfer's id."""

    async def offer(case):
        case = await protector.get(path_of(case))
        body = {"ward_code": "99002", "reason": "Trẻ ở bên đó"}
        done = await protector.post(path_of(case, "/offers"), body, version=case["version"])
        return done, done["transfers"][-1]["id"]

    return offer


@pytest.fixture
async def neighbour(maker, at_desk):
    return at_desk(await maker.person(Role.CHILD_PROTECTION_OFFICER, 2, device=True))


class TestTrail:
    async def test_of_cases_needs_the_second_factor(self, protector, maker, at_desk):
        case = await protector.open_case()
        made = at_desk(await maker.person(Role.WARD_LEAD))
        assert (await made.client.get(path_of(case))).status_code == 403
        assert (await made.get(f"/audit-events?object_id={case['id']}"))["items"] == []
        for kind in ("incident_case", "incident_report"):
            assert (await made.get(f"/audit-events?kind={kind}"))["items"] == []


class TestStandIn:
    async def test_gives_nobody_more_than_its_days(self, protector, colleague, at_desk, maker, world, clock):
        case, made = await protector.open_case(), await colleague()
        days = {"from_on": "2026-06-10", "to_on": "2026-06-10"}
        person_id = world["ids"]["ward1.kp_a_protector.person"]
        await protector.post("/incident-stand-ins", {"person_id": person_id, "stand_in_id": made.person, **days}, 201)
        await at_desk(made).client.post(path_of(case, "/members"), json={"person_id": made.person})
        clock.moment += timedelta(days=2)
        again = at_desk(await maker.again(made))
        assert (await again.client.get(path_of(case))).status_code == 404


class TestOtherWard:
    async def test_reads_nothing_of_what_was_taken_back(self, protector, offered, neighbour):
        case, transfer = await offered(await protector.open_case())
        assert (await neighbour.client.get(f"/incident-arrivals/{transfer}")).status_code == 200
        await protector.send("DELETE", path_of(case, f"/offers/{transfer}"))
        reply = await neighbour.client.get(f"/incident-arrivals/{transfer}")
        assert reply.status_code == 404 or "Lê Bé An" not in reply.text

    async def test_nor_of_what_it_refused(self, protector, offered, neighbour):
        _, transfer = await offered(await protector.open_case())
        await neighbour.post(f"/incident-arrivals/{transfer}/refuse", {"reason": "Không ở đây"})
        reply = await neighbour.client.get(f"/incident-arrivals/{transfer}")
        assert reply.status_code == 404 or "Lê Bé An" not in reply.text

    async def test_and_of_what_it_took_only_the_case_s_people(self, protector, offered, neighbour, maker, at_desk):
        _, transfer = await offered(await protector.open_case())
        taken = await neighbour.post(f"/incident-arrivals/{transfer}/take")
        colleague = at_desk(await maker.person(Role.CHILD_PROTECTION_OFFICER, 2, device=True))
        assert (await colleague.client.get(path_of(taken))).status_code == 404
        reply = await colleague.client.get(f"/incident-arrivals/{transfer}")
        assert reply.status_code == 404 or "Lê Bé An" not in reply.text

    async def test_takes_what_is_known_when_it_takes_it(self, protector, offered, neighbour):
        case, transfer = await offered(await protector.open_case())
        await protector.post(path_of(case, "/notes"), {"text": "Trẻ đã vào viện"}, 201)
        await protector.put(
            path_of(case), {"facts": {"name": "Tên đã sửa"}, "parent_is_suspect": True}, version=case["version"]
        )
        taken = await neighbour.post(f"/incident-arrivals/{transfer}/take")
        assert taken["child"]["name"] == "Tên đã sửa"
        assert taken["parent_is_suspect"]
        assert [one["text"] for one in taken["notes"]] == ["Trẻ đã vào viện"]

    async def test_takes_over_the_clocks_the_police_and_who_wrote(self, protector, lead, offered, neighbour):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        case = await protector.paper(case, FORMS["separation"], "submit")
        paper = case["papers"][-1]
        case = await lead.post(path_of(case, f"/papers/{paper['id']}/approve"), version=paper["version"])
        case = await protector.post(
            path_of(case, "/police"), {"at": "2026-06-10T08:30:00+07:00", "reference": "CA-12"}, version=case["version"]
        )
        case = await protector.post(path_of(case, "/notes"), {"text": "Ghi ở phường 1"}, 201)
        _, transfer = await offered(case)
        taken = await neighbour.post(f"/incident-arrivals/{transfer}/take")
        assert "case.separation_max" in {one["code"] for one in taken["clocks"] if one["running"]}
        assert taken["police_at"] is not None
        assert taken["notes"][0]["author_name"] == case["notes"][0]["author_name"]


class TestRefusals:
    async def test_a_note_to_a_report_that_was_referred_is_refused_in_words(self, protector, maker, at_desk):
        case, made = await protector.open_case(), await maker.person(Role.UNIT_LEAD, device=True)
        body = {"person_id": made.person, "parts": ["report"], "until_on": "2026-06-10", "reason": "Cần biết"}
        case = await protector.post(path_of(case, "/referrals"), body)
        reply = await at_desk(made).client.post(
            f"/incident-reports/{case['reports'][0]['id']}/notes", json={"text": "ghi chú"},
            headers={"Idempotency-Key": "attack-note-1"},
        )  # fmt: skip
        assert reply.status_code == 403

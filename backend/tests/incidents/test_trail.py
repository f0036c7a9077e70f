"""Reads are written down, and what is written down says ids and kinds: no name, no word."""

import re

import pytest

from tests.incidents.team import FORMS
from tests.incidents.world import OFFERED, secret


async def trail(lead, **query) -> list[dict]:
    asked = "&".join(f"{key}={value}" for key, value in {"limit": 100, **query}.items())
    return (await lead.get(f"/audit-events?{asked}"))["items"]


READS = [
    ("/incident-reports/{case.report}", "incident_report.viewed"),
    ("/incident-cases/{case}", "incident_case.viewed"),
    ("/incident-cases/{case}/document", "incident_case.printed"),
    ("/incident-reports/{case.report}/document", "incident_case.printed"),
    ("/incident-cases/{case}/papers/{case.plan}/document", "incident_case.printed"),
    ("/incident-cases/{case_submitted}/papers/{case_submitted.plan}/decision", "incident_case.printed"),
    ("/incident-cases/{case}/files/{case_file}", "incident_case.file_viewed"),
    ("/incident-reports/{case.report}/files/{report_file}", "incident_case.file_viewed"),
    ("/incident-arrivals/{arrival}", "incident_case.viewed"),
]


@pytest.mark.parametrize(("path", "kind"), READS)
async def test_a_read_is_written_down_with_who_read(protector, lead, world, path, kind):
    address = re.sub(r"\{([\w.]+)\}", lambda found: world["ids"][f"ward1.{found[1]}"], path)
    subject = address.split("/")[2]
    before = await trail(lead, kind=kind, object_id=subject)
    assert (await protector.client.get(address)).status_code == 200
    [new] = [one for one in await trail(lead, kind=kind, object_id=subject) if one not in before]
    assert new["person_id"] == world["ids"]["ward1.kp_a_protector.person"]


async def test_an_export_is_written_down_in_each_case(lead, world):
    case = await lead.get(f"/incident-cases/{world['ids']['ward1.case']}")
    await lead.post(f"/incident-cases/{case['id']}/approve-export", version=case["version"])
    await lead.client.get("/incident-export")
    assert len(await trail(lead, kind="incident_case.exported", object_id=case["id"])) == 1


async def test_facts_are_ids_kinds_and_states(protector, lead, world):
    case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
    await protector.post(f"/incident-cases/{case['id']}/notes", {"text": "Lời kể"}, 201)
    plain = re.compile(r"[a-z0-9_.\-]{0,60}")
    after, seen = "", 0
    while after is not None:
        page = await lead.get(f"/audit-events?kind=incident_&limit=100{f'&after={after}' if after else ''}")
        for one in page["items"]:
            seen += 1
            for value in one["facts"].values():
                for word in value if isinstance(value, list) else [value]:
                    assert plain.fullmatch(str(word).lower()), one
        assert secret(1) not in str(page["items"])
        assert OFFERED not in str(page["items"])
        after = page["next"]
    assert seen > 50


async def test_the_history_of_a_case_is_shown_to_its_people(protector, lead, world, signed_in):
    case_id = world["ids"]["ward1.case"]
    kinds = [one["kind"] for one in (await protector.get(f"/incident-cases/{case_id}"))["history"]]
    assert kinds[0] == "incident_case.opened"
    assert await trail(lead, object_id=case_id)
    for who in ("ward1.officer", "ward1.kp_a", "ward1.kp_a_protector", "ward1.viewer"):
        assert (await signed_in(who).get(f"/audit-events?object_id={case_id}")).status_code == 403
    admin = await signed_in("admin").get(f"/audit-events?object_id={case_id}")
    assert admin.status_code == 403 or admin.json()["items"] == []

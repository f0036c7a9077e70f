"""`/bao-tin`: numbers to call, by day, without a name; no cookie, no line in the log, nothing for a wrong ward."""

import structlog

from tests.incidents.team import Person


async def test_the_telephone_of_the_day_and_its_stand_in_without_a_name(anonymous, signed_in, world):
    lead = Person(signed_in("ward1.lead"))
    turn = {
        "person_id": world["ids"]["ward1.lead.person"], "phone": "0902 000 111", "from_on": "2026-07-01",
        "to_on": "2026-07-31", "stand_in_id": world["ids"]["ward1.deputy.person"], "stand_in_phone": "0902 000 222",
    }  # fmt: skip
    await lead.post("/duty-turns", turn, 201)
    page = await anonymous.get("https://test/bao-tin/99001")
    assert page.status_code == 200
    assert "0901 234 567" in page.text and "tel:0901234567" in page.text
    assert "0902 000 111" not in page.text
    assert "CNRY" not in page.text
    everywhere = (await anonymous.get("https://test/bao-tin")).text
    assert "tel:111" in everywhere and "tel:113" in everywhere and "0901" not in everywhere


async def test_nothing_is_kept_about_the_reader(anonymous):
    with structlog.testing.capture_logs() as logs:
        page = await anonymous.get("https://test/bao-tin/99001")
        unknown = await anonymous.get("https://test/bao-tin/12345")
        odd = await anonymous.get("https://test/bao-tin/abc")
    assert logs == []
    assert "set-cookie" not in page.headers
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert unknown.status_code == 404
    assert odd.status_code in (404, 422)


async def test_the_second_number_is_shown_on_its_days(anonymous, signed_in, world, clock):
    lead = Person(signed_in("ward1.lead"))
    turn = {
        "person_id": world["ids"]["ward1.lead.person"], "phone": "0902 000 111", "from_on": "2026-07-01",
        "to_on": "2026-07-31", "stand_in_id": world["ids"]["ward1.deputy.person"], "stand_in_phone": "0902 000 222",
    }  # fmt: skip
    await lead.post("/duty-turns", turn, 201)
    clock.moment = clock.moment.replace(month=7)
    page = (await anonymous.get("https://test/bao-tin/99001")).text
    assert page.index("0902 000 111") < page.index("0902 000 222")

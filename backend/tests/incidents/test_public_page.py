"""`/bao-tin`: numbers to call, and nothing that tells of who reads it or who answers."""

import pytest

from tests.world import NOW, canary
from vitreem.kernel.db.engine import make_engine
from vitreem.kernel.db.transaction import Database


@pytest.fixture
def page(anonymous):
    async def ask(path: str = "/bao-tin/99001", status: int = 200):
        reply = await anonymous.get(f"https://test{path}")
        assert reply.status_code == status, reply.text
        return reply

    return ask


ODD = ["abc", "00000", "99003", "99001/x", "9900", "990011", "９９００１", "%00", "%27", "%2e%2e", "a" * 3000]


@pytest.mark.parametrize(
    "path", ["/bao-tin", "/bao-tin/", "/bao-tin/99001", "/bao-tin/99001/", "/bao-tin/abc", "/bao-tin-roi-trang.js"]
)
async def test_without_a_cookie_and_without_a_line_in_the_log(page, capsys, path):
    capsys.readouterr()
    reply = await page(path, 404 if path.endswith("abc") else 200)
    assert "set-cookie" not in reply.headers
    assert reply.headers["referrer-policy"] == "no-referrer"
    written = capsys.readouterr()
    assert (written.out, written.err) == ("", "")


async def test_of_other_pages_there_is_a_line(anonymous, capsys):
    """The test before would be green without any log."""
    capsys.readouterr()
    await anonymous.get("/session")
    assert "request" in capsys.readouterr().out


async def test_the_duty_telephone_of_the_day_and_no_name(page, clock, lead, world):
    assert "0901 234 567" in (await page()).text
    days = {"from_on": "2026-07-01", "to_on": "2026-07-03"}
    body = {"person_id": world["ids"]["ward1.lead.person"], "phone": "0909 111 222", **days}
    await lead.post("/duty-turns", body, 201)
    for day, phone in ((1, "0909 111 222"), (3, "0909 111 222"), (4, None)):
        clock.moment = NOW.replace(month=7, day=day)
        text = (await page()).text
        assert "0901 234 567" not in text
        assert ("0909 111 222" in text) is (phone is not None)
        assert canary(1) not in text
        assert "111" in text
        assert "113" in text


@pytest.mark.parametrize(("asked", "same"), [("/bao-tin/", "/bao-tin"), ("/bao-tin/99001/", "/bao-tin/99001")])
async def test_a_slash_at_the_end_is_no_other_page(page, asked, same):
    assert (await page(asked)).text == (await page(same)).text


@pytest.mark.parametrize("code", ODD)
async def test_a_code_of_no_ward_shows_the_numbers_that_answer_everywhere(page, code):
    reply = await page(f"/bao-tin/{code}", 404)
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.text == (await page("/bao-tin")).text


async def test_while_the_database_is_away_it_shows_them_too(page, app, monkeypatch):
    away = Database(make_engine("postgresql://vte_app:x@/vitreem?host=/nonexistent"))
    monkeypatch.setattr(app.state, "database", away)
    assert (await page("/bao-tin/99001", 503)).text == (await page("/bao-tin")).text
    await away.engine.dispose()


async def test_an_ended_turn_answers_no_more(page, lead, world):
    await lead.send("DELETE", f"/duty-turns/{world['ids']['ward1.duty']}")
    text = (await page()).text
    assert "0901 234 567" not in text
    assert 'href="tel:111"' in text


@pytest.mark.parametrize("phone", ["111", "(0233) 3.123.456", "+84 901 234 567"])
async def test_a_number_is_written_as_people_write_it(page, lead, world, clock, phone):
    days = {"from_on": "2026-07-01", "to_on": "2026-07-31"}
    await lead.post("/duty-turns", {"person_id": world["ids"]["ward1.lead.person"], "phone": phone, **days}, 201)
    clock.moment = clock.moment.replace(month=7)
    assert phone in (await page()).text


async def test_asks_for_nothing(page):
    text = (await page()).text
    for what in ("<form", "<input", "localStorage", "document.cookie", "http-equiv"):
        assert what not in text


async def test_the_second_number_of_the_day_stands_below_the_first(page, lead, world, clock):
    turn = {
        "person_id": world["ids"]["ward1.lead.person"], "phone": "0902 000 111", "from_on": "2026-07-01",
        "to_on": "2026-07-31", "stand_in_id": world["ids"]["ward1.deputy.person"], "stand_in_phone": "0902 000 222",
    }  # fmt: skip
    await lead.post("/duty-turns", turn, 201)
    clock.moment = clock.moment.replace(month=7)
    text = (await page()).text
    assert text.index("0902 000 111") < text.index("0902 000 222")

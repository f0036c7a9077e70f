"""The list of children by the khu phố of a day: as the dated facts say, and nobody sees more children by it."""

import io
import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, insert

from tests.children.test_children import create
from tests.children.test_moving import move
from tests.identity.test_unit_changes import changed, ids, items, merged
from tests.world import NOW, canary
from vitreem.children.models import ChildPresence
from vitreem.kernel.ids import new_id

__all__ = ["ids"]

A, B = f"{canary(1)}kp_a", f"{canary(1)}kp_b"


@pytest.fixture
async def moved(khu_pho, officer, world, ids, clock):
    """A child who came to khu phố A in March and lives in B since the first of June."""
    clock.moment = NOW - timedelta(days=100)
    child = await create(khu_pho, world, full_name="Lý Thị Một", school_unit_id=ids["school.unit"])
    clock.moment = NOW
    assert (await move(officer, [child], ids["kp_b.unit"], "2026-06-01")).status_code == 200
    return child


async def where(client, query="", name="ly thi mot"):
    """The khu phố that the child is listed in; None where they aren't."""
    found = await items(client, f"/children?q={name}&{query}")
    return found[0]["unit_name"] if found else None


class TestOnADay:
    async def test_the_khu_pho_of_that_day(self, officer, moved):
        assert await where(officer) == await where(officer, "units=then") == B
        assert await where(officer, "units=then&on_day=2026-06-01") == B
        assert await where(officer, "units=then&on_day=2026-05-31") == A
        assert await where(officer, "units=today&on_day=2026-05-31") == B
        # Before the register knew the child, the first that it knows.
        assert await where(officer, "units=then&on_day=2025-01-01") == A

    async def test_a_filter_asks_for_that_day(self, officer, moved, ids):
        a, b = (f"unit_id={ids[f'{one}.unit']}&units=then" for one in ("kp_a", "kp_b"))
        assert (await where(officer, f"{a}&on_day=2026-05-31"), await where(officer, f"{b}&on_day=2026-05-31")) == (
            A,
            None,
        )
        # A khu phố that goes on has who lives there.
        assert (await where(officer, a), await where(officer, b)) == (None, B)

    async def test_nobody_sees_more_children(self, officer, khu_pho, signed_in, moved, ids):
        day = "units=then&on_day=2026-05-31"
        for query in (day, f"{day}&unit_id={ids['kp_a.unit']}"):
            assert await where(khu_pho, query) is None
        assert await where(signed_in("ward1.kp_b"), day) == A
        for actor in ("kp_a", "kp_b", "school", "officer"):
            client = signed_in(f"ward1.{actor}")
            usual, then = [
                {one["id"] for one in await items(client, f"/children?limit=100&{query}")} for query in ("", day)
            ]
            assert usual == then, actor

    async def test_a_school_isnt_told_where_a_pupil_lived_before(self, signed_in, moved, ids):
        """It isn't told on the child's page either."""
        school, day = signed_in("ward1.school"), "units=then&on_day=2026-05-31"
        assert await where(school, day) == B
        assert await where(school, f"{day}&unit_id={ids['kp_a.unit']}") is None
        assert await where(school, f"{day}&unit_id={ids['kp_b.unit']}") == B

    async def test_as_the_dated_facts_say_whatever_their_order(self, officer, connection, moved, ids):
        units = [UUID(ids[f"{one}.unit"]) for one in ("kp_a", "kp_b", "old", "renamed")]
        dice, begin = random.Random(17), date(2026, 1, 1)
        names = {UUID(one["id"]): one["name"] for one in await items(officer, "/units")}
        for _ in range(12):
            facts = [
                (begin + timedelta(days=dice.randrange(12)), new_id(), dice.choice(units))
                for _ in range(dice.randrange(1, 9))
            ]
            mine = ChildPresence.child_id == UUID(moved["id"])
            await connection.execute(delete(ChildPresence).where(mine))
            rows = [
                {
                    "ward_id": 1, "id": fact_id, "child_id": UUID(moved["id"]), "state": "here", "unit_id": unit_id,
                    "on_day": day, "note": "",
                }
                for day, fact_id, unit_id in dice.sample(facts, len(facts))
            ]  # fmt: skip
            await connection.execute(insert(ChildPresence), rows)
            for day in (begin + timedelta(days=at) for at in range(-1, 13)):
                until = [fact for fact in facts if fact[0] <= day]
                expected = max(until) if until else min(facts)
                assert await where(officer, f"units=then&on_day={day}") == names[expected[2]], (day, facts)


class TestOfAPastUnit:
    async def test_who_was_ever_recorded_there(self, officer, khu_pho, moved, ids):
        heir = await merged(officer, ids)
        past = f"unit_id={ids['kp_a.unit']}"
        # Who moved on before the merger was there in its time too.
        assert await where(officer, f"{past}&units=then") == A
        listed = await items(officer, f"/children?limit=100&units=then&{past}")
        assert {ids["kp_a.child"], ids["kp_a.child_second"], moved["id"]} <= {one["id"] for one in listed}
        assert {(one["unit_id"], one["unit_name"]) for one in listed} == {(ids["kp_a.unit"], A)}
        assert ids["kp_b.child"] not in {one["id"] for one in listed}
        # On a day of its time: who lived there on it.
        assert await where(officer, f"{past}&units=then&on_day=2026-06-01") is None
        assert await where(officer, f"{past}&units=then&on_day=2026-05-31") == A
        assert await items(officer, f"/children?limit=100&{past}") == []
        assert await where(officer, f"unit_id={heir}&units=then") == "Khu phố Mới"
        assert await where(khu_pho, f"{past}&units=then") == A

    async def test_only_of_children_whom_the_caller_sees(self, officer, signed_in, moved, ids):
        await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        past = f"/children?limit=100&units=then&unit_id={ids['kp_a.unit']}"
        of_b = {one["id"] for one in await items(signed_in("ward1.kp_b"), past)}
        assert of_b == {moved["id"]}
        assert await items(signed_in("ward1.school"), past) == []
        assert await items(signed_in("ward2.officer"), past) == []

    async def test_the_file_says_the_same(self, officer, moved, ids, finished):
        await merged(officer, ids)
        asked = {"units": "then", "unit_id": ids["kp_a.unit"], "purpose": "Đối chiếu"}
        at_once = await officer.get("/children/export", params=asked)
        job = await officer.post("/children/export", params=asked, headers={"Idempotency-Key": "export-then-1"})
        path = f"/jobs/{(await finished(officer, job.json()))['id']}/file"
        for data in (at_once.content, (await officer.get(path)).content):
            rows = [*load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]
            head = next(row for row in rows if "Khu phố" in row)
            told = {row[head.index("Khu phố")] for row in rows[rows.index(head) + 1 :]}
            assert told == {A}

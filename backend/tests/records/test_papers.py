"""Numbers of papers: one series per agency and year, typed in, never twice."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.conftest import _server, copy_of_template
from tests.world import NOW
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.records.papers import (
    NotSignedYet,
    Numbering,
    PaperNumber,
    PaperNumberedAlready,
    PaperNumberTaken,
    PaperReplacedAlready,
    Series,
    SignedTooEarly,
    UnknownPaper,
    next_number,
    number_paper,
    papers_of,
)
from vitreem.settings import Settings

DAY = date(2026, 6, 5)


async def as_lead(db, ward_id: int = 1) -> Ctx:
    return await act(
        db, SimpleNamespace(), settings=Settings(_env_file=None), clock=Clock(lambda: NOW), ward_id=ward_id,
        roles={Role.WARD_LEAD}, actor_name="Lãnh đạo",
    )  # fmt: skip


@pytest.fixture
async def ctx(connection):
    async with make_sessions(connection)() as db:
        yield await as_lead(db)


async def number(ctx: Ctx, what: int, title: str = "Kế hoạch hè", record: UUID | None = None, **typed) -> PaperNumber:
    signed_on = typed.pop("signed_on", DAY)
    return await number_paper(
        ctx, "plan", record or new_id(), title, Numbering(what, typed.pop("suffix", "KH-UBND"), signed_on, **typed)
    )


class TestNumber:
    async def test_is_kept_as_typed(self, ctx):
        record = new_id()
        paper = await number(ctx, 5, record=record)
        assert (paper.line, paper.year, paper.series, paper.agency) == ("Số: 05/KH-UBND", 2026, "ordinary", "UBND")
        assert (paper.signed_on, paper.author_name, paper.created_at) == (DAY, "Lãnh đạo", NOW)
        assert [one.id for one in await papers_of(ctx, record)] == [paper.id]
        assert await papers_of(ctx, new_id()) == []

    async def test_is_told_in_the_trail(self, ctx):
        paper = await number(ctx, 5)
        secret = await number(ctx, 5, title="Mật", series=Series.SECRET)
        await ctx.db.flush()
        told = await ctx.db.execute(
            text("SELECT object_id, facts FROM app.audit_event WHERE kind = 'paper.numbered' AND ward_id = 1")
        )
        facts = dict(told.all())
        assert (
            facts[paper.id].items() >= {"number": 5, "suffix": "KH-UBND", "year": 2026, "name": "Kế hoạch hè"}.items()
        )
        assert "Mật" not in str(facts[secret.id])

    async def test_taken_names_what_holds_it(self, ctx):
        await number(ctx, 7, title="Kế hoạch Tháng hành động")
        with pytest.raises(PaperNumberTaken) as refused:
            await number(ctx, 7, suffix="QĐ-UBND")
        assert (refused.value.status, refused.value.code) == (409, "paper_number_taken")
        for word in ("07/KH-UBND", "«Kế hoạch Tháng hành động»", "05/06/2026", "08"):
            assert word in refused.value.detail
        assert refused.value.extra == {"next": 8}

    async def test_a_secret_paper_isnt_named(self, ctx):
        await number(ctx, 7, title="Chuyện mật", series=Series.SECRET)
        with pytest.raises(PaperNumberTaken) as refused:
            await number(ctx, 7, series=Series.SECRET)
        assert "Chuyện mật" not in refused.value.detail
        # Nobody sees all of the series: a next number would be a guess.
        assert refused.value.extra == {}

    @pytest.mark.parametrize(
        "other",
        [{"series": Series.SECRET}, {"agency": "HĐND"}, {"signed_on": date(2025, 6, 5)}],
        ids=["secret series", "other agency", "other year"],
    )
    async def test_each_series_is_its_own(self, ctx, other):
        await number(ctx, 7)
        assert (await number(ctx, 7, **other)).number == 7

    async def test_each_ward_is_its_own(self, ctx):
        await number(ctx, 7)
        other = await as_lead(ctx.db, 2)
        assert await next_number(other, 2026) == 2
        assert (await number(other, 7)).ward_id == 2

    async def test_comes_after_the_signature(self, ctx):
        with pytest.raises(NotSignedYet):
            await number(ctx, 7, signed_on=ctx.clock.today() + timedelta(days=1))
        assert (await number(ctx, 7, signed_on=ctx.clock.today())).number == 7

    async def test_the_database_itself_holds_a_number_once(self, ctx):
        paper = await number(ctx, 12)
        twice = PaperNumber(**paper.model_dump(exclude={"id", "record_id"}), id=new_id(), record_id=new_id())
        ctx.db.add(twice)
        with pytest.raises(IntegrityError, match="uq_paper_number_ward_id_series"):
            await ctx.db.flush()

    async def test_of_two_people_at_once_one_is_refused(self, worker_id):
        engine = make_engine(_server().url("vte_app", await copy_of_template(f"papers_{worker_id}")))

        async def at_once(*typed: tuple[int, str, UUID]) -> list[str]:
            entered = asyncio.Barrier(2)

            async def one(what: int, title: str, record: UUID) -> str:
                async with make_sessions(engine)() as db, db.begin():
                    ctx = await as_lead(db)
                    await entered.wait()
                    try:
                        await number(ctx, what, title=title, record=record)
                        await asyncio.sleep(0.3)
                    except (PaperNumberTaken, PaperNumberedAlready) as refused:
                        return refused.detail
                return ""

            return sorted(await asyncio.gather(*(one(*each) for each in typed)))

        of_one_number = await at_once((9, "Một", new_id()), (9, "Hai", new_id()))
        record = new_id()
        of_one_paper = await at_once((10, "Ba", record), (11, "Ba", record))
        await engine.dispose()
        assert of_one_number[0] == of_one_paper[0] == ""
        assert "đã dùng cho «" in of_one_number[1]
        assert "đã có số" in of_one_paper[1]


class TestOfOnePaper:
    async def test_there_is_one(self, ctx):
        record = new_id()
        first = await number(ctx, 7, record=record)
        with pytest.raises(PaperNumberedAlready) as refused:
            await number(ctx, 8, title="KẾ HOẠCH  HÈ", record=record)
        assert refused.value.extra == {"number_id": str(first.id)}
        assert "07/KH-UBND" in refused.value.detail
        assert (await number(ctx, 8, title="Kế hoạch Trung thu", record=record)).number == 8
        assert (await number(ctx, 9)).number == 9

    async def test_the_right_one_takes_the_place_of_a_wrong_one(self, ctx):
        record = new_id()
        wrong = await number(ctx, 7, record=record)
        right = await number(ctx, 8, record=record, replaces_id=wrong.id)
        for replaced, refusal in ((None, PaperNumberedAlready), (wrong.id, PaperReplacedAlready)):
            with pytest.raises(refusal):
                await number(ctx, 9, record=record, replaces_id=replaced)
        assert (await number(ctx, 9, record=record, replaces_id=right.id)).number == 9

    async def test_isnt_signed_before_it_can_be(self, ctx):
        with pytest.raises(SignedTooEarly):
            await number(ctx, 7, from_on=DAY + timedelta(days=1))
        assert (await number(ctx, 7, from_on=DAY)).number == 7


class TestNext:
    async def test_hints_at_the_number_after_the_highest(self, ctx):
        assert await next_number(ctx, 2026) == 2
        await number(ctx, 12)
        assert await next_number(ctx, 2026) == 13
        for year, agency, series in (
            (2025, "UBND", Series.ORDINARY),
            (2026, "HĐND", Series.ORDINARY),
            (2026, "UBND", Series.SECRET),
        ):
            assert await next_number(ctx, year, agency, series) == 1


class TestReplacing:
    async def test_a_wrong_paper_stays_and_another_replaces_it(self, ctx):
        record = new_id()
        wrong = await number(ctx, 7, record=record)
        right = await number(ctx, 8, record=record, replaces_id=wrong.id)
        assert [(one.number, one.replaces_id) for one in await papers_of(ctx, record)] == [(7, None), (8, wrong.id)]
        with pytest.raises(PaperReplacedAlready):
            await number(ctx, 9, replaces_id=wrong.id)
        assert (await number(ctx, 9, replaces_id=right.id)).number == 9

    async def test_only_a_paper_of_the_same_series_and_ward(self, ctx):
        secret = await number(ctx, 3, series=Series.SECRET)
        theirs = await number(await as_lead(ctx.db, 2), 3)
        ctx = await as_lead(ctx.db)
        for unknown in (new_id(), secret.id, theirs.id):
            with pytest.raises(UnknownPaper):
                await number(ctx, 8, replaces_id=unknown)

    async def test_the_database_changes_and_removes_none(self, database_url: Callable[[str], str]):
        connection = await asyncpg.connect(database_url("vte_app"))
        try:
            for statement in ("UPDATE app.paper_number SET number = 2", "DELETE FROM app.paper_number"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(statement)
        finally:
            await connection.close()

"""Which rule a record begins under, and what a ward may change about it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from tests.conftest import TestClock
from tests.world import NOW
from vitreem.kernel.deadlines import rules, terms
from vitreem.kernel.deadlines.calendar import CalendarDay, CalendarMissing, load
from vitreem.kernel.deadlines.escalation import steps_passed
from vitreem.kernel.deadlines.rules import Pinned, RuleMissing, WardDeadline
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.settings import Settings


@dataclass
class Record:
    """A row with a deadline, as a context keeps it."""

    pinned: Pinned
    starts_at: datetime
    id: UUID

    def __getattr__(self, name: str) -> object:
        return getattr(self.pinned, name)


def record(pinned: Pinned, starts_at: datetime) -> Record:
    return Record(pinned, starts_at, uuid4())


@pytest.fixture
async def ctx(connection: AsyncConnection, clock: TestClock) -> AsyncIterator[Ctx]:
    """The lead of ward 1."""
    async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as db:
        yield await act(db, None, settings=Settings(_env_file=None), clock=clock, ward_id=1, roles={Role.WARD_LEAD})


@pytest.fixture
async def admin(connection: AsyncConnection, clock: TestClock) -> AsyncIterator[Ctx]:
    async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as db:
        yield await act(db, None, settings=Settings(_env_file=None), clock=clock, ward_id=0, roles={Role.SYSTEM_ADMIN})


async def test_twelve_hours_run_through_night_and_holiday(ctx: Ctx):
    eve = datetime(2026, 4, 30, 13, 0, tzinfo=UTC)  # 20:00, the next day is a holiday
    one = record(await rules.pin(ctx, "case.first_protection", eve), eve)
    due = (await terms.due(ctx, [one]))[one.id]
    assert (due.due_at, due.missing_year, due.amount, due.unit) == (eve + timedelta(hours=12), None, 12, "hours")
    assert "Điều 26" in due.legal_basis


async def test_all_rows_are_computed_with_one_look(ctx: Ctx):
    rows = [
        record(await rules.pin(ctx, code, NOW), NOW)
        for code in ("case.plan_submitted", "case.plan_approved", "case.separation_max", "case.follow_up_1")
    ]
    found = await terms.due(ctx, rows)
    # Wednesday 10/6/2026; ends are midnights in Việt Nam.
    ends = [(found[row.id].due_at + timedelta(hours=7)).strftime("%d/%m %H:%M") for row in rows]
    assert ends == ["18/06 00:00", "13/06 00:00", "26/06 00:00", "11/07 00:00"]


async def test_most_of_the_law_is_not_lengthened_by_a_weekend(ctx: Ctx):
    """Fifteen days in all are the most that a child is kept apart; 11/7/2026 is a Saturday."""
    at = datetime(2026, 6, 26, 3, 0, tzinfo=UTC)
    one = record(await rules.pin(ctx, "case.separation_max", at), at)
    assert (await terms.due(ctx, [one]))[one.id].due_at == datetime(2026, 7, 11, 17, 0, tzinfo=UTC)


async def test_no_rule_before_its_day(ctx: Ctx):
    with pytest.raises(RuleMissing) as caught:
        await rules.pin(ctx, "injury.school_report", datetime(2026, 6, 30, 3, 0, tzinfo=UTC))
    assert caught.value.code == "rule_missing"


async def test_year_without_calendar_is_told_and_hours_go_on(ctx: Ctx):
    late = datetime(2027, 12, 30, 3, 0, tzinfo=UTC)
    rows = [record(await rules.pin(ctx, code, late), late) for code in ("case.plan_submitted", "case.first_protection")]
    found = await terms.due(ctx, rows)
    assert (found[rows[0].id].due_at, found[rows[0].id].missing_year) == (None, 2028)
    assert found[rows[1].id].due_at == late + timedelta(hours=12)


async def test_year_that_lost_its_days_is_not_a_year_without_holidays(admin: Ctx):
    await admin.db.execute(delete(CalendarDay).where(CalendarDay.year == 2027))
    with pytest.raises(CalendarMissing) as caught:
        (await load(admin)).is_working(datetime(2027, 3, 1).date())  # noqa: DTZ001
    assert (caught.value.code, caught.value.extra["year"]) == ("calendar_missing", 2027)
    assert "2027" in caught.value.detail


async def test_nobody_but_the_administrator_changes_the_calendar(ctx: Ctx):
    done = await ctx.db.execute(update(CalendarDay).values(kind="swap_work"))
    assert done.rowcount == 0


class TestShorter:
    async def test_counts_for_what_begins_after_it(self, ctx: Ctx, world):
        since = (await ctx.db.execute(select(WardDeadline.valid_from))).scalar_one()
        before = await rules.pin(ctx, "hazard.inspect", since - timedelta(seconds=1))
        after = await rules.pin(ctx, "hazard.inspect", since)
        assert before.ward_deadline_id is None
        assert str(after.ward_deadline_id) == world["ids"]["ward1.ward_deadline"]
        rows = [record(before, since), record(after, since)]
        found = await terms.due(ctx, rows)
        assert [found[row.id].amount for row in rows] == [3, 2]

    async def test_taken_back(self, ctx: Ctx):
        rule_id = (await ctx.db.execute(select(WardDeadline.rule_id))).scalar_one()
        ctx.db.add(WardDeadline(ward_id=1, rule_id=rule_id, amount=None, version=2, valid_from=NOW))
        await ctx.db.flush()
        assert (await rules.pin(ctx, "hazard.inspect", NOW)).ward_deadline_id is None

    async def test_row_that_says_longer_has_no_effect(self, ctx: Ctx):
        rule_id = (await ctx.db.execute(select(WardDeadline.rule_id))).scalar_one()
        ctx.db.add(WardDeadline(ward_id=1, rule_id=rule_id, amount=30, version=2, valid_from=NOW))
        await ctx.db.flush()
        one = record(await rules.pin(ctx, "hazard.inspect", NOW), NOW)
        assert one.ward_deadline_id is not None
        assert (await terms.due(ctx, [one]))[one.id].amount == 3


def test_steps_are_reached_at_their_instant_and_not_before():
    begin = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
    end = begin + timedelta(hours=12)
    moments = (timedelta(hours=6), timedelta(hours=9, minutes=36), timedelta(hours=12))
    assert [steps_passed(begin, end, begin + one) for one in moments] == [(50,), (50, 80), (50, 80, 100)]
    just = timedelta(microseconds=1)
    assert [steps_passed(begin, end, begin + one - just) for one in moments] == [(), (50,), (50, 80)]
    assert rules.share(begin, end, begin + timedelta(hours=18)) == 1.5

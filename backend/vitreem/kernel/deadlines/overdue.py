"""What is late among thousands of rows: for each rule the moment before which whatever began is late now.

An end grows with its start, so that one look by halving finds that moment, and a statement needs to compare alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vitreem.kernel.clock import VIETNAM, day_begins
from vitreem.kernel.deadlines.calendar import Calendar, CalendarMissing, load
from vitreem.kernel.deadlines.rules import DeadlineRule, Due, Length, WardDeadline, due_at
from vitreem.kernel.request.context import Ctx

# Nothing that is still open began earlier, but what is late under any rule.
_FURTHEST = 800


@dataclass(frozen=True, slots=True)
class Started:
    """Rows that began under this rule, and this shorter time of the ward, before this moment are late."""

    rule_id: UUID
    ward_deadline_id: UUID | None
    before: datetime


def last_day(of: Due | None) -> date | None:
    """The last day on time: a deadline in days ends with the next day's midnight. None while it isn't known."""
    return (of.due_at - timedelta(microseconds=1)).astimezone(VIETNAM).date() if of and of.due_at else None


async def overdue_before(ctx: Ctx, codes: Collection[str]) -> list[Started]:
    """Of every version of these rules, by days or months, and of every shorter time of the ward. Where the calendar of
    a year is missing nothing is said to be late."""
    rows = await ctx.db.execute(select(DeadlineRule).where(DeadlineRule.code.in_(codes)))
    rules = {rule.id: rule for rule in rows.scalars()}
    shorter = await ctx.db.execute(
        select(WardDeadline.rule_id, WardDeadline.id, WardDeadline.amount).where(
            WardDeadline.ward_id == ctx.ward_id, WardDeadline.rule_id.in_(rules), WardDeadline.amount.is_not(None)
        )
    )
    terms = [(rule.id, None, rule.amount) for rule in rules.values()]
    terms += [(own.rule_id, own.id, min(own.amount, rules[own.rule_id].amount)) for own in shorter]
    calendar, now = await load(ctx), ctx.clock.now()
    found: list[Started] = []
    for rule_id, own_id, amount in terms:
        length = Length(amount, rules[rule_id].unit, rules[rule_id].moves)
        try:
            found.append(Started(rule_id, own_id, day_begins(_first_on_time(length, calendar, now))))
        except CalendarMissing:
            continue
    return found


def _first_on_time(term: Length, calendar: Calendar, now: datetime) -> date:
    """The first day on which what began isn't late yet."""
    today = now.astimezone(VIETNAM).date()
    near, far = 0, _FURTHEST  # days back: what began `near` isn't late, what began `far` is
    while far - near > 1:
        middle = (near + far) // 2
        if due_at(term, day_begins(today - timedelta(days=middle)), calendar) > now:
            near = middle
        else:
            far = middle
    return today - timedelta(days=near)

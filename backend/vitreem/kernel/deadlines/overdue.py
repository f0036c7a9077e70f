"""What is late among thousands of rows: for each rule the moment before which whatever began is late now.

An end grows with its start, so that one look by halving finds that moment, and a statement needs to compare alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from vitreem.kernel.clock import VIETNAM, day_begins
from vitreem.kernel.deadlines.calendar import Calendar, CalendarMissing
from vitreem.kernel.deadlines.rules import Due, Length, due_at
from vitreem.kernel.deadlines.terms import Terms

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


def last_day_of(terms: Terms, rule_id: str, ward_deadline_id: str | None, start_on: date) -> date | None:
    """The last day on time of what began on that day under a rule by days or months; None while it isn't known."""
    return last_day(terms.due(rule_id, ward_deadline_id, day_begins(start_on)))


@lru_cache(256)
def late_before(terms: Terms, codes: frozenset[str], today: date) -> Sequence[Started]:
    """Of every version of these rules, by days or months, and of every shorter time of the ward. Where the calendar of
    a year is missing nothing is said to be late. From one midnight to the next the answer stays."""
    rules = {key: rule for key, rule in terms.rules.items() if rule["code"] in codes}
    lengths: list[tuple[str, str | None, int]] = [(key, None, rule["amount"]) for key, rule in rules.items()]
    lengths += [
        (rule_id, own, min(terms.shorter[own], rules[rule_id]["amount"]))
        for own, rule_id in terms.own_rules.items()
        if rule_id in rules
    ]
    found: list[Started] = []
    for rule_id, own, amount in lengths:
        length = Length(amount, rules[rule_id]["unit"], rules[rule_id]["moves"])
        try:
            before = day_begins(_first_on_time(length, terms.calendar, today))
        except CalendarMissing:
            continue
        found.append(Started(UUID(rule_id), UUID(own) if own else None, before))
    return found


def _first_on_time(term: Length, calendar: Calendar, today: date) -> date:
    """The first day on which what began isn't late yet."""
    near, far = 0, _FURTHEST  # days back: what began `near` isn't late, what began `far` is
    while far - near > 1:
        middle = (near + far) // 2
        if due_at(term, day_begins(today - timedelta(days=middle)), calendar) > day_begins(today):
            near = middle
        else:
            far = middle
    return today - timedelta(days=near)

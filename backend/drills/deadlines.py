"""100,000 random receipts on random calendars, counted twice, with the server in three time zones: no mismatch."""

import os
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from drills.frame import Drill
from drills.second_count import AHEAD, DAY, HOUR, Missing, SecondCalendar, day_number, second_due
from vitreem.kernel.deadlines.calendar import Calendar, CalendarMissing
from vitreem.kernel.deadlines.filling import fill
from vitreem.kernel.deadlines.rules import Length, due_at

RECEIPTS, OF_A_CALENDAR = 100_000, 250
ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/New_York")
YEARS = range(2024, 2032)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Amounts of the law, and of wards that give themselves less.
_TERMS = {
    "hours": (1, 6, 12, 24, 48),
    "working_days": (1, 2, 3, 5, 10, 15),
    "days": (1, 15, 30, 60),
    "months": (1, 3, 6),
}


def _real() -> dict[date, bool]:
    """Days that aren't what their weekday says; whether they are worked on."""
    return {one.day: one.kind == "swap_work" for year in YEARS for one in fill(year)}


def random_calendar(among: random.Random, real: dict[date, bool]) -> tuple[Calendar, SecondCalendar]:
    """The real days with some gone, some added, and sometimes a year that nobody filled; told to both counts."""
    days = {day: worked for day, worked in real.items() if among.random() > 0.1}
    first = date(YEARS[0], 1, 1)
    for _ in range(among.randrange(60)):
        day = first + timedelta(days=among.randrange(365 * len(YEARS)))
        days[day] = among.random() < 0.3
    years = {year for year in YEARS if among.random() > 0.08}
    off = {day for day, worked in days.items() if not worked}
    work = {day for day, worked in days.items() if worked}

    def numbers(of: set[date]) -> set[int]:
        return {day_number(day.year, day.month, day.day) for day in of}

    return Calendar(frozenset(off), frozenset(work), frozenset(years)), SecondCalendar(
        numbers(off), numbers(work), years
    )


def random_receipt(among: random.Random) -> int:
    """Microseconds since 1970; a third of them within a moment of midnight or noon in Việt Nam."""
    day = among.randrange(day_number(YEARS[0], 1, 1), day_number(YEARS[-1], 6, 30)) * DAY - AHEAD
    if among.random() < 1 / 3:
        return day + among.choice((0, 12 * HOUR)) + among.choice((-1000, -1, 0, 1))
    return day + among.randrange(DAY)


def mismatches(among: random.Random, receipts: int, zone: str) -> Iterator[str]:
    """Receipts that the two counts tell apart; the server's own zone is `zone`, as its clock would say it."""
    real = _real()
    calendar, second = random_calendar(among, real)
    for number in range(receipts):
        if number % OF_A_CALENDAR == 0:
            calendar, second = random_calendar(among, real)
        starts = random_receipt(among)
        unit = among.choice(tuple(_TERMS))
        amount, moves = among.choice(_TERMS[unit]), among.random() < 0.8
        moment = _EPOCH + timedelta(microseconds=starts)
        # As the database gives it, as this server's clock says it, as a server in that zone would.
        given = among.choice((moment, moment.astimezone(), moment.astimezone(ZoneInfo(zone))))
        try:
            found: int | Missing = _microseconds(due_at(Length(amount, unit, moves), given, calendar))
        except CalendarMissing as problem:
            found = Missing(problem.extra["year"])
        wanted = second_due(amount, unit, moves, starts, second)
        if found != wanted:
            yield f"{amount} {unit} (moves: {moves}) from {moment.isoformat()}: {found} and {wanted}"


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def run(drill: Drill) -> None:
    before, wrong = os.environ.get("TZ"), []
    try:
        for zone in ZONES:
            os.environ["TZ"] = zone
            time.tzset()
            wrong += mismatches(drill.random, RECEIPTS // len(ZONES) + 1, zone)
            drill.say(f"server in {zone}: {len(wrong)} mismatches")
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    drill.note(
        "deadlines_counted_otherwise", limit=0, passed=not wrong, receipts=RECEIPTS, zones=len(ZONES), wrong=wrong[:5]
    )

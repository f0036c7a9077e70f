"""Ends of deadlines: 2,000 random cases counted a second way in three time zones, and days counted by hand."""

import os
import random
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from drills.deadlines import ZONES, mismatches
from drills.second_count import civil, day_number
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.deadlines.calendar import Calendar, CalendarMissing, calendar_of
from vitreem.kernel.deadlines.filling import fill
from vitreem.kernel.deadlines.rules import Length, due_at, share

YEARS = (2024, 2025, 2026, 2027)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """As the migration fills it; `test_pages` compares the two."""
    days = [(one.day, str(one.kind)) for year in YEARS for one in fill(year)]
    return calendar_of([*days, (date(2026, 1, 2), "swap_off"), (date(2026, 1, 10), "swap_work")], YEARS)


@pytest.fixture(params=ZONES)
def zone(request):
    """The server's own time zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def test_two_counts_agree(zone):
    """The seed is the day's: each run tries others, and a red one tells which."""
    seed = date.today().toordinal()  # noqa: DTZ011
    assert list(mismatches(random.Random(f"{seed}{zone}"), 2_000, zone)) == [], f"seed {seed}"


def test_the_second_count_knows_days():
    """Every day of four hundred years, against the library's own calendar: the count that proves is proven."""
    day, number = date(1900, 1, 1), day_number(1900, 1, 1)
    for _ in range(400 * 366):
        assert (day_number(day.year, day.month, day.day), civil(number)) == (number, (day.year, day.month, day.day))
        assert (number + 3) % 7 == day.weekday()
        day, number = day + timedelta(days=1), number + 1


# What it shows, amount, unit, received on, last day on time.
BY_HAND = [
    ("a plain week", 5, "working_days", "10/06/2024", "17/06/2024"),
    ("from a Friday", 1, "working_days", "14/06/2024", "17/06/2024"),
    ("from a Saturday", 2, "working_days", "15/06/2024", "18/06/2024"),
    ("from a Sunday", 1, "working_days", "16/06/2024", "17/06/2024"),
    ("New Year", 2, "working_days", "31/12/2024", "03/01/2025"),
    ("New Year with a swapped Friday", 2, "working_days", "31/12/2025", "06/01/2026"),
    ("a year's end within a week", 5, "working_days", "30/12/2025", "08/01/2026"),
    ("a working Saturday", 1, "working_days", "09/01/2026", "10/01/2026"),
    ("a working Saturday at the end of a week", 5, "working_days", "05/01/2026", "10/01/2026"),
    ("New Year on a Friday", 3, "working_days", "31/12/2026", "06/01/2027"),
    ("Tết 2024", 5, "working_days", "07/02/2024", "21/02/2024"),
    ("received during Tết", 2, "working_days", "10/02/2024", "16/02/2024"),
    ("Tết 2025", 5, "working_days", "24/01/2025", "07/02/2025"),
    ("Tết 2026", 5, "working_days", "13/02/2026", "27/02/2026"),
    ("Tết 2027", 2, "working_days", "03/02/2027", "12/02/2027"),
    ("Giỗ Tổ on a Thursday", 2, "working_days", "17/04/2024", "22/04/2024"),
    ("Giỗ Tổ on a Monday", 1, "working_days", "04/04/2025", "08/04/2025"),
    ("Giỗ Tổ on a Sunday, the Monday off", 1, "working_days", "24/04/2026", "28/04/2026"),
    ("30/4 and 1/5 with a swap and its Saturday", 3, "working_days", "26/04/2024", "04/05/2024"),
    ("a Saturday worked before its day off", 2, "working_days", "25/04/2025", "28/04/2025"),
    ("30/4, 1/5 and a swapped Friday", 1, "working_days", "29/04/2025", "05/05/2025"),
    ("30/4 and 1/5", 2, "working_days", "29/04/2026", "05/05/2026"),
    ("1/5 on a Saturday, the Monday off", 1, "working_days", "29/04/2027", "04/05/2027"),
    ("2/9 and the day after", 1, "working_days", "30/08/2024", "04/09/2024"),
    ("2/9 and the day before", 2, "working_days", "29/08/2025", "04/09/2025"),
    ("a Saturday worked for 31/8", 1, "working_days", "21/08/2026", "22/08/2026"),
    ("31/8 off with 2/9", 1, "working_days", "28/08/2026", "03/09/2026"),
    ("24/11 from 2026 on", 2, "working_days", "23/11/2026", "26/11/2026"),
    ("24/11 is worked on in 2025", 1, "working_days", "21/11/2025", "24/11/2025"),
    ("three weeks", 15, "working_days", "15/01/2026", "05/02/2026"),
    ("schools after 30/6", 5, "working_days", "30/06/2026", "07/07/2026"),
    ("schools after 31/12", 5, "working_days", "31/12/2026", "08/01/2027"),
    ("over a leap day", 2, "working_days", "28/02/2024", "01/03/2024"),
    ("days that end on a working day", 15, "days", "01/06/2026", "16/06/2026"),
    ("days that end on a Saturday", 15, "days", "05/06/2026", "22/06/2026"),
    ("days that end in Tết", 30, "days", "18/01/2026", "23/02/2026"),
    ("days that end on a working Saturday", 30, "days", "23/07/2026", "22/08/2026"),
    ("a month", 1, "months", "10/06/2026", "10/07/2026"),
    ("a month to a leap day", 1, "months", "31/01/2024", "29/02/2024"),
    ("a month to a shorter one", 1, "months", "31/01/2025", "28/02/2025"),
    ("three months to a Sunday", 3, "months", "30/11/2026", "01/03/2027"),
    ("half a year over its end", 6, "months", "24/08/2026", "24/02/2027"),
    ("a month to 24/11", 1, "months", "24/10/2026", "25/11/2026"),
    ("half a year to a Monday off for a Saturday", 6, "months", "03/11/2026", "04/05/2027"),
]


@pytest.mark.parametrize(
    ("amount", "unit", "received", "last"), [one[1:] for one in BY_HAND], ids=[one[0] for one in BY_HAND]
)
@pytest.mark.parametrize("at", ["00:00:00.000000", "11:59:59.999000", "23:59:59.999999"])
def test_counted_by_hand(calendar, zone, amount, unit, received, last, at):
    """Whatever the hour of the receipt and the server's zone, it ends with the last day: at the next midnight."""
    start = datetime.strptime(f"{received} {at}", "%d/%m/%Y %H:%M:%S.%f").replace(tzinfo=VIETNAM)
    end = datetime.strptime(last, "%d/%m/%Y").replace(tzinfo=VIETNAM) + timedelta(days=1)
    for moment in (start, start.astimezone(UTC), start.astimezone(), start.astimezone(ZoneInfo(zone))):
        assert due_at(Length(amount, unit), moment, calendar) == end


# Hours run on the wall clock: no day off, no night and no border of a day matters.
HOURS = [
    ("over night", "10/06/2026 20:00:00.000", "11/06/2026 08:00:00.000"),
    ("in Tết", "17/02/2026 09:30:00.000", "17/02/2026 21:30:00.000"),
    ("over the year's end", "31/12/2026 18:00:00.000", "01/01/2027 06:00:00.000"),
    ("into a leap day", "28/02/2024 20:00:00.000", "29/02/2024 08:00:00.000"),
    ("out of a leap day", "29/02/2024 13:00:00.000", "01/03/2024 01:00:00.000"),
    ("a moment before noon", "10/06/2026 11:59:59.999", "10/06/2026 23:59:59.999"),
    ("on a Saturday evening", "13/06/2026 19:15:30.000", "14/06/2026 07:15:30.000"),
    ("while New York changes its clocks", "08/03/2026 13:30:00.000", "09/03/2026 01:30:00.000"),
    ("of a year without calendar", "31/12/2030 20:00:00.000", "01/01/2031 08:00:00.000"),
]


@pytest.mark.parametrize(("received", "end"), [one[1:] for one in HOURS], ids=[one[0] for one in HOURS])
def test_twelve_hours(calendar, zone, received, end):
    start, wanted = (datetime.strptime(one, "%d/%m/%Y %H:%M:%S.%f").replace(tzinfo=VIETNAM) for one in (received, end))
    for moment in (start, start.astimezone(UTC), start.astimezone(), start.astimezone(ZoneInfo(zone))):
        found = due_at(Length(12, "hours"), moment, calendar)
        assert found == wanted
        assert share(moment, found.astimezone(), start + timedelta(hours=9)) == 0.75


class TestUnknownYears:
    @pytest.mark.parametrize(
        ("amount", "unit", "received", "year"),
        [
            (5, "working_days", "28/12/2027", 2028),
            (1, "working_days", "29/12/2023", 2023),
            (30, "days", "15/12/2027", 2028),
            (6, "months", "01/07/2029", 2030),
        ],
    )
    def test_fails_loudly(self, calendar, amount, unit, received, year):
        start = datetime.strptime(received, "%d/%m/%Y").replace(tzinfo=VIETNAM)
        with pytest.raises(CalendarMissing) as caught:
            due_at(Length(amount, unit), start, calendar)
        assert caught.value.extra["year"] == year

    def test_last_working_day_of_a_known_year_is_known(self, calendar):
        start = datetime(2027, 12, 30, 3, tzinfo=UTC)
        assert due_at(Length(1, "working_days"), start, calendar) == datetime(2027, 12, 31, 17, tzinfo=UTC)

    def test_most_of_the_law_needs_no_calendar(self, calendar):
        """It moves over nothing, so that nothing need be known."""
        start = datetime(2029, 3, 1, 3, tzinfo=UTC)
        assert due_at(Length(15, "days", moves=False), start, calendar) == datetime(2029, 3, 16, 17, tzinfo=UTC)

    def test_a_year_of_which_only_worked_saturdays_are_written_is_not_known(self):
        assert calendar_of([(date(2027, 1, 9), "swap_work")], [2027]).years == frozenset()

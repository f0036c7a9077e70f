"""Deadlines counted a second way: with whole numbers of days and microseconds, without dates, zones or the product.

Nothing here may come from `vitreem`: two counts that share a line share its faults.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
# Việt Nam has been seven hours ahead, summer and winter, since before any of these days.
AHEAD = 7 * HOUR


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1/1/1970 (Howard Hinnant's days_from_civil)."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day's number (civil_from_days)."""
    era, of_era = divmod(number + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def days_in(year: int, month: int) -> int:
    return day_number(year + month // 12, month % 12 + 1, 1) - day_number(year, month, 1)


@dataclass(frozen=True)
class Missing:
    """The first year that had to be looked at and isn't known."""

    year: int


class SecondCalendar:
    """Every working day of the known years, written down one after the other."""

    def __init__(self, off: Collection[int], work: Collection[int], years: Collection[int]) -> None:
        self.years = set(years)
        off, work = set(off), set(work)
        self.working: list[int] = []
        for year in sorted(self.years):
            for number in range(day_number(year, 1, 1), day_number(year + 1, 1, 1)):
                # 1/1/1970 was a Thursday: number 3 from Monday on.
                if number in work or ((number + 3) % 7 < 5 and number not in off):
                    self.working.append(number)

    def missing_between(self, first: int, last: int) -> Missing | None:
        for year in range(civil(first)[0], civil(last)[0] + 1):
            if year not in self.years:
                return Missing(year)
        return None

    def after(self, number: int, n: int) -> int | Missing:
        """The n-th working day later than a day."""
        at = bisect_right(self.working, number) + n - 1
        if at >= len(self.working):
            # Beyond all that is known: the first year that isn't.
            year = civil(number + 1)[0]
            while year in self.years:
                year += 1
            return Missing(year)
        return self.missing_between(number + 1, self.working[at]) or self.working[at]

    def from_(self, number: int) -> int | Missing:
        """The day itself if it is worked on, else the next that is."""
        return self.after(number - 1, 1)


def second_due(amount: int, unit: str, moves: bool, starts: int, calendar: SecondCalendar) -> int | Missing:
    """The first microsecond since 1970 that is too late."""
    if unit == "hours":
        return starts + amount * HOUR
    today = (starts + AHEAD) // DAY
    if unit == "working_days":
        last = calendar.after(today, amount)
    else:
        last = today + amount if unit == "days" else _months_on(today, amount)
        last = calendar.from_(last) if moves else last
    return last if isinstance(last, Missing) else (last + 1) * DAY - AHEAD


def _months_on(number: int, n: int) -> int:
    year, month, day = civil(number)
    for _ in range(n):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return day_number(year, month, min(day, days_in(year, month)))

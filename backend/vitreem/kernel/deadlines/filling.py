"""The first filling of a year, from the library of holidays. What it doesn't know yet is added by hand."""

import re
from dataclasses import dataclass
from datetime import date

import holidays

from vitreem.kernel.deadlines.calendar import DayKind

FIRST_YEAR, LAST_YEAR = 2024, 2099  # the library knows the lunar calendar so far
LAW = "Bộ luật Lao động 2019, Điều 112"
SWAP = "Thông báo lịch nghỉ, hoán đổi ngày làm việc"
# How the library words a day off that is worked on another day, and one off for a holiday on a weekend.
_SWAPPED = re.compile(r"\(thay cho ngày (\d\d)/(\d\d)/(\d{4})\)")
_INSTEAD = "(nghỉ bù)"


@dataclass(frozen=True, slots=True)
class FilledDay:
    day: date
    kind: DayKind
    name: str
    source: str


def fill(year: int) -> list[FilledDay]:
    """Days of the year that aren't what their weekday says, in their order."""
    found = holidays.country_holidays("VN", years=year, language="vi")
    days = [_filled(day, name) for day, name in found.items()]
    days += [
        FilledDay(day, DayKind.SWAP_WORK, "Làm bù ngày nghỉ hoán đổi", SWAP)
        for day in found.weekend_workdays
        if day.year == year
    ]
    return sorted(days, key=lambda one: one.day)


def _filled(day: date, name: str) -> FilledDay:
    if swapped := _SWAPPED.search(name):
        return FilledDay(day, DayKind.SWAP_OFF, f"Nghỉ hoán đổi (làm bù ngày {'/'.join(swapped.groups())})", SWAP)
    return FilledDay(day, DayKind.COMP_OFF if _INSTEAD in name else DayKind.HOLIDAY, name, LAW)

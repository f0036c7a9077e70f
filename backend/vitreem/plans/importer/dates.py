"""Days in running text: `01/6/2024`, `1/6`, "ngày 01 tháng 6 năm 2024", ranges, and what they are for."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_SEP = r" ?[/.\-] ?"
_DATE = re.compile(
    rf"(?<![\d/.])(?P<d>\d{{1,2}}){_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<y>\d{{4}})(?!\d)"
    r"|ngày (?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>\d{4}))?(?!\d)"
    r"|(?<![\d/.,])(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![\d/%])"
)
_RANGE = re.compile(
    r"từ (?:ngày )?(?P<from>\d{1,2}(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?)?)"
    r" ?(?:đến|tới|-|–) ?(?:hết )?(?:ngày )?(?P<to>\d{1,2}(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?))",
    re.IGNORECASE,
)
_MONTH = re.compile(r"tháng (?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})", re.IGNORECASE)
_PART = re.compile(r"(\d{1,2})(?:(?:/| tháng )(\d{1,2})(?:(?:/| năm )(\d{4}))?)?")
# A bare "1/6" is a day only after one of these; elsewhere it may be a fraction or a house number.
_DAY_WORDS = re.compile(
    r"ngày|thiếu nhi|trước|dịp|từ|đến|hết|sáng|chiều|tối|vào|muộn|chậm|hạn|gia đình|người", re.IGNORECASE
)
_BEFORE = re.compile(r"trước (?:\d{1,2} ?(?:giờ|h)\d{0,2},? )?(?:ngày )?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:chậm nhất|muộn nhất|hạn cuối|thời hạn|không muộn hơn|không quá|đến hết|hết|xong trong)"
    r"(?: (?:là|vào|đến|trong))?:? ?(?:ngày )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found at `text[start:end]`. `due_before` is set where the words before it make it a deadline."""

    start: int
    end: int
    on: date
    due_before: date | None


def make(year: int | None, month: int, day: int) -> date | None:
    """A date, or None where the calendar has no such day or the year is unknown."""
    if year is None or not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def find(text: str, year: int | None) -> list[Day]:
    """All days of a text with single spaces; those without a year take `year`."""
    out = []
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if match["d"]:
            on = make(int(match["y"]), int(match["m"]), int(match["d"]))
        elif match["d2"]:
            on = make(int(match["y2"]) if match["y2"] else year, int(match["m2"]), int(match["d2"]))
        elif _DAY_WORDS.search(before[-22:]):
            on = make(year, int(match["m3"]), int(match["d3"]))
        else:
            on = None
        if on is None:
            continue
        due = on if _BEFORE.search(before) else on + timedelta(days=1) if _UNTIL.search(before) else None
        out.append(Day(match.start(), match.end(), on, due))
    return out


def find_range(text: str, year: int | None) -> tuple[date, date, int, int] | None:
    """First "từ ngày … đến ngày …" or whole month as (first day, last day, start, end)."""
    if match := _RANGE.search(text):
        last = _part(match["to"], None, year)
        first = _part(match["from"], last, year)
        if first and last:
            return first, last, match.start(), match.end()
    if (match := _MONTH.search(text)) and (first := make(int(match["y"]), int(match["m"]), 1)):
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first, last, match.start(), match.end()
    return None


def _part(text: str, after: date | None, year: int | None) -> date | None:
    """One end of a range; what it leaves out it takes from the other end."""
    match = _PART.fullmatch(text)
    if match is None:
        return None
    month = int(match[2]) if match[2] else after.month if after else 0
    own_year = int(match[3]) if match[3] else after.year if after else year
    return make(own_year, month, int(match[1]))


def column_deadline(text: str, year: int | None) -> date | None:
    """`due_before` of a cell in a deadline column: a plain day there counts as the last day on time."""
    days = find(text if "ngày" in text.lower() else f"ngày {text}", year)
    if not days:
        return None
    return days[-1].due_before or days[-1].on + timedelta(days=1)

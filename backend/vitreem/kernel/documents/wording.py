"""Fixed wordings of a paper (NĐ 30/2020, Phụ lục I): number, place and date, lists with their signs."""

from collections.abc import Sequence
from datetime import date

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TO, RECIPIENTS, COPY = "Kính gửi:", "Nơi nhận:", "BẢN SAO"
_BLANK = " " * 6


def padded_number(number: int) -> str:
    """Below 10 with a leading 0."""
    return f"{number:02d}"


def number_line(number: int | None, suffix: str) -> str:
    """`Số: 05/KH-UBND`; a paper that isn't numbered yet has room to write it. `suffix` is what follows the "/"."""
    return f"Số: {_BLANK if number is None else padded_number(number)}/{suffix}"


def day_in_words(day: date) -> str:
    """`ngày 05 tháng 6 năm 2024`: a leading 0 for days below 10 and for the months 1 and 2 alone."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date | None, year: int | None = None) -> str:
    """`Phường 1, ngày 05 tháng 6 năm 2024`; without a day there is room for it, before `year` where that is known."""
    if day is not None:
        return f"{place}, {day_in_words(day)}"
    return f"{place}, ngày{_BLANK}tháng{_BLANK}năm {year or _BLANK}".rstrip()


def listed(lines: Sequence[str], last: str = ".") -> tuple[str, ...]:
    """`- …;` each, the last one with `last`. A sign that stands there already isn't doubled."""
    bare = [line.strip().removeprefix("- ").rstrip(" ;.") for line in lines]
    return tuple(f"- {line}{';' if index + 1 < len(bare) else last}" for index, line in enumerate(bare))


def grounds(lines: Sequence[str]) -> tuple[str, ...]:
    """Each căn cứ ends in ";", the last in "."."""
    bare = [line.strip().rstrip(" ;.") for line in lines]
    return tuple(f"{line}{';' if index + 1 < len(bare) else '.'}" for index, line in enumerate(bare))


def recipients(who: Sequence[str], archive: str) -> tuple[str, ...]:
    """The lines below "Nơi nhận:", the last of them "- Lưu: VT, …."."""
    return listed([*who, *((f"Lưu: {archive}",) if archive else ())])

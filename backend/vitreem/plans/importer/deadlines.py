"""Report deadlines: who reports to whom before which day, through whom."""

import re

from vitreem.kernel.text import search_key
from vitreem.plans.importer import dates
from vitreem.plans.importer.reading import ReportDeadline
from vitreem.plans.importer.source import Source

_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_TO = re.compile(r"(?:gửi (?:về|đến|cho|lên)|nộp về|về|gửi|cho) (?=[A-ZĐ])")
_THROUGH = re.compile(
    r"\((?:qua|thông qua|đầu mối:?) ([^()]{2,120})\)|,? (?:qua|thông qua) (?=[A-ZĐ])([^,;.()]{2,120})"
)
_TO_END = re.compile(
    r" \(|,? (?:qua|thông qua) |,? trước |,? chậm nhất|,? muộn nhất|,? để |,? đến hết|,? vào ngày|,? theo "
    r"|[;:,]|\.(?: |$)|$"
)
# Above a ward: province, ministry, department; town and district in plans from before 7/2025.
_ABOVE = re.compile(r"\b(?:tinh|so|bo|trung uong|thi xa|huyen|quan|thanh pho|cap tren)\b")
_REACH = 260


def in_text(source: Source, start: int, end: int, year: int | None) -> list[ReportDeadline]:
    """Deadlines in a paragraph: "báo cáo … về UBND phường (qua …) trước ngày 10/7/2024"."""
    text = source.words(start, end)
    if not (report := _REPORT.search(text)):
        return []
    out = []
    begin = report.start()
    for day in dates.find(text, year):
        if day.due_before is None or day.start < begin:
            continue
        clause = text[max(begin, day.start - _REACH) : day.end]
        after = text[day.end : day.end + _REACH].split(".", 1)[0]
        # The addressee stands before the day, or right after it: "trước ngày 10/7 gửi về UBND phường".
        to = _addressee(clause) or _addressee(after)
        if to is None:
            continue
        through = _THROUGH.search(clause) or _THROUGH.search(after)
        out.append(
            make(to, day.due_before, next((g for g in through.groups() if g), None) if through else None, start, end)
        )
        begin = day.end
    return out


def make(to: str, due_before, through: str | None, start: int, end: int) -> ReportDeadline:
    """One deadline; a report that leaves the ward is the ward's, any other the units'."""
    sender = "ward" if _ABOVE.search(search_key(to)) else "units"
    values = {"from": sender, "to": to, "due_before": due_before, "through": through, "span": (start, end)}
    return ReportDeadline.model_validate(values)


def merged(deadlines: list[ReportDeadline]) -> list[ReportDeadline]:
    """By day, each (from, to, day) once."""
    unique = {(d.from_, search_key(d.to), d.due_before): d for d in reversed(deadlines)}
    return sorted(unique.values(), key=lambda d: (d.due_before, d.span))


def _addressee(clause: str) -> str | None:
    found = None
    for match in _TO.finditer(clause):
        found = match
        if match.group().startswith(("gửi", "nộp")):
            break
    if found is None:
        return None
    stop = _TO_END.search(clause, found.end())
    return clause[found.end() : stop.start() if stop else len(clause)].strip() or None

"""Sentences that a report begins with: what a unit did of each task, when and how much proves it."""

from datetime import date

from vitreem.assignments.facts import UnitResult

_LONGEST = 400


def sentence(one: UnitResult) -> str:
    """One line, as it stands in the report: "- Treo băng rôn: đã thực hiện, báo cáo ngày 05/6/2026 (3 minh chứng).
    Treo 4 băng rôn ở cổng chợ."."""
    head = f"- {_short(one.text)}"
    if one.submitted_on is None:
        return f"{head}: chưa hoàn thành (hạn {_day(one.last_day_on)})."
    proof = f" ({one.evidence_count} minh chứng)" if one.evidence_count else ""
    said = f" {' '.join(one.result.split())}" if one.result.strip() else ""
    return f"{head}: đã thực hiện, báo cáo ngày {_day(one.submitted_on)}{proof}.{said}"


def _short(text: str) -> str:
    """Without the end mark; of a longer task whole words, and a sign that it goes on."""
    line = " ".join(text.split()).rstrip(" .;:")
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(maxsplit=1)[0] + "…"


def _day(day: date) -> str:
    """NĐ 30/2020: a zero before days below 10 and before January and February alone."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"

"""One line of work as an item: words, span, proposed kind, days."""

import re

from vitreem.plans.importer import dates, kinds
from vitreem.plans.importer.assignees import leading
from vitreem.plans.importer.reading import DatedItem, Task, TextItem
from vitreem.plans.importer.source import Source

_REFERENCE_DATE = re.compile(r"\d/[A-ZĐ0-9][\w/-]{0,20},? ?(?:ngày )?$")
_NAMED_REACH = 6  # words: a longer head isn't the name of one organisation


def text_item(source: Source, number: str, start: int, end: int) -> TextItem:
    return TextItem(text=source.words(start, end), number=number, span=(start, end))


def dated_item(source: Source, number: str, start: int, end: int, year: int | None) -> DatedItem:
    text = source.words(start, end)
    event_on, due_before = days_of(text, year)
    return DatedItem(
        text=text, number=number, span=(start, end), kind=kinds.propose(text), event_on=event_on, due_before=due_before
    )


def task(source: Source, number: str, start: int, end: int, year: int | None, assignee: str) -> Task:
    item = dated_item(source, number, start, end, year)
    return Task(**item.model_dump(), named_assignee=named_assignee(item.text, assignee))


def days_of(text: str, year: int | None):
    """(event day, due_before): deadlines by their words; else the first day that isn't the date of a cited document."""
    due_before, event_on = None, None
    for day in dates.find(text, year):
        if day.due_before is not None:
            due_before = due_before or day.due_before
        elif event_on is None and not _is_citation(text, day) and (year is None or abs(day.on.year - year) <= 1):
            event_on = day.on
    return event_on, due_before


def _is_citation(text: str, day: dates.Day) -> bool:
    """Whether the day is the date of a cited document: "56/2017/NĐ-CP ngày …"."""
    return bool(_REFERENCE_DATE.search(text[max(0, day.start - 30) : day.start]))


def named_assignee(text: str, assignee: str) -> str | None:
    """The organisation that a line begins with, where it isn't the group's own assignee."""
    found = leading(text)
    if found is None:
        return None
    name = text[found[0] : found[1]].strip(" ,")
    if len(name.split()) > _NAMED_REACH or name.casefold() == assignee.casefold():
        return None
    return name

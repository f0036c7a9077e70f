"""Deadlines of Vietnamese plans: "trước ngày X" and the last day on time."""

from datetime import date, timedelta


def last_day_before(before: date, *, day_counts: bool) -> date:
    """The last day on time for "trước ngày `before`": the day before, or the day itself where the ward says so."""
    return before if day_counts else before - timedelta(days=1)


def is_late(today: date, last_day_on: date) -> bool:
    return today > last_day_on

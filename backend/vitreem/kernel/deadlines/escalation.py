"""Who isn't done when half, four fifths or all of the time is over, is told about; by whoever has the clock."""

from datetime import UTC, datetime

STEPS = (50, 80, 100)


def steps_passed(starts_at: datetime, due_at: datetime, now: datetime) -> tuple[int, ...]:
    """The steps that are behind us, in per cent of the time; each is told once, however late the look."""
    begin, end, present = (moment.astimezone(UTC) for moment in (starts_at, due_at, now))
    return tuple(step for step in STEPS if (present - begin) * 100 >= (end - begin) * step)

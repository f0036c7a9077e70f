"""Anonymous figures of the cases that the caller sees: cells below 5 are hidden, with one more where a sum tells."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from vitreem.incidents import clocks
from vitreem.incidents.models import IncidentCase
from vitreem.incidents.rules import AgeBand, CaseOutcome, ChildSex, Clock, Harm, age_band
from vitreem.incidents.schemas import CaseCounts, CaseFigures, CaseStatistics
from vitreem.kernel.clock import VIETNAM, day_begins, day_ends
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.context import Ctx
from vitreem.records.small_cells import hidden


class StatisticsReversed(Invalid):
    code = "statistics_reversed"
    title = "Khoảng ngày chưa đúng"
    detail = "Ngày cuối phải từ ngày đầu trở đi."


async def _received(ctx: Ctx, from_on: date, to_on: date) -> Sequence[Any]:
    """Cases received on these days, without a word of what is sealed."""
    case: Any = IncidentCase
    rows = await ctx.db.execute(
        select(case.id, case.harms, case.sex, case.age, case.received_at, case.closed_at, case.outcome).where(
            case.ward_id == ctx.ward_id, case.received_at >= day_begins(from_on), case.received_at < day_ends(to_on)
        )
    )
    return rows.all()


async def _in_time(ctx: Ctx, rows: Sequence[Any]) -> int:
    """Cases whose first protection was met within its hours."""
    told = await clocks.of_subjects(ctx, [row.id for row in rows]) if rows else {}
    return sum(any(one.code == Clock.FIRST_PROTECTION and one.in_time() for one in some) for some in told.values())


def _without_small(cells: Mapping[str, int], *, total_shown: bool = True) -> dict[str, int | None]:
    gone = hidden(cells, total_shown=total_shown)
    return {key: None if key in gone else value for key, value in cells.items()}


async def counts(ctx: Ctx, from_on: date, to_on: date) -> CaseCounts:
    """Received, of these helped in time, still open."""
    rows = await _received(ctx, from_on, to_on)
    timely = await _in_time(ctx, rows)
    still = sum(row.closed_at is None for row in rows)
    whole = _without_small({"received": len(rows)}, total_shown=False)["received"]
    return CaseCounts(
        received=whole,
        in_time=_without_small({"yes": timely, "no": len(rows) - timely}, total_shown=whole is not None)["yes"],
        open=_without_small({"yes": still, "no": len(rows) - still}, total_shown=whole is not None)["yes"],
    )


def _group(title: str, keys: Iterable[str], values: Iterable[str], *, parts: bool = True) -> CaseFigures:
    """`parts`: each case stands in one cell, so that a sum tells what one of them lacks."""
    found = Counter(values)
    cells = {str(key): found[str(key)] for key in keys}
    return CaseFigures(title=title, cells=_without_small(cells, total_shown=parts))


async def read(ctx: Ctx, from_on: date, to_on: date) -> CaseStatistics:
    """By type, sex, age, month and outcome. Raises `StatisticsReversed`."""
    if to_on < from_on or (to_on - from_on).days > 3700:
        raise StatisticsReversed(field="to_on")
    rows = await _received(ctx, from_on, to_on)
    months = [f"{row.received_at.astimezone(VIETNAM):%Y-%m}" for row in rows]
    ended = [row.outcome for row in rows if row.outcome]
    return CaseStatistics(
        from_on=from_on, to_on=to_on, **(await counts(ctx, from_on, to_on)).model_dump(),
        groups=[
            _group("harm", Harm, (harm for row in rows for harm in row.harms), parts=False),
            _group("sex", ChildSex, (row.sex for row in rows)),
            _group("age", AgeBand, (age_band(row.age) for row in rows)),
            _group("month", sorted(set(months)), months),
            _group("outcome", CaseOutcome, ended),
        ],
    )  # fmt: skip

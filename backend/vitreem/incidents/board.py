"""What waits: reports, offers of other wards, open cases; and cases of a list."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from vitreem.incidents import clocks, statements
from vitreem.incidents.presenters import Sent, as_sent, by_end, case_brief, report_brief
from vitreem.incidents.rules import CaseState
from vitreem.kernel.request.answers import Row
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals


async def board(ctx: Ctx) -> Sent:
    """Clocks first, then states: `CaseBoard` as it is sent. Of who works on no cases, the referred ones."""
    found = await statements.of_board(ctx)
    of, works = await seals(ctx), found["works"]
    told = clocks.told(ctx, found)
    cases = [case_brief(of, row, told.get(row["id"], ())) for row in found["cases"]]
    waiting = [report_brief(of, row, told.get(row["id"], ())) for row in found["reports"]] if works else []
    cases.sort(key=by_end)
    waiting.sort(key=by_end)
    states = Counter(one["state"] for one in cases)
    years = [clock["missing_year"] for one in (*cases, *waiting) for clock in one["clocks"] if clock["missing_year"]]
    body = as_sent(
        {
            "works": works, "reports": waiting, "arrivals": found["arrivals"] if works else [], "cases": cases,
            "by_state": [{"state": one, "count": states[one]} for one in CaseState if states[one]],
            "missing_year": min(years, default=None),
        }
    )  # fmt: skip
    return Sent(body, found["viewed"])


async def briefs(ctx: Ctx, case_ids: Sequence[UUID], next_page: str | None = None) -> bytes:
    """These cases in their order: a `Page[CaseBrief]` as it is sent."""
    found = await statements.of_cases(ctx, case_ids)
    of = await seals(ctx)
    told = clocks.told(ctx, found)
    items: dict[UUID, Row] = {row["id"]: case_brief(of, row, told.get(row["id"], ())) for row in found["cases"]}
    return as_sent({"items": [items[one] for one in case_ids], "next": next_page})

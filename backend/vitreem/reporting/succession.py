"""Answers of units that end: what isn't accepted passes to the heir, unless it is asked in the same round itself."""

from typing import Any

from sqlalchemy import select

from vitreem.identity.facts import Succession
from vitreem.kernel.request.context import Ctx
from vitreem.reporting.models import ReportAnswer, ReportRound
from vitreem.reporting.rules import ANSWER, AnswerState, ReportAudit, ReportRoundState


async def hand_on(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Of several predecessors in one round the first one's answer passes; the others stay as they are."""
    rows: Any = await ctx.db.execute(
        select(ReportAnswer, ReportRound.title)
        .join(ReportRound, (ReportRound.ward_id == ReportAnswer.ward_id) & (ReportRound.id == ReportAnswer.round_id))
        .where(
            ReportAnswer.ward_id == ctx.ward_id,
            ReportAnswer.unit_id.in_([*succession.predecessor_ids, succession.heir_id]),
            ReportRound.state == ReportRoundState.OPEN,
        )
        .order_by(ReportAnswer.id)
        .with_for_update(of=ReportAnswer)
    )
    found: list[tuple[ReportAnswer, str]] = [(answer, title) for answer, title in rows]
    asked = {answer.round_id for answer, _ in found if answer.unit_id == succession.heir_id}
    passed = 0
    for answer, title in found:
        if answer.round_id in asked or answer.state == AnswerState.ACCEPTED:
            continue
        asked.add(answer.round_id)
        before, answer.unit_id = answer.unit_id, succession.heir_id
        answer.version += 1
        passed += 1
        ctx.record(
            ReportAudit.ANSWER_PASSED, ANSWER, answer.id, name=title, before=str(before), after=str(answer.unit_id)
        )
    await ctx.db.flush()
    return {"report_answers": passed}

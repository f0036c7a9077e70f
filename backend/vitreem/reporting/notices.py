"""Who is told what of a round: its units that it is open, near its end, late and what was decided; the ward what came
in."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from vitreem.identity import facts as identity
from vitreem.kernel.jobs.sweeps import register_sweep
from vitreem.kernel.notices.kinds import NoticeKind, register
from vitreem.kernel.notices.telling import end_each, tell_each
from vitreem.kernel.request.context import Ctx
from vitreem.reporting import queries
from vitreem.reporting.models import ReportAnswer, ReportRound
from vitreem.reporting.rules import ANSWER, AnswerState

_PAGE = "/reports/answers/{id}"
_SOON = timedelta(days=3)

OPENED = register(NoticeKind("report.opened", "report_opened", _PAGE))
DUE_SOON = register(NoticeKind("report.due_soon", "report_due_soon", _PAGE))
LATE = register(NoticeKind("report.late", "report_late", _PAGE))
SUBMITTED = register(NoticeKind("report.submitted", "report_submitted", _PAGE))
RETURNED = register(NoticeKind("report.returned", "report_returned", _PAGE))
ACCEPTED = register(NoticeKind("report.accepted", "report_accepted", _PAGE))

_ALL = frozenset({OPENED, DUE_SOON, LATE, SUBMITTED, RETURNED, ACCEPTED})
_OWED = frozenset({DUE_SOON, LATE})
# What still has its cause in a state; all else is over.
_IN_FORCE = {
    AnswerState.ASKED: _OWED | {OPENED},
    AnswerState.DRAFT: _OWED,
    AnswerState.SUBMITTED: frozenset({SUBMITTED}),
    AnswerState.RETURNED: _OWED | {RETURNED},
    AnswerState.ACCEPTED: frozenset({ACCEPTED}),
}


async def moved(ctx: Ctx, answer: ReportAnswer, told: NoticeKind | None = None) -> None:
    """The answer is in another state: what it no longer calls for is over, and `told` is told."""
    await end_each(ctx, _ALL - _IN_FORCE[AnswerState(answer.state)], [answer.id])
    if told is SUBMITTED:
        await tell_each(ctx, SUBMITTED, ANSWER, {answer.id: await identity.ward_officers(ctx)})
    elif told is not None:
        await tell_units(ctx, told, [answer])


async def tell_units(ctx: Ctx, kind: NoticeKind, answers: Sequence[ReportAnswer]) -> int:
    """Everybody of the unit of each; how many people there are."""
    people = await identity.people_of_units(ctx, {one.unit_id for one in answers})
    await tell_each(ctx, kind, ANSWER, {one.id: people.get(one.unit_id, ()) for one in answers})
    return len({person for one in answers for person in people.get(one.unit_id, ())})


async def nothing_owed(ctx: Ctx, answer_ids: Collection[UUID]) -> None:
    """Their round is locked or called off: nobody is asked for anything any more."""
    await end_each(ctx, _ALL - {ACCEPTED}, answer_ids)


async def moved_day(ctx: Ctx, answer_ids: Collection[UUID]) -> None:
    """The round has another last day: the next look tells of it."""
    await end_each(ctx, _OWED, answer_ids)


async def tell_of_days(ctx: Ctx) -> None:
    """Three days before the round's end, and once it is over."""
    now = ctx.clock.now()
    rounds: dict[UUID, ReportRound] = {
        one.id: one for one in await queries.open_rounds(ctx) if one.due_at <= now + _SOON
    }
    owed = await queries.owed(ctx, list(rounds))
    late = [one for one in owed if rounds[one.round_id].due_at <= now]
    await end_each(ctx, [DUE_SOON], [one.id for one in late])
    await tell_units(ctx, LATE, late)
    await tell_units(ctx, DUE_SOON, [one for one in owed if rounds[one.round_id].due_at > now])


register_sweep("report_days", tell_of_days)

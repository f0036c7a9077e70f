"""What happens to a share on the day. Nothing is changed afterwards: a mistake is corrected by another entry."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from vitreem.children import facts as children
from vitreem.giving import approval, ledger, rules, service
from vitreem.giving.models import GiftDelivery, GiftLine, GiftRound, GiftShare
from vitreem.giving.refusals import UnknownNumbers, UnreadableNumbers
from vitreem.giving.rules import SHARE, SHARE_LIFE, GivingAudit, LineState, RoundState, ShareState, ShareVerb
from vitreem.giving.share_schemas import BackCreate, DeliverCreate, NumbersCreate, NumbersDone, Receiver
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records import lifecycle

_SUSPENDED = "Dòng này đang tạm dừng nên chưa trao được."
_NOT_YET = "Đợt chưa bắt đầu trao, hoặc đã kết thúc."
_FALLEN = "Dòng này đã bỏ khỏi danh sách nên không trao nữa."
# Of a line that fell away, what it got can still be undone.
_UNDOES = (ShareVerb.RETURN, ShareVerb.CORRECT)


def rights(ctx: Ctx, share: GiftShare, round_: GiftRound) -> frozenset[str]:
    """Who nominated the child, the child's khu phố and whose round it is hand over; the ward corrects."""
    own = bool({share.unit_id, share.place_unit_id, round_.unit_id} & set(ctx.unit_ids))
    return lifecycle.rights(ctx, "gift_round", own=own)


def _blocked(round_: GiftRound, line: GiftLine, verb: ShareVerb | None = None) -> str | None:
    """What is in the way of the verb, or of any."""
    if round_.state != RoundState.HANDING_OVER:
        return _NOT_YET
    if line.state == LineState.FALLEN and verb is not None and verb not in _UNDOES:
        return _FALLEN
    return _SUSPENDED if line.suspended_reason else None


async def actions(ctx: Ctx, share: GiftShare) -> list[ShareVerb]:
    """Verbs that the caller may use now."""
    round_ = await ctx.db.get_one(GiftRound, (ctx.ward_id, share.round_id))
    line = await ctx.db.get_one(GiftLine, (ctx.ward_id, share.line_id))
    if _blocked(round_, line):
        return []
    verbs = SHARE_LIFE.allowed(share.state, rights(ctx, share, round_))
    return [one for one in verbs if not _blocked(round_, line, one)]


async def _begin(ctx: Ctx, share: GiftShare, verb: ShareVerb, on_day: date, version: int | None) -> GiftRound:
    """The round is locked, then the share: what is handed over at the same moment is taken from what is there one after
    the other."""
    round_ = await ctx.db.get_one(GiftRound, (ctx.ward_id, share.round_id), with_for_update=True)
    if version is not None:
        await ctx.db.refresh(share, with_for_update=True)
    line = await ctx.db.get_one(GiftLine, (ctx.ward_id, share.line_id))
    SHARE_LIFE.begin(share, verb, rights(ctx, share, round_), version, blocked=_blocked(round_, line, verb))
    service.require_day_of(ctx, round_, on_day, await _undone_on(ctx, share) if verb in _UNDOES else None)
    return round_


async def _undone_on(ctx: Ctx, share: GiftShare) -> date | None:
    """The day of the entry that stands."""
    last = await ctx.db.execute(
        select(GiftDelivery.on_day)
        .where(GiftDelivery.ward_id == ctx.ward_id, GiftDelivery.share_id == share.id)
        .order_by(GiftDelivery.id.desc())
        .limit(1)
    )
    return last.scalar_one_or_none()


def _entry(
    ctx: Ctx, share: GiftShare, verb: ShareVerb, on_day: date, what: GivingAudit, *, reason: str = "",
    receiver: Receiver | None = None,
) -> None:  # fmt: skip
    share.version += 1
    ctx.db.add(
        GiftDelivery(
            ward_id=ctx.ward_id, id=new_id(), share_id=share.id, verb=verb, state=share.state, on_day=on_day,
            reason=reason, author_name=ctx.actor_name, recorded_at=ctx.clock.now(),
            **(receiver.model_dump(include=set(Receiver.model_fields)) if receiver else {}),
        )
    )  # fmt: skip
    ctx.record(what, SHARE, share.id, name=share.title, round_id=str(share.round_id), line_id=str(share.line_id))


async def deliver(ctx: Ctx, share: GiftShare, body: DeliverCreate, version: int) -> None:
    """Handed over: money leaves the round, and the child's page tells of it."""
    round_ = await _begin(ctx, share, ShareVerb.DELIVER, body.on_day, version)
    await _deliver(ctx, round_, share, body.on_day, body)


async def _deliver(ctx: Ctx, round_: GiftRound, share: GiftShare, on_day: date, receiver: Receiver) -> None:
    share.from_budget = await ledger.hand_over(ctx, share, on_day) if share.amount else 0
    share.state, share.given_on, share.reason = ShareState.DELIVERED, on_day, ""
    share.receiver_kind, share.receiver_name, share.receiver_relation = (
        receiver.receiver_kind, receiver.receiver_name, receiver.receiver_relation,
    )  # fmt: skip
    await children.note_receipt(ctx, share.child_id, share.id, round_.title, share.amount, on_day)
    _entry(ctx, share, ShareVerb.DELIVER, on_day, GivingAudit.DELIVERED, receiver=receiver)


async def miss(ctx: Ctx, share: GiftShare, body: BackCreate, version: int) -> None:
    """Not received, with the reason; it stays in stock."""
    await _begin(ctx, share, ShareVerb.MISS, body.on_day, version)
    share.state, share.reason = ShareState.NOT_RECEIVED, body.reason
    _entry(ctx, share, ShareVerb.MISS, body.on_day, GivingAudit.NOT_RECEIVED, reason=body.reason)


async def _take_back(ctx: Ctx, share: GiftShare, body: BackCreate, state: ShareState) -> None:
    if share.state == ShareState.DELIVERED:
        await ledger.take_back(ctx, share, body.on_day, body.reason)
        await children.withdraw_receipt(ctx, share.id)
    line = await ctx.db.get_one(GiftLine, (ctx.ward_id, share.line_id))
    if line.state == LineState.FALLEN:
        state = ShareState.CANCELLED
        await _pass_on(ctx, line, share.instalment)
    share.state, share.given_on, share.from_budget, share.reason = state, None, 0, body.reason
    share.receiver_kind, share.receiver_name, share.receiver_relation = None, "", ""


async def _pass_on(ctx: Ctx, line: GiftLine, instalment: int) -> None:
    """What came back of a line that fell away is for whoever took its place."""
    while line.state == LineState.FALLEN and line.replaced_by is not None:
        line = await ctx.db.get_one(GiftLine, (ctx.ward_id, line.replaced_by))
    if line.state == LineState.APPROVED:
        round_ = await ctx.db.get_one(GiftRound, (ctx.ward_id, line.round_id))
        await approval.add_shares(ctx, round_, [line], only={instalment})


async def give_back(ctx: Ctx, share: GiftShare, body: BackCreate, version: int) -> None:
    """It came back: stock and money are where they were before."""
    await _begin(ctx, share, ShareVerb.RETURN, body.on_day, version)
    await _take_back(ctx, share, body, ShareState.RETURNED)
    _entry(ctx, share, ShareVerb.RETURN, body.on_day, GivingAudit.RETURNED_TO_STOCK, reason=body.reason)


async def correct(ctx: Ctx, share: GiftShare, body: BackCreate, version: int) -> None:
    """It was recorded by mistake: the entry stays, and this one undoes it."""
    await _begin(ctx, share, ShareVerb.CORRECT, body.on_day, version)
    await _take_back(ctx, share, body, ShareState.DUE)
    share.reason = "" if share.state == ShareState.DUE else share.reason
    _entry(ctx, share, ShareVerb.CORRECT, body.on_day, GivingAudit.CORRECTED, reason=body.reason)


async def by_numbers(ctx: Ctx, round_: GiftRound, body: NumbersCreate) -> NumbersDone:
    """Tick numbers of a unit's paper list, all or none; the round is locked. Those ticked already stay as they are.

    Raises `UnreadableNumbers`, `UnknownNumbers`.
    """
    try:
        wanted = rules.numbers(body.numbers)
    except ValueError:
        raise UnreadableNumbers(field="numbers") from None
    rows: Any = await ctx.db.execute(
        select(GiftShare, GiftLine.number)
        .join(GiftLine, (GiftLine.ward_id == GiftShare.ward_id) & (GiftLine.id == GiftShare.line_id))
        .where(
            GiftShare.ward_id == ctx.ward_id, GiftShare.round_id == round_.id, GiftShare.unit_id == body.unit_id,
            GiftShare.instalment == body.instalment, GiftLine.number.in_(wanted),
            GiftLine.state == LineState.APPROVED,
        )
        .order_by(GiftLine.number)
        .with_for_update(of=GiftShare)
    )  # fmt: skip
    found = {number: share for share, number in rows if rights(ctx, share, round_)}
    if missing := [one for one in wanted if one not in found]:
        raise UnknownNumbers(numbers=missing, field="numbers")
    return await deliver_all(ctx, round_, list(found.values()), body.on_day, body)


async def deliver_all(
    ctx: Ctx, round_: GiftRound, shares: Sequence[GiftShare], on_day: date, receiver: Receiver
) -> NumbersDone:
    """Tick shares of a round that is locked; those ticked already stay as they are."""
    done = NumbersDone(delivered=0, already=0)
    for share in shares:
        if share.state == ShareState.DELIVERED:
            done.already += 1
            continue
        await _begin(ctx, share, ShareVerb.DELIVER, on_day, None)
        await _deliver(ctx, round_, share, on_day, receiver)
        done.delivered += 1
    await ctx.db.flush()
    return done


async def deliveries_of(ctx: Ctx, share: GiftShare) -> list[GiftDelivery]:
    """All that happened to it, in order."""
    rows = await ctx.db.execute(
        select(GiftDelivery)
        .where(GiftDelivery.ward_id == ctx.ward_id, GiftDelivery.share_id == share.id)
        .order_by(GiftDelivery.id)
    )
    return list(rows.scalars())

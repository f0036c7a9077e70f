"""Rounds, lines, shares and donors as their pages show them; what the caller isn't told is left out here, once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select

from vitreem.assignments import facts as assignments
from vitreem.children import facts as children
from vitreem.giving import approval, donors, handing_over, ledger, nominations, queries, rules, service, share_photos
from vitreem.giving.donor_schemas import Amounts, Coverage, DonorRead, Ledger, LedgerOf, MovementRead, PaperMade
from vitreem.giving.line_schemas import LineRead, ReceivedGift, ShareOfLine, VisitRead
from vitreem.giving.models import Donor, GiftLine, GiftRound, GiftShare, MoneyMovement
from vitreem.giving.rules import FourAmounts, LineState, ShareState, ShareVerb
from vitreem.giving.schemas import (
    Criteria,
    FundOfRound,
    Instalment,
    Item,
    ListRead,
    NominatorRead,
    RoundNumbers,
    RoundRead,
)
from vitreem.giving.share_schemas import DeliveryRead, DueShares, ShareRead
from vitreem.identity import facts as identity
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import sort_key
from vitreem.records import files, small_cells
from vitreem.records.paper_routes import papers_of

Shown = TypeVar("Shown", bound=BaseModel)


def _each(model: type[Shown], rows: Sequence[object]) -> list[Shown]:
    return [model.model_validate(one, from_attributes=True) for one in rows]


async def read_round(ctx: Ctx, round_: GiftRound) -> RoundRead:
    """The whole round; the caller has it from `queries.seen`. Numbers are of the lines that the caller sees."""
    keeps = bool(service.rights(ctx, round_) & {"write", "correct"})
    names = await identity.unit_names(ctx, {round_.unit_id})
    donor = await ctx.db.get(Donor, (ctx.ward_id, round_.donor_id)) if round_.donor_id else None
    told = donor is not None and (not donor.unnamed or donors.sees(ctx, donor))
    return RoundRead(
        **round_.model_dump(
            include={
                "id", "code", "kind", "title", "occasion", "school_year", "unit_id", "one_per", "strict", "channel",
                "amount", "description", "begins_on", "nominate_before", "place", "hour", "state", "repeats_id",
                "decided_at", "decided_by", "return_reason", "cancel_reason", "version",
            }
        ),
        unit_name=names[round_.unit_id] if round_.unit_id else None,
        donor_id=donor.id if donor and keeps else None,
        donor_name=donor.name if donor and told else None,
        items=[Item(kind=one.kind, name=one.name, quantity=one.quantity, unit_value=one.unit_value)
               for one in await queries.items_of(ctx, round_.id)],
        criteria=Criteria.model_validate(round_.criteria),
        instalments=[Instalment(due_on=one.due_on, condition=one.condition)
                     for one in await queries.instalments_of(ctx, round_.id)],
        nominators=await _nominators(ctx, round_, keeps=keeps),
        lists=await _lists(ctx, round_),
        numbers=await numbers(ctx, round_),
        funds=await _funds(ctx, round_) if keeps else [],
        needed=await service.needed(ctx, round_) if keeps else 0,
        decided_intact=await approval.intact(ctx, round_),
        files=await files.files_of(ctx, round_.id) if keeps else [],
        papers=await papers_of(ctx, round_.id) if keeps else [],
        assignments=await assignments.proven_by(ctx, rules.KIND, round_.id),
        history=await history_of(ctx, round_.id) if keeps else [],
        allowed_actions=await service.actions(ctx, round_),
    )  # fmt: skip


async def _nominators(ctx: Ctx, round_: GiftRound, *, keeps: bool) -> list[NominatorRead]:
    """All of them for who keeps the round; of the others nobody is told."""
    rows = [one for one in await queries.nominators_of(ctx, round_.id) if keeps or one.unit_id in ctx.unit_ids]
    names = await identity.unit_names(ctx, {one.unit_id for one in rows})
    counted: Any = await ctx.db.execute(
        select(GiftLine.unit_id, GiftLine.reserve, func.count())
        .where(GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_.id, GiftLine.state != LineState.FALLEN)
        .group_by(GiftLine.unit_id, GiftLine.reserve)
    )
    # Lines keep the unit of their day: they count for who stands for it.
    heirs, count = await identity.heirs(ctx), Counter[tuple[UUID, bool]]()
    for unit_id, reserve, number in counted:
        count[heirs[unit_id], reserve] += number
    return [
        NominatorRead(
            unit_id=one.unit_id, unit_name=names[one.unit_id], quota=one.quota, handed_in_at=one.handed_in_at,
            lines=count[one.unit_id, False], reserve=count[one.unit_id, True],
        )
        for one in rows
    ]  # fmt: skip


async def _lists(ctx: Ctx, round_: GiftRound) -> list[ListRead]:
    """The paper lists of the lines that the caller sees, each with numbers of its own: by the unit of the day."""
    stands = queries.visible_lines(ctx).where(
        GiftLine.round_id == round_.id, GiftLine.state.in_((LineState.NOMINATED, LineState.APPROVED))
    )
    units = set((await ctx.db.execute(stands.with_only_columns(GiftLine.unit_id).distinct())).scalars())
    names = await identity.unit_names(ctx, units)
    return [ListRead(unit_id=one, unit_name=names[one]) for one in sorted(units, key=lambda one: sort_key(names[one]))]


async def numbers(ctx: Ctx, round_: GiftRound) -> RoundNumbers:
    """Counts and amounts of the lines that the caller sees."""
    line = queries.visible_lines(ctx).where(GiftLine.round_id == round_.id).subquery("line")
    stands = line.c.state != LineState.FALLEN
    main = stands & ~line.c.reserve | (line.c.state == LineState.APPROVED)
    counts = (
        await ctx.db.execute(
            select(
                func.count().filter(main),
                func.count().filter(stands & line.c.reserve & (line.c.state != LineState.APPROVED)),
                func.count().filter(line.c.state == LineState.FALLEN),
                func.count(line.c.child_id.distinct()).filter(main),
                func.coalesce(func.sum(line.c.amount).filter(main), 0),
            ).select_from(line)
        )
    ).one()  # fmt: skip
    share: Any = GiftShare
    in_state = {one: func.count().filter(share.state == one) for one in ShareState}
    shares = (
        await ctx.db.execute(
            select(
                in_state[ShareState.DUE], in_state[ShareState.DELIVERED], in_state[ShareState.NOT_RECEIVED],
                in_state[ShareState.RETURNED],
                func.coalesce(func.sum(share.amount).filter(share.state == ShareState.DELIVERED), 0),
                func.coalesce(func.sum(share.amount).filter(share.state != ShareState.CANCELLED), 0), func.count(),
            ).where(share.ward_id == ctx.ward_id, share.round_id == round_.id, share.line_id.in_(select(line.c.id)))
        )
    ).one()  # fmt: skip
    return RoundNumbers(
        lines=counts[0], reserve=counts[1], fallen=counts[2], children=counts[3],
        planned=int(shares[5]) if shares[6] else int(counts[4]) * len(await queries.instalments_of(ctx, round_.id)),
        due=shares[0], delivered=shares[1], not_received=shares[2], returned=shares[3], delivered_amount=int(shares[4]),
    )  # fmt: skip


async def _funds(ctx: Ctx, round_: GiftRound) -> list[FundOfRound]:
    return [
        FundOfRound(
            donor_id=donor.id, donor_name=donors.shown_name(ctx, donor), allocated=allocated, handed_over=handed,
            left=allocated - handed,
        )
        for donor, allocated, handed in await ledger.left_in_round(ctx, round_.id)
    ]  # fmt: skip


async def read_line(ctx: Ctx, line: GiftLine) -> LineRead:
    """One line; the caller has it from `queries.seen_line`. Who sponsors is told neither reasons nor other gifts."""
    round_ = await ctx.db.get_one(GiftRound, (ctx.ward_id, line.round_id))
    looks_after = queries.looks_after(ctx, line)
    named = line.id in await queries.named(ctx, [line])
    names = await identity.unit_names(ctx, {line.unit_id, line.place_unit_id})
    received = await children.received_by(ctx, line.child_id) if looks_after else None
    return LineRead(
        **line.model_dump(include={"id", "round_id", "number", "state", "reserve", "amount", "to_superior",
                                   "replaced_by", "unit_id", "version"}),
        child_id=line.child_id if looks_after else None,
        shown_name=line.full_name if named else line.initials, named=named,
        unit_name=names[line.unit_id], place_unit_name=names[line.place_unit_id],
        **{name: getattr(line, name) if looks_after else "" for name in ("reason", "override_reason", "fall_reason")},
        suspended_reason=line.suspended_reason if looks_after else None,
        shares=_each(ShareOfLine, await queries.shares_of(ctx, line.id)),
        visits=_each(VisitRead, await nominations.visits_of(ctx, line)),
        received=None if received is None else _each(ReceivedGift, received),
        history=await history_of(ctx, line.id) if looks_after else [],
        allowed_actions=nominations.allowed(line, round_, await nominations.rights(ctx, line, round_)),
    )  # fmt: skip


async def read_share(ctx: Ctx, share: GiftShare) -> ShareRead:
    """One share; the caller has it from `queries.seen_share`."""
    line = await ctx.db.get_one(GiftLine, (ctx.ward_id, share.line_id))
    named = line.id in await queries.named(ctx, [line])
    looks_after = queries.looks_after(ctx, share)
    consented, photos = await share_photos.shown(ctx, share)
    actions = await handing_over.actions(ctx, share)
    return ShareRead(
        **share.model_dump(include={"id", "line_id", "round_id", "instalment", "due_on", "amount", "state", "given_on",
                                    "receiver_kind", "version"}),
        shown_name=line.full_name if named else line.initials,
        **{name: getattr(share, name) if looks_after else ""
           for name in ("receiver_name", "receiver_relation", "reason")},
        deliveries=[
            DeliveryRead.model_validate(one, from_attributes=True)
            for one in await handing_over.deliveries_of(ctx, share)
        ] if looks_after else [],
        photo_consent=consented, files=photos,
        allowed_actions=[one for one in actions if consented or one is not ShareVerb.ATTACH],
    )  # fmt: skip


async def read_donor(ctx: Ctx, donor: Donor) -> DonorRead:
    """The donor with their money; the caller has them from `queries.seen_donor`."""
    names = await identity.unit_names(ctx, {donor.unit_id})
    return DonorRead(
        **donor.model_dump(include={"id", "code", "kind", "name", "unnamed", "unit_id", "contact", "phone", "address",
                                    "note", "thanked_on", "version"}),
        unit_name=names[donor.unit_id] if donor.unit_id else None,
        amounts=Amounts(**ledger.wire(await ledger.amounts_of(ctx, donor.id))),
        movements=await _movements(ctx, donor), papers=await _papers(ctx, donor),
        history=await history_of(ctx, donor.id), may_write=donors.may_write(ctx, donor),
    )  # fmt: skip


async def _movements(ctx: Ctx, donor: Donor) -> list[MovementRead]:
    rows = await ledger.movements_of(ctx, donor.id, donors.MOVEMENTS)
    undone = {one.reverses_id for one in rows}
    with_receipt = {one.promise_id for one in rows}
    titles = await _titles(ctx, {one.round_id for one in rows if one.round_id})
    may = donors.may_write(ctx, donor)
    return [
        MovementRead(
            **one.model_dump(exclude={"ward_id", "donor_id", "share_id", "promise_id"}),
            round_title=titles.get(one.round_id) if one.round_id else None, reversed=one.id in undone,
            reversible=may and one.kind in rules.REVERSIBLE and one.reverses_id is None
            and one.id not in undone | with_receipt,
        )
        for one in rows
    ]  # fmt: skip


async def _titles(ctx: Ctx, round_ids: set[UUID]) -> dict[UUID, str]:
    rows: Any = await ctx.db.execute(
        select(GiftRound.id, GiftRound.title).where(GiftRound.ward_id == ctx.ward_id, GiftRound.id.in_(round_ids))
    )
    return {round_id: title for round_id, title in rows}


async def _papers(ctx: Ctx, donor: Donor) -> list[PaperMade]:
    made: set[tuple[str, str]] = set()
    papers: list[PaperMade] = []
    for one in await donors.papers_of(ctx, donor.id):
        again = (one.kind, one.about) in made
        made.add((one.kind, one.about))
        papers.append(PaperMade(kind=one.kind, made_at=one.made_at, author_name=one.author_name, is_copy=again))
    return papers[::-1]


def _of_round(found: FourAmounts) -> Amounts:
    """What is promised, came and is free belongs to donors alone."""
    return Amounts(**ledger.wire(found) | {"outstanding": 0, "unallocated": 0})


async def read_ledger(ctx: Ctx) -> Ledger:
    """Every đồng of the ward, in all, by donor and by round."""
    by_donor = await ledger.amounts_by(ctx, MoneyMovement.donor_id)
    by_round = await ledger.amounts_by(ctx, MoneyMovement.round_id)
    donors_ = await ctx.db.execute(
        select(Donor).where(Donor.ward_id == ctx.ward_id, Donor.id.in_(by_donor)).order_by(Donor.sort_key)
    )
    rounds = await ctx.db.execute(
        select(GiftRound)
        .where(GiftRound.ward_id == ctx.ward_id, GiftRound.id.in_(by_round))
        .order_by(GiftRound.begins_on.desc(), GiftRound.id)
    )
    return Ledger(
        total=Amounts(**ledger.wire(await ledger.amounts(ctx))), balance=await ledger.all_balances(ctx),
        handed_over_by_shares=await ledger.handed_over_by_shares(ctx),
        donors=[
            LedgerOf(id=one.id, name=one.name, kind=one.kind, amounts=Amounts(**ledger.wire(by_donor[one.id])))
            for one in donors_.scalars()
        ],
        rounds=[
            LedgerOf(id=one.id, name=one.title, kind=one.kind, amounts=_of_round(by_round[one.id]))
            for one in rounds.scalars()
        ],
    )  # fmt: skip


async def coverage(ctx: Ctx, from_on: date, to_on: date) -> Coverage:
    """How many children in special circumstances were helped; small numbers are for those entrusted with them."""
    there, helped = await children.special_received(ctx, from_on, to_on)
    shown = {"special_children": there, "helped": helped}
    hidden = (
        frozenset[str]()
        if ctx.may("indicator:small_cells")
        else small_cells.hidden(shown | {"rest": there - helped}, total_shown=False)
    )
    if hidden:
        # What is missing from the one would be found from the other.
        return Coverage(from_on=from_on, to_on=to_on, special_children=None, helped=None, share=None)
    return Coverage(from_on=from_on, to_on=to_on, **shown, share=round(helped / there, 4) if there else 0)


async def due_shares(ctx: Ctx) -> DueShares:
    """Reminds of what is due: each instalment of a scholarship or sponsorship, and rounds of these days."""
    today = ctx.clock.today()
    until = today + rules.REMINDED
    overdue, soon = await queries.due_shares(ctx, today, until)
    return DueShares(
        overdue=overdue, overdue_to=today - timedelta(days=1), soon=soon, soon_from=today, soon_to=until,
    )  # fmt: skip

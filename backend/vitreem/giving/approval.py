"""The decision: what happened since the list was written is named, then the lines are frozen as copied facts."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from vitreem.children import facts as children
from vitreem.giving import notices, queries, rules, service
from vitreem.giving.line_schemas import DecidedLine, DecidedList
from vitreem.giving.models import GiftLine, GiftRound, GiftShare
from vitreem.giving.refusals import ChangesUnread, ChildTwice, NothingNominated
from vitreem.giving.rules import Change, GivingAudit, LineState, RoundVerb, ShareState
from vitreem.giving.schemas import ApprovalCreate, ChangedLine, RoundChanges
from vitreem.identity import facts as identity
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import sort_key

GONE = {"moved": Change.MOVED, "died": Change.DIED, "aged_out": Change.AGED_OUT}


async def changes(ctx: Ctx, round_: GiftRound) -> RoundChanges:
    """What happened to the children of lines that stand and that the caller sees."""
    lines = [one for one in await queries.lines_of(ctx, round_.id) if one.state != LineState.FALLEN]
    now = await children.happened(ctx, {one.child_id for one in lines})
    units = await identity.unit_names(ctx, {one.unit_id for one in lines})
    named = await queries.named(ctx, lines)
    items: list[ChangedLine] = []
    for line in lines:
        one = now[line.child_id]
        found: list[tuple[Change, date | None]] = []
        if one.state in GONE:
            found.append((GONE[one.state], one.on_day))
        if one.merged:
            found.append((Change.MERGED, None))
        # Of the household who sponsors is told nothing.
        if one.left_poverty and queries.looks_after(ctx, line):
            found.append((Change.LEFT_POVERTY, None))
        items += [
            ChangedLine(
                line_id=line.id, number=line.number, shown_name=line.full_name if line.id in named else line.initials,
                unit_name=units[line.unit_id], change=change, on_day=on_day,
            )
            for change, on_day in found
        ]  # fmt: skip
    told = "\n".join(f"{one.line_id} {one.change}" for one in items)
    return RoundChanges(items=items, digest=hashlib.sha256(told.encode()).hexdigest() if items else "")


async def approve(ctx: Ctx, round_: GiftRound, body: ApprovalCreate, version: int) -> None:
    """Decide the list. Raises `ChangesUnread` until who approves has seen what happened since, `ChildTwice`."""
    to = await service.begin(ctx, round_, RoundVerb.APPROVE, version)
    found = await changes(ctx, round_)
    if found.items and body.changes_digest != found.digest:
        raise ChangesUnread(**found.model_dump(mode="json"))
    lines = [one for one in await queries.lines_of(ctx, round_.id) if one.state == LineState.NOMINATED]
    chosen = [one for one in lines if not one.reserve]
    if not chosen:
        raise NothingNominated()
    await _require_each_once(ctx, lines)
    await _freeze(ctx, round_, lines)
    for line in lines:
        line.state, line.version = LineState.RESERVE if line.reserve else LineState.APPROVED, line.version + 1
    await add_shares(ctx, round_, chosen)
    round_.state, round_.decided_at, round_.decided_by = to, ctx.clock.now(), ctx.actor_name
    service.done(ctx, round_, GivingAudit.APPROVED, lines=len(chosen), amount=sum(one.amount for one in chosen))
    await notices.moved(ctx, round_)


async def _require_each_once(ctx: Ctx, lines: Sequence[GiftLine]) -> None:
    """Records that were merged since are one child. Raises `ChildTwice`."""
    roots = await children.roots(ctx, {one.child_id for one in lines})
    first: dict[UUID, GiftLine] = {}
    for line in lines:
        other = first.setdefault(roots[line.child_id], line)
        if other is not line:
            raise ChildTwice(
                f"«{line.full_name}» đứng hai dòng, số {other.number} và {line.number}, vì hai hồ sơ đã gộp làm một. "
                "Hãy bỏ một dòng rồi duyệt.",
                line_ids=[str(other.id), str(line.id)],
            )


async def facts_of(ctx: Ctx, lines: Sequence[GiftLine]) -> dict[UUID, DecidedLine]:
    """What the register says today of each line, as a decision would freeze it."""
    facts = await children.snapshots(ctx, {one.child_id for one in lines})
    units = await identity.unit_names(ctx, {one.unit_id for one in lines})
    return {
        line.id: DecidedLine(
            number=line.number, full_name=(fact := facts[line.child_id]).full_name, birth=fact.birth,
            address=fact.address, place_unit_name=fact.place_unit_name, unit_name=units[line.unit_id],
            school=fact.school, class_name=fact.class_name, guardian=fact.guardian, amount=line.amount,
            reserve=line.reserve,
        )
        for line in lines
    }  # fmt: skip


async def _freeze(ctx: Ctx, round_: GiftRound, lines: Sequence[GiftLine]) -> None:
    facts = await facts_of(ctx, lines)
    for line in lines:
        line.decided = facts[line.id].model_dump()
    round_.decided_hash = rules.digest(_decided(lines))


def _decided(lines: Collection[GiftLine]) -> list[dict[str, Any]]:
    """The frozen facts in an order that nothing later moves."""
    frozen = [one for one in lines if one.decided is not None]
    return [one.decided or {} for one in sorted(frozen, key=lambda one: (str(one.unit_id), one.number))]


async def intact(ctx: Ctx, round_: GiftRound) -> bool | None:
    """Whether the lines still are as they were decided; None before, and for who doesn't see all of them."""
    if round_.decided_hash is None or not queries.sees_all(ctx):
        return None
    return rules.digest(_decided(await queries.lines_of(ctx, round_.id))) == round_.decided_hash


def told(ctx: Ctx, line: GiftLine, fact: DecidedLine) -> DecidedLine:
    """The facts of a line for who is told the child's name: who sponsors learns the name and what is given alone."""
    if queries.looks_after(ctx, line):
        return fact
    return fact.model_copy(update=dict.fromkeys(("birth", "address", "school", "class_name", "guardian"), ""))


async def decided_list(ctx: Ctx, round_: GiftRound) -> DecidedList | None:
    """The list as it was decided, of the lines that the caller looks after."""
    if round_.decided_at is None:
        return None
    lines = [one for one in await queries.lines_of(ctx, round_.id) if one.decided is not None]
    named = await queries.named(ctx, lines)
    shown = [one for one in lines if one.id in named]
    items = [told(ctx, one, DecidedLine.model_validate(one.decided)) for one in shown]
    items.sort(key=lambda one: (sort_key(one.unit_name), one.number))
    return DecidedList(
        decided_at=round_.decided_at, decided_by=round_.decided_by, items=items,
        intact=await intact(ctx, round_) is not False,
    )  # fmt: skip


async def add_shares(
    ctx: Ctx, round_: GiftRound, lines: Sequence[GiftLine], *, only: Collection[int] | None = None
) -> None:
    """One share for each line and instalment, or for some of them where the others were handed over to whom the line
    replaces."""
    days = await queries.instalments_of(ctx, round_.id)
    for line in lines:
        ctx.db.add_all(
            GiftShare(
                ward_id=ctx.ward_id, id=new_id(), line_id=line.id, round_id=round_.id, child_id=line.child_id,
                unit_id=line.unit_id, place_unit_id=line.place_unit_id, kind=round_.kind, instalment=day.number,
                due_on=day.due_on, amount=line.amount, state=ShareState.DUE,
            )
            for day in days
            if only is None or day.number in only
        )  # fmt: skip
    await ctx.db.flush()

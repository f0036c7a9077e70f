"""What other contexts may know of giving: rounds that prove assignments, and the figures of what was handed over."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select

from vitreem.children.facts import Child, ChildGroup, LegalGroup
from vitreem.giving import presenters, queries, rules, succession
from vitreem.giving.models import GiftRound, GiftShare
from vitreem.giving.rules import GivingKind, RoundState, ShareState
from vitreem.identity.facts import when_units_change
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.indicators import Indicator, Source, declare
from vitreem.records.registry import RecordFact


async def _fact(ctx: Ctx, round_: GiftRound) -> RecordFact:
    """What was handed over counts; a round in which nothing was yet proves nothing."""
    numbers = await presenters.numbers(ctx, round_)
    what = "scholarships" if round_.kind == GivingKind.SCHOLARSHIP else "gifts"
    figures = {"children": numbers.children, what: numbers.delivered, "amount_vnd": numbers.delivered_amount}
    return RecordFact(
        round_.title, round_.state, f"/gift-rounds/{round_.id}",
        {code: value for code, value in figures.items() if value} if numbers.delivered else {},
        proves=numbers.delivered > 0,
    )  # fmt: skip


async def _describe(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    rows = await ctx.db.execute(queries.visible(ctx).where(GiftRound.id.in_(ids)))
    return {one.id: await _fact(ctx, one) for one in rows.scalars().all()}


async def _find(ctx: Ctx, words: str, limit: int) -> dict[UUID, RecordFact]:
    statement = queries.visible(ctx).where(GiftRound.state != RoundState.CANCELLED)
    if words:
        statement = statement.where(func.strpos(GiftRound.search_key, words) > 0)
    rows = await ctx.db.execute(statement.order_by(GiftRound.begins_on.desc(), GiftRound.id.desc()).limit(limit))
    return {one.id: await _fact(ctx, one) for one in rows.scalars().all()}


registry.register(rules.KIND, _describe, _find)
when_units_change("giving", succession.hand_on)

_s, _c, _g = GiftShare.__table__.c, Child.__table__.c, ChildGroup.__table__.c
_BASIS = "Phụ lục Thông tư 28/2019/TT-BLĐTBXH"
_ROWS = "/gift-shares?state=delivered"
# A record that was merged counts as the one that stays.
_child = func.coalesce(
    select(_c.root_id).where(_c.ward_id == _s.ward_id, _c.id == _s.child_id).scalar_subquery(), _s.child_id
)


def _in_group(*groups: Any) -> Any:
    """The child belonged to a group of the law on the day, or to that one."""
    return exists().where(
        _g.ward_id == _s.ward_id, _g.child_id == _s.child_id, _g.from_on <= _s.given_on,
        _g.to_on.is_(None) | (_g.to_on >= _s.given_on), *groups,
    )  # fmt: skip


def _of(kind: GivingKind, code: str) -> tuple[Indicator, ...]:
    """How many shares and how many children, of one kind."""
    mine, path = _s.kind == str(kind), f"{_ROWS}&kind={kind}"
    return (
        Indicator(f"{code}_given", "times", func.count().filter(mine), path, _BASIS, beside=f"{code}_children"),
        Indicator(f"{code}_children", "people", func.count(_child.distinct()).filter(mine), path, _BASIS, private=True),
        Indicator(f"{code}_amount", "dong", func.sum(_s.amount).filter(mine), path, _BASIS),
    )


_ALL: tuple[tuple[str, str, Any, bool], ...] = (
    ("helped_children", "people", func.count(_child.distinct()), True),
    ("helped_special_children", "people", func.count(_child.distinct()).filter(_in_group()), True),
    ("given_amount", "dong", func.sum(_s.amount), False),
    ("given_from_budget", "dong", func.sum(_s.from_budget), False),
    ("given_mobilised", "dong", func.sum(_s.amount - _s.from_budget), False),
)

declare(
    Source(
        name="giving",
        table=GiftShare.__table__,
        date_column=_s.given_on,
        unit_column=_s.unit_id,
        place_column=_s.place_unit_id,
        conditions=(_s.state == str(ShareState.DELIVERED),),
        indicators=(
            Indicator("helped_turns", "times", func.count(), _ROWS, _BASIS, beside="helped_children"),
            *(Indicator(code, unit, value, _ROWS, _BASIS, private=private) for code, unit, value, private in _ALL),
            *(
                Indicator(
                    f"helped_{group}", "people",
                    func.count(_child.distinct()).filter(_in_group(_g.legal_group == str(group))), _ROWS,
                    "Luật Trẻ em 2016 Điều 10", private=True,
                )
                for group in LegalGroup
            ),
            *_of(GivingKind.GIFT, "gifts"), *_of(GivingKind.SCHOLARSHIP, "scholarships"),
            *_of(GivingKind.SPONSORSHIP, "sponsorships"), *_of(GivingKind.AWARD, "awards"),
        ),
    )
)  # fmt: skip

"""What other contexts may know of unsafe places: records that prove assignments; and the figures: places that were
found, and those that were made safe."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_

from vitreem.hazards import queries, succession
from vitreem.hazards.models import HazardSite
from vitreem.hazards.rules import KIND, MADE_SAFE, RANKS, WATERS, HazardState, Level
from vitreem.identity.facts import when_units_change
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.indicators import Indicator, Source, declare
from vitreem.records.registry import RecordFact

when_units_change("hazards", succession.hand_on)


def _fact(site: HazardSite) -> RecordFact:
    """To find one is what was asked for; to make it safe is more."""
    stands = site.state != HazardState.CANCELLED
    figures = {"sites_found": 1} | ({"sites_fixed": 1} if site.state in MADE_SAFE else {})
    return RecordFact(site.title, site.state, f"/hazards/{site.id}", figures if stands else {}, proves=stands)


async def titles(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Where those of the places are that the caller sees."""
    rows = await ctx.db.execute(queries.visible(ctx).where(HazardSite.id.in_(ids)))
    return {one.id: one.title for one in rows.scalars()}


async def _describe(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    rows = await ctx.db.execute(queries.visible(ctx).where(HazardSite.id.in_(ids)))
    return {one.id: _fact(one) for one in rows.scalars()}


async def _find(ctx: Ctx, words: str, limit: int) -> dict[UUID, RecordFact]:
    statement = queries.visible(ctx).where(HazardSite.state != HazardState.CANCELLED)
    if words:
        statement = statement.where(func.strpos(HazardSite.search_key, words) > 0)
    rows = await ctx.db.execute(statement.order_by(HazardSite.found_on.desc(), HazardSite.id.desc()).limit(limit))
    return {one.id: _fact(one) for one in rows.scalars()}


registry.register(KIND, _describe, _find)

_s = HazardSite.__table__.c
_BASIS = "Phụ lục Thông tư 28/2019/TT-BLĐTBXH"
_STANDING = tuple(state for state in HazardState if state != HazardState.CANCELLED)
_ROWS = f"/hazards?state={','.join(_STANDING)}"
_SAFE_ROWS = f"/hazards?day=safe&state={','.join(MADE_SAFE)}"
_IS_HIGH = _s.risk == RANKS[Level.HIGH]
_IS_WATER = or_(*(_s.kind == str(kind) for kind in WATERS))

declare(
    Source(
        name="hazards",
        table=HazardSite.__table__,
        date_column=_s.found_on,
        unit_column=_s.unit_id,
        place_column=_s.place_unit_id,
        conditions=(_s.state != str(HazardState.CANCELLED),),
        indicators=(
            Indicator("hazards_found", "items", func.count(), _ROWS, _BASIS),
            Indicator("hazards_found_high", "items", func.count().filter(_IS_HIGH), f"{_ROWS}&risk=high", _BASIS),
            Indicator("hazards_found_water", "items", func.count().filter(_IS_WATER), f"{_ROWS}&water=true", _BASIS),
        ),
        own_rows="&own=true",
    )
)
declare(
    Source(
        name="hazards_made_safe",
        table=HazardSite.__table__,
        date_column=_s.safe_on,
        unit_column=_s.unit_id,
        place_column=_s.place_unit_id,
        # Spelled out: a list would be expanded anew at each call, and the statement is compiled once.
        conditions=(or_(*(_s.state == str(state) for state in MADE_SAFE)),),
        indicators=(
            Indicator("hazards_made_safe", "items", func.count(), _SAFE_ROWS, _BASIS),
            Indicator(
                "hazards_made_safe_high", "items", func.count().filter(_IS_HIGH), f"{_SAFE_ROWS}&risk=high", _BASIS
            ),
        ),
        own_rows="&own=true",
    )
)  # fmt: skip

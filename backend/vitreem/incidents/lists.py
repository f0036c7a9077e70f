"""Lists of cases: in the order of receipt, and by words, which are looked for in memory: there is no index of names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select, tuple_

from vitreem.incidents import sealed_rows
from vitreem.incidents.models import IncidentCase
from vitreem.kernel.http.paging import decode_cursor
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals
from vitreem.kernel.text import search_key

_LOOKED_THROUGH, _FOUND = 2000, 50


async def cases(ctx: Ctx, *, closed: bool, limit: int, after: str | None) -> tuple[Sequence[IncidentCase], str | None]:
    """One page, and the cursor of the next."""
    case: Any = IncidentCase
    key = tuple_(case.received_at, case.id)
    asked = select(case).where(case.ward_id == ctx.ward_id)
    asked = asked.where(case.closed_at.is_not(None) if closed else case.closed_at.is_(None))
    if after is not None:
        received_at, case_id = decode_cursor(after, datetime.fromisoformat, UUID)
        asked = asked.where(key < tuple_(received_at, case_id))
    rows = await ctx.db.execute(asked.order_by(case.received_at.desc(), case.id.desc()).limit(limit + 1))
    found = rows.scalars().all()
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], orjson.dumps([last.received_at.isoformat(), str(last.id)]).decode()


async def search(ctx: Ctx, words: str) -> Sequence[IncidentCase]:
    """Ids of the newest cases whose child's name, or reference, holds the words; among the last two thousand."""
    case: Any = IncidentCase
    rows = await ctx.db.execute(
        select(case)
        .where(case.ward_id == ctx.ward_id)
        .order_by(case.received_at.desc(), case.id.desc())
        .limit(_LOOKED_THROUGH)
    )
    asked, of, found = search_key(words), await seals(ctx), []
    for one in rows.scalars():
        if asked in search_key(f"{sealed_rows.child_name(of, one)} {one.reference}"):
            found.append(one)
    return found[:_FOUND]

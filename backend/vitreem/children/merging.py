"""A child kept twice: one record points to the other. No row moves, so that it can be undone whole."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from vitreem.children import duplicates, queries, service
from vitreem.children.models import Child, ChildDuplicate
from vitreem.children.refusals import MergesInACircle
from vitreem.children.rules import KIND, ChildAudit, ChildVerb
from vitreem.kernel.http.problems import NotFound, WrongState
from vitreem.kernel.request.context import Ctx

_LOCK = 5_170_231


async def _both(ctx: Ctx, child: Child, other_id: UUID) -> Child:
    """Lock the two records, in the same order whoever merges which into which, and read the first anew. Mergers of a
    ward come one after the other, for each may move the end of whole chains."""
    await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))
    statement = queries.visible(ctx).where(Child.id.in_((child.id, other_id))).order_by(Child.id).with_for_update()
    rows = (await ctx.db.execute(statement, execution_options={"populate_existing": True})).scalars().all()
    other = next((one for one in rows if one.id == other_id), None)
    if other is None:
        raise NotFound()
    return other


async def _point(ctx: Ctx, child: Child, into: UUID | None) -> None:
    """The record points there from now on, or nowhere; what stays in it follows. No pointer of another record changes,
    so that each merger can be undone by itself, in any order."""
    below = [one for one in await queries.family(ctx, child.id) if one != child.id]
    child.merged_into = child.root_id = into
    await ctx.db.flush()
    await ctx.db.execute(select(Child.id).where(*_of(ctx, below)).order_by(Child.id).with_for_update())
    await ctx.db.execute(update(Child).where(*_of(ctx, below)).values(root_id=into or child.id))


def _of(ctx: Ctx, child_ids: Collection[UUID]) -> tuple[Any, ...]:
    return Child.ward_id == ctx.ward_id, Child.id.in_(child_ids)


async def merge(ctx: Ctx, child: Child, into_id: UUID, version: int) -> None:
    """The record points to the one that stays. No row moves, so that it can be undone whole."""
    into = await _both(ctx, child, into_id)
    service.begin(ctx, child, ChildVerb.MERGE, version)
    if into.merged_into is not None or into.id == child.id:
        raise MergesInACircle()
    await _point(ctx, child, into.id)
    await duplicates.settle(ctx, child.id)
    service.done(ctx, child, ChildAudit.MERGED, into=str(into.id))
    into.version += 1


async def unmerge(ctx: Ctx, child: Child, version: int) -> None:
    """Two children after all."""
    into = await _both(ctx, child, child.merged_into) if child.merged_into else None
    service.begin(ctx, child, ChildVerb.UNMERGE, version)
    if into is None or child.merged_into != into.id:
        raise WrongState("Hồ sơ này không gộp vào hồ sơ nào.")
    await _point(ctx, child, None)
    await duplicates.dismiss(ctx, child.id, [into.id])
    service.done(ctx, child, ChildAudit.UNMERGED, from_id=str(into.id))
    into.version += 1


async def dismiss(ctx: Ctx, pair_id: UUID) -> None:
    """Two children, not one."""
    pair = await ctx.db.get(ChildDuplicate, (ctx.ward_id, pair_id), with_for_update=True)
    if pair is None:
        raise NotFound()
    if pair.state == "open":
        pair.state = "different"
        ctx.record(ChildAudit.DUPLICATE_DISMISSED, KIND, pair.child_id, other=str(pair.other_id))

"""Notices are made and ended in the transaction of what they tell."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import String, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, insert

from vitreem.kernel.ids import new_id
from vitreem.kernel.notices.kinds import NoticeKind
from vitreem.kernel.notices.models import Notice
from vitreem.kernel.request.context import Ctx

# Without naming the index: who tells may not read what others were told.
_TELL = insert(Notice.__table__).on_conflict_do_nothing()  # pyright: ignore[reportAttributeAccessIssue]
_END = text("SELECT app.end_notices(:kinds, :object_ids, :now)").bindparams(
    bindparam("kinds", type_=ARRAY(String())), bindparam("object_ids", type_=ARRAY(String()))
)


async def tell(
    ctx: Ctx, kind: NoticeKind, object_kind: str, object_id: UUID, person_ids: Collection[UUID], *, doer: bool = False
) -> None:
    """Tell people of the ward. Who has an open notice of the kind about it has it once; who did it knows it already,
    unless `doer` says that they shall be told too."""
    await tell_each(ctx, kind, object_kind, {object_id: person_ids}, doer=doer)


async def tell_each(
    ctx: Ctx, kind: NoticeKind, object_kind: str, people: Mapping[UUID, Collection[UUID]], *, doer: bool = False
) -> None:
    """Of each object its people, all in one go."""
    rows = [
        {
            "ward_id": ctx.ward_id, "id": new_id(), "person_id": person_id, "kind": kind.name,
            "object_kind": object_kind, "object_id": object_id, "made_at": ctx.clock.now(),
        }
        for object_id, told in people.items()
        for person_id in dict.fromkeys(told)
        if doer or person_id != ctx.person_id
    ]  # fmt: skip
    if rows:
        await ctx.db.flush()
        await ctx.db.execute(_TELL, rows)


async def end(ctx: Ctx, kinds: Collection[NoticeKind], object_id: UUID) -> None:
    """The cause is gone: nobody finds the notices any more. Twice changes nothing."""
    await end_each(ctx, kinds, [object_id])


async def end_each(ctx: Ctx, kinds: Collection[NoticeKind], object_ids: Collection[UUID]) -> None:
    """Of many objects in one go."""
    if object_ids:
        names, ids = [kind.name for kind in kinds], [str(object_id) for object_id in object_ids]
        await ctx.db.execute(_END, {"kinds": names, "object_ids": ids, "now": ctx.clock.now()})

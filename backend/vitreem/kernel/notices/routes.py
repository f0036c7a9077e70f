"""One's own notices: the bell's number, the page, and marking them read."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import orjson
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, and_, func, select, update
from sqlmodel import col

from vitreem.kernel.http.paging import After, Limit, Page, decode_cursor
from vitreem.kernel.http.problems import NotFound, problems
from vitreem.kernel.notices import kinds
from vitreem.kernel.notices.models import Notice
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import api_router

router = api_router("Thông báo")

Own = Annotated[Ctx, allow("account:self")]


class NoticeItem(BaseModel):
    """That there is something to look at. What it is about is read on its page, by who may."""

    id: UUID
    words: str = Field(description="Which fixed sentence it says; of what is secret `something_to_do` alone.")
    path: str = Field(description="The page that it opens.")
    made_at: datetime
    read_at: datetime | None


class UnreadRead(BaseModel):
    """The number on the bell."""

    unread: int


def _own(ctx: Ctx) -> ColumnElement[bool]:
    """The caller's notices in this ward whose cause is still there."""
    return and_(
        col(Notice.ward_id) == ctx.ward_id, col(Notice.person_id) == ctx.person_id, col(Notice.ended_at).is_(None)
    )


def _item(notice: Notice) -> NoticeItem:
    kind = kinds.find(notice.kind)
    return NoticeItem(
        id=notice.id,
        words=kind.words if kind else kinds.SOMETHING_TO_DO,
        path=kind.page(notice.object_id) if kind else "/",
        made_at=notice.made_at,
        read_at=notice.read_at,
    )


@router.get("/notices", responses=problems(SignInRequired))
async def list_notices(ctx: Own, limit: Limit = 50, after: After = None) -> Page[NoticeItem]:
    """The caller's notices in this ward, newest first; those whose cause is gone are not among them."""
    statement = select(Notice).where(_own(ctx)).order_by(col(Notice.id).desc()).limit(limit)
    if after:
        statement = statement.where(col(Notice.id) < decode_cursor(after, UUID)[0])
    found = list((await ctx.db.execute(statement)).scalars())
    more = orjson.dumps([str(found[-1].id)]).decode() if len(found) == limit else None
    return Page(items=[_item(one) for one in found], next=more)


@router.get("/notices/unread", responses=problems(SignInRequired))
async def count_unread_notices(ctx: Own) -> UnreadRead:
    """How many of them the caller hasn't opened."""
    statement = select(func.count()).select_from(Notice).where(_own(ctx), col(Notice.read_at).is_(None))
    return UnreadRead(unread=(await ctx.db.execute(statement)).scalar_one())


@router.post("/notices/{notice_id}/read", status_code=204, responses=problems(SignInRequired, NotFound))
async def mark_notice_read(notice_id: UUID, ctx: Own) -> None:
    """The caller has opened it; doing it twice changes nothing. One whose cause is gone is found too: it may have
    gone while it was on the screen."""
    done = await ctx.db.execute(
        update(Notice)
        .where(
            col(Notice.ward_id) == ctx.ward_id, col(Notice.person_id) == ctx.person_id, col(Notice.id) == notice_id
        )
        .values(read_at=func.coalesce(Notice.read_at, ctx.clock.now()))
    )  # fmt: skip
    if done.rowcount != 1:
        raise NotFound()


@router.post("/notices/read", status_code=204, responses=problems(SignInRequired))
async def mark_all_notices_read(ctx: Own) -> None:
    """The caller has seen the list."""
    await ctx.db.execute(update(Notice).where(_own(ctx), col(Notice.read_at).is_(None)).values(read_at=ctx.clock.now()))

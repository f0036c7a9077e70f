"""A POST sent twice has one effect: `Idempotency-Key`, kept in the same transaction as the effect.

The row holds the id of what was made, never a response body; a replay reads the record as it is now.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Header, Request
from sqlalchemy import LargeBinary, UniqueConstraint, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx


class KeyRequired(Problem):
    status = 400
    code = "idempotency_key_required"
    title = "Thiếu mã chống gửi trùng"
    detail = "Yêu cầu tạo mới phải kèm tiêu đề Idempotency-Key."


class KeyReused(Problem):
    status = 422
    code = "idempotency_key_reused"
    title = "Mã chống gửi trùng đã dùng"
    detail = "Mã chống gửi trùng này đã dùng cho một yêu cầu khác nội dung."


class IdempotencyKey(TenantRow, table=True):
    """The effect of a POST under the caller's key."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("ward_id", "account_id", "key"),)

    account_id: UUID
    key: str
    request_hash: bytes = Field(sa_type=LargeBinary)
    object_id: UUID | None = None
    created_at: datetime = instant(nullable=False)


_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(slots=True)
class Once:
    """Runs an effect at most once per key."""

    key: str | None
    request_hash: bytes

    def with_file(self, data: bytes) -> "Once":
        """The same key for a request whose body is a file: another file under it is another request."""
        return Once(self.key, hashlib.sha256(self.request_hash + hashlib.sha256(data).digest()).digest())

    async def run(self, ctx: Ctx, effect: Callable[[], Awaitable[UUID]]) -> UUID:
        """The id that `effect` returned, now or the first time this key came.

        A second request under way at the same time waits on the unique row of the first.
        """
        if self.key is None:
            raise KeyRequired()
        table = IdempotencyKey.__table__
        mine = (table.c.ward_id == ctx.ward_id) & (table.c.account_id == ctx.account_id) & (table.c.key == self.key)
        claimed = await ctx.db.execute(
            insert(table)
            .values(
                ward_id=ctx.ward_id,
                id=new_id(),
                account_id=ctx.account_id,
                key=self.key,
                request_hash=self.request_hash,
                created_at=ctx.clock.now(),
            )
            .on_conflict_do_nothing(index_elements=["ward_id", "account_id", "key"])
        )
        if claimed.rowcount == 0:
            row = (await ctx.db.execute(select(table.c.request_hash, table.c.object_id).where(mine))).one()
            if row.request_hash != self.request_hash or row.object_id is None:
                raise KeyReused()
            return row.object_id
        object_id = await effect()
        await ctx.db.execute(update(table).where(mine).values(object_id=object_id))
        return object_id


async def once(
    request: Request,
    idempotency_key: Annotated[
        str | None, Header(min_length=8, max_length=80, description="A UUID made when the person pressed the button.")
    ] = None,
) -> Once:
    """Dependency: the caller's key with a hash of method, path, query and body; of a form its fields and the names of
    its files, whose bytes are added by `with_file`."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS:
        # Its body is gone: the framework has read the form.
        fields = (await request.form()).multi_items()
        told = [(name, value if isinstance(value, str) else value.filename) for name, value in fields]
        digest.update(json.dumps(told).encode())
    else:
        digest.update(await request.body())
    return Once(idempotency_key, digest.digest())

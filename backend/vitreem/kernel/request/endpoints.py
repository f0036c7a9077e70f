"""What the routes of a record share: the record of the path, and how they may be refused."""

from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import Depends, Path

from vitreem.kernel.http.problems import NotAllowed, NotFound, Stale, VersionRequired, WrongState
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.idempotency import KeyRequired, KeyReused, Once, once

OnceKey = Annotated[Once, Depends(once)]

# For `responses=problems(...)`: of any route, of one with a record, of a verb, of a POST that may come twice.
DENIED = (SignInRequired, NotAllowed)
SEEN = (*DENIED, NotFound)
VERB = (*SEEN, Stale, VersionRequired, WrongState)
KEYED = (KeyRequired, KeyReused)


class _Seen(Protocol):
    async def __call__(self, ctx: Ctx, record_id: UUID, /, *, lock: bool = False) -> Any: ...


def record_of(path_name: str, seen: _Seen, permission: str, *, lock: bool = False) -> Any:
    """Dependency: the record that the path names, if the caller sees it; locked for a change.

    `seen` raises `NotFound` for what the caller doesn't see.
    """

    async def record(record_id: Annotated[UUID, Path(alias=path_name)], ctx: Annotated[Ctx, allow(permission)]) -> Any:
        return await seen(ctx, record_id, lock=lock)

    return Depends(record, scope="function")

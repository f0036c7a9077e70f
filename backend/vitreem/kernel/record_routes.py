"""What the routes of a record share: the record of the path, how they may be refused, the list as rows."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Protocol
from uuid import UUID

import orjson
from fastapi import Depends, Path

from vitreem.kernel.access import Ctx, SignInRequired, allow
from vitreem.kernel.idempotency import KeyRequired, KeyReused, Once, once
from vitreem.kernel.problems import NotAllowed, NotFound, Stale, VersionRequired, WrongState

OnceKey = Annotated[Once, Depends(once)]

# For `responses=problems(...)`: of any route, of one with a record, of a verb, of a POST that may come twice.
DENIED = (SignInRequired, NotAllowed)
SEEN = (*DENIED, NotFound)
VERB = (*SEEN, Stale, VersionRequired, WrongState)
KEYED = (KeyRequired, KeyReused)

EXPORTED = 5000
_PAGE = 100


class _Seen(Protocol):
    async def __call__(self, ctx: Ctx, record_id: UUID, /, *, lock: bool = False) -> Any: ...


def record_of(path_name: str, seen: _Seen, permission: str, *, lock: bool = False) -> Any:
    """Dependency: the record that the path names, if the caller sees it; locked for a change.

    `seen` raises `NotFound` for what the caller doesn't see.
    """

    async def record(record_id: Annotated[UUID, Path(alias=path_name)], ctx: Annotated[Ctx, allow(permission)]) -> Any:
        return await seen(ctx, record_id, lock=lock)

    return Depends(record, scope="function")


async def exported(ctx: Ctx, fetch: Callable[[Ctx, int, str | None], Awaitable[str]]) -> list[dict[str, Any]]:
    """The rows of a list for a file, page by page, at most 5,000."""
    items: list[dict[str, Any]] = []
    after: str | None = None
    while len(items) < EXPORTED:
        page = orjson.loads(await fetch(ctx, _PAGE, after))
        items += page["items"]
        after = page["next"]
        if after is None:
            break
    return items

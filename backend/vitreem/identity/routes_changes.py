"""Units merged, split or renamed."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from vitreem.identity import changes
from vitreem.identity.change_schemas import UnitChangeCreate, UnitChangePreview, UnitChangeRead
from vitreem.identity.changes import (
    ChangeBeforeUnit,
    ChangeNotYet,
    ChangeTooOld,
    PaperAfterChange,
    UnitChangeShape,
    UnitKindsDiffer,
)
from vitreem.identity.registry import UnitEnded, UnitNameTaken
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotAllowed, NotFound, problems
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.idempotency import KeyRequired, Once, once
from vitreem.kernel.request.routing import API, api_router

router = api_router("Đơn vị và người dùng", f"{API}/units/changes")

WriteUnits = Annotated[Ctx, allow("unit:write")]
_REFUSED = (
    SignInRequired, NotAllowed, NotFound, UnitEnded, UnitNameTaken, UnitChangeShape, UnitKindsDiffer, ChangeNotYet,
    ChangeTooOld, ChangeBeforeUnit, PaperAfterChange,
)  # fmt: skip


@router.get("", responses=problems(SignInRequired, NotAllowed))
async def list_unit_changes(ctx: Annotated[Ctx, allow("unit:read")]) -> Page[UnitChangeRead]:
    """Every merger, split and new name of the ward's units, the newest first."""
    items = await changes.read(ctx)
    return Page(items=items, total=len(items))


@router.post("/preview", responses=problems(*_REFUSED))
async def preview_unit_change(body: UnitChangeCreate, ctx: WriteUnits) -> UnitChangePreview:
    """What would pass to whom. Nothing is changed."""
    return await changes.preview(ctx, body)


@router.post("", status_code=201, responses=problems(*_REFUSED, KeyRequired))
async def change_units(body: UnitChangeCreate, ctx: WriteUnits, key: Annotated[Once, Depends(once)]) -> UnitChangeRead:
    """Merge, split or rename units. They end, others begin, and the first of these inherits: people, open work and
    children pass to it, and its people see what was. Records keep the unit of their day.
    """

    async def effect() -> UUID:
        return (await changes.make(ctx, body)).id

    [made] = await changes.read(ctx, await key.run(ctx, effect))
    return made

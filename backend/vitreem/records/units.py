"""Units that a record names: whose it is, where it was, who helped."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from vitreem.identity import facts as identity
from vitreem.kernel.files.excel import SheetRow
from vitreem.kernel.files.sheets import SheetResult
from vitreem.kernel.http.problems import Invalid, Problem
from vitreem.kernel.request.context import Ctx


class UnitView(StrEnum):
    """Units as they were on the record's day, or as they are: whoever stands for them."""

    THEN = "then"
    TODAY = "today"


AskedView = Annotated[
    UnitView,
    Field(description="Units of the record's day, or those that stand for them today; they differ after a merger."),
]


class UnknownUnit(Invalid):
    """`field` names the member that holds the unit."""

    code = "unknown_unit"
    title = "Chưa có đơn vị này"
    detail = "Đơn vị này không có trong phường, xã, đã ngừng, hoặc không phải đơn vị của bạn."


def require_own(ctx: Ctx, unit_id: UUID, resource: str) -> None:
    """A record is kept by one of the caller's units; by any, where the caller corrects for the ward."""
    if unit_id not in ctx.unit_ids and not ctx.may(f"{resource}:correct"):
        raise UnknownUnit(field="unit_id")


async def require_open(ctx: Ctx, unit_ids: Collection[UUID | None], field: str) -> None:
    """Units of the ward that can be given work now; None counts as there."""
    asked = {one for one in unit_ids if one is not None}
    if asked and len(await identity.open_units(ctx, asked, ())) < len(asked):
        raise UnknownUnit(field=field)


def in_cell(
    names: identity.UnitNames, row: SheetRow, column: str, result: SheetResult, what: str
) -> identity.NamedUnit | None:
    """The unit that a cell names; where it names none, `result` is told of the cell. `what`: "đơn vị" or "khu phố"."""
    try:
        found = names.find(row.cells[column])
    except Problem as error:
        result.fault(row, column, error.detail, error.code)
        return None
    if found is None:
        result.fault(row, column, f"Chưa có {what} tên này.", UnknownUnit.code)
    return found


async def choices(ctx: Ctx, keeper: str, place: str) -> dict[str, list[str]]:
    """Names to choose from in a sheet, by the titles of its columns for who keeps a record and where it was."""
    units = await identity.every_open_unit(ctx)
    return {
        keeper: [one.name for one in units],
        place: [one.name for one in units if one.kind == identity.UnitKind.KHU_PHO],
    }

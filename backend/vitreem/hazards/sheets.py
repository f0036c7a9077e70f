"""Lists of unsafe places as Excel."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from vitreem.hazards import rules, service
from vitreem.hazards.models import HazardSite
from vitreem.hazards.rules import HazardKind, HazardState, HazardVerb, Level
from vitreem.hazards.schemas import HazardCreate
from vitreem.identity import facts as identity
from vitreem.kernel.files.excel import Column, SheetRow, workbook
from vitreem.kernel.files.sheets import SheetResult, chosen, moment
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records import units
from vitreem.records.points import Box, require_inside
from vitreem.records.refusals import CodeTaken, require_whole_point
from vitreem.records.sheets import SheetOf

KIND_WORDS: dict[HazardKind, str] = {
    HazardKind.POND_LAKE: "Ao, hồ",
    HazardKind.RIVER_STREAM: "Sông, suối",
    HazardKind.RESERVOIR_DAM: "Hồ chứa, đập",
    HazardKind.CONSTRUCTION_PIT: "Hố công trình",
    HazardKind.UNCOVERED_WELL: "Giếng không nắp",
    HazardKind.CANAL_DRAIN: "Kênh, mương, cống",
    HazardKind.SWIMMING_POOL: "Bể bơi",
    HazardKind.BEACH: "Bãi biển, bãi tắm",
    HazardKind.ROAD_BLACKSPOT: "Điểm đen giao thông",
    HazardKind.EXPOSED_ELECTRIC: "Điện hở",
    HazardKind.DAMAGED_BUILDING: "Công trình hư hỏng, đang xây",
    HazardKind.SCHOOL: "Trong trường học",
    HazardKind.PLAYGROUND_EQUIPMENT: "Khu vui chơi",
    HazardKind.ANIMAL: "Động vật nguy hiểm",
    HazardKind.OTHER: "Khác",
}
STATE_WORDS: dict[HazardState, str] = {
    HazardState.FOUND: "Mới phát hiện",
    HazardState.INSPECTED: "Đã kiểm tra",
    HazardState.FIXING: "Đang khắc phục",
    HazardState.SAFE: "Tạm an toàn",
    HazardState.CLOSED: "Đã đóng",
    HazardState.CANCELLED: "Đã hủy",
}
LEVEL_WORDS: dict[Level, str] = {Level.HIGH: "Cao", Level.MEDIUM: "Trung bình", Level.LOW: "Thấp"}
COLUMNS = (
    Column("Mã", 14), Column("Loại", 26), Column("Vị trí", 50), Column("Khu phố", 20), Column("Đơn vị phát hiện", 34),
    Column("Ngày phát hiện", 14), Column("Nguy cơ", 12), Column("Trạng thái", 16), Column("Quá hạn", 10),
    Column("Vĩ độ", 12), Column("Kinh độ", 12), Column("Số ảnh, tệp", 10),
)  # fmt: skip


def hazards_workbook(items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows."""
    return workbook(
        "Điểm nguy hiểm",
        COLUMNS,
        (
            (
                one["code"], KIND_WORDS[one["kind"]], one["title"], one["place_unit_name"], one["unit_name"],
                f"{date.fromisoformat(one['found_on']):%d/%m/%Y}", LEVEL_WORDS[one["risk"]], STATE_WORDS[one["state"]],
                "Có" if one["overdue"] else "Không", one["latitude"], one["longitude"], one["file_count"],
            )
            for one in items
        ),
    )  # fmt: skip


_DEGREES = ("Vĩ độ", "Kinh độ")
FILLED = (
    Column("Mã", 14, help="Để trống nếu ghi mới. Ghi mã có sẵn để sửa lại dòng đã nhập lần trước."),
    Column("Loại", 26, choices=tuple(KIND_WORDS.values())),
    Column("Vị trí", 50, help="Nơi đó ở đâu, ví dụ: Ao sau nhà văn hóa."),
    Column("Khu phố", 20, help="Tên đúng như trong danh sách đơn vị."),
    Column("Đơn vị phát hiện", 34, help="Tên đúng như trong danh sách đơn vị."),
    Column("Ngày phát hiện", 14, help="Ví dụ 01/06/2026."),
    Column("Khả năng xảy ra", 14, choices=tuple(LEVEL_WORDS.values())),
    Column("Mức độ hại", 14, choices=tuple(LEVEL_WORDS.values())),
    Column("Mô tả", 60),
    Column("Vĩ độ", 12, help="Ví dụ 16,7512; để trống nếu không biết."),
    Column("Kinh độ", 12, help="Ví dụ 107,1874; để trống nếu không biết."),
)
# Which column to correct when a field or a rule refuses.
_PLACES = {
    "code": "Mã", "code_taken": "Mã", "wrong_state": "Mã", "kind": "Loại", "title": "Vị trí",
    "unit_id": "Đơn vị phát hiện", "unknown_unit": "Đơn vị phát hiện", "found_on": "Ngày phát hiện",
    "not_yet_found": "Ngày phát hiện", "found_too_late": "Ngày phát hiện", "likelihood": "Khả năng xảy ra",
    "harm": "Mức độ hại", "description": "Mô tả",
    "latitude": "Vĩ độ", "longitude": "Kinh độ", "half_a_point": "Vĩ độ", "point_outside_ward": "Vĩ độ",
}  # fmt: skip


class Known(NamedTuple):
    """What the cells of a row are read by: the ward's units, and where its points may be."""

    names: identity.UnitNames
    box: Box


async def known(ctx: Ctx) -> Known:
    return Known(await identity.units_by_name(ctx), await service.reach(ctx))


async def choices(ctx: Ctx) -> dict[str, list[str]]:
    """The ward's own names to choose from in the blank sheet, by column."""
    return await units.choices(ctx, "Đơn vị phát hiện", "Khu phố")


def _require(ctx: Ctx, body: HazardCreate, site: HazardSite | None) -> None:
    """What the verbs of the page would refuse."""
    rules.require_past(body.found_on, ctx.clock.today())
    if site is None or site.unit_id != body.unit_id:
        units.require_own(ctx, body.unit_id, "hazard")
    if site is not None:
        if body.found_on != site.found_on:
            rules.require_found_before(body.found_on, [site.inspected_on])
        if not (held := service.rights(ctx, site)):
            raise CodeTaken()
        rules.LIFE.begin(site, HazardVerb.EDIT, held)


def _degrees(text: str) -> float | None:
    """A number with a comma or a point; None for anything else."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _body(row: SheetRow, known: Known, result: SheetResult) -> HazardCreate | None:
    """The row as the page would send it; None when a cell is wrong, which `result` then names."""
    cells, before = row.cells, len(result.faults)
    unit = units.in_cell(known.names, row, "Đơn vị phát hiện", result, "đơn vị")
    place = units.in_cell(known.names, row, "Khu phố", result, "khu phố") if cells["Khu phố"] else None
    values: dict[str, Any] = {}
    words: tuple[tuple[str, str, dict[Any, str]], ...] = (
        ("kind", "Loại", KIND_WORDS),
        ("likelihood", "Khả năng xảy ra", LEVEL_WORDS),
        ("harm", "Mức độ hại", LEVEL_WORDS),
    )
    for name, title, told in words:
        values[name] = chosen(told, cells[title])
        if values[name] is None:
            result.fault(row, title, f"Chọn một trong: {', '.join(told.values())}.")
    day = moment(cells["Ngày phát hiện"])
    if day is None:
        result.fault(row, "Ngày phát hiện", "Ghi ngày, ví dụ 01/06/2026.")
    for name, title in zip(("latitude", "longitude"), _DEGREES, strict=True):
        values[name] = _degrees(cells[title]) if cells[title] else None
        if cells[title] and values[name] is None:
            result.fault(row, title, "Ghi số, ví dụ 16,7512.")
    if len(result.faults) > before:
        return None
    assert unit
    assert day
    try:
        require_whole_point(values["latitude"], values["longitude"])
        require_inside(known.box, values["latitude"], values["longitude"])
        return HazardCreate.model_validate(
            {
                **values, "code": cells["Mã"] or None, "title": cells["Vị trí"], "unit_id": unit.id,
                "place_unit_id": place.id if place else None, "found_on": day.date(), "description": cells["Mô tả"],
            }
        )  # fmt: skip
    except (ValidationError, Problem) as error:
        result.refused(row, error, _PLACES, "Vị trí")
        return None


def _same(one: HazardSite | HazardCreate) -> tuple[Any, ...]:
    return str(one.kind), search_key(one.title)


SHEET = SheetOf(
    title="Điểm nguy hiểm", columns=FILLED, places=_PLACES, other_place="Vị trí", model=HazardSite, body=_body,
    is_own=service.is_own, require=_require, differs=service.differs, same=_same, write=service.write_all,
    when="found_on",
)  # fmt: skip

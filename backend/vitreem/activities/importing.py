"""Activities from Excel: known by their code, so that a sheet that comes again updates and never doubles."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from vitreem.activities import rules, service
from vitreem.activities.models import Activity
from vitreem.activities.schemas import ActivityCreate, Checklist
from vitreem.activities.sheets import AREA_WORDS
from vitreem.identity import facts as identity
from vitreem.identity.facts import UnitFact
from vitreem.kernel.files.excel import Column, SheetRow
from vitreem.kernel.files.sheets import SheetResult, chosen, moment, whole
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records.sheets import SheetOf

_YES = ("Có", "Không")
COLUMNS = (
    Column("Mã", 14, help="Để trống nếu ghi mới. Ghi mã có sẵn để sửa lại dòng đã nhập lần trước."),
    Column("Lĩnh vực", 28, choices=tuple(AREA_WORDS.values())),
    Column("Hoạt động", 54, help="Tên hoạt động, từ 3 ký tự."),
    Column("Đơn vị tổ chức", 34, help="Tên đúng như trong danh sách đơn vị."),
    Column("Khu phố", 20, help="Nơi diễn ra; để trống nếu không theo khu phố."),
    Column("Địa điểm", 34),
    Column("Bắt đầu", 18, help="Ngày và giờ, ví dụ 01/06/2026 19:00."),
    Column("Kết thúc", 18, help="Ngày và giờ, sau giờ bắt đầu."),
    Column("Đã tổ chức", 12, choices=_YES),
    Column("Số bé trai", 12), Column("Số bé gái", 12), Column("Số người lớn", 12),
    Column("Trẻ khuyết tật", 12, help="Trong số trẻ đã tham gia."),
    Column("Trẻ hộ nghèo, cận nghèo", 14, help="Trong số trẻ đã tham gia."),
    Column("Ngân sách đã chi (đồng)", 18), Column("Vận động đã chi (đồng)", 18),
    Column("Kết quả", 60),
)  # fmt: skip
_COUNTS = ("Số bé trai", "Số bé gái", "Số người lớn", "Trẻ khuyết tật", "Trẻ hộ nghèo, cận nghèo",
           "Ngân sách đã chi (đồng)", "Vận động đã chi (đồng)")  # fmt: skip
# Which column to mend when a field or a rule refuses.
_PLACES = {
    "code": "Mã", "area": "Lĩnh vực", "title": "Hoạt động", "unit_id": "Đơn vị tổ chức", "venue": "Địa điểm",
    "outcome": "Kết quả", "ends_before_start": "Kết thúc", "activity_too_long": "Kết thúc", "not_yet": "Bắt đầu",
    "counts_do_not_add_up": "Trẻ khuyết tật", "checklist_incomplete": "Đã tổ chức",
    "actual.boys": "Số bé trai", "actual.girls": "Số bé gái",
    "actual.adults": "Số người lớn", "disabled_children": "Trẻ khuyết tật", "wrong_state": "Mã",
    "poor_children": "Trẻ hộ nghèo, cận nghèo", "budget_spent.state_budget": "Ngân sách đã chi (đồng)",
    "budget_spent.mobilised": "Vận động đã chi (đồng)", "code_taken": "Mã", "unknown_unit": "Đơn vị tổ chức",
}  # fmt: skip


async def choices(ctx: Ctx) -> dict[str, list[str]]:
    """The ward's own names to choose from in the blank sheet, by column."""
    units = await identity.every_open_unit(ctx)
    places = [one.name for one in units if one.kind == "khu_pho"]
    return {"Đơn vị tổ chức": [one.name for one in units], "Khu phố": places}


async def named(ctx: Ctx) -> dict[str, UnitFact]:
    """The units that cells may name, by folded name."""
    return {search_key(one.name): one for one in await identity.every_open_unit(ctx)}


def _require(ctx: Ctx, body: ActivityCreate, activity: Activity | None) -> None:
    """What the verbs of the page would refuse."""
    corrects = ctx.may("activity:correct")
    if not (corrects or body.unit_id in ctx.unit_ids):
        raise service.UnknownUnit()
    if activity is not None:
        if not (corrects or service.organises(ctx, activity)):
            raise service.CodeTaken()
        rules.target(activity.state, rules.ActivityVerb.EDIT, corrects=corrects)
    service.require_sound(body)
    if body.held and body.starts_at > ctx.clock.now():
        raise rules.NotYet()
    if activity is not None and (body.held or activity.state in rules.PUBLIC):
        rules.require_checklist(activity.outside_school, Checklist.model_validate(activity.checklist))


def _body(row: SheetRow, units: Mapping[str, UnitFact], result: SheetResult) -> ActivityCreate | None:
    """The row as the page would send it; None when a cell is wrong, which `result` then names."""
    cells, before = row.cells, len(result.faults)
    area = chosen(AREA_WORDS, cells["Lĩnh vực"])
    if area is None:
        result.fault(row, "Lĩnh vực", f"Chọn một trong: {', '.join(AREA_WORDS.values())}.")
    unit = units.get(search_key(cells["Đơn vị tổ chức"]))
    if unit is None:
        result.fault(row, "Đơn vị tổ chức", "Chưa có đơn vị tên này.")
    place = units.get(search_key(cells["Khu phố"]))
    if cells["Khu phố"] and place is None:
        result.fault(row, "Khu phố", "Chưa có khu phố tên này.")
    starts_at, ends_at = moment(cells["Bắt đầu"]), moment(cells["Kết thúc"])
    for title, value in (("Bắt đầu", starts_at), ("Kết thúc", ends_at)):
        if value is None:
            result.fault(row, title, "Ghi ngày và giờ, ví dụ 01/06/2026 19:00.")
    counts: dict[str, int] = {}
    for title in _COUNTS:
        value = whole(cells[title])
        if value is None:
            result.fault(row, title, "Ghi số nguyên, ví dụ 86 hoặc 1.500.000.")
        counts[title] = value or 0
    if len(result.faults) > before:
        return None
    assert unit
    body: dict[str, Any] = {
        "code": cells["Mã"] or None, "area": area, "title": cells["Hoạt động"], "unit_id": unit.id,
        "place_unit_id": place.id if place else None, "venue": cells["Địa điểm"], "starts_at": starts_at,
        "ends_at": ends_at, "held": search_key(cells["Đã tổ chức"]) in ("co", "x", "roi"),
        "actual": {"boys": counts["Số bé trai"], "girls": counts["Số bé gái"], "adults": counts["Số người lớn"]},
        "disabled_children": counts["Trẻ khuyết tật"], "poor_children": counts["Trẻ hộ nghèo, cận nghèo"],
        "budget_spent": {
            "state_budget": counts["Ngân sách đã chi (đồng)"], "mobilised": counts["Vận động đã chi (đồng)"],
        },
        "outcome": cells["Kết quả"],
    }  # fmt: skip
    try:
        return ActivityCreate.model_validate(body)
    except ValidationError as error:
        result.refused(row, error, _PLACES, "Hoạt động")
        return None


def _same(one: Activity | ActivityCreate) -> tuple[UUID | None, datetime, str]:
    return one.unit_id, one.starts_at, search_key(one.title)


SHEET = SheetOf(
    title="Hoạt động", columns=COLUMNS, places=_PLACES, other_place="Hoạt động", model=Activity, body=_body,
    is_own=service.organises, require=_require, differs=service.differs, same=_same,
    write=service.write_all,
)  # fmt: skip

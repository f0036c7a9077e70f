"""Lists of activities as Excel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from vitreem.activities import rules, service
from vitreem.activities.models import Activity
from vitreem.activities.rules import ActivityArea, ActivityState, Checklist
from vitreem.activities.schemas import ActivityCreate
from vitreem.identity.facts import UnitNames
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, SheetRow, workbook
from vitreem.kernel.files.sheets import SheetResult, chosen, moment, whole, yes
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records import units
from vitreem.records.refusals import CodeTaken, require_begun
from vitreem.records.sheets import SheetOf

AREA_WORDS: dict[ActivityArea, str] = {
    ActivityArea.COMMUNICATION: "Truyền thông",
    ActivityArea.FUNDRAISING: "Vận động nguồn lực",
    ActivityArea.PARTICIPATION: "Sự tham gia của trẻ em",
    ActivityArea.SUMMER: "Sinh hoạt hè",
    ActivityArea.RECREATION: "Vui chơi, văn hóa, thể thao",
    ActivityArea.HAZARD_REVIEW: "Rà soát nơi không an toàn",
    ActivityArea.MASS_MOVEMENT: "Phong trào toàn dân",
    ActivityArea.SUPPORT_CARE: "Hỗ trợ, chăm sóc",
    ActivityArea.OTHER: "Khác",
}
STATE_WORDS: dict[ActivityState, str] = {
    ActivityState.PLANNED: "Dự kiến",
    ActivityState.ANNOUNCED: "Đã thông báo",
    ActivityState.HELD: "Đã tổ chức",
    ActivityState.REPORTED: "Đã báo cáo",
    ActivityState.CANCELLED: "Đã hủy",
}
COLUMNS = (
    Column("Mã", 14), Column("Lĩnh vực", 26), Column("Hoạt động", 54), Column("Đơn vị tổ chức", 34),
    Column("Khu phố", 20), Column("Địa điểm", 34), Column("Bắt đầu", 18), Column("Kết thúc", 18),
    Column("Trạng thái", 16), Column("Số trẻ", 10), Column("Số người lớn", 12), Column("Kinh phí đã chi (đồng)", 20),
    Column("Số ảnh, tệp", 10),
)  # fmt: skip


def _local(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def activities_workbook(items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows; the times are Vietnamese."""
    return workbook(
        "Hoạt động",
        COLUMNS,
        (
            (
                one["code"], AREA_WORDS[one["area"]], one["title"], one["unit_name"], one["place_unit_name"],
                one["venue"], _local(one["starts_at"]), _local(one["ends_at"]), STATE_WORDS[one["state"]],
                one["children"], one["adults"], one["spent"], one["file_count"],
            )
            for one in items
        ),
    )  # fmt: skip


_YES = ("Có", "Không")
FILLED = (
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
# Which column to correct when a field or a rule refuses.
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
    return await units.choices(ctx, "Đơn vị tổ chức", "Khu phố")


def _require(ctx: Ctx, body: ActivityCreate, activity: Activity | None) -> None:
    """What the verbs of the page would refuse."""
    units.require_own(ctx, body.unit_id, "activity")
    if activity is not None:
        if not (held := service.rights(ctx, activity)):
            raise CodeTaken()
        rules.LIFE.begin(activity, rules.ActivityVerb.EDIT, held)
    service.require_sound(body)
    if body.held:
        require_begun(body.starts_at, ctx.clock.now())
    if activity is not None and (body.held or activity.state in rules.PUBLIC):
        rules.require_checklist(activity.outside_school, Checklist.model_validate(activity.checklist))


def _body(row: SheetRow, names: UnitNames, result: SheetResult) -> ActivityCreate | None:
    """The row as the page would send it; None when a cell is wrong, which `result` then names."""
    cells, before = row.cells, len(result.faults)
    area = chosen(AREA_WORDS, cells["Lĩnh vực"])
    if area is None:
        result.fault(row, "Lĩnh vực", f"Chọn một trong: {', '.join(AREA_WORDS.values())}.")
    unit = units.in_cell(names, row, "Đơn vị tổ chức", result, "đơn vị")
    place = units.in_cell(names, row, "Khu phố", result, "khu phố") if cells["Khu phố"] else None
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
    held = yes(cells["Đã tổ chức"])
    if held is None:
        result.fault(row, "Đã tổ chức", "Chọn một trong: Có, Không.")
    if len(result.faults) > before:
        return None
    assert unit
    body: dict[str, Any] = {
        "code": cells["Mã"] or None, "area": area, "title": cells["Hoạt động"], "unit_id": unit.id,
        "place_unit_id": place.id if place else None, "venue": cells["Địa điểm"], "starts_at": starts_at,
        "ends_at": ends_at, "held": held,
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


def _same(one: Activity | ActivityCreate) -> tuple[datetime, str]:
    return one.starts_at, search_key(one.title)


SHEET = SheetOf(
    title="Hoạt động", columns=FILLED, places=_PLACES, other_place="Hoạt động", model=Activity, body=_body,
    is_own=service.organises, require=_require, differs=service.differs, same=_same,
    write=service.write_all,
)  # fmt: skip

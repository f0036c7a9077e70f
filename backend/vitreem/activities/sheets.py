"""Lists of activities as Excel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from vitreem.activities.rules import ActivityArea, ActivityState
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, workbook

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

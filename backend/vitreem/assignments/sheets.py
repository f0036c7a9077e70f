"""Lists of assignments as Excel."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, workbook

STATE_WORDS = {
    "assigned": "Chưa tiếp nhận",
    "acknowledged": "Đã tiếp nhận",
    "in_progress": "Đang thực hiện",
    "submitted": "Chờ phường duyệt",
    "returned": "Bị trả lại",
    "accepted": "Hoàn thành",
}
COLUMNS = (
    Column("Mục", 10), Column("Nhiệm vụ", 70), Column("Đơn vị", 34), Column("Người thực hiện", 24),
    Column("Ngày sự kiện", 14), Column("Hạn cuối", 14), Column("Trạng thái", 18), Column("Quá hạn", 10),
    Column("Nộp trễ", 10), Column("Ngày nộp", 14), Column("Số minh chứng", 14),
)  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def assignments_workbook(items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows; the times are days in Việt Nam."""
    return workbook(
        "Nhiệm vụ",
        COLUMNS,
        (
            (
                one["number"], one["text"], one["unit_name"], one["person_name"], _day(one["event_on"]),
                _day(one["last_day_on"]), STATE_WORDS[one["state"]], one["overdue"], one["late"],
                datetime.fromisoformat(one["submitted_at"]).astimezone(VIETNAM).date() if one["submitted_at"] else None,
                one["evidence_count"],
            )
            for one in items
        ),
    )  # fmt: skip

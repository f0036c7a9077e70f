"""Loudspeaker scripts as Excel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from vitreem.broadcasting.rules import ScriptState
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, workbook

STATE_WORDS: dict[ScriptState, str] = {
    ScriptState.DRAFT: "Bản nháp",
    ScriptState.SUBMITTED: "Chờ duyệt",
    ScriptState.APPROVED: "Đã duyệt",
    ScriptState.RETURNED: "Bị trả lại",
}
COLUMNS = (
    Column("Bài phát thanh", 60), Column("Đơn vị", 34), Column("Trạng thái", 16), Column("Bản số", 10),
    Column("Bản đã duyệt", 12), Column("Số chữ", 10), Column("Thời gian đọc (giây)", 14), Column("Lưu ngày", 14),
)  # fmt: skip


def scripts_workbook(items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows; the days are those of Việt Nam."""
    return workbook(
        "Bài phát thanh",
        COLUMNS,
        (
            (
                one["title"], one["unit_name"], STATE_WORDS[ScriptState(one["state"])], one["number"],
                one["approved_version"], one["words"], one["reading_seconds"],
                datetime.fromisoformat(one["saved_at"]).astimezone(VIETNAM).date(),
            )
            for one in items
        ),
    )  # fmt: skip

"""Lists of children as Excel."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from vitreem.children.rules import (
    Born,
    ChildPresenceState,
    LegalGroup,
    NeedCategory,
    PovertyStatus,
    Relation,
    Sex,
    birth_in_words,
)
from vitreem.kernel.files.excel import Column, workbook

SEX_WORDS: dict[Sex, str] = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
PRESENCE_WORDS: dict[ChildPresenceState, str] = {
    ChildPresenceState.HERE: "Đang ở phường",
    ChildPresenceState.MOVED: "Đã chuyển đi",
    ChildPresenceState.DIED: "Đã mất",
    ChildPresenceState.AGED_OUT: "Từ đủ 16 tuổi",
}
GROUP_WORDS: dict[LegalGroup, str] = {
    LegalGroup.ORPHAN_BOTH: "Mồ côi cả cha và mẹ",
    LegalGroup.ABANDONED: "Bị bỏ rơi",
    LegalGroup.NO_SUPPORT: "Không nơi nương tựa",
    LegalGroup.DISABILITY: "Khuyết tật",
    LegalGroup.DROPOUT_WORKING: "Bỏ học kiếm sống",
    LegalGroup.SERIOUS_ILLNESS_POOR: "Bệnh hiểm nghèo, hộ nghèo hoặc cận nghèo",
    LegalGroup.MIGRANT_REFUGEE: "Di cư, lánh nạn, tị nạn",
}
NEED_WORDS: dict[NeedCategory, str] = {
    NeedCategory.ONE_PARENT: "Mồ côi cha hoặc mẹ",
    NeedCategory.HARDSHIP: "Hoàn cảnh khó khăn",
    NeedCategory.STRIVING_STUDENT: "Vượt khó học giỏi",
    NeedCategory.AT_RISK: "Có nguy cơ rơi vào hoàn cảnh đặc biệt",
    NeedCategory.OTHER: "Khác",
}
POVERTY_WORDS: dict[PovertyStatus, str] = {
    PovertyStatus.POOR: "Hộ nghèo",
    PovertyStatus.NEAR_POOR: "Hộ cận nghèo",
    PovertyStatus.NONE: "Không",
}
RELATION_WORDS: dict[Relation, str] = {
    Relation.FATHER: "Cha",
    Relation.MOTHER: "Mẹ",
    Relation.GRANDPARENT: "Ông, bà",
    Relation.SIBLING: "Anh, chị, em",
    Relation.RELATIVE: "Họ hàng",
    Relation.FOSTER: "Người nhận chăm sóc thay thế",
    Relation.FACILITY: "Cơ sở trợ giúp",
    Relation.OTHER: "Khác",
}
COLUMNS = (
    Column("Mã", 14), Column("Họ và tên", 30), Column("Ngày sinh", 14), Column("Giới tính", 10),
    Column("Khu phố", 20), Column("Trường", 28), Column("Lớp", 8), Column("Hộ nghèo, cận nghèo", 16),
    Column("Hoàn cảnh đặc biệt", 40), Column("Nhóm khó khăn khác", 34), Column("Hiện trạng", 18),
)  # fmt: skip


def children_workbook(purpose: str, items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows of a workbook that says what they were taken out for."""
    rows = [
        (
            one["code"], one["full_name"],
            birth_in_words(
                Born(
                    date.fromisoformat(one["born_from"]), date.fromisoformat(one["born_to"]), one["born_estimated"]
                )
            ),
            SEX_WORDS.get(one["sex"], ""), one["unit_name"], one["school_name"], one["class_name"],
            POVERTY_WORDS.get(one["poverty"], ""),
            "; ".join(GROUP_WORDS[group] for group in one["groups"] or ()),
            "; ".join(NEED_WORDS[need] for need in one["needs"] or ()), PRESENCE_WORDS[one["presence"]],
        )
        for one in items
    ]  # fmt: skip
    return workbook("Trẻ em", COLUMNS, rows, notice_of(purpose))


def notice_of(purpose: str) -> str:
    return f"Dữ liệu cá nhân của trẻ em. Mục đích: {purpose}. Chỉ dùng cho mục đích này, không chuyển tiếp."


def profile_workbook(purpose: str, titles: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Rows under the titles of the ward's own profile."""
    columns = [Column(title, min(max(len(title) + 2, 12), 34)) for title in titles]
    return workbook("Trẻ em", columns, rows, notice_of(purpose))

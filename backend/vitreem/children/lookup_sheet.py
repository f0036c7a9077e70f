"""A list that was looked up, as the same Excel file with what the register says beside each row."""

from vitreem.children.lookup_schemas import FoundChild, LookedUpRow, LookUpResult, Matching
from vitreem.children.rules import birth_in_words
from vitreem.children.sheets import PRESENCE_WORDS
from vitreem.kernel.files.excel import Column, beside

COLUMNS = (
    Column("Tra cứu trong sổ trẻ em", 26), Column("Mã trong sổ", 14), Column("Tên trong sổ", 26),
    Column("Ngày sinh trong sổ", 14), Column("Khu phố trong sổ", 18), Column("Hiện trạng", 18),
    Column("Số lần nhận trong 12 tháng", 14), Column("Tổng giá trị đã nhận (đồng)", 18),
    Column("Lần nhận gần nhất", 14), Column("Có thể là", 60),
)  # fmt: skip
NOTICE = "Dữ liệu cá nhân của trẻ em. Chỉ dùng để đối chiếu danh sách này, không chuyển tiếp."
_STATES = {
    Matching.FOUND: "Có trong sổ",
    Matching.DOUBTFUL: "Chưa chắc",
    Matching.UNKNOWN: "Chưa thấy trong sổ",
}


def looked_up_sheet(data: bytes, result: LookUpResult) -> bytes:
    """Slow: for a worker. Raises `UnreadableSheet`."""
    return beside(data, result.head_row, COLUMNS, {one.row: _cells(one) for one in result.rows}, NOTICE)


def _cells(row: LookedUpRow) -> list[str | int | None]:
    state = _STATES[row.state]
    if row.same_as_row is not None:
        state += f" (trùng dòng {row.same_as_row})"
    child = row.child
    if child is None:
        return [state, *[None] * 8, "; ".join(_told(one) for one in row.candidates) or None]
    received = child.received_12_months
    return [
        state, child.code, child.full_name, birth_in_words(child.birth.range()), child.unit_name,
        PRESENCE_WORDS[child.presence], *([None] * 3 if received is None else [received.count, received.amount]),
        *([] if received is None else [f"{received.last_on:%d/%m/%Y}" if received.last_on else None]), None,
    ]  # fmt: skip


def _told(one: FoundChild) -> str:
    return f"{one.full_name} ({one.code}, sinh {birth_in_words(one.birth.range())}, {one.unit_name})"

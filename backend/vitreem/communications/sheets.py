"""Communication events as Excel."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from vitreem.communications import queries, rules, service
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import CommunicationKind, CommunicationState, CommunicationTopic, CommunicationVerb
from vitreem.communications.schemas import CommunicationCreate
from vitreem.identity.facts import UnitNames
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, SheetRow, workbook
from vitreem.kernel.files.sheets import SheetResult, chosen, moment, whole, yes
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records import units
from vitreem.records.refusals import CodeTaken, require_begun
from vitreem.records.sheets import SheetOf

KIND_WORDS: dict[CommunicationKind, str] = {
    CommunicationKind.TALK: "Nói chuyện chuyên đề",
    CommunicationKind.MEETING_SLOT: "Lồng ghép trong cuộc họp",
    CommunicationKind.BROADCAST: "Phát thanh",
    CommunicationKind.BANNER: "Băng rôn, pa nô",
    CommunicationKind.ONLINE_POST: "Bài đăng trên mạng",
    CommunicationKind.LEAFLET: "Tờ rơi, tài liệu",
    CommunicationKind.COUNSELLING: "Tư vấn",
    CommunicationKind.CONTEST: "Cuộc thi, hội thi",
}
STATE_WORDS: dict[CommunicationState, str] = {
    CommunicationState.PLANNED: "Dự kiến",
    CommunicationState.DONE: "Đã thực hiện",
    CommunicationState.REPORTED: "Đã báo cáo",
    CommunicationState.CANCELLED: "Đã hủy",
}
TOPIC_WORDS: dict[CommunicationTopic, str] = {
    CommunicationTopic.CHILDREN_LAW: "Luật Trẻ em",
    CommunicationTopic.DECREE_56_2017: "Nghị định 56/2017/NĐ-CP",
    CommunicationTopic.DROWNING: "Phòng, chống đuối nước",
    CommunicationTopic.INJURY: "Phòng, chống tai nạn, thương tích",
    CommunicationTopic.ABUSE_PREVENTION: "Phòng, chống xâm hại, bạo lực trẻ em",
    CommunicationTopic.CHILD_LABOUR: "Phòng, chống lao động trẻ em",
    CommunicationTopic.MENTAL_HEALTH: "Sức khỏe tinh thần",
    CommunicationTopic.ONLINE_SAFETY: "An toàn trên mạng",
    CommunicationTopic.NUTRITION: "Dinh dưỡng",
    CommunicationTopic.SCHOOL_VIOLENCE: "Phòng, chống bạo lực học đường",
    CommunicationTopic.HOTLINE_111: "Tổng đài 111",
    CommunicationTopic.OTHER: "Khác",
}
COLUMNS = (
    Column("Mã", 14), Column("Loại hình", 24), Column("Nội dung", 56), Column("Đơn vị", 34), Column("Khu phố", 24),
    Column("Địa điểm", 34), Column("Ngày", 14), Column("Trạng thái", 16), Column("Chủ đề", 40),
    Column("Có Tổng đài 111", 12), Column("Trẻ em", 10), Column("Người lớn", 10), Column("Cán bộ", 10),
    Column("Lượt phát", 10), Column("Số bản", 10), Column("Lượt tiếp cận", 12), Column("Ngày treo", 14),
    Column("Ngày tháo", 14), Column("Đường dẫn", 40), Column("Được công khai", 12), Column("Số ảnh, tệp", 10),
)  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def communications_workbook(items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows; the times are days in Việt Nam."""
    return workbook(
        "Truyền thông",
        COLUMNS,
        (
            (
                one["code"], KIND_WORDS[CommunicationKind(one["kind"])], one["title"], one["unit_name"],
                one["place_unit_name"], one["place"],
                datetime.fromisoformat(one["starts_at"]).astimezone(VIETNAM).date(),
                STATE_WORDS[CommunicationState(one["state"])],
                "; ".join(TOPIC_WORDS[CommunicationTopic(topic)] for topic in one["topics"]),
                one["carried_hotline_111"], one["audience_children"], one["audience_adults"],
                one["audience_officials"], one["broadcasts"], one["copies"], one["reach"], _day(one["put_up_on"]),
                _day(one["taken_down_on"]), one["link"], one["publishable"], one["file_count"],
            )
            for one in items
        ),
    )  # fmt: skip


_YES = ("Có", "Không")
FILLED = (
    Column("Mã", 14, help="Để trống nếu ghi mới. Ghi mã có sẵn để sửa lại dòng đã nhập lần trước."),
    Column("Loại hình", 26, choices=tuple(KIND_WORDS.values())),
    Column("Nội dung", 54, help="Tên buổi, bài, băng rôn; từ 3 ký tự."),
    Column("Đơn vị", 34, help="Tên đúng như trong danh sách đơn vị."),
    Column("Khu phố", 20, help="Nơi diễn ra; để trống nếu không theo khu phố."),
    Column("Địa điểm", 34),
    Column("Thời gian", 18, help="Ngày và giờ, ví dụ 05/06/2026 19:00."),
    Column("Đã thực hiện", 12, choices=_YES),
    Column("Chủ đề", 40, help=f"Một hay nhiều, cách nhau bằng dấu chấm phẩy: {'; '.join(TOPIC_WORDS.values())}."),
    Column("Có Tổng đài 111", 12, choices=_YES),
    Column("Trẻ em", 10, help="Số người nghe là trẻ em (nói chuyện, họp, tư vấn, cuộc thi)."),
    Column("Người lớn", 10), Column("Cán bộ", 10),
    Column("Lượt phát", 10, help="Chỉ ghi cho phát thanh."),
    Column("Số bản", 10, help="Chỉ ghi cho tờ rơi."),
    Column("Lượt tiếp cận", 12, help="Chỉ ghi cho bài đăng trên mạng."),
    Column("Ngày treo", 14, help="Chỉ ghi cho băng rôn."), Column("Ngày tháo", 14, help="Chỉ ghi cho băng rôn."),
    Column("Đường dẫn", 40, help="Chỉ ghi cho bài đăng trên mạng, cuộc thi."),
)  # fmt: skip
_COUNTS = {
    "audience_children": "Trẻ em", "audience_adults": "Người lớn", "audience_officials": "Cán bộ",
    "broadcasts": "Lượt phát", "copies": "Số bản", "reach": "Lượt tiếp cận",
}  # fmt: skip
_DAYS = {"put_up_on": "Ngày treo", "taken_down_on": "Ngày tháo"}
# Which column to correct when a field or a rule refuses.
_PLACES = {
    **_COUNTS, **_DAYS, "code": "Mã", "kind": "Loại hình", "title": "Nội dung", "unit_id": "Đơn vị",
    "place": "Địa điểm",
    "link": "Đường dẫn", "starts_at": "Thời gian", "not_yet": "Thời gian", "ends_before_start": "Ngày tháo",
    "field_not_of_kind": "Loại hình", "unknown_unit": "Đơn vị", "code_taken": "Mã", "wrong_state": "Mã",
}  # fmt: skip


async def choices(ctx: Ctx) -> dict[str, list[str]]:
    """The ward's own names to choose from in the blank sheet, by column."""
    return await units.choices(ctx, "Đơn vị", "Khu phố")


def _require(ctx: Ctx, body: CommunicationCreate, event: CommunicationEvent | None) -> None:
    """What the verbs of the page would refuse."""
    units.require_own(ctx, body.unit_id, "communication")
    if event is not None:
        if not (held := queries.rights(ctx, event)):
            raise CodeTaken()
        if event.kind != body.kind:
            raise rules.FieldNotOfKind("Không đổi được loại hình của một dòng đã có.")
        rules.LIFE.begin(event, CommunicationVerb.EDIT, held)
    rules.require_own_fields(body.kind, body.model_dump())
    rules.require_dates(body.starts_at, body.ends_at, body.put_up_on, body.taken_down_on)
    if body.done:
        require_begun(body.starts_at, ctx.clock.now())


def _body(row: SheetRow, names: UnitNames, result: SheetResult) -> CommunicationCreate | None:
    """The row as the page would send it; None when a cell is wrong, which `result` then names."""
    cells, before = row.cells, len(result.faults)
    kind = chosen(KIND_WORDS, cells["Loại hình"])
    if kind is None:
        result.fault(row, "Loại hình", f"Chọn một trong: {', '.join(KIND_WORDS.values())}.")
    unit = units.in_cell(names, row, "Đơn vị", result, "đơn vị")
    place = units.in_cell(names, row, "Khu phố", result, "khu phố") if cells["Khu phố"] else None
    values: dict[str, Any] = {"starts_at": moment(cells["Thời gian"])}
    if values["starts_at"] is None:
        result.fault(row, "Thời gian", "Ghi ngày và giờ, ví dụ 05/06/2026 19:00.")
    for name, title in _DAYS.items():
        day = moment(cells[title])
        values[name] = day.date() if day else None
        if cells[title] and day is None:
            result.fault(row, title, "Ghi ngày, ví dụ 05/06/2026.")
    for name, title in _COUNTS.items():
        values[name] = whole(cells[title])
        if values[name] is None:
            result.fault(row, title, "Ghi số nguyên, ví dụ 86 hoặc 1.200.")
    topics: list[CommunicationTopic] = []
    for word in filter(None, (part.strip() for part in cells["Chủ đề"].split(";"))):
        topic = chosen(TOPIC_WORDS, word)
        if topic is None:
            result.fault(row, "Chủ đề", f"Không có chủ đề «{word}». Xem trang Hướng dẫn.")
        else:
            topics.append(topic)
    said = {title: yes(cells[title]) for title in ("Đã thực hiện", "Có Tổng đài 111")}
    for title, answer in said.items():
        if answer is None:
            result.fault(row, title, "Chọn một trong: Có, Không.")
    if len(result.faults) > before:
        return None
    assert unit
    body = {
        **values, "code": cells["Mã"] or None, "kind": kind, "title": cells["Nội dung"], "unit_id": unit.id,
        "place_unit_id": place.id if place else None, "place": cells["Địa điểm"], "topics": topics,
        "done": said["Đã thực hiện"], "link": cells["Đường dẫn"] or None,
        "carried_hotline_111": said["Có Tổng đài 111"],
    }  # fmt: skip
    try:
        return CommunicationCreate.model_validate(body)
    except ValidationError as error:
        result.refused(row, error, _PLACES, "Nội dung")
        return None


def _same(one: CommunicationEvent | CommunicationCreate) -> tuple[str, datetime, str]:
    return str(one.kind), one.starts_at, search_key(one.title)


SHEET = SheetOf(
    title="Truyền thông", columns=FILLED, places=_PLACES, other_place="Nội dung", model=CommunicationEvent, body=_body,
    is_own=queries.is_own, require=_require, differs=service.differs, same=_same,
    write=service.write_all,
)  # fmt: skip

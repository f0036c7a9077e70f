"""Communication events from Excel: known by their code, so that a sheet that comes again updates and never doubles."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from vitreem.communications import queries, rules, service
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import CommunicationTopic, CommunicationVerb
from vitreem.communications.schemas import CommunicationCreate
from vitreem.communications.sheets import KIND_WORDS, TOPIC_WORDS
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
# Which column to mend when a field or a rule refuses.
_PLACES = {
    **_COUNTS, **_DAYS, "code": "Mã", "kind": "Loại hình", "title": "Nội dung", "unit_id": "Đơn vị",
    "place": "Địa điểm",
    "link": "Đường dẫn", "starts_at": "Thời gian", "not_yet": "Thời gian", "ends_before_start": "Ngày tháo",
    "field_not_of_kind": "Loại hình", "unknown_unit": "Đơn vị", "code_taken": "Mã", "wrong_state": "Mã",
}  # fmt: skip


async def choices(ctx: Ctx) -> dict[str, list[str]]:
    """The ward's own names to choose from in the blank sheet, by column."""
    units = await identity.every_open_unit(ctx)
    places = [one.name for one in units if one.kind == "khu_pho"]
    return {"Đơn vị": [one.name for one in units], "Khu phố": places}


async def named(ctx: Ctx) -> dict[str, UnitFact]:
    """The units that cells may name, by folded name."""
    return {search_key(one.name): one for one in await identity.every_open_unit(ctx)}


def _require(ctx: Ctx, body: CommunicationCreate, event: CommunicationEvent | None) -> None:
    """What the verbs of the page would refuse."""
    corrects = ctx.may("communication:correct")
    if not (corrects or body.unit_id in ctx.unit_ids):
        raise rules.UnknownUnit(field="unit_id")
    if event is not None:
        if not (corrects or queries.is_own(ctx, event)):
            raise rules.CodeTaken()
        if event.kind != body.kind:
            raise rules.FieldNotOfKind("Không đổi được loại hình của một dòng đã có.")
        rules.target(event.state, CommunicationVerb.EDIT, corrects=corrects)
    rules.require_own_fields(body.kind, body.model_dump())
    rules.require_dates(body.starts_at, body.ends_at, body.put_up_on, body.taken_down_on)
    if body.done and body.starts_at > ctx.clock.now():
        raise rules.NotYet()


def _body(row: SheetRow, units: Mapping[str, UnitFact], result: SheetResult) -> CommunicationCreate | None:
    """The row as the page would send it; None when a cell is wrong, which `result` then names."""
    cells, before = row.cells, len(result.faults)
    kind = chosen(KIND_WORDS, cells["Loại hình"])
    if kind is None:
        result.fault(row, "Loại hình", f"Chọn một trong: {', '.join(KIND_WORDS.values())}.")
    unit, place = units.get(search_key(cells["Đơn vị"])), units.get(search_key(cells["Khu phố"]))
    if unit is None:
        result.fault(row, "Đơn vị", "Chưa có đơn vị tên này.")
    if cells["Khu phố"] and place is None:
        result.fault(row, "Khu phố", "Chưa có khu phố tên này.")
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
    if len(result.faults) > before:
        return None
    assert unit
    body = {
        **values, "code": cells["Mã"] or None, "kind": kind, "title": cells["Nội dung"], "unit_id": unit.id,
        "place_unit_id": place.id if place else None, "place": cells["Địa điểm"], "topics": topics,
        "done": search_key(cells["Đã thực hiện"]) in ("co", "x", "roi"), "link": cells["Đường dẫn"] or None,
        "carried_hotline_111": search_key(cells["Có Tổng đài 111"]) in ("co", "x"),
    }  # fmt: skip
    try:
        return CommunicationCreate.model_validate(body)
    except ValidationError as error:
        result.refused(row, error, _PLACES, "Nội dung")
        return None


def _same(one: CommunicationEvent | CommunicationCreate) -> tuple[str, UUID | None, datetime, str]:
    return str(one.kind), one.unit_id, one.starts_at, search_key(one.title)


SHEET = SheetOf(
    title="Truyền thông", columns=COLUMNS, places=_PLACES, other_place="Nội dung", model=CommunicationEvent, body=_body,
    is_own=queries.is_own, require=_require, differs=service.differs, same=_same,
    write=service.write_all,
)  # fmt: skip

"""Communication events as Excel."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from vitreem.communications.rules import CommunicationKind, CommunicationState, CommunicationTopic
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, workbook

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

"""Words of reports and cases as papers say them."""

from collections.abc import Mapping
from datetime import datetime

from vitreem.incidents.forms import BirthKnown
from vitreem.incidents.rules import (
    CaseOutcome,
    CaseState,
    ChildSex,
    Harm,
    Nature,
    PaperKind,
    ReportChannel,
    RiskItem,
    RiskLevel,
    SecretGroup,
)
from vitreem.kernel.clock import VIETNAM

CHANNELS: Mapping[ReportChannel, str] = {
    ReportChannel.HOTLINE_111: "Tổng đài 111", ReportChannel.PHONE: "Điện thoại",
    ReportChannel.IN_PERSON: "Gặp trực tiếp",
    ReportChannel.POLICE: "Công an", ReportChannel.SCHOOL: "Nhà trường", ReportChannel.HEALTH: "Cơ sở y tế",
    ReportChannel.OTHER_WARD: "Phường, xã khác", ReportChannel.LETTER: "Đơn thư",
}  # fmt: skip
NATURES: Mapping[Nature, str] = {Nature.ABUSED: "Đã bị xâm hại", Nature.AT_RISK: "Có nguy cơ bị xâm hại"}
HARMS: Mapping[Harm, str] = {
    Harm.PHYSICAL_VIOLENCE: "Bạo lực thể chất", Harm.PSYCHOLOGICAL_VIOLENCE: "Bạo lực tinh thần",
    Harm.EXPLOITATION: "Bóc lột", Harm.SEXUAL_ABUSE: "Xâm hại tình dục", Harm.TRAFFICKING: "Mua bán",
    Harm.ABANDONMENT: "Bỏ rơi", Harm.NEGLECT: "Bỏ mặc", Harm.ABDUCTION: "Bắt cóc, chiếm đoạt",
    Harm.CHILD_MARRIAGE: "Tảo hôn", Harm.OTHER_HARM: "Hình thức gây tổn hại khác",
}  # fmt: skip
SEXES: Mapping[ChildSex, str] = {ChildSex.MALE: "Nam", ChildSex.FEMALE: "Nữ", ChildSex.UNKNOWN: "Không biết"}
LEVELS: Mapping[RiskLevel, str] = {RiskLevel.HIGH: "Cao", RiskLevel.MEDIUM: "Trung bình", RiskLevel.LOW: "Thấp"}
ITEMS: Mapping[RiskItem, str] = {
    RiskItem.HARM_SEVERITY: "Mức độ tổn hại của trẻ",
    RiskItem.ABUSER_ACCESS: "Khả năng tiếp cận trẻ của đối tượng xâm hại",
    RiskItem.CARE_OBSTACLES: "Trở ngại trong môi trường chăm sóc trẻ",
    RiskItem.SELF_PROTECTION: "Khả năng tự bảo vệ của trẻ trước đối tượng xâm hại",
    RiskItem.CARER_PROTECTION: "Khả năng bảo vệ trẻ của người chăm sóc",
    RiskItem.COMMUNITY_HELP: "Khả năng tiếp cận sự giúp đỡ của người khác",
}  # fmt: skip
GROUPS: Mapping[SecretGroup, str] = {
    SecretGroup.HIV_AIDS: "Trẻ em nhiễm HIV/AIDS", SecretGroup.LAW_VIOLATION: "Trẻ em vi phạm pháp luật",
    SecretGroup.DRUG_ADDICTION: "Trẻ em nghiện ma túy",
    SecretGroup.VIOLENCE_SERIOUS_HARM: "Trẻ em bị tổn hại nghiêm trọng về thể chất và tinh thần do bị bạo lực",
    SecretGroup.EXPLOITATION: "Trẻ em bị bóc lột", SecretGroup.SEXUAL_ABUSE: "Trẻ em bị xâm hại tình dục",
    SecretGroup.TRAFFICKED: "Trẻ em bị mua bán",
}  # fmt: skip
STATES: Mapping[CaseState, str] = {
    CaseState.RECEIVED: "Mới tiếp nhận", CaseState.ASSESSED: "Đã đánh giá ban đầu",
    CaseState.PROTECTED: "Đã bảo vệ khẩn cấp", CaseState.EXAMINED: "Đã đánh giá cụ thể",
    CaseState.CONFERRED: "Đã họp xác định biện pháp", CaseState.PLAN_SUBMITTED: "Kế hoạch chờ phê duyệt",
    CaseState.PLAN_APPROVED: "Kế hoạch đã phê duyệt", CaseState.IN_PROGRESS: "Đang thực hiện kế hoạch",
    CaseState.REVIEWED: "Đã rà soát", CaseState.CLOSED: "Đã đóng", CaseState.HANDED_OVER: "Đã chuyển nơi khác",
}  # fmt: skip
OUTCOMES: Mapping[CaseOutcome, str] = {
    CaseOutcome.SAFE: "Trẻ an toàn", CaseOutcome.ALTERNATIVE_CARE: "Trẻ được chăm sóc thay thế",
    CaseOutcome.ADULT: "Trẻ đủ 16 tuổi", CaseOutcome.MOVED: "Trẻ chuyển nơi ở", CaseOutcome.DIED: "Trẻ tử vong",
    CaseOutcome.OTHER: "Khác",
}  # fmt: skip
PAPERS: Mapping[PaperKind, str] = {
    PaperKind.INITIAL_ASSESSMENT: "Đánh giá nguy cơ ban đầu", PaperKind.URGENT_MEASURES: "Biện pháp bảo vệ khẩn cấp",
    PaperKind.SEPARATION: "Quyết định tạm thời cách ly", PaperKind.CARE: "Quyết định chăm sóc thay thế",
    PaperKind.FOLLOW_UP: "Theo dõi chăm sóc thay thế", PaperKind.DETAILED_ASSESSMENT: "Đánh giá nguy cơ cụ thể",
    PaperKind.CONFERENCE: "Biên bản họp", PaperKind.PLAN: "Kế hoạch hỗ trợ, can thiệp",
    PaperKind.REVIEW: "Rà soát, đánh giá", PaperKind.COURT_REQUEST: "Đề nghị Tòa án",
}  # fmt: skip


def hour(moment: datetime | None) -> str:
    """`08 giờ 30 ngày 10/06/2026`, in Việt Nam."""
    return f"{moment.astimezone(VIETNAM):%H giờ %M ngày %d/%m/%Y}" if moment else ""


def birth(known: BirthKnown) -> str:
    """As much of it as is known."""
    if known.year is None:
        return f"khoảng {known.estimated_age} tuổi" if known.estimated_age is not None else "chưa rõ"
    parts = [f"{part:02d}" for part in (known.day, known.month) if part is not None]
    return "/".join([*parts, str(known.year)])


def listed(words: Mapping[str, str], codes: list[str]) -> str:
    return ", ".join(words[one] for one in codes if one in words) or "chưa rõ"

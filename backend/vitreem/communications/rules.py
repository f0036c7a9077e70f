"""Pure decisions about communication: kinds and their fields, states, where and when, what may be made public."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from vitreem.kernel.http.problems import Invalid, Problem, WrongState


class CommunicationKind(StrEnum):
    TALK = "talk"
    MEETING_SLOT = "meeting_slot"
    BROADCAST = "broadcast"
    BANNER = "banner"
    ONLINE_POST = "online_post"
    LEAFLET = "leaflet"
    COUNSELLING = "counselling"
    CONTEST = "contest"


class CommunicationState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class CommunicationTopic(StrEnum):
    """What it was about: Luật Trẻ em 2016, Nghị định 56/2017, and what wards speak of every year."""

    CHILDREN_LAW = "children_law"
    DECREE_56_2017 = "decree_56_2017"
    DROWNING = "drowning"
    INJURY = "injury"
    ABUSE_PREVENTION = "abuse_prevention"
    CHILD_LABOUR = "child_labour"
    MENTAL_HEALTH = "mental_health"
    ONLINE_SAFETY = "online_safety"
    NUTRITION = "nutrition"
    SCHOOL_VIOLENCE = "school_violence"
    HOTLINE_111 = "hotline_111"
    OTHER = "other"


class CommunicationVerb(StrEnum):
    """What people do with an event; each is an endpoint."""

    EDIT = "edit"
    ATTACH = "attach"
    DONE = "done"
    REPORT = "report"
    CANCEL = "cancel"
    RETURN = "return"
    TAKE_DOWN = "take_down"


class Consent(StrEnum):
    GUARDIAN = "guardian_consent"
    CHILD = "child_consent"


_K, _S, _V = CommunicationKind, CommunicationState, CommunicationVerb
_OPEN = frozenset({_S.PLANNED, _S.DONE})

# The one table of states: from which states a verb works, and where it leads (None: the state stays).
ALLOWED: dict[CommunicationVerb, tuple[frozenset[CommunicationState], CommunicationState | None]] = {
    _V.EDIT: (_OPEN, None),
    _V.ATTACH: (_OPEN, None),
    _V.DONE: (frozenset({_S.PLANNED}), _S.DONE),
    _V.REPORT: (frozenset({_S.DONE}), _S.REPORTED),
    _V.CANCEL: (_OPEN, _S.CANCELLED),
    _V.RETURN: (frozenset({_S.REPORTED}), _S.DONE),
    # A banner comes down after the month: its unit says so though the record was handed in.
    _V.TAKE_DOWN: (frozenset({_S.DONE, _S.REPORTED}), None),
}
# The ward mends what was reported, with a note; a unit has it returned first.
_CORRECTABLE = _OPEN | {_S.REPORTED}
_CORRECTED = frozenset({_V.EDIT, _V.ATTACH})

# What counts in figures.
COUNTED = (CommunicationState.DONE, CommunicationState.REPORTED)

AUDIENCE = ("audience_children", "audience_adults", "audience_officials")
# Fields that belong to some kinds alone.
OWN_FIELDS: dict[CommunicationKind, frozenset[str]] = {
    _K.TALK: frozenset(AUDIENCE),
    _K.MEETING_SLOT: frozenset(AUDIENCE),
    _K.BROADCAST: frozenset({"broadcasts", "script_id"}),
    _K.BANNER: frozenset({"banner_size", "put_up_on", "taken_down_on"}),
    _K.ONLINE_POST: frozenset({"link", "reach"}),
    _K.LEAFLET: frozenset({"copies"}),
    _K.COUNSELLING: frozenset(AUDIENCE),
    _K.CONTEST: frozenset({*AUDIENCE, "link"}),
}
_SPECIAL = frozenset().union(*OWN_FIELDS.values())
_SESSIONS = frozenset({_K.TALK, _K.MEETING_SLOT, _K.COUNSELLING})

SOUTH, NORTH, WEST, EAST = 8.0, 24.0, 102.0, 110.0
BANNER_DAYS = 30  # a banner of no plan hangs as long as this before it is called overdue


class FieldNotOfKind(Invalid):
    """`fields` names what was given and belongs to another kind."""

    code = "field_not_of_kind"
    title = "Có mục không thuộc loại này"
    detail = "Có mục không thuộc loại hình truyền thông đã chọn. Hãy bỏ trống các mục đó."


class EndsBeforeStart(Invalid):
    code = "ends_before_start"
    title = "Thời gian chưa đúng"
    detail = "Lúc kết thúc phải sau lúc bắt đầu."


class PlaceOutsideVietnam(Invalid):
    code = "place_outside_vietnam"
    title = "Vị trí chưa đúng"
    detail = "Vị trí này nằm ngoài Việt Nam. Hãy chọn lại trên bản đồ."


class HalfAPoint(Invalid):
    code = "half_a_point"
    title = "Vị trí chưa đủ"
    detail = "Vị trí trên bản đồ cần cả vĩ độ và kinh độ."


class NotYet(Invalid):
    code = "not_yet"
    title = "Chưa đến giờ"
    detail = "Hoạt động này chưa bắt đầu nên chưa ghi nhận là đã thực hiện được."


class ConsentMissing(Invalid):
    """`missing` names the consents that are owed before children are shown in public."""

    code = "consent_missing"
    title = "Thiếu sự đồng ý"
    detail = (
        "Bài đăng có hình ảnh, thông tin của trẻ em nên chỉ lưu nội bộ, chưa ghi nhận là đã đăng: "
        "cần cha mẹ hoặc người giám hộ đồng ý, và trẻ từ đủ 7 tuổi cũng phải đồng ý."
    )


class UnknownUnit(Invalid):
    """`field` names the member that holds the unit."""

    code = "unknown_unit"
    title = "Chưa có đơn vị này"
    detail = "Đơn vị này không có trong phường, đã ngừng, hoặc không phải đơn vị của bạn."


class UnknownMessage(Invalid):
    code = "unknown_message"
    title = "Chưa có thông điệp này"
    detail = "Có thông điệp không thuộc kế hoạch nào đã phát hành. Hãy chọn lại thông điệp."


class UnknownPlan(Invalid):
    code = "unknown_plan"
    title = "Chưa có kế hoạch này"
    detail = "Kế hoạch này chưa phát hành hoặc không có. Hãy chọn lại kế hoạch."


class UnknownScript(Invalid):
    code = "unknown_script"
    title = "Chưa có bài phát thanh này"
    detail = "Không có bài phát thanh này, hoặc bạn không được xem. Hãy chọn lại bài."


class CodeTaken(Problem):
    status = 409
    code = "code_taken"
    title = "Mã đã dùng"
    detail = "Phường đã có hoạt động truyền thông mang mã này. Hãy dùng mã khác."


def target(state: str, verb: CommunicationVerb, *, corrects: bool) -> CommunicationState:
    """The state after `verb`; raises `WrongState` where it doesn't work."""
    if state not in _sources(verb, corrects):
        raise WrongState()
    return ALLOWED[verb][1] or CommunicationState(state)


def _sources(verb: CommunicationVerb, corrects: bool) -> frozenset[CommunicationState]:
    return _CORRECTABLE if corrects and verb in _CORRECTED else ALLOWED[verb][0]


def may_do(permissions: Collection[str], *, own: bool) -> frozenset[CommunicationVerb]:
    """Verbs that the caller's rights allow in some state. `own`: the event is of one of the caller's units."""
    if "communication:correct" in permissions:
        return frozenset(ALLOWED)
    return frozenset(ALLOWED) - {_V.RETURN} if own and "communication:write" in permissions else frozenset()


def allowed_actions(
    state: str, permissions: Collection[str], *, own: bool, hanging: bool = False
) -> list[CommunicationVerb]:
    """Verbs that the caller may use now. `hanging`: a banner that is up, which alone can be taken down."""
    mine, corrects = may_do(permissions, own=own), "communication:correct" in permissions
    if not hanging:
        mine -= {_V.TAKE_DOWN}
    return [verb for verb in CommunicationVerb if verb in mine and state in _sources(verb, corrects)]


def is_hanging(put_up_on: date | None, taken_down_on: date | None, state: str) -> bool:
    """A banner that was put up, not taken down, not called off."""
    return put_up_on is not None and taken_down_on is None and state != _S.CANCELLED


def require_own_fields(kind: str, values: Mapping[str, Any]) -> None:
    """Fields of another kind stay empty; raises `FieldNotOfKind` with their names."""
    foreign = _SPECIAL - OWN_FIELDS[CommunicationKind(kind)]
    if given := sorted(name for name in foreign if values.get(name)):
        raise FieldNotOfKind(fields=given)


def require_point(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise HalfAPoint()
    if latitude is None or longitude is None:
        return
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        raise PlaceOutsideVietnam()


def require_dates(
    starts_at: datetime, ends_at: datetime | None, put_up_on: date | None, taken_down_on: date | None
) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart()
    if put_up_on is not None and taken_down_on is not None and taken_down_on < put_up_on:
        raise EndsBeforeStart("Ngày tháo xuống không được trước ngày treo.")


def missing_consents(
    *, shows_children: bool, guardian_consent: bool, child_consent: bool, children_7_plus: bool
) -> list[Consent]:
    """Consents owed before children are shown in public (Luật Trẻ em 2016 Điều 21; Nghị định 56/2017 Điều 33, 36)."""
    if not shows_children:
        return []
    owed = {Consent.GUARDIAN: not guardian_consent, Consent.CHILD: children_7_plus and not child_consent}
    return [consent for consent, is_owed in owed.items() if is_owed]


def require_publishable(kind: str, state: str, missing: list[Consent]) -> None:
    """A post is public once it is done: without consent it stays planned."""
    if kind == CommunicationKind.ONLINE_POST and state in COUNTED and missing:
        raise ConsentMissing(missing=missing)


def hangs_too_long(today: date, put_up_on: date, plan_ends_on: date | None) -> bool:
    """A banner that is still up after its plan has ended, or after 30 days where there is no plan."""
    return today > plan_ends_on if plan_ends_on else (today - put_up_on).days > BANNER_DAYS


def figures(kind: str, *, audience: int, broadcasts: int, copies: int) -> dict[str, int]:
    """What the event adds to the figures of an assignment that it proves; without zeros."""
    found = {
        "participants": audience,
        "broadcasts": broadcasts,
        "leaflets": copies,
        "banners": int(kind == CommunicationKind.BANNER),
        "sessions": int(kind in _SESSIONS),
    }
    return {name: value for name, value in found.items() if value}

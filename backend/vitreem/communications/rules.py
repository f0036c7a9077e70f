"""Pure decisions about communication: kinds and their fields, states, where and when, what may be made public."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step
from vitreem.records.refusals import EndsBeforeStart, require_end_after, require_whole_point


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


KIND = "communication_event"
_K, _S, _V = CommunicationKind, CommunicationState, CommunicationVerb
_OPEN = frozenset({_S.PLANNED, _S.DONE})

_REPORTED = frozenset({_S.REPORTED})

LIFE = Lifecycle[CommunicationState, CommunicationVerb](
    {
        _V.EDIT: Step(_OPEN, corrects=_REPORTED),
        _V.ATTACH: Step(_OPEN, corrects=_REPORTED),
        _V.DONE: Step(frozenset({_S.PLANNED}), _S.DONE),
        _V.REPORT: Step(frozenset({_S.DONE}), _S.REPORTED),
        _V.CANCEL: Step(_OPEN, _S.CANCELLED),
        _V.RETURN: Step(_REPORTED, _S.DONE, by=frozenset({"correct"})),
        # A banner comes down after the month: its unit says so though the record was handed in.
        _V.TAKE_DOWN: Step(frozenset({_S.DONE, _S.REPORTED})),
    }
)

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


class PlaceOutsideVietnam(Invalid):
    code = "place_outside_vietnam"
    title = "Vị trí chưa đúng"
    detail = "Vị trí này nằm ngoài Việt Nam. Hãy chọn lại trên bản đồ."


class ConsentMissing(Invalid):
    """`missing` names the consents that are owed before children are shown in public."""

    code = "consent_missing"
    title = "Thiếu sự đồng ý"
    detail = (
        "Bài đăng có hình ảnh, thông tin của trẻ em nên chỉ lưu nội bộ, chưa ghi nhận là đã đăng: "
        "cần cha mẹ hoặc người giám hộ đồng ý, và trẻ từ đủ 7 tuổi cũng phải đồng ý."
    )


class UnknownMessage(Invalid):
    code = "unknown_message"
    title = "Chưa có thông điệp này"
    detail = "Có thông điệp không thuộc kế hoạch nào đã phát hành. Hãy chọn lại thông điệp."


class UnknownScript(Invalid):
    code = "unknown_script"
    title = "Chưa có bài phát thanh này"
    detail = "Không có bài phát thanh này, hoặc bạn không được xem. Hãy chọn lại bài."


class UnknownPlan(Invalid):
    code = "unknown_plan"
    title = "Chưa có kế hoạch này"
    detail = "Kế hoạch này chưa phát hành hoặc không có. Hãy chọn lại kế hoạch."


def is_hanging(put_up_on: date | None, taken_down_on: date | None, state: str) -> bool:
    """A banner that was put up, not taken down, not called off."""
    return put_up_on is not None and taken_down_on is None and state != _S.CANCELLED


class _Banner(Protocol):
    put_up_on: date | None
    taken_down_on: date | None
    state: str


def hangs(event: _Banner) -> bool:
    return is_hanging(event.put_up_on, event.taken_down_on, event.state)


def require_own_fields(kind: str, values: Mapping[str, Any]) -> None:
    """Fields of another kind stay empty; raises `FieldNotOfKind` with their names."""
    foreign = _SPECIAL - OWN_FIELDS[CommunicationKind(kind)]
    if given := sorted(name for name in foreign if values.get(name)):
        raise FieldNotOfKind(fields=given)


def require_point(latitude: float | None, longitude: float | None) -> None:
    require_whole_point(latitude, longitude)
    if latitude is None or longitude is None:
        return
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        raise PlaceOutsideVietnam()


def require_dates(
    starts_at: datetime, ends_at: datetime | None, put_up_on: date | None, taken_down_on: date | None
) -> None:
    require_end_after(starts_at, ends_at)
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


class _Shown(Protocol):
    shows_children: bool
    guardian_consent: bool
    child_consent: bool
    children_7_plus: bool


def owed_consents(event: _Shown) -> list[Consent]:
    """Consents that the event still owes."""
    return missing_consents(
        shows_children=event.shows_children,
        guardian_consent=event.guardian_consent,
        child_consent=event.child_consent,
        children_7_plus=event.children_7_plus,
    )


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


class CommunicationAudit(AuditKind):
    """What the trail tells of communication."""

    CANCELLED = "communication.cancelled"
    CHANGED = "communication.changed"
    CORRECTED = "communication.corrected"
    CREATED = "communication.created"
    DONE = "communication.done"
    FILE_ADDED = "communication.file_added"
    FILE_REMOVED = "communication.file_removed"
    FILE_VIEWED = "communication.file_viewed"
    IMPORTED = "communication.imported"
    LIST_VIEWED = "communication.list_viewed"
    PHOTOS_VIEWED = "communication.photos_viewed"
    REPORTED = "communication.reported"
    RETURNED = "communication.returned"
    SHEET_IMPORTED = "communication.sheet_imported"
    TAKEN_DOWN = "communication.taken_down"

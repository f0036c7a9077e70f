"""Pure decisions about activities: areas, states, counts that add up, what must be ready before children come."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from vitreem.kernel.http.problems import Invalid, WrongState

if TYPE_CHECKING:
    from vitreem.activities.schemas import Checklist


class ActivityArea(StrEnum):
    """Thông tư 28/2019/TT-BLĐTBXH Điều 3, khoản 1–7, and the local area of support and care."""

    COMMUNICATION = "communication"
    FUNDRAISING = "fundraising"
    PARTICIPATION = "participation"
    SUMMER = "summer"
    RECREATION = "recreation"
    HAZARD_REVIEW = "hazard_review"
    MASS_MOVEMENT = "mass_movement"
    SUPPORT_CARE = "support_care"
    OTHER = "other"


class ActivityState(StrEnum):
    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class ActivityVerb(StrEnum):
    """What people do with an activity; each is an endpoint."""

    EDIT = "edit"
    ATTACH = "attach"
    ANNOUNCE = "announce"
    HOLD = "hold"
    REPORT = "report"
    CANCEL = "cancel"
    RETURN = "return"
    COPY = "copy"


_S = ActivityState
_OPEN = frozenset({_S.PLANNED, _S.ANNOUNCED, _S.HELD})

# The one table of states: from which states a verb works, and where it leads (None: the state stays).
ALLOWED: dict[ActivityVerb, tuple[frozenset[ActivityState], ActivityState | None]] = {
    ActivityVerb.EDIT: (_OPEN, None),
    ActivityVerb.ATTACH: (_OPEN, None),
    ActivityVerb.ANNOUNCE: (frozenset({_S.PLANNED}), _S.ANNOUNCED),
    ActivityVerb.HOLD: (frozenset({_S.PLANNED, _S.ANNOUNCED}), _S.HELD),
    ActivityVerb.REPORT: (frozenset({_S.HELD}), _S.REPORTED),
    ActivityVerb.CANCEL: (frozenset({_S.PLANNED, _S.ANNOUNCED}), _S.CANCELLED),
    ActivityVerb.RETURN: (frozenset({_S.REPORTED}), _S.HELD),
    ActivityVerb.COPY: (frozenset(_S), None),
}
# The ward mends what was reported, with a note; a unit has it returned first.
_CORRECTABLE = _OPEN | {_S.REPORTED}
_ORGANISE = frozenset(ALLOWED) - {ActivityVerb.RETURN}

# What the whole ward reads in the calendar.
PUBLIC = (ActivityState.ANNOUNCED, ActivityState.HELD, ActivityState.REPORTED)
# What counts in figures.
COUNTED = (ActivityState.HELD, ActivityState.REPORTED)


class EndsBeforeStart(Invalid):
    code = "ends_before_start"
    title = "Giờ kết thúc chưa đúng"
    detail = "Giờ kết thúc phải sau giờ bắt đầu."


class TooLong(Invalid):
    code = "activity_too_long"
    detail = "Một hoạt động dài nhất 31 ngày. Với đợt dài hơn, hãy tách thành nhiều hoạt động."


class CountsDontAddUp(Invalid):
    code = "counts_do_not_add_up"
    title = "Số trẻ chưa khớp"
    detail = "Số trẻ khuyết tật, trẻ hộ nghèo và cận nghèo không được lớn hơn số trẻ tham gia."


class HalfAPoint(Invalid):
    code = "half_a_point"
    detail = "Vị trí trên bản đồ cần cả vĩ độ và kinh độ."


class NotYet(Invalid):
    code = "not_yet"
    title = "Chưa đến giờ"
    detail = "Hoạt động này chưa bắt đầu nên chưa ghi nhận là đã tổ chức được."


class ChecklistIncomplete(Invalid):
    """`missing` names what is owed before children come (Thông tư 27/2022)."""

    code = "checklist_incomplete"
    title = "Chưa đủ điều kiện tổ chức"
    detail = "Hoạt động ngoài nhà trường và gia đình cần đủ phiếu ý kiến, cam kết và thông báo trước khi mở."


class Dated(Protocol):
    starts_at: datetime
    ends_at: datetime


def target(state: str, verb: ActivityVerb, *, corrects: bool = False) -> ActivityState:
    """The state after `verb`; raises `WrongState` where it doesn't work."""
    sources, to = ALLOWED[verb]
    if corrects and verb in (ActivityVerb.EDIT, ActivityVerb.ATTACH):
        sources = _CORRECTABLE
    if state not in sources:
        raise WrongState()
    return to or ActivityState(state)


def allowed_actions(state: str, *, permissions: Collection[str], organises: bool) -> list[ActivityVerb]:
    """Verbs that the caller may use now. `organises`: belongs to the organising unit."""
    corrects = "activity:correct" in permissions
    mine: set[ActivityVerb] = set()
    if corrects or (organises and "activity:write" in permissions):
        mine |= _ORGANISE
    if corrects:
        mine.add(ActivityVerb.RETURN)

    def works(verb: ActivityVerb) -> bool:
        sources = ALLOWED[verb][0]
        if corrects and verb in (ActivityVerb.EDIT, ActivityVerb.ATTACH):
            sources = _CORRECTABLE
        return state in sources

    return [verb for verb in ActivityVerb if verb in mine and works(verb)]


def in_year(at: datetime, years: int) -> datetime:
    """The same day and hour `years` later; the 29th of February becomes the 28th where there is none."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, day=28)


def require_dates(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise EndsBeforeStart()
    if (ends_at - starts_at).days > 31:
        raise TooLong()


def require_counts(*, children: int, disabled: int, poor: int) -> None:
    """Parts of the children are not more than the children; a child may be in both parts."""
    if max(disabled, poor) > children:
        raise CountsDontAddUp(children=children, disabled_children=disabled, poor_children=poor)


def missing_from(checklist: "Checklist") -> list[str]:
    """What Thông tư 27/2022 asks for and isn't there yet, as names of the checklist's members."""
    owed = {
        "parent_forms": checklist.children_expected == 0 or checklist.parent_forms < checklist.children_expected,
        "child_forms": checklist.child_forms < checklist.children_from_7,
        "staff_commitments": checklist.staff == 0 or checklist.staff_commitments < checklist.staff,
        "ward_notified_on": checklist.ward_notified_on is None,
    }
    return [name for name, is_owed in owed.items() if is_owed]


def require_checklist(outside_school: bool, checklist: "Checklist") -> None:
    if outside_school and (missing := missing_from(checklist)):
        raise ChecklistIncomplete(missing=missing)

"""Pure decisions about activities: areas, states, counts that add up, what must be ready before children come."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from vitreem.kernel.clock import Day
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step
from vitreem.records.refusals import require_end_after
from vitreem.records.wire import Wire


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


KIND = "activity"
_S = ActivityState
_OPEN = frozenset({_S.PLANNED, _S.ANNOUNCED, _S.HELD})
_REPORTED = frozenset({_S.REPORTED})

LIFE = Lifecycle[ActivityState, ActivityVerb](
    {
        ActivityVerb.EDIT: Step(_OPEN, corrects=_REPORTED),
        ActivityVerb.ATTACH: Step(_OPEN, corrects=_REPORTED),
        ActivityVerb.ANNOUNCE: Step(frozenset({_S.PLANNED}), _S.ANNOUNCED),
        ActivityVerb.HOLD: Step(frozenset({_S.PLANNED, _S.ANNOUNCED}), _S.HELD),
        ActivityVerb.REPORT: Step(frozenset({_S.HELD}), _S.REPORTED),
        ActivityVerb.CANCEL: Step(frozenset({_S.PLANNED, _S.ANNOUNCED}), _S.CANCELLED),
        ActivityVerb.RETURN: Step(_REPORTED, _S.HELD, by=frozenset({"correct"})),
        ActivityVerb.COPY: Step(frozenset(_S)),
    }
)

# What the whole ward reads in the calendar.
PUBLIC = (ActivityState.ANNOUNCED, ActivityState.HELD, ActivityState.REPORTED)
# What counts in figures.
COUNTED = (ActivityState.HELD, ActivityState.REPORTED)


Count = Annotated[int, Field(ge=0, le=100_000)]


class Checklist(Wire):
    """Thông tư 27/2022: what must be there before children come. Counts, never children's names."""

    children_expected: Count = 0
    parent_forms: Count = Field(0, description="Parents' opinion forms (Phụ lục I): one for each child.")
    children_from_7: Count = Field(0, description="Children of 7 and more among them.")
    child_forms: Count = Field(0, description="Those children's own opinion forms (Phụ lục II).")
    staff: Count = 0
    staff_commitments: Count = Field(0, description="Signed protection commitments (Phụ lục III).")
    ward_notified_on: Day | None = None

    @model_validator(mode="after")
    def _older_are_among_them(self) -> "Checklist":
        if self.children_from_7 > self.children_expected:
            raise ValueError("Số trẻ từ 7 tuổi không được lớn hơn số trẻ dự kiến.")
        return self


class TooLong(Invalid):
    code = "activity_too_long"
    detail = "Một hoạt động dài nhất 31 ngày. Với đợt dài hơn, hãy tách thành nhiều hoạt động."


class CountsDontAddUp(Invalid):
    code = "counts_do_not_add_up"
    title = "Số trẻ chưa khớp"
    detail = "Số trẻ khuyết tật, trẻ hộ nghèo và cận nghèo không được lớn hơn số trẻ tham gia."


class ChecklistIncomplete(Invalid):
    """`missing` names what is owed before children come (Thông tư 27/2022)."""

    code = "checklist_incomplete"
    title = "Chưa đủ điều kiện tổ chức"
    detail = "Hoạt động ngoài nhà trường và gia đình cần đủ phiếu ý kiến, cam kết và thông báo trước khi mở."


def in_year(at: datetime, years: int) -> datetime:
    """The same day and hour `years` later; the 29th of February becomes the 28th where there is none."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, day=28)


def require_dates(starts_at: datetime, ends_at: datetime) -> None:
    require_end_after(starts_at, ends_at)
    if (ends_at - starts_at).days > 31:
        raise TooLong()


def require_counts(*, children: int, disabled: int, poor: int) -> None:
    """Parts of the children are not more than the children; a child may be in both parts."""
    if max(disabled, poor) > children:
        raise CountsDontAddUp(children=children, disabled_children=disabled, poor_children=poor)


def missing_from(checklist: Checklist) -> list[str]:
    """What Thông tư 27/2022 asks for and isn't there yet, as names of the checklist's members."""
    owed = {
        "parent_forms": checklist.children_expected == 0 or checklist.parent_forms < checklist.children_expected,
        "child_forms": checklist.child_forms < checklist.children_from_7,
        "staff_commitments": checklist.staff == 0 or checklist.staff_commitments < checklist.staff,
        "ward_notified_on": checklist.ward_notified_on is None,
    }
    return [name for name, is_owed in owed.items() if is_owed]


def require_checklist(outside_school: bool, checklist: Checklist) -> None:
    if outside_school and (missing := missing_from(checklist)):
        raise ChecklistIncomplete(missing=missing)


class ActivityAudit(AuditKind):
    """What the trail tells of activities and calendar addresses."""

    ANNOUNCED = "activity.announced"
    CANCELLED = "activity.cancelled"
    CHANGED = "activity.changed"
    COPIED = "activity.copied"
    CREATED = "activity.created"
    FILE_ADDED = "activity.file_added"
    FILE_REMOVED = "activity.file_removed"
    FILE_VIEWED = "activity.file_viewed"
    HELD = "activity.held"
    IMPORTED = "activity.imported"
    LIST_VIEWED = "activity.list_viewed"
    PHOTOS_VIEWED = "activity.photos_viewed"
    REPORTED = "activity.reported"
    RETURNED = "activity.returned"
    SERIES_PLANNED = "activity.series_planned"
    SHEET_IMPORTED = "activity.sheet_imported"
    CALENDAR_FEED_CREATED = "calendar_feed.created"
    CALENDAR_FEED_REVOKED = "calendar_feed.revoked"

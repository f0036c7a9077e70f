"""Wire shapes of communication events."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.assignments.facts import ProvenAssignment
from vitreem.communications.rules import (
    CommunicationKind,
    CommunicationState,
    CommunicationTopic,
    CommunicationVerb,
    Consent,
)
from vitreem.kernel.clock import Day, Moment
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.corrections import CorrectionNote
from vitreem.records.files import RecordFileRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Code, Long, Short, Title, Wire

Link = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>\"]+$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Degrees = Annotated[float, Field(allow_inf_nan=False)]
Topics = Annotated[list[CommunicationTopic], Field(max_length=12)]
MessageIds = Annotated[list[UUID], Field(max_length=50, description="Messages of the plan that it carried.")]


class CommunicationBody(Wire):
    """What a unit writes of an event. Fields of another kind are refused (`field_not_of_kind`)."""

    title: Title
    unit_id: UUID = Field(description="Who did it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    plan_id: UUID | None = None
    place: Short = ""
    latitude: Degrees | None = Field(None, description="8 to 24, with a longitude.")
    longitude: Degrees | None = Field(None, description="102 to 110, with a latitude.")
    starts_at: Moment
    ends_at: Moment | None = None
    broadcasts: Count = Field(0, description="`broadcast`: how many times it was on air.")
    script_id: UUID | None = Field(None, description="`broadcast`: the script that was read.")
    banner_size: Short = Field("", description="`banner`, e.g. `0,7 x 4 m`.")
    put_up_on: Day | None = Field(None, description="`banner`")
    taken_down_on: Day | None = Field(None, description="`banner`; null while it hangs.")
    link: Link | None = Field(None, description="`online_post`, `contest`")
    reach: Count = Field(0, description="`online_post`: people who saw it.")
    copies: Count = Field(0, description="`leaflet`")
    audience_children: Count = Field(0, description="`talk`, `meeting_slot`, `counselling`, `contest`")
    audience_adults: Count = 0
    audience_officials: Count = 0
    carried_hotline_111: bool = Field(False, description="It carried the national children's line 111.")
    topics: Topics = Field(default_factory=list)
    message_ids: MessageIds = Field(default_factory=list)
    shows_children: bool = False
    guardian_consent: bool = False
    child_consent: bool = False
    children_7_plus: bool = Field(False, description="Children of 7 and more are shown.")
    description: Long = ""


_EXAMPLE: dict[str, Any] = {
    "kind": "talk",
    "title": "Nói chuyện chuyên đề phòng, chống đuối nước",
    "unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "place": "Nhà văn hóa khu phố 3",
    "starts_at": "2026-06-05T19:00:00+07:00",
    "audience_children": 60,
    "audience_adults": 25,
    "topics": ["drowning", "hotline_111"],
    "carried_hotline_111": True,
    "done": True,
}


class CommunicationCreate(CommunicationBody):
    """A new event; `done` records one that has happened, in one step."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    kind: CommunicationKind
    code: Code | None = Field(None, description="Made when not given.")
    done: bool = False
    assignment_ids: list[UUID] = Field(default_factory=list, max_length=20, description="Assignments that it proves.")


class CommunicationUpdate(CommunicationBody):
    """The whole event as it shall be, of the kind it has; the ward gives a reason when it corrects a unit's."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {name: value for name, value in _EXAMPLE.items() if name not in ("kind", "done")}
                | {"audience_children": 64, "correction_note": "Theo danh sách"}
            ]
        },
    )

    correction_note: CorrectionNote = ""


class BannerTakeDown(Wire):
    """The first day on which the banner hung no more."""

    taken_down_on: Day = Field(description="Not before it was put up, not after today.")


class CommunicationItem(BaseModel):
    """An event in a list."""

    id: UUID
    code: str
    kind: CommunicationKind
    title: str
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    place: str
    starts_at: datetime
    ends_at: datetime | None
    state: CommunicationState
    topics: list[CommunicationTopic]
    carried_hotline_111: bool
    audience_children: int
    audience_adults: int
    audience_officials: int
    broadcasts: int
    copies: int
    reach: int
    put_up_on: date | None
    taken_down_on: date | None
    link: str | None
    shows_children: bool
    publishable: bool = Field(description="False: shows children without the consents, for internal use alone.")
    file_count: int
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class CommunicationCalendarItem(BaseModel):
    """An event, or with `script_id` a slot of a loudspeaker that nobody has told of yet."""

    id: UUID
    script_id: UUID | None
    kind: CommunicationKind
    title: str
    unit_id: UUID
    unit_name: str
    place_unit_name: str | None
    place: str
    starts_at: datetime
    ends_at: datetime | None
    state: CommunicationState


class CommunicationCalendar(BaseModel):
    """Events that begin on the days asked for, and loudspeaker slots; banners have the map."""

    items: list[CommunicationCalendarItem]


class CarriedMessage(BaseModel):
    """A message of a plan."""

    id: UUID
    text: str


class CommunicationRead(BaseModel):
    """An event with everything its page shows."""

    id: UUID
    code: str
    kind: CommunicationKind
    title: str
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    plan_id: UUID | None
    plan_title: str | None
    place: str
    latitude: float | None
    longitude: float | None
    starts_at: datetime
    ends_at: datetime | None
    state: CommunicationState
    broadcasts: int
    script_id: UUID | None
    script_title: str | None
    banner_size: str
    put_up_on: date | None
    taken_down_on: date | None
    hanging: bool = Field(description="A banner that was put up and not taken down.")
    link: str | None
    reach: int
    copies: int
    audience_children: int
    audience_adults: int
    audience_officials: int
    carried_hotline_111: bool
    topics: list[CommunicationTopic]
    messages: list[CarriedMessage]
    shows_children: bool
    guardian_consent: bool
    child_consent: bool
    children_7_plus: bool
    publishable: bool
    internal_reason: Consent | None = Field(description="The first consent that is owed; null when it may be public.")
    description: str
    return_reason: str | None
    cancel_reason: str | None
    own_fields: list[str] = Field(description="Fields that belong to this kind.")
    files: list[RecordFileRead]
    assignments: list[ProvenAssignment]
    history: list[HistoryEventRead]
    allowed_actions: list[CommunicationVerb]
    created_at: datetime
    version: int


class MessageUse(BaseModel):
    """How often a message of a plan was carried; never used ones have 0."""

    id: UUID
    text: str
    used: int
    last_used_on: date | None


class TopicUse(BaseModel):
    topic: CommunicationTopic
    used: int


class HotlineUse(BaseModel):
    """How many of all events carried the line 111."""

    items: int
    total: int


class CommunicationUsage(BaseModel):
    """Which messages and topics were carried, of events that were done."""

    messages: list[MessageUse]
    topics: list[TopicUse]
    hotline_111: HotlineUse


class BannerItem(BaseModel):
    """A banner on the map."""

    id: UUID
    title: str
    place: str
    latitude: float | None
    longitude: float | None
    put_up_on: date
    taken_down_on: date | None
    unit_id: UUID
    unit_name: str
    overdue: bool = Field(description="Still up after its plan has ended, or after 30 days without a plan.")
    allowed_actions: list[CommunicationVerb]
    version: int


class BannerList(BaseModel):
    """Banners that were put up, newest first, at most 1,000."""

    items: list[BannerItem]
    tile_url: str | None = Field(None, description="Where map tiles come from; null: the map draws a plain grid.")


class CommunicationFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    units: AskedView = UnitView.TODAY
    kind: list[CommunicationKind] | None = None
    state: list[CommunicationState] | None = None
    topic: CommunicationTopic | None = None
    message_id: UUID | None = Field(None, description="Only those that carried this message of a plan.")
    hotline_111: bool | None = Field(None, description="Whether it carried the line 111.")
    hanging: bool | None = Field(None, description="Whether it is a banner that still hangs.")
    from_on: Day | None = None
    to_on: Day | None = None
    q: str = Field("", max_length=200, description="Words of title, place or code; accents don't matter.")
    sort: Literal["newest", "oldest"] = "newest"


class CommunicationListQuery(PageQuery, CommunicationFilters):
    """One page of events."""


class CommunicationCalendarQuery(BaseModel):
    """Which days, and whose."""

    model_config = ConfigDict(extra="forbid")

    from_on: Day
    to_on: Day = Field(description="At most 62 days later.")
    unit_id: UUID | None = None

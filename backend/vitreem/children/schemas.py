"""Wire shapes of children and households."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from vitreem.children import rules
from vitreem.children.household_schemas import HouseholdRead
from vitreem.children.rules import (
    ChildPresenceState,
    ChildVerb,
    ConsentPurpose,
    FieldClass,
    LegalGroup,
    NeedCategory,
    NumberWarning,
    PovertyStatus,
    Sex,
)
from vitreem.children.wire import Birth, Guardian, PersonalNumber, PersonName
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.files import RecordFileRead
from vitreem.records.units import UnitView
from vitreem.records.wire import Code, Long, Short, Wire


class Schooling(Wire):
    """A school of the ward, or the name of one elsewhere."""

    school_unit_id: UUID | None = None
    school_name: Short = ""
    class_name: Annotated[str, StringConstraints(max_length=40), ONE_LINE] = ""

    @model_validator(mode="after")
    def _one_school(self) -> "Schooling":
        if self.school_unit_id and self.school_name:
            raise ValueError("Chọn trường của phường hoặc ghi tên trường nơi khác, không ghi cả hai.")
        return self


class ChildBody(Schooling):
    """What is written of a child. Name, birth and khu phố are required; everything else may be unknown."""

    full_name: PersonName
    birth: Birth
    unit_id: UUID = Field(description="The khu phố where the child lives.")
    sex: Sex | None = None
    personal_number: PersonalNumber | None = None
    address: Short = ""
    guardians: list[Guardian] = Field(default_factory=list, max_length=6)
    household_id: UUID | None = None
    wishes: Short = ""
    talents: Short = ""
    note: Long = ""

    @field_validator("personal_number", mode="before")
    @classmethod
    def _no_number(cls, value: Any) -> Any:
        return None if value == "" else value


_EXAMPLE: dict[str, Any] = {
    "full_name": "Nguyễn Thị Bé",
    "birth": {"year": 2017, "month": 9, "day": 2},
    "unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "sex": "female",
    "guardians": [{"full_name": "Nguyễn Văn Ba", "relation": "father", "phone": "0900000001", "may_receive": True}],
}


class ChildCreate(ChildBody):
    """A child who is new in the register."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    code: Code | None = Field(None, description="Made when not given.")
    different_from: list[UUID] = Field(
        default_factory=list, max_length=50, description="Children alike who were looked at and are somebody else."
    )


class ChildUpdate(ChildBody):
    """The whole of what is written, as it shall be."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE | {"class_name": "3A"}]})


class EnrolmentCreate(Schooling):
    """The school and class from now on."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"school_name": "Trường Tiểu học Hoa Mai", "class_name": "3A"}]}
    )


class SimilarQuery(Wire):
    """What is typed so far, to find children alike. In a body: names and numbers don't stand in addresses."""

    full_name: PersonName
    birth: Birth | None = None
    sex: Sex | None = None
    personal_number: PersonalNumber | None = None
    guardians: list[Guardian] = Field(default_factory=list, max_length=6)
    unit_id: UUID | None = None
    child_id: UUID | None = Field(None, description="The record itself, which isn't like itself.")


class LeaveCreate(Wire):
    """The child no longer lives here."""

    state: Literal["moved", "died"]
    on_day: Day
    note: Short = Field("", description="Where to; what is known.")


class ReturnCreate(Wire):
    """The child is back, in this khu phố."""

    on_day: Day
    unit_id: UUID
    note: Short = ""


class GroupCreate(Wire):
    """A group of the law to which the child belongs from a day on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"legal_group": "disability", "sub_group": "severe", "from_on": "2026-01-05"}]},
    )

    legal_group: LegalGroup
    sub_group: str | None = Field(None, max_length=40)
    evidence: Short = Field("", description="The paper that shows it.")
    from_on: Day

    @model_validator(mode="after")
    def _of_the_group(self) -> "GroupCreate":
        if self.sub_group is not None and self.sub_group not in rules.SUB_GROUPS[self.legal_group]:
            raise ValueError("Nhóm nhỏ này không thuộc nhóm đã chọn.")
        return self


class NeedCreate(Wire):
    """A local category of need from a day on."""

    category: NeedCategory
    from_on: Day


class EndCreate(Wire):
    """The last day on which it held."""

    to_on: Day


class ConsentCreate(Wire):
    """A consent as it stands on paper."""

    purpose: ConsentPurpose
    guardian_name: PersonName
    child_agrees: bool = Field(False, description="Owed from 7 years on.")
    given_on: Day
    record_file_id: UUID | None = Field(None, description="The signed paper among the child's files.")


class MergeCreate(Wire):
    """The record that stays."""

    into_id: UUID


class SimilarChild(BaseModel):
    """A child who may be the same, and why; `certain` is as good as known."""

    id: UUID
    code: str
    full_name: str
    birth: Birth
    unit_name: str
    guardian_names: list[str]
    presence: ChildPresenceState
    score: int = Field(description="0 to 100.")
    certain: bool
    reasons: list[str]


class ChildItem(BaseModel):
    """A child in a list. What the caller's part in the child's life doesn't open is null."""

    id: UUID
    code: str
    full_name: str
    born_from: date
    born_to: date
    born_estimated: bool
    sex: Sex | None
    unit_id: UUID
    unit_name: str
    school_name: str
    class_name: str
    presence: ChildPresenceState
    poverty: PovertyStatus | None = Field(description="Of the year asked for, where the household is in its list.")
    groups: list[LegalGroup] | None
    needs: list[NeedCategory] | None
    last_received_on: date | None = Field(description="When a gift or scholarship was handed over last.")
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class MoveCreate(Wire):
    """Children who live in another khu phố of the ward from a day on."""

    child_ids: list[UUID] = Field(min_length=1, max_length=200)
    unit_id: UUID = Field(description="The khu phố.")
    on_day: Day
    note: Short = ""


class ChildrenMoved(BaseModel):
    moved: int
    unchanged: int = Field(description="Lived there already.")


class PresenceRead(BaseModel):
    """One change of where the child is."""

    state: ChildPresenceState
    unit_name: str
    on_day: date
    note: str


class GroupRead(BaseModel):
    id: UUID
    legal_group: LegalGroup
    sub_group: str | None
    evidence: str
    from_on: date
    to_on: date | None


class NeedRead(BaseModel):
    id: UUID
    category: NeedCategory
    from_on: date
    to_on: date | None


class ConsentRead(BaseModel):
    id: UUID
    purpose: ConsentPurpose
    age: int
    guardian_name: str
    child_agrees: bool
    given_on: date
    record_file_id: UUID | None
    withdrawn_on: date | None
    holds: bool = Field(description="In force: with the child's own from 7 years on, and not withdrawn.")


class ReceiptRead(BaseModel):
    """A gift, scholarship or award that was handed over."""

    title: str
    amount: int
    on_day: date


class NamedChild(BaseModel):
    id: UUID
    code: str
    full_name: str


class ChildRead(BaseModel):
    """A child as the caller may read them: members of classes that aren't in `reads` are null or empty."""

    id: UUID
    code: str
    full_name: str
    initials: str
    birth: Birth
    age: int
    sex: Sex | None
    unit_id: UUID
    unit_name: str
    school_unit_id: UUID | None
    school_name: str
    class_name: str
    presence: ChildPresenceState
    presence_on: date | None
    presences: list[PresenceRead]
    reads: list[FieldClass]
    address: str | None
    guardians: list[Guardian] | None
    personal_number: str | None
    number_warnings: list[NumberWarning]
    household: HouseholdRead | None
    needs: list[NeedRead] | None
    wishes: str | None
    talents: str | None
    received: list[ReceiptRead] | None = Field(description="Newest first, of merged records too.")
    groups: list[GroupRead] | None
    note: str | None
    consents: list[ConsentRead] | None
    files: list[RecordFileRead]
    merged_into: NamedChild | None = Field(description="The record that stays, where the caller sees it.")
    is_merged: bool
    merged: list[NamedChild] = Field(description="Records that point here.")
    history: list[HistoryEventRead]
    allowed_actions: list[ChildVerb]
    version: int


class DuplicatePair(BaseModel):
    """Two records that may be one child."""

    id: UUID
    score: int
    reasons: list[str]
    child: SimilarChild
    other: SimilarChild
    found_at: datetime


class ChildFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = Field(None, description="The khu phố.")
    school_unit_id: UUID | None = None
    class_name: str = Field("", max_length=40)
    presence: list[ChildPresenceState] = Field(
        default_factory=lambda: [ChildPresenceState.HERE], description="Who is here and under 16, unless asked."
    )
    age_from: int | None = Field(None, ge=0, le=30, description="Completed years on `on_day`.")
    age_to: int | None = Field(None, ge=0, le=30)
    on_day: Day | None = Field(None, description="Today, unless said.")
    sex: list[Sex] | None = None
    legal_group: list[LegalGroup] | None = None
    need: list[NeedCategory] | None = None
    poverty: list[PovertyStatus] | None = Field(None, description="Of the year of `on_day`.")
    nothing_since_months: int | None = Field(
        None, ge=1, le=60, description="Who received nothing in so many months before `on_day`."
    )
    units: Annotated[
        UnitView,
        Field(
            description="`then`: by the khu phố where the child lived on `on_day`; of one that had ended by that day,"
            " whoever was ever recorded there. Who opens which child stays as it is today."
        ),
    ] = UnitView.TODAY
    q: str = Field("", max_length=120, description="Beginnings of words of the name, with or without accents.")
    sort: Literal["name", "newest", "youngest", "oldest"] = "name"

    @property
    def is_open(self) -> bool:
        """Who is here and under 16, as nearly always: a condition of its own, whose rows PostgreSQL can estimate."""
        return self.presence == [ChildPresenceState.HERE]

    @property
    def presences(self) -> list[ChildPresenceState]:
        return [] if self.is_open else self.presence

    @property
    def born_until(self) -> date | None:
        """At least `age_from` years old on `on_day`, which the route has set."""
        if self.age_from is None or self.on_day is None:
            return None
        return rules.years_before(self.on_day, self.age_from)

    @property
    def born_after(self) -> date | None:
        if self.age_to is None or self.on_day is None:
            return None
        return rules.years_before(self.on_day, self.age_to + 1)

    @property
    def nothing_since(self) -> date | None:
        if self.nothing_since_months is None or self.on_day is None:
            return None
        return rules.months_before(self.on_day, self.nothing_since_months)

    @field_validator("q")
    @classmethod
    def _no_number(cls, value: str) -> str:
        if re.search(r"\d{9}", re.sub(r"\s", "", value)):
            raise ValueError("Không tìm bằng số định danh ở đây: số này không được nằm trong địa chỉ trang.")
        return value


class ChildListQuery(PageQuery, ChildFilters):
    """One page of children."""

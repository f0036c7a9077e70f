"""Wire shapes of lists of children that go out."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from vitreem.children.schemas import ChildFilters
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.records.wire import Purpose, Wire


class ExportField(StrEnum):
    """What a column may hold. `number` counts rows; `blank` is a column that the system asks for and the register
    doesn't know."""

    NUMBER = "number"
    CODE = "code"
    FULL_NAME = "full_name"
    BIRTH = "birth"
    SEX = "sex"
    PERSONAL_NUMBER = "personal_number"
    UNIT = "unit"
    ADDRESS = "address"
    FATHER = "father"
    MOTHER = "mother"
    GUARDIAN = "guardian"
    GUARDIAN_RELATION = "guardian_relation"
    PHONE = "phone"
    SCHOOL = "school"
    CLASS_NAME = "class_name"
    HOUSEHOLD_HEAD = "household_head"
    POVERTY = "poverty"
    GROUPS = "groups"
    NEEDS = "needs"
    PRESENCE = "presence"
    BLANK = "blank"


class ExportColumn(Wire):
    """One column of the file: what stands over it, and what it holds."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), ONE_LINE]
    field: ExportField


class ExportProfileUpdate(Wire):
    """All columns in their order."""

    columns: list[ExportColumn] = Field(min_length=1, max_length=60)


class ExportProfileRead(BaseModel):
    """Columns of the file for the national children's system."""

    columns: list[ExportColumn]
    proposed: bool = Field(description="Nobody of the ward has edited them yet.")
    version: int


class ChildExportQuery(ChildFilters):
    """The list of the same filters, what it is taken out for, and which columns it has."""

    purpose: Purpose
    profile: Literal["standard", "national"] = Field(
        "standard", description="`national`: as the ward's people set up for the national children's system."
    )

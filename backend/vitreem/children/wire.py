"""What children and households are written with: names, numbers, births, guardians."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from vitreem.children import rules
from vitreem.children.models import ChildGuardian
from vitreem.children.rules import Relation
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.records.wire import Wire

PersonName = Annotated[str, AfterValidator(rules.as_name), StringConstraints(min_length=2, max_length=120), ONE_LINE]
PersonalNumber = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{12}$"), Field(description="Số định danh cá nhân: 12 digits."), ONE_LINE
]


def _digits(text: str) -> str:
    digits = re.sub(r"[ .()-]", "", text)
    if digits and not re.fullmatch(r"\+?[0-9]{8,14}", digits):
        raise ValueError("Số điện thoại gồm 8 đến 14 chữ số.")
    return digits


Phone = Annotated[str, AfterValidator(_digits), StringConstraints(max_length=30), ONE_LINE]


class Birth(Wire):
    """What is known of the birth: the day, the month, or the year alone."""

    year: Annotated[int, Field(ge=1990, le=2199)]
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    estimated: bool = False

    @model_validator(mode="after")
    def _is_a_day(self) -> "Birth":
        if self.day is not None and self.month is None:
            raise ValueError("Có ngày sinh thì cần cả tháng sinh.")
        try:
            self.range()
        except ValueError:
            raise ValueError("Ngày sinh này không có trong lịch.") from None
        return self

    def range(self) -> rules.Born:
        return rules.born(self.year, self.month, self.day, estimated=self.estimated)


def birth_of(known: rules.Born) -> Birth:
    """The birth as it was written."""
    whole_month = known.first.month == known.last.month
    return Birth(
        year=known.first.year, month=known.first.month if whole_month else None,
        day=known.first.day if known.exact else None, estimated=known.estimated,
    )  # fmt: skip


class Guardian(Wire):
    """Who cares for the child."""

    full_name: PersonName
    relation: Relation
    phone: Phone = ""
    may_receive: bool = Field(False, description="May receive gifts and papers for the child.")


def guardian_of(row: ChildGuardian) -> Guardian:
    """A guardian as they were written."""
    return Guardian(
        full_name=row.full_name, relation=Relation(row.relation), phone=row.phone, may_receive=row.may_receive
    )

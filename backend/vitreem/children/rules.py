"""Pure decisions about children: ages, groups of the law, what a number says, who may read what."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vitreem.children.models import Child
from vitreem.kernel.clock import years_before
from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step

KIND = "child"
# Luật Trẻ em 2016 Điều 1: a child is under 16.
ADULT_AT = 16
# From this age a child is asked for their own consent (NĐ 56/2017 Điều 36, Luật 91/2025 Điều 24).
ASKED_FROM = 7


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class ChildState(StrEnum):
    """What is stored. Who has turned 16 needs no verb: see `ChildPresenceState`."""

    HERE = "here"
    MOVED = "moved"
    DIED = "died"


class ChildPresenceState(StrEnum):
    """What is shown: `aged_out` is who is here and 16 or older."""

    HERE = "here"
    MOVED = "moved"
    DIED = "died"
    AGED_OUT = "aged_out"


class ChildVerb(StrEnum):
    """What people do with a child's record; each is an endpoint."""

    EDIT = "edit"
    ENROL = "enrol"
    ASSESS = "assess"
    CONSENT = "consent"
    ATTACH = "attach"
    LEAVE = "leave"
    RETURN = "return"
    MERGE = "merge"
    UNMERGE = "unmerge"


_HERE, _GONE = frozenset({ChildState.HERE}), frozenset({ChildState.MOVED, ChildState.DIED})
_ANY = frozenset(ChildState)
_KEEPERS = frozenset({"write", "correct"})
_SCHOOL_TOO = _KEEPERS | {"school"}

LIFE = Lifecycle[ChildState, ChildVerb](
    {
        ChildVerb.EDIT: Step(_HERE, by=_KEEPERS),
        ChildVerb.ENROL: Step(_HERE, by=_SCHOOL_TOO),
        ChildVerb.ASSESS: Step(_HERE, by=_KEEPERS),
        ChildVerb.CONSENT: Step(_ANY, by=_KEEPERS),
        ChildVerb.ATTACH: Step(_HERE, by=_KEEPERS),
        ChildVerb.LEAVE: Step(_HERE, by=_KEEPERS),
        ChildVerb.RETURN: Step(_GONE, ChildState.HERE, by=_KEEPERS),
        ChildVerb.MERGE: Step(_ANY, by=frozenset({"correct"})),
        ChildVerb.UNMERGE: Step(_ANY, by=frozenset({"correct"})),
    }
)


class LegalGroup(StrEnum):
    """Groups of Luật Trẻ em Điều 10 khoản 1 that a register may hold: points a, b, c, d, h, n, o.

    The other seven (points đ, e, g, i, k, l, m) are secrets of a case. They are no members of this enum and no column
    of these tables: a test looks for them.
    """

    ORPHAN_BOTH = "orphan_both"
    ABANDONED = "abandoned"
    NO_SUPPORT = "no_support"
    DISABILITY = "disability"
    DROPOUT_WORKING = "dropout_working"
    SERIOUS_ILLNESS_POOR = "serious_illness_poor"
    MIGRANT_REFUGEE = "migrant_refugee"


# NĐ 56/2017 Điều 3, 4, 5, 6, 10, 15, 16: the sub-groups, in the order of the decree.
SUB_GROUPS: dict[LegalGroup, tuple[str, ...]] = {
    LegalGroup.ORPHAN_BOTH: ("no_caregiver", "in_facility", "with_relatives", "foster_non_relative"),
    LegalGroup.ABANDONED: ("no_alt_care", "in_alt_care"),
    LegalGroup.NO_SUPPORT: tuple(f"ns_{number:02}" for number in range(1, 13)),
    LegalGroup.DISABILITY: ("extremely_severe", "severe", "mild"),
    LegalGroup.DROPOUT_WORKING: ("no_caregiver", "with_caregiver"),
    LegalGroup.SERIOUS_ILLNESS_POOR: ("poor", "near_poor"),
    LegalGroup.MIGRANT_REFUGEE: ("vietnamese", "foreign", "unknown_nationality"),
}
HEALTH_GROUPS = (LegalGroup.DISABILITY, LegalGroup.SERIOUS_ILLNESS_POOR)


class NeedCategory(StrEnum):
    """Local categories that plans name beside the law's; poor and near-poor stand with the household."""

    ONE_PARENT = "one_parent"
    HARDSHIP = "hardship"
    STRIVING_STUDENT = "striving_student"
    AT_RISK = "at_risk"
    OTHER = "other"


class PovertyStatus(StrEnum):
    POOR = "poor"
    NEAR_POOR = "near_poor"
    NONE = "none"


class Relation(StrEnum):
    """Of a guardian to the child."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FOSTER = "foster"
    FACILITY = "facility"
    OTHER = "other"


class ConsentPurpose(StrEnum):
    """What a consent is for; what it isn't given for is refused."""

    PHOTO = "photo"
    DONOR = "donor"
    PUBLICATION = "publication"


class FieldClass(StrEnum):
    """Parts of a record that are read apart (Luật 91/2025, NĐ 356/2025 Điều 3, 4).

    `basic`: name, birth, sex, school, class; `contact`: address, guardians; `identity`: personal number; `hardship`:
    household, poverty, needs; `health`: disability and illness; `situation`: every group of the law, notes, consents,
    files.
    """

    BASIC = "basic"
    CONTACT = "contact"
    IDENTITY = "identity"
    HARDSHIP = "hardship"
    HEALTH = "health"
    SITUATION = "situation"


class Relationship(StrEnum):
    """What the caller is to a child."""

    WARD = "ward"
    KHU_PHO = "khu_pho"
    SCHOOL = "school"
    HEALTH_STATION = "health_station"


_F = FieldClass
READS: dict[Relationship, frozenset[FieldClass]] = {
    Relationship.WARD: frozenset(_F),
    Relationship.KHU_PHO: frozenset(_F),
    Relationship.SCHOOL: frozenset({_F.BASIC, _F.CONTACT, _F.HARDSHIP}),
    Relationship.HEALTH_STATION: frozenset({_F.BASIC, _F.CONTACT, _F.HEALTH}),
}


def reads(relationships: frozenset[Relationship]) -> frozenset[FieldClass]:
    return frozenset[FieldClass]().union(*(READS[one] for one in relationships))


@dataclass(frozen=True, slots=True)
class Born:
    """Between which days a child was born, both included."""

    first: date
    last: date
    estimated: bool = False

    @property
    def exact(self) -> bool:
        return self.first == self.last


def born(year: int, month: int | None, day: int | None, *, estimated: bool = False) -> Born:
    """The days that a year, a month of it or a day of that can mean. Raises ValueError for a day that isn't."""
    if month is None:
        return Born(date(year, 1, 1), date(year, 12, 31), estimated)
    if day is None:
        after = date(year + month // 12, month % 12 + 1, 1)
        return Born(date(year, month, 1), after - timedelta(days=1), estimated)
    return Born(date(year, month, day), date(year, month, day), estimated)


def born_of(child: Child) -> Born:
    """What is known of a record's birth."""
    return Born(child.born_from, child.born_to, child.born_estimated)


def birth_in_words(known: Born) -> str:
    """As people write it: "02/09/2017", "09/2017", "2017", "khoảng 2017"."""
    first, last = known.first, known.last
    if known.exact:
        text = f"{first:%d/%m/%Y}"
    elif first.month == last.month:
        text = f"{first:%m/%Y}"
    else:
        text = str(first.year)
    return f"khoảng {text}" if known.estimated else text


def months_before(day: date, months: int) -> date:
    """The same day so many months before; a day that the month doesn't have is its last."""
    month = day.year * 12 + day.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, born(year, month, None).last.day))


def age_on(day: date, born_to: date) -> int:
    """Completed years of the youngest that the child can be; 0 before the birth."""
    years = day.year - born_to.year - ((day.month, day.day) < (born_to.month, born_to.day))
    return max(years, 0)


def presence(state: str, born_to: date, today: date) -> ChildPresenceState:
    if state == ChildState.HERE and born_to <= years_before(today, ADULT_AT):
        return ChildPresenceState.AGED_OUT
    return ChildPresenceState(state)


def consent_holds(age: int, child_agrees: bool, withdrawn_on: date | None) -> bool:
    """A guardian's consent in force: from 7 years on it needs the child's own."""
    return withdrawn_on is None and (child_agrees or age < ASKED_FROM)


def initials(full_name: str, age: int) -> str:
    """ "N. T. B., 9 tuổi": where a name isn't needed."""
    return f"{' '.join(f'{word[0].upper()}.' for word in full_name.split(' ') if word)}, {age} tuổi"


def as_name(text: str) -> str:
    """A name written in capitals ("NGUYỄN THỊ BÉ") as people write it; any other stays as it is."""
    return " ".join(word.capitalize() for word in text.split(" ")) if text.isupper() else text


_CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000, "4": 2100, "5": 2100}


class NumberWarning(StrEnum):
    """What a personal number says that the record doesn't: corrections and adoptions leave such numbers."""

    BIRTH_YEAR = "birth_year"
    SEX = "sex"


def number_warnings(number: str | None, known: Born, sex: str | None) -> list[NumberWarning]:
    """Digits 4 to 6 of a personal number hold century, sex and year of birth; a mismatch is a warning, not an error."""
    if not number or not re.fullmatch(r"\d{12}", number):
        return []
    warnings = []
    century = _CENTURIES.get(number[3])
    if century is None or not known.first.year <= century + int(number[4:6]) <= known.last.year:
        warnings.append(NumberWarning.BIRTH_YEAR)
    if sex and century is not None and (int(number[3]) % 2 == 0) != (sex == Sex.MALE):
        warnings.append(NumberWarning.SEX)
    return warnings


class ChildAudit(AuditKind):
    """What the trail tells of children; the record is called by its code."""

    ASSESSED = "child.assessed"
    CHANGED = "child.changed"
    CONSENT_GIVEN = "child.consent_given"
    CONSENT_WITHDRAWN = "child.consent_withdrawn"
    CREATED = "child.created"
    DUPLICATE_DISMISSED = "child.duplicate_dismissed"
    ENROLLED = "child.enrolled"
    EXPORT_PROFILE_CHANGED = "child.export_profile_changed"
    FILE_ADDED = "child.file_added"
    FILE_REMOVED = "child.file_removed"
    FILE_VIEWED = "child.file_viewed"
    IMPORTED = "child.imported"
    LEFT = "child.left"
    LIST_MOVED = "child.list_moved"
    LIST_VIEWED = "child.list_viewed"
    LOOKED_UP = "child.looked_up"
    MERGED = "child.merged"
    MOVED = "child.moved"
    PHOTOS_VIEWED = "child.photos_viewed"
    RETURNED = "child.returned"
    SHEET_IMPORTED = "child.sheet_imported"
    UNMERGED = "child.unmerged"
    VIEWED = "child.viewed"
    HOUSEHOLD_CREATED = "household.created"
    HOUSEHOLD_STATUS_SET = "household.status_set"

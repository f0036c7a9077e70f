"""Pure decisions about injuries: words of the half-year round, its two halves, which causes not everybody reads."""

from datetime import date
from enum import StrEnum

from vitreem.children.facts import Sex
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step

__all__ = ["Sex"]


class InjuryCause(StrEnum):
    """The causes that schools and health stations count."""

    DROWNING = "drowning"
    TRAFFIC = "traffic"
    FALL = "fall"
    BURN = "burn"
    POISONING = "poisoning"
    ANIMAL_BITE = "animal_bite"
    ELECTROCUTION = "electrocution"
    MACHINERY = "machinery"
    EXPLOSIVE = "explosive"
    CHOKING = "choking"
    SHARP_OBJECT = "sharp_object"
    VIOLENCE = "violence"
    SELF_HARM = "self_harm"
    OTHER = "other"


class AgeBand(StrEnum):
    """Completed years on the day; nobody's birth date is kept."""

    UNDER_5 = "under_5"
    FROM_5 = "from_5_to_9"
    FROM_10 = "from_10_to_14"
    FROM_15 = "from_15"


class PlaceKind(StrEnum):
    HOUSE = "house"
    SCHOOL = "school"
    ROAD = "road"
    WATER = "water"
    PLAYGROUND = "playground"
    BUILDING_SITE = "building_site"
    PUBLIC_PLACE = "public_place"
    OTHER = "other"


class Care(StrEnum):
    """In whose care the child was: the school's, the family's, nobody's."""

    SCHOOL = "school"
    HOME = "home"
    NOBODY = "nobody"


class Outcome(StrEnum):
    DIED = "died"
    HOSPITALISED = "hospitalised"
    TREATED = "treated"
    UNHARMED = "unharmed"


class InjuryState(StrEnum):
    RECORDED = "recorded"
    CANCELLED = "cancelled"


class InjuryVerb(StrEnum):
    """What people do with an injury; each is an endpoint."""

    EDIT = "edit"
    CANCEL = "cancel"


KIND = "injury"
# Who reads "violence, a girl of 10 to 14, last Tuesday, khu phố 3" may know whom it is about.
SENSITIVE = (InjuryCause.VIOLENCE, InjuryCause.SELF_HARM)

_RECORDED = frozenset({InjuryState.RECORDED})
LIFE = Lifecycle[InjuryState, InjuryVerb](
    {InjuryVerb.EDIT: Step(_RECORDED), InjuryVerb.CANCEL: Step(_RECORDED, InjuryState.CANCELLED)}
)


class NotYetHappened(Invalid):
    code = "not_yet_happened"
    title = "Ngày chưa đúng"
    detail = "Ngày xảy ra không được sau hôm nay."


def require_past(happened_on: date, today: date) -> None:
    if happened_on > today:
        raise NotYetHappened()


def half_of(year: int, half: int) -> tuple[date, date]:
    """First and last day of a half-year of Thông tư 15/2026/TT-BYT."""
    return (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))


class InjuryAudit(AuditKind):
    """What the trail tells of injuries."""

    CANCELLED = "injury.cancelled"
    CHANGED = "injury.changed"
    CREATED = "injury.created"
    IMPORTED = "injury.imported"
    LIST_VIEWED = "injury.list_viewed"
    SHEET_IMPORTED = "injury.sheet_imported"

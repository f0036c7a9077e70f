"""Pure decisions about unsafe places: kinds, risk, states and their clocks, which two are one and the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.text import search_key
from vitreem.records.lifecycle import Lifecycle, Step
from vitreem.records.points import Point, metres_between


class HazardKind(StrEnum):
    POND_LAKE = "pond_lake"
    RIVER_STREAM = "river_stream"
    RESERVOIR_DAM = "reservoir_dam"
    CONSTRUCTION_PIT = "construction_pit"
    UNCOVERED_WELL = "uncovered_well"
    CANAL_DRAIN = "canal_drain"
    SWIMMING_POOL = "swimming_pool"
    BEACH = "beach"
    ROAD_BLACKSPOT = "road_blackspot"
    EXPOSED_ELECTRIC = "exposed_electric"
    DAMAGED_BUILDING = "damaged_building"
    SCHOOL = "school"
    PLAYGROUND_EQUIPMENT = "playground_equipment"
    ANIMAL = "animal"
    OTHER = "other"


# What a child may drown in: the list that is printed before summer.
WATERS = (
    HazardKind.POND_LAKE, HazardKind.RIVER_STREAM, HazardKind.RESERVOIR_DAM, HazardKind.CONSTRUCTION_PIT,
    HazardKind.UNCOVERED_WELL, HazardKind.CANAL_DRAIN, HazardKind.SWIMMING_POOL, HazardKind.BEACH,
)  # fmt: skip


class Level(StrEnum):
    """Cao, Trung bình, Thấp."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


RANKS: dict[Level, int] = {Level.HIGH: 3, Level.MEDIUM: 2, Level.LOW: 1}


def risk_of(likelihood: Level, harm: Level) -> int:
    """Likelihood × harm: 6 and 9 are high, 3 and 4 medium, 1 and 2 low; as its rank."""
    product = RANKS[likelihood] * RANKS[harm]
    return 3 if product >= 6 else 2 if product >= 3 else 1


class MeasureKind(StrEnum):
    WARNING_SIGN = "warning_sign"
    FENCE = "fence"
    COVER = "cover"
    GUARD = "guard"
    FILL_IN = "fill_in"
    NOTICE_TO_OWNER = "notice_to_owner"


class HazardState(StrEnum):
    FOUND = "found"
    INSPECTED = "inspected"
    FIXING = "fixing"
    SAFE = "safe"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class HazardVerb(StrEnum):
    """What people do with a place; each is an endpoint."""

    EDIT = "edit"
    ATTACH = "attach"
    INSPECT = "inspect"
    MEASURE = "measure"
    REMOVE_MEASURE = "remove_measure"
    MAKE_SAFE = "make_safe"
    RECHECK = "recheck"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"


KIND = "hazard_site"
_S, _V = HazardState, HazardVerb
_OPEN = frozenset({_S.FOUND, _S.INSPECTED, _S.FIXING, _S.SAFE})

LIFE = Lifecycle[HazardState, HazardVerb](
    {
        _V.EDIT: Step(_OPEN),
        _V.ATTACH: Step(_OPEN | {_S.CLOSED}),
        _V.INSPECT: Step(frozenset({_S.FOUND}), _S.INSPECTED),
        _V.MEASURE: Step(
            frozenset({_S.INSPECTED, _S.FIXING}), _S.FIXING,
            refused="Hãy ghi kết quả kiểm tra trước khi ghi biện pháp.",
        ),
        _V.REMOVE_MEASURE: Step(
            frozenset({_S.INSPECTED, _S.FIXING, _S.SAFE}),
            refused="Nơi này đã đóng. Hãy mở lại trước khi bỏ một biện pháp ghi sai.",
        ),
        _V.MAKE_SAFE: Step(
            frozenset({_S.FIXING}), _S.SAFE, refused="Ghi ít nhất một biện pháp trước khi ghi là tạm an toàn."
        ),
        _V.RECHECK: Step(frozenset({_S.SAFE}), _S.SAFE),
        _V.CLOSE: Step(frozenset({_S.SAFE}), _S.CLOSED, refused="Nơi này chưa được ghi là an toàn nên chưa đóng được."),
        _V.REOPEN: Step(frozenset({_S.SAFE, _S.CLOSED}), _S.INSPECTED),
        _V.CANCEL: Step(frozenset({_S.FOUND}), _S.CANCELLED),
    }
)  # fmt: skip

# Which deadline runs in which state; none where nothing is owed.
CLOCKS: dict[HazardState, str] = {
    _S.FOUND: "hazard.inspect",
    _S.INSPECTED: "hazard.measure",
    _S.FIXING: "hazard.measure",
    _S.SAFE: "hazard.recheck",
}
# What was made safe, until somebody says otherwise.
MADE_SAFE = (HazardState.SAFE, HazardState.CLOSED)

NEAR_METRES = 100
_ALIKE = 0.5


class NotYetFound(Invalid):
    code = "not_yet_found"
    title = "Ngày chưa đúng"
    detail = "Ngày này không được sau hôm nay."


class BeforeFound(Invalid):
    """`found_on` is the day on which the place was found."""

    code = "before_found"
    title = "Ngày chưa đúng"
    detail = "Không biện pháp nào có trước ngày phát hiện nơi này."


class FoundTooLate(Invalid):
    """`first_on` is the first day on which something was done there."""

    code = "found_too_late"
    title = "Ngày phát hiện chưa đúng"
    detail = "Ngày phát hiện không được sau ngày kiểm tra, hay sau ngày của một biện pháp đã ghi."


class RecheckOutOfReach(Invalid):
    """`last_on` is the last day that may be chosen."""

    code = "recheck_out_of_reach"
    title = "Ngày kiểm tra lại chưa đúng"
    detail = "Ngày kiểm tra lại phải sau hôm nay và không muộn hơn thời hạn quy định."


class TooManyOwners(Invalid):
    code = "too_many_owners"
    detail = "Mỗi nơi có tối đa hai đơn vị phụ trách, không trùng nhau."


class TooManyPlaces(Invalid):
    """`most` are shown at once: some of them in silence would be taken for all."""

    code = "too_many_places"
    title = "Quá nhiều nơi"
    detail = "Bản đồ hiện tối đa 5.000 nơi một lần. Hãy chọn một khu phố, một loại hoặc một trạng thái."


class UnknownPhoto(Invalid):
    code = "unknown_photo"
    detail = "Ảnh này không có trong hồ sơ của nơi này."


def require_past(day: date, today: date) -> None:
    if day > today:
        raise NotYetFound()


def require_found_before(found_on: date, done: Iterable[date | None]) -> None:
    """A place is found before anything is done there."""
    first_on = min((day for day in done if day), default=None)
    if first_on is not None and found_on > first_on:
        raise FoundTooLate(first_on=first_on.isoformat())


def require_done_after(found_on: date, done_on: date, today: date) -> None:
    """Something is done at a place on a day that has come, and not before the place was found."""
    require_past(done_on, today)
    if done_on < found_on:
        raise BeforeFound(found_on=found_on.isoformat())


def require_recheck(chosen: date | None, today: date, last_on: date | None) -> None:
    """A day after today, at the latest the rule's; without a calendar any day to come."""
    if chosen is not None and not (today < chosen and (last_on is None or chosen <= last_on)):
        raise RecheckOutOfReach(last_on=last_on.isoformat() if last_on else None)


def alike(one: str, other: str) -> bool:
    """Half the words of the shorter one stand in the other: "ao sau nhà văn hóa", "Ao nhà văn hoá khu phố 3"."""
    words, others = set(search_key(one).split()), set(search_key(other).split())
    return bool(words and others) and len(words & others) / min(len(words), len(others)) >= _ALIKE


def metres_apart(here: Point | None, there: Point | None) -> int | None:
    return round(metres_between(here, there)) if here and there else None


def ranked(near: Sequence[tuple[int | None, bool]]) -> list[int]:
    """Which of the candidates (metres, whether the words are alike) are near, the nearest first; of those without a
    distance the alike ones come last."""
    kept = [
        (metres if metres is not None and metres <= NEAR_METRES else NEAR_METRES + 1, at)
        for at, (metres, is_alike) in enumerate(near)
        if is_alike or (metres is not None and metres <= NEAR_METRES)
    ]
    return [at for _, at in sorted(kept)]


class HazardAudit(AuditKind):
    """What the trail tells of unsafe places."""

    CANCELLED = "hazard.cancelled"
    CHANGED = "hazard.changed"
    CLOSED = "hazard.closed"
    CREATED = "hazard.created"
    FILE_ADDED = "hazard.file_added"
    FILE_REMOVED = "hazard.file_removed"
    FILE_VIEWED = "hazard.file_viewed"
    IMPORTED = "hazard.imported"
    INSPECTED = "hazard.inspected"
    LIST_VIEWED = "hazard.list_viewed"
    MADE_SAFE = "hazard.made_safe"
    MEASURED = "hazard.measured"
    MEASURE_REMOVED = "hazard.measure_removed"
    PHOTOS_VIEWED = "hazard.photos_viewed"
    RECHECKED = "hazard.rechecked"
    REOPENED = "hazard.reopened"
    SHEET_IMPORTED = "hazard.sheet_imported"

"""Which unsafe places are shown to whom: to whoever keeps records in the ward, all of it."""

from tests.hazards.figures import count
from tests.lists import NONE, UNIT_READERS, UNITS, Counted, List, alike, by_unit, of
from tests.reading import choices, sheet

_STATES = "found inspected fixing safe closed cancelled late"
_A, _B = of("kp_a", "hazard_", _STATES), of("kp_b", "hazard_", _STATES)
_CULTURE = frozenset({"culture.hazard_found"})
_EVERY = _A | _B | _CULTURE
_ALL = alike(_EVERY, *UNIT_READERS)
_LATE = frozenset({"kp_a.hazard_late", "kp_b.hazard_late"})
# The school sees to what the khu phố found in the world.
_CARED = of("kp_a", "hazard_", "found inspected fixing safe") | of("kp_b", "hazard_", "found inspected fixing safe")
_OWN = by_unit(ward=NONE, kp_a=_A, kp_b=_B, school=NONE, culture=_CULTURE)


def _ending(*endings: str) -> dict[str, frozenset[str]]:
    return alike(frozenset(one for one in _EVERY if one.endswith(endings)), *UNIT_READERS)


LISTS: dict[str, List] = {
    "list_hazards": List("/hazards", _ALL, by_unit=True, pages=True),
    "list_hazards:risk": List("/hazards?sort=risk", _ALL, pages=True),
    "list_hazards:oldest": List("/hazards?sort=oldest", _ALL, pages=True),
    "list_hazards:state": List("/hazards?state=cancelled", _ending("_cancelled")),
    "list_hazards:overdue": List("/hazards?overdue=true", alike(_LATE, *UNIT_READERS)),
    "list_hazards:water": List("/hazards?water=true&q=kp_", _ending("a.hazard_found", "b.hazard_found", "_inspected", "_fixing", "_safe", "_closed")),
    "list_hazards:own": List("/hazards?own=true", _OWN),
    "list_hazards:in_care": List(
        "/hazards?in_care=true", alike(NONE, *UNIT_READERS) | {"school": _CARED}
    ),
    "list_hazards:made_safe": List("/hazards?day=safe&from_on=2026-06-10&to_on=2026-06-10", _ending("_safe", "_closed")),
    "read_hazard_map": List("/hazards/map", _ALL, by_unit=True),
    "read_hazard_map:overdue": List("/hazards/map?overdue=true", alike(_LATE, *UNIT_READERS)),
    "list_near_hazards": List(
        "/hazards/near?latitude=16.7503&longitude=107.18", alike(_CULTURE, *UNIT_READERS)
    ),
    "list_near_hazards:far": List("/hazards/near?latitude=16.76&longitude=107.18", alike(NONE, *UNIT_READERS)),
    "export_hazards": List("/hazards/export", _ALL, sheet("hazard_site", {"Mã": "code"}), by_unit=True),
    "read_hazard_template": List("/hazards/template", alike(UNITS, *UNIT_READERS), choices("Đơn vị phát hiện")),
}  # fmt: skip

RECORDS = {"read_hazard": "one place with its measures and files", "read_hazard_file": "one file"}

LINKABLE = {"hazard_site": alike(_EVERY - {"kp_a.hazard_cancelled", "kp_b.hazard_cancelled"}, *UNIT_READERS)}

COUNTED = {
    "hazard_site": Counted(
        ("found", "inspected", "fixing", "safe", "closed"),
        by_unit(ward=_EVERY, kp_a=_A, kp_b=_B, school=NONE, culture=_CULTURE), count,
    )
}  # fmt: skip

"""Which injuries are shown to whom."""

from tests.injuries.figures import count, half_year
from tests.lists import NONE, UNIT_READERS, UNITS, Counted, List, alike, by_unit, of
from tests.reading import choices, sheet

_A, _B = of("kp_a", "injury_", "fall cancelled drowning"), of("kp_b", "injury_", "fall cancelled drowning")
_VIOLENT = {"kp_a": frozenset({"kp_a.injury_violence"}), "kp_b": frozenset({"kp_b.injury_violence"})}
INJURIES = by_unit(ward=_A | _B, kp_a=_A, kp_b=_B, school=NONE, culture=NONE)
# Small figures are entrusted to them: the ward's lead, and who protects the children of a khu phố.
INJURIES["lead"] |= _VIOLENT["kp_a"] | _VIOLENT["kp_b"]
INJURIES["kp_a_protector"] |= _VIOLENT["kp_a"]
# The report counts every injury of the caller's units; what is small in it is hidden.
_EVERY = by_unit(
    ward=_A | _B | _VIOLENT["kp_a"] | _VIOLENT["kp_b"], kp_a=_A | _VIOLENT["kp_a"], kp_b=_B | _VIOLENT["kp_b"],
    school=NONE, culture=NONE,
)  # fmt: skip

LISTS: dict[str, List] = {
    "list_injuries": List("/injuries", INJURIES, by_unit=True, pages=True),
    "list_injuries:oldest": List("/injuries?sort=oldest", INJURIES, pages=True),
    "list_injuries:violence": List(
        "/injuries?cause=violence",
        {actor: frozenset(one for one in rows if one.endswith("_violence")) for actor, rows in INJURIES.items()},
    ),
    "list_injuries:not_sensitive": List(
        "/injuries?sensitive=false&state=recorded",
        {
            actor: frozenset(one for one in rows if one.endswith(("_fall", "_drowning")))
            for actor, rows in INJURIES.items()
        },
    ),
    "read_injury_half_year": List(
        "/injuries/half-year?year=2026&half=1", INJURIES, figures=half_year, by_unit=True
    ),
    "export_injuries": List("/injuries/export", INJURIES, sheet("injury", {"Mã": "code"}), by_unit=True),
    "read_injury_template": List("/injuries/template", alike(UNITS, *UNIT_READERS), choices("Đơn vị ghi nhận")),
}  # fmt: skip

RECORDS = {"read_injury": "one injury"}

COUNTED = {"injury": Counted(("recorded",), _EVERY, count)}

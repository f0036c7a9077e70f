"""Which children are shown to whom."""

from tests.lists import List, by_unit, of
from tests.reading import sheet

# Here and under 16; the world lets both go to the school.
_HERE = "child child_second child_lone"
CHILDREN_A, CHILDREN_B = of("kp_a", "", _HERE), of("kp_b", "", _HERE)
_PUPILS = frozenset({"kp_a.child", "kp_b.child"})
_WARD = {"kp_a_protector": CHILDREN_A | CHILDREN_B}
CHILDREN = by_unit(
    ward=CHILDREN_A | CHILDREN_B, kp_a=CHILDREN_A, kp_b=CHILDREN_B, school=_PUPILS, culture=frozenset()
) | _WARD  # fmt: skip
_GONE_A, _GONE_B = of("kp_a", "child_", "moved older"), of("kp_b", "child_", "moved older")
_HOME_A, _HOME_B = frozenset({"kp_a.household"}), frozenset({"kp_b.household"})
_NONE: frozenset[str] = frozenset()
_HOUSEHOLDS = by_unit(ward=_HOME_A | _HOME_B, kp_a=_HOME_A, kp_b=_HOME_B, school=_NONE, culture=_NONE) | {
    "kp_a_protector": _HOME_A | _HOME_B
}


def _each_only(rows: frozenset[str]) -> dict[str, frozenset[str]]:
    return {actor: shown & rows for actor, shown in CHILDREN.items()}


LISTS: dict[str, List] = {
    "list_children": List("/children", CHILDREN, by_unit=True, pages=True),
    "list_children:youngest": List("/children?sort=youngest", CHILDREN, pages=True),
    "list_children:newest": List("/children?sort=newest", CHILDREN, pages=True),
    "list_children:then": List("/children?units=then", CHILDREN, by_unit=True, pages=True),
    "list_children:gone": List(
        "/children?presence=moved&presence=aged_out",
        by_unit(ward=_GONE_A | _GONE_B, kp_a=_GONE_A, kp_b=_GONE_B, school=_NONE, culture=_NONE)
        | {"kp_a_protector": _GONE_A | _GONE_B},
    ),
    # A school doesn't see the groups of the law, and so can't ask for them.
    "list_children:group": List(
        "/children?legal_group=disability", _each_only(_PUPILS) | {"school": _NONE}
    ),
    "list_children:need": List("/children?need=hardship", _each_only(_PUPILS)),
    "list_children:poverty": List("/children?poverty=poor", _each_only(_PUPILS)),
    "list_children:words": List("/children?q=lone", _each_only(of("kp_a", "child_", "lone") | of("kp_b", "child_", "lone"))),
    "export_children": List("/children/export?purpose=Kiểm tra", CHILDREN, sheet("child", {"Mã": "code"}), by_unit=True),
    "list_child_duplicates": List(
        "/children/duplicates", dict.fromkeys(("lead", "officer", "kp_a_protector"), frozenset({"child_pair"}))
    ),
    "list_households": List("/households", _HOUSEHOLDS, by_unit=True, pages=True),
    "list_households:status": List("/households?year=2026&status=poor", _HOUSEHOLDS),
}  # fmt: skip

RECORDS = {
    "read_export_profile": "the ward's columns of a file; for who keeps the register",
    "read_child": "one child, in the parts that the caller's part in their life opens",
    "read_child_file": "one file",
    "read_household": "one household",
}

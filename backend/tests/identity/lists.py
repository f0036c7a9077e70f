"""Which units, people, sessions and wards are shown to whom."""

from tests.lists import ACTORS, KP_A, NONE, UNIT_READERS, UNITS, WARD, List, alike, of
from tests.reading import Planted, Record, ids, sheet, unit_name, wards

CLOSED = frozenset({"closed.unit"})
_PEOPLE = "lead deputy officer viewer kp_a kp_a_member kp_a_protector kp_b school culture left moved shared"
PEOPLE = frozenset(f"{name}.person" for name in _PEOPLE.split())
MEMBERSHIPS = frozenset(
    f"{name}.membership" for name in _PEOPLE.split() if name not in ("left", "moved")
) | {"moved.membership_kp_b", "moved.membership_school"}  # fmt: skip


def _login(known: Planted, row: Record) -> str:
    person = known.rows["person"][str(row["person_id"])]
    return known.rows["account"][str(person["account_id"])]["login"]


LISTS: dict[str, List] = {
    "list_own_sessions": List(
        "/account/sessions", {"kp_a": frozenset({"kp_a.session_world", "kp_a.session_second"})}
        | {actor: frozenset({f"{actor}.session_world"}) for actor in ACTORS if actor not in ("kp_a", "admin", "shared")}
        | {"admin": frozenset({"admin.session_world"}), "shared": frozenset({"shared.session_world"})},
    ),
    "list_units": List("/units", alike(UNITS | CLOSED | {"old.unit"}, *UNIT_READERS)),
    "list_unit_changes": List("/units/changes", alike(frozenset({"unit_change"}), *UNIT_READERS)),
    "export_units": List("/units/export", alike(UNITS, *UNIT_READERS), sheet("unit", {"Tên đơn vị": "name"})),
    # Of the own unit alone; who has left it isn't there, whoever has come is.
    "list_colleagues": List(
        "/units/{kp_a.unit}/colleagues",
        alike(of("kp_a", "", "person") | of("kp_a_member", "", "person") | of("kp_a_protector", "", "person"), *WARD, *KP_A)
        | alike(NONE, "kp_b", "school", "culture"),
    ),
    "list_colleagues:moved": List(
        "/units/{kp_b.unit}/colleagues",
        alike(frozenset({"kp_b.person", "moved.person"}), *WARD, "kp_b") | alike(NONE, *KP_A, "culture")
        # They work at the school too.
        | {"school": frozenset({"moved.person"})},
    ),
    "list_people": List("/people", alike(PEOPLE, *WARD)),
    "export_people": List("/people/export", alike(MEMBERSHIPS, *WARD), sheet("membership", {"Tên đăng nhập": _login, "Đơn vị": unit_name})),
    # What waits for a second person: of the ward for its leads, everything for the administrator.
    "list_approvals": List(
        "/approvals", {"lead": frozenset({"approval"}), "admin": frozenset({"approval", "ward2.approval"})}
    ),
    "list_wards": List("/admin/wards", {"admin": frozenset({"1", "2"})}, wards),
    "list_accounts": List("/admin/accounts?limit=100", {"admin": frozenset({"*"})}, ids),
    "list_accounts:words": List("/admin/accounts?q=moved.", {"admin": frozenset({"moved.account", "ward2.moved.account"})}),
}  # fmt: skip

RECORDS = {
    "read_session": "the caller, their wards and units",
    "read_ward": "the own ward",
}

"""Who keeps the calendar (the administrator) and who sets a ward's shorter times (its lead)."""

from tests.matrix import Row

ROWS: dict[str, Row] = {
    "read_working_calendar": Row(("admin",), "/admin/working-calendar"),
    "fill_working_year": Row(("admin",), "/admin/working-calendar/years/2028/fill"),
    "set_working_day": Row(
        ("admin",),
        "/admin/working-calendar/days/2026-11-24",
        json={"kind": "swap_off", "name": "Nghỉ hoán đổi"},
        version=1,
    ),
    "remove_working_day": Row(("admin",), "/admin/working-calendar/days/2026-08-31"),
    "list_deadline_rules": Row(("lead",), "/deadline-rules"),
    "set_own_deadline": Row(
        ("lead",), "/deadline-rules/{hazard_rule}/own", json={"amount": 2}, version=1, scope="self"
    ),
}

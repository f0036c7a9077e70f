"""Which assignments are shown to whom."""

from tests.assignments.figures import unit_dashboard, ward_dashboard
from tests.lists import KP_A, NONE, WARD, List, alike, by_unit, of
from tests.reading import sheet, unit_name

# Assignments: a unit's own and those that it supports; what was withdrawn is shown to nobody.
ASG_A = of("kp_a", "", "fresh working submitted accepted")
ASG_B = of("kp_b", "", "fresh working submitted accepted supported")
ASG_PLAN = ASG_A | ASG_B | {"school.gift"}
ASG_OLD, ASG_NEW_B = frozenset({"kp_a.assignment_old_plan"}), frozenset({"kp_b.assignment_new_plan"})
ASG_NEW_C = frozenset({"culture.assignment_new_plan"})
ASSIGNMENTS = by_unit(
    ward=ASG_PLAN | ASG_OLD | ASG_NEW_B | ASG_NEW_C, kp_a=ASG_A | ASG_OLD | {"kp_b.supported"}, kp_b=ASG_B | ASG_NEW_B,
    school=frozenset({"school.gift", "kp_b.supported"}), culture=ASG_NEW_C,
)  # fmt: skip
# A unit's page shows plans in force alone.
TO_DO = {actor: ASSIGNMENTS[actor] - ASG_OLD for actor in (*KP_A, "kp_b", "school", "culture")}

LISTS: dict[str, List] = {
    "list_assignments": List("/assignments", ASSIGNMENTS, by_unit=True, pages=True),
    "list_assignments:by_unit": List("/assignments?sort=unit", ASSIGNMENTS, pages=True),
    "list_assignments:submitted": List("/assignments?sort=submitted", ASSIGNMENTS, pages=True),
    "list_assignments:overdue": List(
        "/assignments?overdue=true", {actor: rows & (ASG_OLD | {"school.gift"}) for actor, rows in ASSIGNMENTS.items()}
    ),
    "list_assignments:of_plan": List(
        "/assignments?plan_id={plan}", {actor: rows & ASG_PLAN for actor, rows in ASSIGNMENTS.items()}
    ),
    "list_assignments:words": List(
        "/assignments?q=VIEC%20old_plan", {actor: rows & ASG_OLD for actor, rows in ASSIGNMENTS.items()}
    ),
    "list_assignments:mine": List("/assignments?mine=true", dict.fromkeys(ASSIGNMENTS, NONE)),
    "export_assignments": List(
        "/assignments/export",
        {actor: ASSIGNMENTS[actor] for actor in (*WARD, "kp_a", "kp_b", "school")}, sheet("assignment", {"Nhiệm vụ": "text", "Đơn vị": unit_name}), by_unit=True,
    ),
    "read_unit_dashboard": List("/dashboards/unit", TO_DO, unit_dashboard),
    "read_ward_dashboard": List(
        "/dashboards/ward", alike(ASG_NEW_B | ASG_NEW_C, *WARD, "viewer", "shared"), figures=ward_dashboard
    ),
    "read_ward_dashboard:of_plan": List(
        "/dashboards/ward?plan_id={plan}", alike(ASG_PLAN, *WARD, "viewer", "shared"), figures=ward_dashboard
    ),
    "read_ward_dashboard:closed": List(
        "/dashboards/ward?plan_id={old_plan}", alike(ASG_OLD, *WARD, "viewer", "shared"), figures=ward_dashboard
    ),
    "read_ward_dashboard:draft": List(
        "/dashboards/ward?plan_id={draft}", alike(NONE, *WARD, "viewer", "shared"), figures=ward_dashboard
    ),
}  # fmt: skip

RECORDS = {
    "read_assignment": "one assignment with its notes and evidence",
    "read_evidence_file": "one file",
}

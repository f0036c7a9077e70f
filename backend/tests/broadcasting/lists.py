"""Which scripts and slots are shown to whom."""

from tests.lists import KP_A, NONE, WARD, List, alike, by_unit, of
from tests.reading import marked, sheet

SLOT_A = of("kp_a", "", "slot slot_missed slot_played")
SLOT_B = of("kp_b", "", "slot slot_of_culture")
SLOTS = by_unit(ward=SLOT_A | SLOT_B, kp_a=SLOT_A, kp_b=SLOT_B, school=NONE, culture=SLOT_A | SLOT_B)
# Somebody has told what came of them.
TOLD = frozenset({"kp_a.slot_missed", "kp_a.slot_played"})

# Scripts: a unit's own and what it has to play; the culture desk, who approves, reads all.
_SCRIPTS = "script_draft script_submitted script_approved script_twin script_late"
SCRIPT_A, SCRIPT_B = of("kp_a", "", _SCRIPTS), of("kp_b", "", _SCRIPTS)
SCRIPT_ALL = SCRIPT_A | SCRIPT_B | {"culture.script"}
SCRIPTS = by_unit(ward=SCRIPT_ALL, kp_a=SCRIPT_A, kp_b=SCRIPT_B | {"culture.script"}, school=NONE, culture=SCRIPT_ALL)

LISTS: dict[str, List] = {
    "list_broadcast_scripts": List("/broadcast-scripts", SCRIPTS, by_unit=True, pages=True),
    "list_broadcast_scripts:approved": List(
        "/broadcast-scripts?state=approved",
        {
            actor: frozenset(one for one in rows if one.endswith("_approved") or one == "culture.script")
            for actor, rows in SCRIPTS.items()
        },
    ),
    "export_broadcast_scripts": List("/broadcast-scripts/export", SCRIPTS, sheet("broadcast_script", {"Bài phát thanh": "title"}), by_unit=True),
    "list_similar_broadcast_scripts": List(
        "/broadcast-scripts/{kp_a.script_late}/similar",
        alike(frozenset({"culture.script", "kp_a.script_twin", "kp_b.script_twin"}), *WARD, "culture")
        | alike(frozenset({"kp_a.script_twin"}), *KP_A),
        unseen=("kp_b", "school"),
    ),
    "list_similar_broadcast_scripts:played": List(
        "/broadcast-scripts/{kp_b.script_late}/similar",
        alike(frozenset({"culture.script", "kp_a.script_twin", "kp_b.script_twin", "kp_a.script_late"}), *WARD, "culture")
        | {"kp_b": frozenset({"culture.script", "kp_b.script_twin"})},
        unseen=(*KP_A, "school"),
    ),
    "list_broadcast_slots": List("/broadcast-slots", SLOTS, by_unit=True),
    "list_broadcast_slots:days": List(
        "/broadcast-slots?from_on=2026-06-11&to_on=2026-06-11",
        {actor: rows & {"kp_b.slot_of_culture"} for actor, rows in SLOTS.items()},
    ),
    "list_broadcast_slots:may_play": List(
        "/broadcast-slots", SLOTS, marked("may_play"),
        marked={actor: (NONE if actor == "culture" else rows - TOLD) for actor, rows in SLOTS.items()},
    ),
}  # fmt: skip

RECORDS = {
    "read_broadcast_script": "one script with its history",
    "list_broadcast_script_versions": "the versions of one script",
    "read_broadcast_script_document": "one script as a Word file",
}

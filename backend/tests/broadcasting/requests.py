"""What is sent to scripts and slots, and what must not be taken."""

from tests.requests import Case, Free, Id, Request

_SLOT = {"script_id": "{kp_a.script_approved}", "unit_id": "{kp_a.unit}", "planned_at": "2026-06-20T17:30:00+07:00"}

REQUESTS: dict[str, Request] = {
    "create_broadcast_script": Request(
        "kp_a", "/broadcast-scripts", {"title": "Bài mới", "text": "Kính thưa", "unit_id": "{kp_a.unit}"},
        {"unit_id": Id(("kp_b.unit", "closed.unit"))},
    ),
    "create_broadcast_slot": Request(
        "kp_a", "/broadcast-slots", _SLOT,
        {"script_id": Id(("kp_b.script_approved", "kp_a.script_draft")), "unit_id": Id(("kp_b.unit",))},
    ),
    "create_broadcast_slot:culture": Request(
        "culture", "/broadcast-slots", _SLOT,
        {
            "script_id": Id(allowed={"kp_b.script_approved": "the culture desk reads every unit's scripts"}),
            "unit_id": Id(("closed.unit",), {"kp_b.unit": "who approves scripts puts them on any loudspeaker"}),
        },
    ),
}  # fmt: skip

KEYED = {"make_scripts_export": Case("kp_a", "/broadcast-scripts/export")}

FREE = {
    "mark_broadcast_slot_played": Free(
        "is said once, under a lock; the second finds what the first has told",
        Case(
            "kp_a", "/broadcast-slots/{kp_a.slot}/played", {"played_at": "2026-06-09T17:30:00+07:00", "times_played": 2}
        ),
    )
}

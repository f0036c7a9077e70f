"""What eight calls at once of one operation leave behind.

A verb with `If-Match` succeeds once, the others are told so; a POST with its `Idempotency-Key` answers all with the one
thing that it made. The rest stands here: `one`, who comes first; `same`, all may succeed and the effect is as of one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tests.guards.children import REQUESTS
from tests.world import PASSWORD


@dataclass(frozen=True)
class Case:
    """`json` and `path` hold ids as in children.py. `first`: requests before (actor, method, path, body)."""

    actor: str = ""
    path: str = ""
    json: Any = None
    effect: Literal["one", "same"] = "one"
    first: Sequence[tuple[str, str, str, Any]] = ()
    # Tables that a replay writes too, by design.
    ignore: frozenset[str] = frozenset()
    file: str = ""
    content: bytes | None = None
    calls: int = 8


def _of(name: str, **more: Any) -> Case:
    """The right request of an operation in children.py."""
    request = REQUESTS[name]
    first = [(request.actor, "POST", *request.first)] if request.first else []
    return Case(request.actor, request.path, request.json, first=first, **more)


# Verbs with a version: the matrix's row where nothing stands here.
VERSIONED: dict[str, Case] = {
    "update_activity": _of("update_activity"),
    "hand_over_assignment": _of("hand_over_assignment"),
    "update_communication_event": _of("update_communication_event"),
    "set_supporting_units": _of("set_supporting_units"),
    "reopen_unit": Case(first=[("officer", "POST", "/units/{kp_b.unit}/close", None)]),
    "reopen_plan": Case(first=[("officer", "POST", "/plans/{plan}/close", None)]),
    # The same save again is answered as it was the first time: its reply may have been lost on the way.
    "save_plan_draft": Case(effect="same"),
}

KEYED: dict[str, Case] = {
    name: _of(name)
    for name in (
        "attach_evidence_file", "attach_evidence_record", "create_activity", "attach_activity_file", "plan_activity_series",
        "create_communication_event", "attach_communication_file", "create_broadcast_script", "create_broadcast_slot",
        "compose_plan",
    )
} | {
    # A repeated request gets a fresh link: the first reply may never have arrived.
    "create_person": _of("create_person", ignore=frozenset({"password_reset", "audit_event"})),
    "add_assignment_note": Case("kp_a", "/assignments/{kp_a.fresh}/notes", {"text": "Đã họp"}),
    "attach_evidence_link": Case(
        "kp_a", "/assignments/{kp_a.working}/evidence-links", {"title": "Bài", "url": "https://example.org/a"}
    ),
    "copy_activity": Case("kp_a", "/activities/{kp_a.activity_held}/copy", {"starts_at": "2027-06-01T19:00:00+07:00"}),
    "create_unit": Case("officer", "/units", {"name": "Khu phố mới", "kind": "khu_pho"}),
    "create_calendar_feed": Case("kp_a", "/units/{kp_a.unit}/calendar-feed"),
    "begin_upload": Case("kp_a", "/uploads", {"name": "a.jpg", "size": 10}),
    "import_activities": Case("kp_a", "/activities/import?dry_run=false", file="activities"),
    "import_communication_events": Case("kp_a", "/communication-events/import?dry_run=false", file="events"),
    # Each is read by a process of its own: a few are enough.
    "import_plan": Case("officer", "/plan-imports", file="plan", calls=3),
}  # fmt: skip

OTHERS: dict[str, Case] = {
    "amend_plan": Case("officer", "/plans/{plan}/amend", effect="same"),
    "revoke_calendar_feed": Case("kp_a", "/calendar-feeds/{kp_a.feed}", effect="same"),
    "remove_evidence": Case("kp_a", "/assignments/{kp_a.working}/evidence/{kp_a.link}"),
    "remove_activity_file": Case("kp_a", "/activities/{kp_a.activity_held}/files/{kp_a.activity_photo}"),
    "remove_communication_file": Case("kp_a", "/communication-events/{kp_a.event_done}/files/{kp_a.event_photo}"),
    "mark_broadcast_slot_played": Case(
        "kp_a", "/broadcast-slots/{kp_a.slot}/played", {"played_at": "2026-06-09T17:30:00+07:00", "times_played": 2}
    ),
    "send_upload_part": Case("kp_a", "/uploads/{kp_a.upload}?offset=0", content=b"0123456789"),
    "revoke_own_session": Case("kp_a", "/account/sessions/{session}"),
    "redeem_password_reset": Case("anonymous", "/password-resets/{reset}", {"new_password": "bốn mùa hoa nở 4"}),
    "give_role": Case(
        "officer", "/people/{kp_b.person}/memberships", {"role": "unit_member", "unit_id": "{kp_a.unit}"}, effect="same"
    ),
    "take_role": Case("officer", "/people/{kp_b.person}/memberships/{kp_b.membership}"),
    "copy_activity_period": Case(
        "kp_a", "/activities/copy-period?dry_run=false",
        {"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027}, effect="same",
    ),
    "open_ward": Case(
        "admin", "/admin/wards",
        {"code": "99009", "name": "Phường Mới", "province": "Tỉnh Thử", "lead_name": "Ai Đó", "lead_login": "aido"},
    ),
    "import_units": Case("officer", "/units/import?dry_run=false", file="units", effect="same"),
    "import_people": Case("officer", "/people/import?dry_run=false", file="people", effect="same"),
    "confirm_totp": Case("kp_b", "/account/totp/confirm", {"code": "{code}", "password": PASSWORD}),
    "acknowledge_notice": Case("kp_a", "/account/notices/{kp_a.notice}/acknowledge", effect="same"),
    "reset_second_factor": Case("lead", "/people/{school.person}/reset-second-factor"),
    "confirm_approval": Case("lead", "/approvals/{approval}/confirm"),
    "decline_approval": Case("lead", "/approvals/{approval}/decline"),
}  # fmt: skip

# Not asked: what each call does is meant to happen each time.
EACH = {
    "sign_in": "each opens a session; codes and failures are asked below",
    "sign_out": "ends the session that asks",
    "choose_ward": "says the same",
    "change_password": "says the same password",
    "start_totp": "shows a new secret; the last one counts",
    "disable_totp": "says the same",
    "make_reset_link": "makes a link each time; that one alone works is asked apart",
    "make_account_reset_link": "makes a link each time; that one alone works is asked apart",
    "mark_activity_sheet": "changes nothing",
    "mark_people_sheet": "changes nothing",
    "mark_unit_sheet": "changes nothing",
    "mark_communication_sheet": "changes nothing",
}

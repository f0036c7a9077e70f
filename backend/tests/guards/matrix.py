"""Who may do what: one row per operation, with the expected answer for every role and relation.

A row names the roles that may (`may`); everybody else signed in gets 403, nobody signed in 401. `scope` says how far
the right reaches: `ward` (every record of the ward), `unit` (unit people reach their own unit's records alone),
`installation` (the administrator reaches every ward's), `sender` (nobody but who sent it, kp_a), `owner` (anybody may
ask, whose it is finds it), `script` (the culture officer reaches every unit's).
A record of another ward, of a unit out of reach, or that doesn't exist is 404 for those who may, 403 for the rest.
"""

from dataclasses import dataclass
from typing import Any, Literal

WARD = ("lead", "officer")
UNIT = ("kp_a", "kp_a_member", "kp_a_protector")
# Belongs to another unit than the records of the matrix: may do what units do, and finds none of them.
CULTURE = "culture"
UNITS = (*UNIT, CULTURE)
EVERYBODY = (*WARD, "viewer", *UNITS)
ACTORS = (*EVERYBODY, "admin")

Relation = Literal["own", "other_unit", "other_ward", "unknown"]


@dataclass(frozen=True)
class Row:
    """One operation. `{name}` in the path is an id of the world; the first one carries the relation.

    `sees`: roles that may on their own unit's records, and see others' without the right to change them (403).
    """

    may: tuple[str, ...]
    path: str
    ok: int = 200
    scope: Literal["ward", "unit", "sender", "owner", "script", "installation", "self", "public"] = "ward"
    json: Any = None
    file: bool = False
    sees: tuple[str, ...] = ()
    version: int | str | None = None


UNKNOWN = "01890000-0000-7000-8000-000000000000"
_ONE = {"unit": {"name": "Khu phố mới", "kind": "khu_pho"}}
_TIMES = {"starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00"}
_ACTIVITY = {"area": "recreation", "title": "Vui chơi tại khu phố", **_TIMES}
_EVENT = {"kind": "talk", "title": "Nói chuyện", "starts_at": "2026-06-05T19:00:00+07:00"}
_PERSON = {"full_name": "Người Mới", "login": "nguoi.moi", "role": "unit_member"}

MATRIX: dict[str, Row] = {
    # Sign-in and the own account
    "sign_in": Row((), "/session", scope="public", ok=401, json={"login": "nobody", "password": "wrong"}),
    "read_password_reset": Row((), "/password-resets/no-such-token", scope="public", ok=404),
    "redeem_password_reset": Row((), "/password-resets/no-such-token", scope="public", ok=404, json={"new_password": "x"}),
    "read_session": Row(ACTORS, "/session", scope="self"),
    "sign_out": Row(ACTORS, "/session", scope="self", ok=204),
    "choose_ward": Row(ACTORS, "/session/ward", scope="self", ok=404, json={"ward_id": 99}),
    "change_password": Row(
        ACTORS, "/account/password", scope="self", ok=422, json={"current_password": "x", "new_password": "y"}
    ),
    "list_own_sessions": Row(ACTORS, "/account/sessions", scope="self"),
    "revoke_own_session": Row(ACTORS, "/account/sessions/" + UNKNOWN, scope="self", ok=404),
    "start_totp": Row(ACTORS, "/account/totp", scope="self", ok=422, json={"password": "x"}),
    "confirm_totp": Row(ACTORS, "/account/totp/confirm", scope="self", ok=404, json={"code": "123456", "password": "x"}),
    "disable_totp": Row(ACTORS, "/account/totp/disable", scope="self", ok=422, json={"password": "x"}),
    "acknowledge_notice": Row(("kp_a",), "/account/notices/{kp_a.notice}/acknowledge", scope="owner", ok=204),
    # Units and people
    "read_ward": Row((*WARD, *UNITS), "/ward"),
    "update_ward": Row(("lead",), "/ward", json={"due_day_counts": True}, version=1),
    "list_units": Row((*WARD, *UNITS), "/units"),
    "export_units": Row((*WARD, *UNITS), "/units/export"),
    "import_units": Row(WARD, "/units/import", file=True, ok=422),
    "create_unit": Row(WARD, "/units", json=_ONE["unit"], ok=201),
    "update_unit": Row(WARD, "/units/{kp_b.unit}", json={"aliases": ["KP B"]}, version=1),
    "close_unit": Row(WARD, "/units/{kp_b.unit}/close", version=1),
    "reopen_unit": Row(WARD, "/units/{kp_b.unit}/reopen", version=1, ok=409),
    "list_colleagues": Row((*WARD, *UNITS), "/units/{kp_a.unit}/colleagues"),
    "list_people": Row(WARD, "/people"),
    "export_people": Row(WARD, "/people/export"),
    "import_people": Row(WARD, "/people/import", file=True, ok=422),
    "mark_people_sheet": Row(WARD, "/people/import/marked", file=True, ok=422),
    "mark_unit_sheet": Row(WARD, "/units/import/marked", file=True, ok=422),
    "create_person": Row(WARD, "/people", json=_PERSON, ok=422),
    "update_person": Row(WARD, "/people/{kp_b.person}", json={"position": "Trưởng khu phố"}, version=1),
    "end_person": Row(WARD, "/people/{kp_b.person}/end", version=1),
    "resume_person": Row(WARD, "/people/{kp_b.person}/resume", version=1),
    "make_reset_link": Row(WARD, "/people/{kp_b.person}/reset-link"),
    "reset_second_factor": Row(("lead",), "/people/{kp_b.person}/reset-second-factor", ok=409),
    "give_role": Row(WARD, "/people/{kp_b.person}/memberships", json={"role": "unit_member"}, ok=422),
    "take_role": Row(WARD, "/people/{kp_b.person}/memberships/{kp_b.membership}"),
    # What waits for a second person: the deputy asked for it
    "list_approvals": Row(("lead", "admin"), "/approvals"),
    "confirm_approval": Row(("lead", "admin"), "/approvals/{approval}/confirm", scope="installation"),
    "decline_approval": Row(("lead", "admin"), "/approvals/{approval}/decline", scope="installation", ok=204),
    # The system administrator
    "list_wards": Row(("admin",), "/admin/wards"),
    "open_ward": Row(
        ("admin",), "/admin/wards", ok=201,
        json={"code": "99009", "name": "Phường Mới", "province": "Tỉnh Thử", "lead_name": "Ai Đó", "lead_login": "aido"},
    ),
    "list_accounts": Row(("admin",), "/admin/accounts"),
    "disable_account": Row(("admin",), "/admin/accounts/{kp_b.account}/disable", version=1, scope="self"),
    "enable_account": Row(("admin",), "/admin/accounts/{kp_b.account}/enable", version=1, scope="self"),
    "make_account_reset_link": Row(("admin",), "/admin/accounts/{kp_b.account}/reset-link", scope="self"),
    # Plans
    "import_plan": Row(WARD, "/plan-imports", file=True, ok=422),
    "read_plan_import": Row(WARD, "/plan-imports/{import}"),
    "list_plans": Row(EVERYBODY, "/plans"),
    "compose_plan": Row(WARD, "/plans", json={"source": "template", "year": 2027}, ok=201),
    "read_plan": Row(EVERYBODY, "/plans/{plan}"),
    "read_plan_draft": Row(WARD, "/plans/{draft}/draft"),
    "save_plan_draft": Row(WARD, "/plans/{draft}/draft", json={"title": "Kế hoạch", "year": 2026}, version=1),
    "discard_plan_draft": Row(WARD, "/plans/{draft}/discard", version=1, ok=204),
    "preview_plan_fan_out": Row(WARD, "/plans/{draft}/fan-out"),
    "publish_plan": Row(WARD, "/plans/{draft}/publish", json={"draft_version": 1}, version=1),
    "supplement_plan": Row(WARD, "/plans/{plan}/supplement", version=2),
    "amend_plan": Row(WARD, "/plans/{plan}/amend"),
    "close_plan": Row(WARD, "/plans/{plan}/close", version=2),
    "reopen_plan": Row(WARD, "/plans/{plan}/reopen", version=2, ok=409),
    "list_plan_revisions": Row(WARD, "/plans/{plan}/revisions"),
    "compare_plan": Row(WARD, "/plans/{imported}/comparisons/{import}"),
    "accept_plan_changes": Row(WARD, "/plans/{imported}/comparisons/{import}/accept", json={"keys": []}, version=1),
    # Assignments
    "list_assignments": Row((*WARD, *UNITS), "/assignments"),
    "export_assignments": Row((*WARD, "kp_a"), "/assignments/export"),
    "read_assignment": Row((*WARD, *UNITS), "/assignments/{kp_a.fresh}", scope="unit"),
    "acknowledge_assignment": Row(UNITS, "/assignments/{kp_a.fresh}/acknowledge", scope="unit", version=1),
    "start_assignment": Row(UNITS, "/assignments/{kp_a.fresh}/start", scope="unit", version=1),
    "add_assignment_note": Row(UNITS, "/assignments/{kp_a.fresh}/notes", scope="unit", json={"text": "Đã họp"}, ok=201),
    "submit_assignment": Row(
        ("kp_a",), "/assignments/{kp_a.working}/submit", scope="unit", version="current",
        json={"result": "Đã làm xong", "figures": {}},
    ),
    "recall_assignment": Row(("kp_a",), "/assignments/{kp_a.submitted}/recall", scope="unit", version="current"),
    "hand_over_assignment": Row(
        ("kp_a",), "/assignments/{kp_a.fresh}/hand-over", scope="unit", version=1, json={"person_id": UNKNOWN}, ok=422
    ),
    "accept_assignment": Row(WARD, "/assignments/{kp_a.submitted}/accept", json={}, version="current"),
    "return_assignment": Row(
        WARD, "/assignments/{kp_a.submitted}/return", json={"reason": "Bổ sung ảnh"}, version="current"
    ),
    "reopen_assignment": Row(
        WARD, "/assignments/{kp_a.accepted}/reopen", json={"reason": "Cần làm lại"}, version="current"
    ),
    "set_supporting_units": Row(WARD, "/assignments/{kp_a.fresh}/supporting-units", json={"unit_ids": []}, version=1),
    "attach_evidence_file": Row(
        UNITS, "/assignments/{kp_a.working}/evidence", scope="unit", ok=404, json={"upload_id": UNKNOWN}
    ),
    "attach_evidence_link": Row(
        UNITS, "/assignments/{kp_a.working}/evidence-links", scope="unit", ok=201,
        json={"title": "Bài viết", "url": "https://example.org/a"},
    ),
    "attach_evidence_record": Row(
        UNITS, "/assignments/{kp_a.working}/evidence-records", scope="unit", ok=404,
        json={"record_kind": "plan", "record_id": UNKNOWN},
    ),
    "list_linkable_records": Row(UNITS, "/assignments/{kp_a.working}/linkable-records", scope="unit"),
    "remove_evidence": Row(UNITS, "/assignments/{kp_a.working}/evidence/{kp_a.link}", scope="unit"),
    "read_evidence_file": Row((*WARD, *UNITS), "/assignments/{kp_a.working}/evidence/{kp_a.photo}/file", scope="unit"),
    "read_unit_dashboard": Row(UNITS, "/dashboards/unit"),
    "read_ward_dashboard": Row((*WARD, "viewer"), "/dashboards/ward"),
    "list_audit_events": Row(("lead",), "/audit-events"),
    # Activities
    "read_activity_calendar": Row((*WARD, *UNITS), "/activities/calendar?from_on=2026-06-01&to_on=2026-06-30"),
    "list_activities": Row((*WARD, *UNITS), "/activities"),
    "export_activities": Row((*WARD, *UNITS), "/activities/export"),
    "read_activity_template": Row((*WARD, *UNITS), "/activities/template"),
    "import_activities": Row((*WARD, *UNITS), "/activities/import", file=True, ok=422),
    "mark_activity_sheet": Row((*WARD, *UNITS), "/activities/import/marked", file=True, ok=422),
    "create_activity": Row(
        (*WARD, *UNITS), "/activities", ok=422, json=_ACTIVITY | {"unit_id": UNKNOWN}
    ),
    "read_activity": Row((*WARD, *UNITS), "/activities/{kp_a.activity_planned}", scope="unit"),
    "update_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_planned}", scope="unit", version="current", ok=422,
        json=_ACTIVITY | {"unit_id": UNKNOWN, "correction_note": "Sửa cho đúng"},
    ),
    "announce_activity": Row((*WARD, *UNITS), "/activities/{kp_a.activity_planned}/announce", scope="unit", version="current"),
    "hold_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_planned}/hold", scope="unit", version="current", ok=422,
        json={"actual": {"boys": 1}},
    ),
    "report_activity": Row((*WARD, *UNITS), "/activities/{kp_a.activity_held}/report", scope="unit", version="current"),
    "cancel_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_planned}/cancel", scope="unit", version="current",
        json={"reason": "Trời mưa bão"},
    ),
    "return_activity": Row(
        WARD, "/activities/{kp_a.activity_reported}/return", version="current", json={"reason": "Bổ sung ảnh"}
    ),
    "copy_activity_period": Row(
        (*WARD, *UNITS), "/activities/copy-period", json={"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027}
    ),
    "copy_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/copy", scope="unit", ok=201,
        json={"starts_at": "2027-06-01T19:00:00+07:00"},
    ),
    "attach_activity_file": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/files", scope="unit", ok=404, json={"upload_id": UNKNOWN}
    ),
    "remove_activity_file": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/files/{kp_a.activity_photo}", scope="unit"
    ),
    "read_activity_file": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/files/{kp_a.activity_photo}", scope="unit"
    ),
    "plan_activity_series": Row(
        WARD, "/activity-series", ok=201,
        json={"area": "recreation", "title": "Quốc tế thiếu nhi 1/6", "unit_kinds": ["khu_pho"], **_TIMES},
    ),
    "list_calendar_feeds": Row((*WARD, *UNITS), "/calendar-feeds"),
    "create_calendar_feed": Row((*WARD, *UNITS), "/units/{kp_a.unit}/calendar-feed", scope="unit", ok=201),
    "revoke_calendar_feed": Row((*WARD, *UNITS), "/calendar-feeds/{kp_a.feed}", scope="unit", ok=204),
    "read_calendar_feed": Row((), "/calendar-feeds/1-no-such-token.ics", scope="public", ok=404),
    # Communication
    "list_communication_events": Row((*WARD, *UNITS), "/communication-events"),
    "read_communication_calendar": Row(
        (*WARD, *UNITS), "/communication-events/calendar?from_on=2026-06-01&to_on=2026-06-30"
    ),
    "export_communication_events": Row((*WARD, *UNITS), "/communication-events/export"),
    "read_communication_template": Row((*WARD, *UNITS), "/communication-events/template"),
    "import_communication_events": Row((*WARD, *UNITS), "/communication-events/import", file=True, ok=422),
    "mark_communication_sheet": Row((*WARD, *UNITS), "/communication-events/import/marked", file=True, ok=422),
    "create_communication_event": Row((*WARD, *UNITS), "/communication-events", ok=422, json=_EVENT | {"unit_id": UNKNOWN}),
    "read_communication_event": Row((*WARD, *UNITS), "/communication-events/{kp_a.event_planned}", scope="unit"),
    "update_communication_event": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_planned}", scope="unit", version="current",
        json={"place": "Nhà văn hóa", "correction_note": "Sửa cho đúng"},
    ),
    "mark_communication_event_done": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_planned}/done", scope="unit", version="current", ok=422
    ),
    "report_communication_event": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/report", scope="unit", version="current"
    ),
    "take_down_banner": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_banner}/take-down", scope="unit", version="current",
        json={"taken_down_on": "2026-06-09"},
    ),
    "cancel_communication_event": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_planned}/cancel", scope="unit", version="current",
        json={"reason": "Trời mưa bão"},
    ),
    "return_communication_event": Row(
        WARD, "/communication-events/{kp_a.event_reported}/return", version="current", json={"reason": "Bổ sung ảnh"}
    ),
    "attach_communication_file": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/files", scope="unit", ok=404, json={"upload_id": UNKNOWN}
    ),
    "remove_communication_file": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/files/{kp_a.event_photo}", scope="unit"
    ),
    "read_communication_file": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/files/{kp_a.event_photo}", scope="unit"
    ),
    "read_communication_usage": Row((*WARD, *UNITS), "/communication-usage"),
    "list_communication_banners": Row((*WARD, *UNITS), "/communication-banners"),
    "list_broadcast_scripts": Row((*WARD, *UNITS), "/broadcast-scripts"),
    "export_broadcast_scripts": Row((*WARD, *UNITS), "/broadcast-scripts/export"),
    "create_broadcast_script": Row(
        (*WARD, *UNITS), "/broadcast-scripts", ok=422, json={"title": "Bài mới", "text": "Kính thưa", "unit_id": UNKNOWN}
    ),
    "read_broadcast_script": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}", scope="script"),
    "update_broadcast_script": Row(
        (*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}", scope="script", sees=(CULTURE,), version="current",
        json={"title": "Bài mới", "text": "Kính thưa bà con"},
    ),
    "submit_broadcast_script": Row(
        (*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/submit", scope="script", sees=(CULTURE,), version="current"
    ),
    "approve_broadcast_script": Row(
        ("lead", CULTURE), "/broadcast-scripts/{kp_a.script_submitted}/approve", scope="script", version="current"
    ),
    "return_broadcast_script": Row(
        ("lead", CULTURE), "/broadcast-scripts/{kp_a.script_submitted}/return", scope="script", version="current",
        json={"reason": "Rút ngắn bài"},
    ),
    "list_similar_broadcast_scripts": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/similar", scope="script"),
    "list_broadcast_script_versions": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/versions", scope="script"),
    "read_broadcast_script_document": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/document", scope="script"),
    "create_broadcast_slot": Row(
        (*WARD, *UNITS), "/broadcast-slots", ok=422,
        json={"script_id": UNKNOWN, "unit_id": UNKNOWN, "planned_at": "2026-06-20T17:30:00+07:00"},
    ),
    "list_broadcast_slots": Row((*WARD, *UNITS), "/broadcast-slots?from_on=2026-06-01&to_on=2026-06-30"),
    "mark_broadcast_slot_played": Row(
        (*WARD, *UNITS), "/broadcast-slots/{kp_a.slot}/played", scope="script", sees=(CULTURE,),
        json={"played_at": "2026-06-09T17:30:00+07:00", "times_played": 2},
    ),
    "read_indicators": Row((*WARD, *UNITS), "/indicators?from_on=2026-06-01&to_on=2026-06-30"),
    # Files in parts: a transfer is its sender's alone
    "begin_upload": Row((*WARD, *UNITS), "/uploads", ok=201, json={"name": "a.jpg", "size": 10}),
    "read_upload": Row((*WARD, *UNITS), "/uploads/{kp_a.upload}", scope="sender"),
    "send_upload_part": Row((*WARD, *UNITS), "/uploads/{kp_a.upload}?offset=0", scope="sender"),
    # The superior level
    "list_town_wards": Row((*WARD, "viewer"), "/../town/v1/wards"),
    "read_town_ward_progress": Row((*WARD, "viewer"), "/../town/v1/wards/99001/progress"),
}  # fmt: skip

"""Who may do what with sign-in, units, people and wards."""

from tests.matrix import ACTORS, UNITS, UNKNOWN, WARD, Row

# Who works on cases has a second factor, and doesn't set up another.
_WITHOUT_DEVICE = tuple(one for one in ACTORS if one not in ("lead", "kp_a_protector"))
_ONE = {"unit": {"name": "Khu phố mới", "kind": "khu_pho"}}
_CHANGE = {
    "kind": "rename", "predecessor_ids": [UNKNOWN], "successors": [{"name": "Khu phố mới"}], "on_day": "2026-06-01",
    "paper_number": "1/NQ-HĐND", "paper_on": "2026-05-20",
}  # fmt: skip
_PERSON = {"full_name": "Người Mới", "login": "nguoi.moi", "role": "unit_member"}

ROWS: dict[str, Row] = {
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
    "prove_session": Row(ACTORS, "/session/proof", scope="self", ok=422, json={"password": "x"}),
    "start_totp": Row(_WITHOUT_DEVICE, "/account/totp", scope="self", ok=422, json={"password": "x"}),
    "confirm_totp": Row(ACTORS, "/account/totp/confirm", scope="self", ok=404, json={"code": "123456", "password": "x"}),
    "disable_totp": Row(ACTORS, "/account/totp/disable", scope="self", ok=422, json={"password": "x"}),
    "acknowledge_notice": Row(("kp_a",), "/account/notices/{kp_a.notice}/acknowledge", scope="owner", ok=204),
    # Units and people
    "read_ward": Row((*WARD, *UNITS), "/ward"),
    "update_ward": Row(("lead",), "/ward", json={"due_day_counts": True}, version=1),
    "list_units": Row((*WARD, *UNITS), "/units"),
    "export_units": Row((*WARD, *UNITS), "/units/export"),
    "try_units_import": Row(WARD, "/units/import/trial", file=True, ok=422),
    "import_units": Row(WARD, "/units/import", file=True, ok=422),
    "create_unit": Row(WARD, "/units", json=_ONE["unit"], ok=201),
    "update_unit": Row(WARD, "/units/{kp_b.unit}", json=_ONE["unit"] | {"aliases": ["KP B"]}, version=1),
    "close_unit": Row(WARD, "/units/{kp_b.unit}/close", version=1),
    "reopen_unit": Row(WARD, "/units/{kp_b.unit}/reopen", version=1, ok=409),
    "list_unit_changes": Row((*WARD, *UNITS), "/units/changes"),
    "preview_unit_change": Row(WARD, "/units/changes/preview", json=_CHANGE, ok=404),
    "change_units": Row(WARD, "/units/changes", json=_CHANGE, ok=404),
    "list_colleagues": Row((*WARD, *UNITS), "/units/{kp_a.unit}/colleagues"),
    "list_people": Row(WARD, "/people"),
    "export_people": Row(WARD, "/people/export"),
    "try_people_import": Row(WARD, "/people/import/trial", file=True, ok=422),
    "import_people": Row(WARD, "/people/import", file=True, ok=422),
    "mark_people_sheet": Row(WARD, "/people/import/marked", file=True, ok=422),
    "mark_unit_sheet": Row(WARD, "/units/import/marked", file=True, ok=422),
    "create_person": Row(WARD, "/people", json=_PERSON, ok=422),
    "update_person": Row(WARD, "/people/{kp_b.person}", json={"full_name": "Trần Thị Bình", "position": "Trưởng khu phố"}, version=1),
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
}  # fmt: skip

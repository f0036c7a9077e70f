"""What is sent to sign-in, units, people and wards, and what must not be taken."""

from tests.requests import MARKS, Case, Free, Id, Request, Right, any_unit, case, sheet
from tests.world import PASSWORD
from vitreem.identity.sheets import PERSON_COLUMNS, UNIT_COLUMNS

_CHANGE = {
    "kind": "merge", "predecessor_ids": ["{kp_a.unit}", "{kp_b.unit}"], "successors": [{"name": "Khu phố mới"}],
    "on_day": "2026-06-01", "paper_number": "1/NQ-HĐND", "paper_on": "2026-05-20",
}  # fmt: skip

REQUESTS: dict[str, Request] = {
    # A unit of another kind, and one that has ended.
    **{
        name: Request("officer", path, _CHANGE, {"predecessor_ids[]": Id(("school.unit", "old.unit"))})
        for name, path in (("change_units", "/units/changes"), ("preview_unit_change", "/units/changes/preview"))
    },
    "create_person": Request(
        "officer", "/people",
        {"full_name": "Người Mới", "login": "nguoi.moi", "role": "unit_member", "unit_id": "{kp_a.unit}"},
        {"unit_id": any_unit()},
    ),
    "give_role": Request(
        "officer", "/people/{kp_b.person}/memberships", {"role": "unit_member", "unit_id": "{kp_a.unit}"},
        {"unit_id": any_unit("school.unit")},
    ),
}  # fmt: skip

ELSEWHERE = {"take_role": {("kp_a.person", "kp_b.membership")}}

RIGHT = {"reopen_unit": Right(first="/units/{kp_b.unit}/close")}

VERSIONED = {"reopen_unit": Case(first=[("officer", "POST", "/units/{kp_b.unit}/close", None)])}

KEYED = {
    # A repeated request gets a fresh link: the first reply may never have arrived.
    "create_person": case(
        REQUESTS["create_person"], ignore=frozenset({"password_reset", "audit_event"}), once="a sign-in name is one person's"
    ),
    "change_units": case(REQUESTS["change_units"], once="a unit ends once"),
    "create_unit": Case("officer", "/units", {"name": "Khu phố mới", "kind": "khu_pho"}, once="a name is one unit's"),
}  # fmt: skip

_LINK = Free("makes a link each time; the newer voids the older, which is asked apart")
_DECIDED = "is decided once, under a lock; the second finds the first's decision"

FREE = {
    "try_units_import": Free("nothing is written: it says what would be"),
    "try_people_import": Free("nothing is written: it says what would be"),
    "preview_unit_change": Free("says what would be, and takes it back"),
    "mark_people_sheet": MARKS,
    "mark_unit_sheet": MARKS,
    # What is there isn't made again.
    "import_units": Free("a unit that is there is known by its name", Case(
        "officer", "/units/import", effect="same",
        file=sheet("Đơn vị", UNIT_COLUMNS, {"Tên đơn vị": "Từ tệp Excel", "Loại": "Khu phố"}),
    )),
    "import_people": Free("a person who is there is known by their sign-in name", Case(
        "officer", "/people/import", effect="same",
        file=sheet("Người dùng", PERSON_COLUMNS, {
            "Họ và tên": "Người Mới", "Tên đăng nhập": "nguoi.moi", "Vai trò": "Thành viên đơn vị",
            "Đơn vị": "CNRY-1-kp_a",
        }),
    )),
    "open_ward": Free("a ward that is there is known by its code", Case(
        "admin", "/admin/wards",
        {"code": "99009", "name": "Phường Mới", "province": "Tỉnh Thử", "lead_name": "Ai Đó", "lead_login": "aido"},
    )),
    "give_role": Free("adds a role; one that is there stays", case(REQUESTS["give_role"], effect="same")),
    "take_role": Free("ends one role for good", Case("officer", "/people/{kp_b.person}/memberships/{kp_b.membership}")),
    # What waits for a second person.
    "confirm_approval": Free(_DECIDED, Case("lead", "/approvals/{approval}/confirm")),
    "decline_approval": Free(_DECIDED, Case("lead", "/approvals/{approval}/decline")),
    "acknowledge_notice": Free(
        "says that it was read", Case("kp_a", "/account/notices/{kp_a.notice}/acknowledge", effect="same")
    ),
    # Links, codes, passwords and sessions.
    "make_reset_link": _LINK,
    "make_account_reset_link": _LINK,
    "redeem_password_reset": Free(
        "works once", Case("anonymous", "/password-resets/{reset}", {"new_password": "bốn mùa hoa nở 4"})
    ),
    "reset_second_factor": Free(
        "clears it once; where it isn't on, nothing is done", Case("lead", "/people/{school.person}/reset-second-factor")
    ),
    "confirm_totp": Free(
        "a code is used up", Case("kp_b", "/account/totp/confirm", {"code": "{code}", "password": PASSWORD})
    ),
    "revoke_own_session": Free("ends one session for good", Case("kp_a", "/account/sessions/{session}")),
    "sign_in": Free("each opens a session; codes and failures are asked apart"),
    "sign_out": Free("ends the session that asks"),
    "choose_ward": Free("says the same"),
    "change_password": Free("says the same password"),
    "prove_session": Free("notes that the password was right; once more is the same"),
    "start_totp": Free("shows a new secret; the last one counts"),
    "disable_totp": Free("says the same"),
}  # fmt: skip

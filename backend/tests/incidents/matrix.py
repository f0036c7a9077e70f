"""Who may do what with reports and cases. To everybody else each of these addresses answers as an unknown one."""

from tests.incidents.team import FORMS, told
from tests.matrix import UNKNOWN, Row

_TEAM = ("lead", "kp_a_protector")
_CASE, _REPORT, _NEW = "/incident-cases/{case}", "/incident-reports/{case.report}", "/incident-reports/{report_new}"
_PAPER, _SUBMITTED = f"{_CASE}/papers/{{case_draft}}", "/incident-cases/{case_submitted}/papers/{case_submitted.plan}"
_CHILD = {"facts": {"name": "Trẻ"}, "harms": []}
_UPDATE = {
    "channel": "phone", "received_at": "2026-06-10T08:00:00+07:00", "facts": {"what": "Nghe tiếng trẻ khóc"}
}  # fmt: skip
_REASON = {"reason": "Cần xem lại việc này"}
_POLICE = {"at": "2026-06-10T08:30:00+07:00", "reference": "12/CA"}
_EVIDENCE = {"what": "Áo rách", "taken_on": "2026-06-10"}


def _team(path: str, **more: object) -> Row:
    return Row(_TEAM, path, scope="case", **more)  # pyright: ignore


ROWS: dict[str, Row] = {
    "create_incident_report": _team("/incident-reports", ok=201, json=told()),
    "read_incident_report": _team(_REPORT),
    "update_incident_report": _team(_REPORT, json=_UPDATE, version="current"),
    "accept_incident_report": _team(f"{_NEW}/accept", json={"children": [{"facts": {"name": "Bé"}}]}, version="current"),
    "dismiss_incident_report": _team(f"{_NEW}/dismiss", json=_REASON, version="current"),
    "mark_incident_report_same": _team(f"{_NEW}/same", json={"report_id": UNKNOWN}, version="current", ok=422),
    "tell_police_of_incident_report": _team(f"{_REPORT}/police", json=_POLICE, version="current"),
    "open_incident_informant": _team(f"{_REPORT}/informant", json=_REASON),
    "add_incident_report_note": _team(f"{_REPORT}/notes", json={"text": "Đã gọi lại"}, ok=201),
    "attach_incident_report_file": _team(f"{_REPORT}/files", file=True, ok=415),
    "read_incident_report_file": _team(f"{_REPORT}/files/{{report_file}}"),
    "remove_incident_report_file": _team(f"{_REPORT}/files/{{report_file}}"),
    "read_incident_report_document": _team(f"{_REPORT}/document"),
    "read_incident_board": _team("/incident-board"),
    "list_incident_cases": _team("/incident-cases"),
    "search_incident_cases": _team("/incident-cases/search", json={"q": "bé"}),
    "read_incident_case": _team(_CASE),
    "update_incident_case": _team(_CASE, json=_CHILD, version="current"),
    "tell_police_of_incident_case": _team(f"{_CASE}/police", json=_POLICE, version="current"),
    "start_incident_case": _team("/incident-cases/{case_approved}/start", version="current"),
    "plan_incident_case_again": _team("/incident-cases/{case_reviewed}/plan-again", version="current"),
    "hand_incident_child_to_carer": _team(
        "/incident-cases/{case_caring}/hand-to-carer", json={"on": "2026-06-10"}, version="current"
    ),
    # An officer of protection is told that closing is the chair's.
    "close_incident_case": Row(
        ("lead",), "/incident-cases/{case_reviewed}/close", scope="case", json={"outcome": "safe", "note": "Xong"},
        version="current",
        sees=("kp_a_protector",),
    ),
    "reopen_incident_case": _team("/incident-cases/{case_closed}/reopen", json=_REASON, version="current"),
    "approve_incident_export": Row(
        ("lead",), f"{_CASE}/approve-export", scope="case", version="current", sees=("kp_a_protector",)
    ),
    "begin_incident_paper": _team(f"{_CASE}/papers", json={"form": FORMS["initial_assessment"]}, ok=201),
    "save_incident_paper": _team(_PAPER, json={"form": FORMS["plan"]}, version=1),
    "complete_incident_paper": _team("/incident-cases/{case_fresh}/papers/{paper_fresh}/complete", version=1),
    "submit_incident_paper": _team(f"{_PAPER}/submit", version=1),
    "approve_incident_paper": Row(
        ("lead",), f"{_SUBMITTED}/approve", scope="case", version=2, sees=("kp_a_protector",)
    ),
    "return_incident_paper": Row(
        ("lead",), f"{_SUBMITTED}/return", scope="case", json=_REASON, version=2, sees=("kp_a_protector",)
    ),
    "discard_incident_paper": _team(_PAPER, version=1),
    "read_incident_paper_document": _team(f"{_PAPER}/document"),
    "read_incident_decision_document": _team(f"{_SUBMITTED}/decision"),
    "number_incident_paper": _team(
        f"{_CASE}/papers/{{case.plan}}/number", json={"number": 1, "suffix": "QĐ-UBND", "signed_on": "2026-06-10"}, ok=201
    ),
    "update_incident_task": _team(
        f"{_CASE}/tasks/{{case_task}}", json={"starts_on": "2026-06-12", "ends_on": "2026-07-12"}, version=1
    ),
    "add_incident_note": _team(f"{_CASE}/notes", json={"text": "Đã thăm trẻ"}, ok=201),
    "attach_incident_file": _team(f"{_CASE}/files", file=True, ok=415),
    "read_incident_file": _team(f"{_CASE}/files/{{case_file}}"),
    "remove_incident_file": _team(f"{_CASE}/files/{{case_file}}"),
    "add_incident_evidence": _team(f"{_CASE}/evidence", json=_EVIDENCE, ok=201),
    "update_incident_evidence": _team(f"{_CASE}/evidence/{{evidence}}", json=_EVIDENCE, version=1),
    "add_incident_member": _team(f"{_CASE}/members", json={"person_id": UNKNOWN}, ok=422),
    "set_incident_owner": _team(f"{_CASE}/owner", json={"person_id": UNKNOWN}, ok=422, version="current"),
    "refer_incident_case": _team(
        f"{_CASE}/referrals", ok=422,
        json={"person_id": UNKNOWN, "parts": ["notes"], "until_on": "2026-06-30", "reason": "Theo dõi sức khỏe"},
    ),
    "revoke_incident_access": _team(f"{_CASE}/access/{{school.person}}"),
    "offer_incident_case": _team(f"{_CASE}/offers", json={"ward_code": "12345", **_REASON}, ok=422, version="current"),
    "withdraw_incident_offer": _team("/incident-cases/{offered_case}/offers/{offer}"),
    "read_incident_case_document": _team(f"{_CASE}/document"),
    "export_incident_cases": _team("/incident-export"),
    "read_incident_statistics": _team("/incident-statistics?from_on=2026-01-01&to_on=2026-12-31"),
    "read_incident_team": _team("/incident-team"),
    "list_incident_people": _team("/incident-people"),
    "list_incident_wards": _team("/incident-wards"),
    # Nobody opens the cases of others for themselves.
    "create_incident_stand_in": Row(
        ("lead",), "/incident-stand-ins", scope="case", ok=422, sees=("kp_a_protector",),
        json={"person_id": UNKNOWN, "stand_in_id": UNKNOWN, "from_on": "2026-06-10", "to_on": "2026-06-12"},
    ),
    # The absent person's own to end, or the chair's.
    "end_incident_stand_in": _team("/incident-stand-ins/{stand_in}"),
    "create_duty_turn": _team(
        "/duty-turns", ok=422,
        json={"person_id": UNKNOWN, "phone": "0900 000 000", "from_on": "2026-07-10", "to_on": "2026-07-12"},
    ),
    "end_duty_turn": _team("/duty-turns/{duty}"),
    "read_incident_arrival": _team("/incident-arrivals/{arrival}"),
    "take_incident_arrival": _team("/incident-arrivals/{arrival}/take"),
    "refuse_incident_arrival": _team("/incident-arrivals/{arrival}/refuse", json=_REASON),
}  # fmt: skip

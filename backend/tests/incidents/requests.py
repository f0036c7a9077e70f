"""What is sent to reports and cases, and what must not be taken."""

from tests.incidents.matrix import ROWS
from tests.incidents.team import told
from tests.requests import Attached, Case, Free, Id, Request, Right
from vitreem.demo.pictures import photo

_CASE, _REPORT = "/incident-cases/{case}", "/incident-reports/{case.report}"
_DAYS = {"from_on": "2026-07-10", "to_on": "2026-07-12"}
_STAND_IN = {"person_id": "{kp_a_protector.person}", "stand_in_id": "{lead.person}", **_DAYS}
_DUTY = {"person_id": "{kp_a_protector.person}", "phone": "0901 234 567", "stand_in_id": "{lead.person}", **_DAYS}
_REFERRAL = {
    "person_id": "{kp_b.person}", "parts": ["notes"], "until_on": "2026-06-30", "reason": "Theo dõi sức khỏe"
}  # fmt: skip
_CHILD = {"facts": {"name": "Trẻ em"}}
# People of the ward who see no cases can't own one, nor be a member.
_WORKER = Id(("officer.person", "kp_a.person"))
_ANYBODY = Id(allowed={"kp_a.person": "anybody of the ward"})
_ACCEPTED = {
    "children[].case_id": Id(),
    "children[].child_id": Id(("kp_a.child_merged", "kp_a.child_moved")),
    "children[].owner_id": _WORKER,
}

REQUESTS: dict[str, Request] = {
    "accept_incident_report": Request(
        "kp_a_protector", "/incident-reports/{report_new}/accept",
        {"children": [{**_CHILD, "case_id": "{case}", "child_id": "{kp_a.child}", "owner_id": "{lead.person}"}]},
        _ACCEPTED, version=True,
    ),
    "mark_incident_report_same": Request(
        "kp_a_protector", "/incident-reports/{report_new}/same", {"report_id": "{case.report}"},
        {"report_id": Id(("report_new",))}, version=True,
    ),
    "update_incident_case": Request(
        "kp_a_protector", _CASE, {**_CHILD, "child_id": "{kp_a.child}"},
        {"child_id": Id(("kp_a.child_merged", "kp_a.child_moved"))}, version=True,
    ),
    "add_incident_member": Request("lead", f"{_CASE}/members", {"person_id": "{lead.person}"}, {"person_id": _WORKER}),
    "set_incident_owner": Request(
        "lead", f"{_CASE}/owner", {"person_id": "{lead.person}"}, {"person_id": _WORKER}, version=True
    ),
    "refer_incident_case": Request(
        "lead", f"{_CASE}/referrals", _REFERRAL, {"person_id": _ANYBODY}
    ),
    "number_incident_paper": Request(
        "lead", f"{_CASE}/papers/{{case.plan}}/number",
        {"number": 1, "suffix": "UBND", "signed_on": "2026-06-10", "replaces_id": "{case.number}"},
        {"replaces_id": Id(("case_fresh.number",))},
    ),
    "create_incident_stand_in": Request(
        "lead", "/incident-stand-ins", _STAND_IN, {"person_id": _WORKER, "stand_in_id": _WORKER}
    ),
    "create_duty_turn": Request("lead", "/duty-turns", _DUTY, {"person_id": _ANYBODY, "stand_in_id": _ANYBODY}),
}  # fmt: skip

ELSEWHERE = {
    "read_incident_report_file": {("report_new", "report_file"), ("case.report", "case_file")},
    "remove_incident_report_file": {("report_new", "report_file")},
    "read_incident_file": {("case_fresh", "case_file"), ("case", "report_file")},
    "remove_incident_file": {("case_fresh", "case_file")},
    "update_incident_task": {("case_fresh", "case_task")},
    "update_incident_evidence": {("case_fresh", "evidence")},
    "revoke_incident_access": {("case_fresh", "school.person")},
    "withdraw_incident_offer": {("case_fresh", "offer")},
    **{f"{verb}_incident_paper": {("case_fresh", "case_draft")} for verb in ("save", "complete", "submit", "discard")},
    "read_incident_paper_document": {("case_fresh", "case_draft")},
    "approve_incident_paper": {("case", "case_submitted.plan")},
    "return_incident_paper": {("case", "case_submitted.plan")},
    "read_incident_decision_document": {("case", "case_submitted.plan")},
    "number_incident_paper": {("case_fresh", "case.plan")},
}  # fmt: skip

_PAPER = Right(among="papers")
RIGHT = {
    "accept_incident_report": Right(json={"children": [_CHILD]}),
    "mark_incident_report_same": Right(json={"report_id": "{case.report}"}),
    "set_incident_owner": Right(json={"person_id": "{lead.person}"}),
    "offer_incident_case": Right(json={"ward_code": "99002", "reason": "Trẻ cư trú ở đó"}),
    "save_incident_paper": _PAPER,
    "complete_incident_paper": _PAPER,
    "submit_incident_paper": _PAPER,
    "approve_incident_paper": _PAPER,
    "return_incident_paper": _PAPER,
    "discard_incident_paper": _PAPER,
    "update_incident_task": Right(among="tasks"),
    "update_incident_evidence": Right(among="evidence"),
}

VERSIONED = {
    "offer_incident_case": Case("lead", f"{_CASE}/offers", {"ward_code": "99002", "reason": "Trẻ cư trú ở đó"}),
}
_FILE = Attached("anh.jpg", lambda: photo(7))
KEYED = {
    # Each is looked at by a worker: a few are enough.
    "attach_incident_file": Case("lead", f"{_CASE}/files", file=_FILE, calls=3),
    "attach_incident_report_file": Case("lead", f"{_REPORT}/files", file=_FILE, calls=3),
    "create_incident_report": Case("lead", "/incident-reports", told()),
    "add_incident_report_note": Case("lead", f"{_REPORT}/notes", {"text": "Đã gọi lại"}),
    "begin_incident_paper": Case(
        "lead", f"{_CASE}/papers", ROWS["begin_incident_paper"].json, once="one of a kind is written at a time"
    ),
    "add_incident_note": Case("lead", f"{_CASE}/notes", {"text": "Đã thăm trẻ"}),
    "add_incident_evidence": Case("lead", f"{_CASE}/evidence", ROWS["add_incident_evidence"].json),
    "number_incident_paper": Case(
        "lead",
        f"{_CASE}/papers/{{case.plan}}/number",
        ROWS["number_incident_paper"].json,
        once="a number is given once",
    ),
    "create_incident_stand_in": Case("lead", "/incident-stand-ins", _STAND_IN),
    "create_duty_turn": Case("lead", "/duty-turns", _DUTY, once="one telephone answers at a time"),
}

_REASON = {"reason": "Cần xem lại việc này"}
FREE = {
    "search_incident_cases": Free("nothing is written: the words come in the body, since addresses are logged"),
    "open_incident_informant": Free("shows who told; each look leaves its reason"),
    "add_incident_member": Free(
        "who is a member is one once", Case("lead", f"{_CASE}/members", {"person_id": "{deputy.person}"}, effect="same")
    ),
    "refer_incident_case": Free("the last one counts: a referral takes the place of the one before"),
    "revoke_incident_access": Free("is taken once", Case("lead", f"{_CASE}/access/{{school.person}}")),
    "withdraw_incident_offer": Free(
        "is taken back once", Case("lead", "/incident-cases/{offered_case}/offers/{offer}")
    ),
    "end_incident_stand_in": Free("ends once", Case("lead", "/incident-stand-ins/{stand_in}")),
    "end_duty_turn": Free("ends once", Case("lead", "/duty-turns/{duty}")),
    "take_incident_arrival": Free("is answered once", Case("lead", "/incident-arrivals/{arrival}/take")),
    "refuse_incident_arrival": Free("is answered once", Case("lead", "/incident-arrivals/{arrival}/refuse", _REASON)),
    "remove_incident_file": Free("goes once", Case("lead", f"{_CASE}/files/{{case_file}}")),
    "remove_incident_report_file": Free("goes once", Case("lead", f"{_REPORT}/files/{{report_file}}")),
}

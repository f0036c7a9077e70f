"""Who may do what with rounds and answers: the ward asks and decides, a unit writes its own, its lead hands it in."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_ROUND = {
    "title": "Trẻ em chưa có thẻ bảo hiểm",
    "due_on": "2026-06-25",
}
_NEW = _ROUND | {"kind": "quick", "from_on": "2026-06-01", "to_on": "2026-06-30", "unit_ids": [UNKNOWN]}
_ALL = (*WARD, *UNITS)
_REASON = {"reason": "Thiếu số liệu tháng 6"}


def _answer(state: str) -> str:
    return f"/report-answers/{{kp_a.report_answer_{state}}}"


ROWS: dict[str, Row] = {
    "list_report_rounds": Row(_ALL, "/report-rounds"),
    "open_report_round": Row(WARD, "/report-rounds", ok=422, json=_NEW),
    "read_report_round": Row(_ALL, "/report-rounds/{kp_a.report_round_asked}", scope="unit"),
    "update_report_round": Row(WARD, "/report-rounds/{kp_a.report_round_asked}", json=_ROUND, version="current"),
    "remind_report_round": Row(WARD, "/report-rounds/{kp_a.report_round_asked}/remind", version="current"),
    "lock_report_round": Row(WARD, "/report-rounds/{kp_a.report_round_asked}/lock", version="current"),
    "unlock_report_round": Row(WARD, "/report-rounds/{kp_a.report_round_locked}/unlock", version="current"),
    "cancel_report_round": Row(
        WARD, "/report-rounds/{kp_a.report_round_asked}/cancel", json=_REASON, version="current"
    ),
    "read_report_answer": Row(_ALL, _answer("asked"), scope="unit"),
    "begin_report_answer": Row(UNITS, f"{_answer('asked')}/begin", scope="unit", version="current"),
    "update_report_answer": Row(
        UNITS, _answer("draft"), scope="unit", version="current", json={"texts": {"strengths": "Đông trẻ tham gia"}}
    ),
    "count_report_answer": Row(UNITS, f"{_answer('draft')}/count", scope="unit", version="current"),
    "submit_report_answer": Row(("kp_a",), f"{_answer('draft')}/submit", scope="unit", version="current"),
    "accept_report_answer": Row(WARD, f"{_answer('submitted')}/accept", version="current"),
    "return_report_answer": Row(WARD, f"{_answer('submitted')}/return", json=_REASON, version="current"),
    "read_report_version": Row(_ALL, f"{_answer('submitted')}/versions/{{kp_a.report_version}}", scope="unit"),
}

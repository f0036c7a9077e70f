"""Who may do what with rounds, lines, shares and donors."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_EACH = (*WARD, *UNITS)
_DAY = {"on_day": "2026-06-05"}
_WHY = {"reason": "Lý do rõ ràng"}
_BACK = _DAY | _WHY
_ROUND = {"title": "Tên đợt", "occasion": "tet", "begins_on": "2026-06-01", "unit_id": UNKNOWN}
_MONEY = {"donor_id": UNKNOWN, "amount": 1_000}


def _of(path: str, json: object = None, may: tuple[str, ...] = _EACH, ok: int = 200) -> Row:
    return Row(may, path, ok=ok, json=json, scope="unit")


def _on(path: str, json: object = None, may: tuple[str, ...] = _EACH, ok: int = 200) -> Row:
    """A verb on the version that is there."""
    return Row(may, path, ok=ok, json=json, scope="unit", version="current")


_HANDING, _NOMINATING = "/gift-rounds/{kp_a.round_handing}", "/gift-rounds/{kp_a.round_nominating}"

ROWS: dict[str, Row] = {
    "list_donors": Row(_EACH, "/donors"),
    "create_donor": Row(_EACH, "/donors", ok=422, json={"name": "Ai đó", "unit_id": UNKNOWN}),
    "read_donor": _of("/donors/{kp_a.donor}"),
    "update_donor": _on("/donors/{kp_a.donor}", {"name": "Ai đó", "unit_id": UNKNOWN}, ok=422),
    "pledge_money": _of("/donors/{kp_a.donor}/pledges", _DAY | {"amount": 1_000}, ok=201),
    "receive_money": _of("/donors/{kp_a.donor}/receipts", _DAY | {"amount": 1_000, "channel": "cash"}, ok=201),
    "refund_money": _of("/donors/{kp_a.donor}/refunds", _DAY | {"amount": 1_000, "note": "Không cần nữa"}, ok=201),
    "reverse_movement": _of("/donors/{kp_a.donor}/movements/{kp_a.movement}/reverse", _WHY, ok=201),
    "thank_donor": _on("/donors/{kp_a.donor}/thank", _DAY),
    "make_donor_document": _of("/donors/{kp_a.donor}/document?kind=statement"),
    "read_ledger": Row(WARD, "/ledger"),
    "read_giving_coverage": Row(WARD, "/giving/coverage?from_on=2026-06-01&to_on=2026-06-30"),
    "list_gift_shares": Row(_EACH, "/gift-shares"),
    "read_due_gift_shares": Row(_EACH, "/gift-shares/due"),
    "read_gift_share": _of("/gift-shares/{kp_a.share}"),
    "deliver_gift_share": _on("/gift-shares/{kp_a.share}/deliver", _DAY),
    "miss_gift_share": _on("/gift-shares/{kp_a.share}/miss", _BACK),
    "return_gift_share": _on("/gift-shares/{kp_a.share_given}/return", _BACK),
    "correct_gift_share": _on("/gift-shares/{kp_a.share_given}/correct", _BACK),
    "attach_gift_share_file": _of("/gift-shares/{kp_a.share_given}/files", {"upload_id": UNKNOWN}, ok=404),
    "remove_gift_share_file": _of("/gift-shares/{kp_a.share_given}/files/{kp_a.share_photo}"),
    "read_gift_share_file": _of("/gift-shares/{kp_a.share_given}/files/{kp_a.share_photo}"),
    "deliver_gift_numbers": _of(
        f"{_HANDING}/deliver-numbers", _DAY | {"unit_id": UNKNOWN, "numbers": "1"}, ok=422
    ),
    "read_gift_tick_sheet": _of(f"{_HANDING}/tick-sheet"),
    "try_gift_tick_sheet": Row(_EACH, f"{_HANDING}/tick-sheet/trial", file=True, ok=422, scope="unit"),
    "import_gift_tick_sheet": Row(_EACH, f"{_HANDING}/tick-sheet", file=True, ok=422, scope="unit"),
    "mark_gift_tick_sheet": Row(_EACH, f"{_HANDING}/tick-sheet/marked", file=True, ok=422, scope="unit"),
    "list_gift_lines": _of(f"{_HANDING}/lines"),
    "export_gift_lines": _of(f"{_HANDING}/lines/export?purpose=Kiểm tra"),
    "make_gift_lines_export": _of(f"{_HANDING}/lines/export?purpose=Kiểm tra", ok=202),
    "nominate_children": _of(f"{_NOMINATING}/lines", {"child_ids": [UNKNOWN]}, ok=422),
    "read_gift_line": _of("/gift-lines/{kp_a.line}"),
    "update_gift_line": _on("/gift-lines/{kp_a.line_nominated}", {"amount": 5_000}),
    "fall_gift_line": _on("/gift-lines/{kp_a.line_nominated}/fall", _WHY),
    "replace_gift_line": _on("/gift-lines/{kp_a.line_fallen}/replace", {"replaced_by": UNKNOWN}, ok=422),
    "propose_gift_line": _on("/gift-lines/{kp_a.line}/propose", {}, WARD),
    "suspend_gift_line": _on("/gift-lines/{kp_a.line}/suspend", _WHY),
    "resume_gift_line": _on("/gift-lines/{kp_a.line_suspended}/resume"),
    "visit_gift_line": _of("/gift-lines/{kp_a.line}/visits", _DAY | {"note": "Đã thăm"}, ok=201),
    "list_gift_rounds": Row(_EACH, "/gift-rounds"),
    "create_gift_round": Row(_EACH, "/gift-rounds", ok=422, json=_ROUND),
    "read_gift_round": _of(_HANDING),
    "update_gift_round": _on("/gift-rounds/{kp_a.round_draft}", _ROUND, ok=422),
    "open_gift_round": _on("/gift-rounds/{kp_a.round_draft}/open"),
    "hand_in_gift_list": _of(f"{_NOMINATING}/hand-in", {"unit_id": UNKNOWN}, ok=422),
    "review_gift_round": _on(f"{_NOMINATING}/review"),
    "return_gift_round": _on("/gift-rounds/{kp_a.round_reviewed}/return", _WHY),
    "read_gift_round_changes": _of(f"{_HANDING}/changes"),
    "approve_gift_round": _on("/gift-rounds/{kp_a.round_reviewed}/approve", {}, ("lead", "kp_a")),
    "read_decided_gift_list": _of(f"{_HANDING}/decided"),
    "start_gift_round": _on("/gift-rounds/{kp_a.round_approved}/start"),
    "close_gift_round": _on("/gift-rounds/{kp_a.round_done}/close"),
    "reopen_gift_round": _on("/gift-rounds/{kp_a.round_closed}/reopen", _WHY),
    "cancel_gift_round": _on("/gift-rounds/{kp_a.round_draft}/cancel", _WHY),
    "allocate_money": _of(f"{_HANDING}/allocations", _MONEY, ok=422),
    "release_money": _of(f"{_HANDING}/releases", _MONEY, ok=422),
    "roll_gift_round": _of(f"{_HANDING}/roll", {"title": "Năm sau", "begins_on": "2027-06-01"}, ok=201),
    "compare_gift_rounds": _of("/gift-rounds/{kp_a.round_rolled}/comparison"),
    "read_gift_document": _of(f"{_HANDING}/document?kind=labels"),
    "make_gift_document": _of(f"{_HANDING}/document?kind=labels", ok=202),
    "attach_gift_round_file": _of(f"{_HANDING}/files", {"upload_id": UNKNOWN}, ok=404),
    "remove_gift_round_file": _of(f"{_HANDING}/files/{{kp_a.round_file}}"),
    "read_gift_round_file": _of(f"{_HANDING}/files/{{kp_a.round_file}}"),
    "number_gift_round_paper": _of(
        f"{_HANDING}/papers", {"title": "Danh sách", "number": 7, "suffix": "DS-UBND", "signed_on": "2026-06-01"},
        WARD, ok=201,
    ),
    "read_next_paper_number": Row(WARD, "/papers/next-number?year=2026"),
}  # fmt: skip

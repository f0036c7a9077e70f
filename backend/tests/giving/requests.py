"""What is sent to giving, and what must not be taken."""

from tests.requests import ASSIGNMENTS, MARKS, UPLOAD, Case, Free, Id, Request, Right, proves, sheet
from vitreem.giving.sheets import TICKED

_ROUND = {
    "title": "Đợt thử", "occasion": "tet", "begins_on": "2026-06-01", "unit_id": "{kp_a.unit}",
    "donor_id": "{kp_a.donor}", "nominators": [{"unit_id": "{kp_a.unit}"}],
}  # fmt: skip
_IDS = {
    "unit_id": Id(("kp_b.unit",)),
    "donor_id": Id(("kp_b.donor",)),
    "nominators[].unit_id": Id(("kp_b.unit",)),
}
_CHILD = Id(("kp_b.child", "kp_a.child_merged", "kp_a.child_moved"))
_HANDING, _NOMINATING = "/gift-rounds/{kp_a.round_handing}", "/gift-rounds/{kp_a.round_nominating}"
_MONEY = {"donor_id": "{kp_a.donor}", "amount": 1_000}
_OF_DONOR = {"donor_id": Id(("kp_b.donor",))}
_DAY = {"on_day": "2026-06-05"}
_NUMBERS = _DAY | {"unit_id": "{kp_a.unit}", "numbers": "1"}
_PAPER = {"title": "Danh sách", "suffix": "DS-UBND", "signed_on": "2026-06-01"}
_TICKS = sheet("Đánh dấu", TICKED, {"Họ và tên trẻ": "Không đánh dấu gì"})

REQUESTS: dict[str, Request] = {
    "create_donor": Request("kp_a", "/donors", {"name": "Ai đó", "unit_id": "{kp_a.unit}"}, {"unit_id": Id(("kp_b.unit",))}),
    "update_donor": Request(
        "kp_a", "/donors/{kp_a.donor}", {"name": "Ai đó", "unit_id": "{kp_a.unit}"}, {"unit_id": Id(("kp_b.unit",))},
        version=True,
    ),
    "create_gift_round": Request(
        "kp_a", "/gift-rounds", _ROUND | {"kind": "sponsorship", "assignment_ids": ["{kp_a.fresh}"]},
        _IDS | {"assignment_ids[]": ASSIGNMENTS},
    ),
    "update_gift_round": Request("kp_a", "/gift-rounds/{kp_a.round_draft}", _ROUND, _IDS, version=True),
    "nominate_children": Request(
        "kp_a", f"{_NOMINATING}/lines", {"child_ids": ["{kp_a.child_second}"], "unit_id": "{kp_a.unit}"},
        {"child_ids[]": _CHILD, "unit_id": Id(("kp_b.unit",))},
    ),
    "hand_in_gift_list": Request(
        "kp_a", f"{_NOMINATING}/hand-in", {"unit_id": "{kp_a.unit}"}, {"unit_id": Id(("kp_b.unit",))}
    ),
    "fall_gift_line": Request(
        "kp_a", "/gift-lines/{kp_a.line_missed}/fall", {"reason": "Gia đình từ chối", "replaced_by": "{kp_a.line_spare}"},
        {"replaced_by": Id(("kp_b.line_spare", "kp_a.line_reserve", "kp_a.line_given"))}, version=True,
    ),
    "replace_gift_line": Request(
        "kp_a", "/gift-lines/{kp_a.line_fallen}/replace", {"replaced_by": "{kp_a.line_reserve}"},
        {"replaced_by": Id(("kp_b.line_reserve", "kp_a.line"))}, version=True,
    ),
    "attach_evidence_record:gift_round": proves("gift_round", "kp_a.round_handing", refused="kp_b.round_handing"),
    "allocate_money": Request("kp_a", f"{_HANDING}/allocations", _MONEY, _OF_DONOR),
    "release_money": Request("kp_a", "/gift-rounds/{kp_a.round_scholar}/releases", _MONEY, _OF_DONOR),
    "deliver_gift_numbers": Request("kp_a", f"{_HANDING}/deliver-numbers", _NUMBERS, {"unit_id": Id(("kp_b.unit",))}),
    "attach_gift_round_file": Request(
        "kp_a", f"{_HANDING}/files", {"upload_id": "{upload:kp_a}", "kind": "document"}, {"upload_id": UPLOAD}
    ),
    "attach_gift_share_file": Request(
        "kp_a", "/gift-shares/{kp_a.share_given}/files", {"upload_id": "{upload:kp_a}"}, {"upload_id": UPLOAD}
    ),
    "number_gift_round_paper": Request(
        "officer", f"{_HANDING}/papers", _PAPER | {"number": 8, "agency": "KHUPHO", "record_file_id": "{kp_a.round_file}", "replaces_id": "{kp_a.paper}"},
        {
            "record_file_id": Id(("kp_b.round_file", "kp_a.child_file")),
            "replaces_id": Id(("kp_b.paper",)),
        },
    ),
}  # fmt: skip

ELSEWHERE = {
    "reverse_movement": {("kp_b.donor", "kp_a.movement")},
    "remove_gift_round_file": {("kp_a.round_scholar", "kp_a.round_file")},
    "remove_gift_share_file": {("kp_a.share", "kp_a.share_photo")},
    "read_gift_share_file": {("kp_a.share", "kp_a.share_photo"), ("kp_a.share_given", "kp_a.round_file")},
    "read_gift_round_file": {("kp_a.round_scholar", "kp_a.round_file"), ("kp_a.round_handing", "kp_a.child_file")},
}

RIGHT = {
    "update_donor": Right(json={"name": "Tên khác", "unit_id": "{kp_a.unit}"}),
    "update_gift_round": Right(
        json={"title": "Tên khác", "occasion": "tet", "begins_on": "2026-06-02", "unit_id": "{kp_a.unit}"}
    ),
    "replace_gift_line": Right(json={"replaced_by": "{kp_a.line_reserve}"}),
}

_VISIT = _DAY | {"note": "Đã thăm"}
KEYED = {
    "create_donor": Case("kp_a", "/donors", {"name": "Ai đó", "unit_id": "{kp_a.unit}"}),
    "pledge_money": Case("kp_a", "/donors/{kp_a.donor}/pledges", _DAY | {"amount": 1_000}),
    "receive_money": Case("kp_a", "/donors/{kp_a.donor}/receipts", _DAY | {"amount": 1_000, "channel": "cash"}),
    "refund_money": Case("kp_a", "/donors/{kp_a.donor}/refunds", _DAY | {"amount": 1_000, "note": "Không cần nữa"}),
    "reverse_movement": Case(
        "kp_a", "/donors/{kp_a.donor}/movements/{kp_a.movement}/reverse", {"reason": "Ghi nhầm"},
        once="one movement is taken back once",
    ),
    "create_gift_round": Case("kp_a", "/gift-rounds", _ROUND),
    "nominate_children": Case(
        "kp_a", f"{_NOMINATING}/lines", {"child_ids": ["{kp_a.child_second}"]}, once="a child stands on a list once"
    ),
    "allocate_money": Case("kp_a", f"{_HANDING}/allocations", _MONEY),
    "release_money": Case("kp_a", "/gift-rounds/{kp_a.round_scholar}/releases", _MONEY),
    "roll_gift_round": Case("kp_a", f"{_HANDING}/roll", {"title": "Năm sau", "begins_on": "2027-06-01"}),
    "deliver_gift_numbers": Case(
        "kp_a", f"{_HANDING}/deliver-numbers", _NUMBERS, once="what is ticked already stays as it is"
    ),
    "import_gift_tick_sheet": Case("kp_a", f"{_HANDING}/tick-sheet", file=_TICKS),
    "make_gift_lines_export": Case("kp_a", f"{_HANDING}/lines/export?purpose=Kiểm tra"),
    "make_gift_document": Case("kp_a", f"{_HANDING}/document?kind=labels"),
    "visit_gift_line": Case("kp_a", "/gift-lines/{kp_a.line}/visits", _VISIT),
    "number_gift_round_paper": Case(
        "officer", f"{_HANDING}/papers", _PAPER | {"number": 9}, once="a number is given once"
    ),
}  # fmt: skip

FREE = {
    "try_gift_tick_sheet": Free("nothing is written: it says what would be"),
    "mark_gift_tick_sheet": MARKS,
    "hand_in_gift_list": Free(
        "says once that a list is whole",
        Case("kp_a", f"{_NOMINATING}/hand-in", {"unit_id": "{kp_a.unit}"}, effect="same"),
    ),
    "make_donor_document": Free("each paper that is made is written down: the second is a copy"),
    "remove_gift_round_file": Free("ends one file for good", Case("kp_a", f"{_HANDING}/files/{{kp_a.round_file}}")),
    "remove_gift_share_file": Free(
        "ends one file for good", Case("kp_a", "/gift-shares/{kp_a.share_given}/files/{kp_a.share_photo}")
    ),
}

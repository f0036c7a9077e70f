"""Notices are marked read, which says the same however often."""

from tests.requests import Case, Free

FREE: dict[str, Free] = {
    "mark_notice_read": Free("says the same", Case("kp_a", "/notices/{kp_a.own_notice}/read", effect="same")),
    "mark_all_notices_read": Free("says the same", Case("kp_a", "/notices/read", effect="same")),
}

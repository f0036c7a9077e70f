"""Who may ask about notices: everybody about their own."""

from tests.matrix import ACTORS, Row

ROWS: dict[str, Row] = {
    "list_notices": Row(ACTORS, "/notices", scope="self"),
    "count_unread_notices": Row(ACTORS, "/notices/unread", scope="self"),
    "mark_notice_read": Row(("kp_a",), "/notices/{kp_a.own_notice}/read", scope="owner", ok=204),
    "mark_all_notices_read": Row(ACTORS, "/notices/read", scope="self", ok=204),
}

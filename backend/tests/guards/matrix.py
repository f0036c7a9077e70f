"""Who may do what: the rows of every context, and of what lies below them."""

from tests.matrix import UNITS, WARD, Row
from tests.parts import joined

_BELOW: dict[str, Row] = {
    # Figures and the trail
    "read_indicators": Row((*WARD, *UNITS), "/indicators?from_on=2026-06-01&to_on=2026-06-30"),
    "list_audit_events": Row(("lead",), "/audit-events"),
    # Files in parts: a transfer is its sender's alone
    "begin_upload": Row((*WARD, *UNITS), "/uploads", ok=201, json={"name": "a.jpg", "size": 10}),
    "read_upload": Row((*WARD, *UNITS), "/uploads/{kp_a.upload}", scope="sender"),
    "send_upload_part": Row((*WARD, *UNITS), "/uploads/{kp_a.upload}?offset=0", scope="sender"),
    # The superior level
    "list_town_wards": Row((*WARD, "viewer"), "/../town/v1/wards"),
    "read_town_ward_progress": Row((*WARD, "viewer"), "/../town/v1/wards/99001/progress"),
}  # fmt: skip

MATRIX: dict[str, Row] = _BELOW | joined("matrix", "ROWS")

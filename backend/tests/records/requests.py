"""What is sent to the ward's map, and what must not be taken."""

from tests.records.matrix import ANCHORS
from tests.requests import Id, Request

REQUESTS: dict[str, Request] = {
    "lay_ward_picture": Request(
        "officer", "/ward-map/picture", {"upload_id": "{upload:officer}", "anchors": ANCHORS},
        {"upload_id": Id(("upload:kp_b", "upload:kp_a"))},
    ),
}  # fmt: skip

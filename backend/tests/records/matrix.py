"""Who may do what with the ward's map."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_ALL = (*WARD, *UNITS)

ANCHORS = [
    {"x": 0.1, "y": 0.1, "latitude": 16.76, "longitude": 107.17},
    {"x": 0.9, "y": 0.1, "latitude": 16.76, "longitude": 107.19},
    {"x": 0.1, "y": 0.9, "latitude": 16.74, "longitude": 107.17},
]

ROWS: dict[str, Row] = {
    "read_ward_map": Row(_ALL, "/ward-map"),
    "lay_ward_outline": Row(WARD, "/ward-map/outline", version=2, json={"type": "FeatureCollection", "features": []}),
    "lay_ward_picture": Row(WARD, "/ward-map/picture", ok=404, json={"upload_id": UNKNOWN, "anchors": ANCHORS}),
    "remove_ward_picture": Row(WARD, "/ward-map/picture", version=2),
    "read_ward_picture": Row(_ALL, "/ward-map/picture"),
}

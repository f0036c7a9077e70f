"""What the floor of the records shows: one map of one ward."""

RECORDS = {"read_ward_map": "the ward's own map", "read_ward_picture": "one picture"}

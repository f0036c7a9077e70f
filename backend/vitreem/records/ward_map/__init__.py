"""The ward's own map, under every map of its records: an outline of its khu phố, or a picture of a paper map."""

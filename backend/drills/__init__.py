"""Reliability drills: a real server on a folder of its own, a fault, a figure. `python -m drills NAME`."""

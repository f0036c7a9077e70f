"""Deadlines: days of plans, working days, and the clocks of the law, computed from rows at every look."""

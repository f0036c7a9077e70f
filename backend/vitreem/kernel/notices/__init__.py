"""Notices: that there is something to look at, told to one person, and gone when its cause is gone."""

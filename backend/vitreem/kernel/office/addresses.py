"""Addresses in links: what a person may follow by a click."""

import re

_UNSEEN = re.compile(r"[\x00-\x20\x7f\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WEB = ("http://", "https://", "mailto:")


def is_web(address: str) -> bool:
    """http, https or mailto; a browser overlooks blanks and control characters, so they don't count here either."""
    return _UNSEEN.sub("", address).lower().startswith(_WEB)


def is_place_inside(address: str) -> bool:
    """A bookmark or cell of the same file."""
    return address.startswith("#")

"""Addresses in links: what a person may follow by a click."""

_WEB = ("http://", "https://", "mailto:")


def is_web(address: str) -> bool:
    """http, https or mailto. Blanks around it don't count; an unseen character within makes it none of these."""
    return address.strip().lower().startswith(_WEB)


def is_place_inside(address: str) -> bool:
    """A bookmark or cell of the same file."""
    return address.startswith("#")

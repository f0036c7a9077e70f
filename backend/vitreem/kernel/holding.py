"""While a transaction is open nobody waits: not for a body, a password, a picture, a disk or a pause.

An open transaction holds one of few connections, and perhaps locks. Whatever takes its time says so here first; it is
refused as a programming error while the same request holds a transaction, so that a test finds what a crowd would.
"""

from contextvars import ContextVar

_open: ContextVar[bool] = ContextVar("transaction_open", default=False)


class HeldWhileWaiting(RuntimeError):
    """Something slow began while the request's transaction was open: read, check and compute first, then open."""


def opened() -> None:
    """This request holds a transaction from here on."""
    _open.set(True)


def closed() -> None:
    """Its connection is back in the pool."""
    _open.set(False)


def require_none_open(what: str) -> None:
    """Raise `HeldWhileWaiting` where a transaction of this request is open; `what` is about to take its time."""
    if _open.get():
        raise HeldWhileWaiting(what)

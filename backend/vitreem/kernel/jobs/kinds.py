"""Which work runs as a job: each context registers its own where it asks for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JobKind:
    """`permission` is what the asker must hold when the job is asked for and whenever it opens a transaction. `work`
    gets a `Run` and ends with `run.end(…)` in the transaction of its effect; it may be refused with a `Problem`."""

    name: str
    permission: str
    work: Callable[..., Awaitable[None]]


_KINDS: dict[str, JobKind] = {}


def register(kind: JobKind) -> JobKind:
    assert kind.name not in _KINDS, kind.name
    _KINDS[kind.name] = kind
    return kind


def find(name: str) -> JobKind | None:
    """None for a job that another version of the product was asked for."""
    return _KINDS.get(name)

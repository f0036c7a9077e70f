"""States of a record: from which a verb works, where it leads, and whose it is. Each context declares one table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotAllowed, WrongState
from vitreem.kernel.request.context import Ctx


class Living(Protocol):
    """A record with states."""

    version: int
    state: str


State = TypeVar("State", bound=StrEnum)
Verb = TypeVar("Verb", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    """One verb. `to` None: the state stays. `by`: rights of which one is enough; `corrects`: further states in which
    the ward, which corrects with a note, may use it; `refused`: why it doesn't work in other states."""

    sources: frozenset[State]
    to: State | None = None
    by: frozenset[str] = frozenset({"write", "correct"})
    corrects: frozenset[State] = field(default_factory=frozenset)
    refused: str | None = None

    def works(self, state: str, rights: Collection[str]) -> bool:
        return state in self.sources or ("correct" in rights and state in self.corrects)


@dataclass(frozen=True)
class Lifecycle(Generic[State, Verb]):
    """The one table of states of a record."""

    steps: Mapping[Verb, Step[State]]

    def allowed(self, state: str, rights: Collection[str]) -> list[Verb]:
        """Verbs that the caller may use now, in the order of the table."""
        return [verb for verb, step in self.steps.items() if step.by & set(rights) and step.works(state, rights)]

    def begin(
        self,
        record: Living,
        verb: Verb,
        rights: Collection[str],
        version: int | None = None,
        *,
        blocked: str | None = None,
    ) -> str:
        """Version, then right, then state: a stale page is told so before anything else. Returns the next state.

        `blocked` says why nothing is done with the record now, whatever its state. Raises `Stale`, `NotAllowed`,
        `WrongState`.
        """
        if version is not None:
            require_version(record.version, version)
        step = self.steps[verb]
        if not step.by & set(rights):
            raise NotAllowed()
        if blocked or not step.works(record.state, rights):
            raise WrongState(blocked or step.refused)
        return step.to or record.state


def rights(ctx: Ctx, resource: str, *, own: bool) -> frozenset[str]:
    """What the caller is to a record: `write`, who keeps it (`own`: it is of one of the caller's units); `correct`,
    who corrects it for the ward."""
    held = {"correct"} if ctx.may(f"{resource}:correct") else set[str]()
    if own and ctx.may(f"{resource}:write"):
        held.add("write")
    return frozenset(held)

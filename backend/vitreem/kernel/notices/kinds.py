"""Which notices there are: each context registers its own."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`words` names the fixed sentence in the pages' texts; of what is secret it is `something_to_do`, whatever the
    kind. `path` is the page that it opens, with `{id}` for the object."""

    name: str
    words: str
    path: str

    def page(self, object_id: UUID) -> str:
        return self.path.replace("{id}", str(object_id))


# "Có việc cần xử lý": says that, and nothing else.
SOMETHING_TO_DO = "something_to_do"

_KINDS: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> NoticeKind:
    assert kind.name not in _KINDS, kind.name
    _KINDS[kind.name] = kind
    return kind


def find(name: str) -> NoticeKind | None:
    """None for a notice that another version of the product made."""
    return _KINDS.get(name)


def all_words() -> list[str]:
    """Each needs its sentence in the pages' texts."""
    return sorted({kind.words for kind in _KINDS.values()} | {SOMETHING_TO_DO})

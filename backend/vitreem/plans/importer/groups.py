"""From the branches of the outline to groups of lines: which node is a heading, which is a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from vitreem.kernel.text import search_key
from vitreem.plans.importer.assignees import is_organisation, leading, without_request
from vitreem.plans.importer.markers import Rank
from vitreem.plans.importer.segment import Node
from vitreem.plans.importer.source import Source

_NUMBERED = (Rank.ARABIC, Rank.ARABIC_2, Rank.ARABIC_3)
_WHEN = ("thoi gian", "dia diem", "vao ngay", "ngay ", "luc ", "du kien")
TITLE_REACH = 110  # characters of a heading before its colon


@dataclass(slots=True)
class Lines:
    """A heading with the spans of its lines. An empty title means that the section itself is the heading."""

    number: str
    title: str
    start: int
    end: int
    spans: list[tuple[int, int]] = field(default_factory=list)


def inline(source: Source, node: Node) -> tuple[int, int] | None:
    """Span of the words after a heading's colon: "1.4. Công chức …: Kiểm tra …"."""
    own = source.text[node.body : node.end]
    colon = own.find(":", 0, TITLE_REACH + 20)
    if colon < 0 or len(" ".join(own[:colon].split())) > TITLE_REACH:
        return None
    rest = own[colon + 1 :]
    if not rest.strip() or rest[0].isdigit() or rest.startswith("//"):
        return None
    return node.body + colon + 1 + len(rest) - len(rest.lstrip()), node.end


def title(source: Source, node: Node) -> str:
    """A heading's words without what follows its colon."""
    after = inline(source, node)
    end = source.text.rfind(":", node.body, after[0]) if after else node.end
    return source.words(node.body, end).rstrip(" :.;")


def lines(source: Source, node: Node) -> list[tuple[int, int]]:
    """All lines of a branch, headings inside it left aside: purposes, requirements, messages."""
    out = [after] if node.is_heading and (after := inline(source, node)) else []
    for child in node.children:
        if child.table is not None:
            out += [(paragraph.body, paragraph.end) for paragraph in child.table.paragraphs()]
        elif child.rank is Rank.LEAD or (child.is_heading and _has_lines(child)):
            out += lines(source, child)
        else:
            out.append((child.body, child.last))
    return out


def activity_groups(source: Source, section: Node) -> Iterator[Lines]:
    """Every heading under the section that has lines of its own."""
    yield from _walk(source, section, section.number, title(source, section))


def _walk(source: Source, node: Node, number: str, heading: str) -> Iterator[Lines]:
    own = Lines(number, heading, node.start, node.last)
    if node.is_heading and node.rank >= Rank.ARABIC and (after := inline(source, node)):
        # "2. Lễ phát động: 7 giờ ngày 30/5" is one piece of work, its day and place after the colon.
        says_when = search_key(source.words(*after)[:12]).startswith(_WHEN)
        own.spans.append((node.body, after[1]) if says_when else after)
    numbered = [child for child in node.children if child.rank in _NUMBERED]
    all_leaves = not any(_has_lines(child) or inline(source, child) for child in numbered)
    inner: list[Iterator[Lines]] = []
    for child in node.children:
        if child.table is not None:
            continue
        if _has_lines(child) or (child.rank in _NUMBERED and inline(source, child)):
            inner.append(_walk(source, child, child.number or number, title(source, child)))
        elif child.rank in _NUMBERED and not all_leaves:
            # A numbered line among numbered groups is a group of one.
            words = title(source, child)
            inner.append(iter([Lines(child.number, words, child.start, child.last, [(child.body, child.last)])]))
        elif child.rank is not Rank.LEAD:
            own.spans.append((child.body, child.last))
    if own.spans:
        yield own
    for groups in inner:
        yield from groups


def task_groups(source: Source, section: Node) -> Iterator[Lines]:
    """Groups by assignee. A heading's words are the assignee; a line that begins with an organisation has its own."""
    ordinal = 0
    for group in _assigned(source, section, section.number, "", section):
        if not group.number or group.number == section.number:
            ordinal += 1
            group.number = f"{section.number}.{ordinal}" if section.number else str(ordinal)
        yield group


def _assigned(source: Source, node: Node, number: str, assignee: str, section: Node) -> Iterator[Lines]:
    own = Lines(number, assignee, node.start, node.last)
    inner: list[Lines] = []
    for child in node.children:
        if child.table is not None:
            continue
        after = inline(source, child)
        head = without_request(title(source, child))
        if _has_lines(child):
            # "1. Nội dung chung:" under an assignee keeps that assignee; a unit of its own starts a group.
            name = head if not assignee or is_organisation(head) else assignee
            inner += _with_inline(source, _assigned(source, child, child.number or number, name, section), child, after)
        elif child.rank is Rank.LEAD:
            continue
        elif after and is_organisation(head) and (not assignee or child.is_heading):
            inner.append(Lines(child.number or number, head, child.start, child.last, [(after[0], child.last)]))
        elif not assignee and (found := _leading(source, child)):
            inner.append(Lines(child.number or number, found, child.start, child.last, [(child.body, child.last)]))
        elif assignee or child.rank is not Rank.BODY:
            own.spans.append((child.body, child.last))
    if own.spans:
        yield own
    yield from inner


def _with_inline(source: Source, groups: Iterator[Lines], node: Node, after: tuple[int, int] | None) -> list[Lines]:
    """The words after the heading's colon are the first line of its own group."""
    out = list(groups)
    if after and node.is_heading:
        if out and out[0].start == node.start:
            out[0].spans.insert(0, after)
        else:
            out.insert(0, Lines(node.number, title(source, node), node.start, node.end, [after]))
    return out


def _leading(source: Source, node: Node) -> str | None:
    text = source.words(node.body, node.end)
    found = leading(text)
    return text[found[0] : found[1]].strip(" ,") if found else None


def _has_lines(node: Node) -> bool:
    """Whether a node is a heading over lines: a dash with sub-dashes is one line, a heading with children isn't."""
    return bool(node.children) and (node.is_heading or node.rank is Rank.LEAD)

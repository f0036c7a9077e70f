"""The outline to the reading: sections by the meaning of their headings, then groups, lines and days."""

from collections import Counter
from collections.abc import Iterator

from vitreem.plans.importer import checks, dates, deadlines, groups, kinds, references, tables
from vitreem.plans.importer.lines import dated_item, task, text_item
from vitreem.plans.importer.markers import Rank
from vitreem.plans.importer.parts import Parts, split
from vitreem.plans.importer.problems import NotAPlan
from vitreem.plans.importer.reading import ActivityGroup, PlanReading, ReportDeadline, TaskGroup, TextItem
from vitreem.plans.importer.sections import Meaning, leading_meaning, meanings
from vitreem.plans.importer.segment import Node, outline, paragraphs
from vitreem.plans.importer.source import Source
from vitreem.plans.importer.tables import Column

_FRAME = {Meaning.THEME, Meaning.PERIOD, Meaning.SCOPE, Meaning.PURPOSE, Meaning.REQUIREMENT}
_QUOTES = " “”\"'«»‘’"


def interpret(source: Source) -> PlanReading:
    """Read a plan; `NotAPlan` where neither activities nor tasks can be found."""
    parts = split(source, paragraphs(source))
    root = outline(source, parts.body)
    sections = list(_sections(source, root))
    year = _year(source, parts)
    activities = _activity_groups(source, sections, year)
    tasks = _task_groups(source, sections, year)
    if (not parts.title and not _says_plan(source)) or (not activities and not tasks):
        raise NotAPlan()
    reading = _assemble(source, parts, sections, year, activities, tasks)
    reading.warnings.extend(checks.check(reading, has_messages_section=bool(_of(sections, Meaning.MESSAGES))))
    return reading


Section = tuple[Meaning, Node]


def _sections(source: Source, node: Node, inside: Meaning | None = None) -> Iterator[Section]:
    """Nodes that mean something. Inside a section only a heading that begins with a section's words opens another."""
    for child in node.children:
        if not child.is_heading and child.rank is not Rank.LEAD:
            continue
        heading = groups.title(source, child)
        if inside is None:
            meaning = next(iter(meanings(heading)), None)
            if child.rank is Rank.LEAD and meaning not in (Meaning.MESSAGES, Meaning.IMPLEMENTATION):
                continue
        elif inside in _FRAME:
            meaning = next(iter(meanings(heading)), None)
        else:
            meaning = leading_meaning(heading)
            # "Thời gian, chủ đề, thông điệp" is one section with a heading for each.
            if not (inside is Meaning.MESSAGES and meaning in _FRAME) and meaning not in (
                Meaning.MESSAGES,
                Meaning.IMPLEMENTATION,
                Meaning.REPORTING,
                Meaning.BUDGET,
            ):
                meaning = None
        if meaning is not None:
            yield meaning, child
        yield from _sections(source, child, meaning or inside)


def _of(sections: list[Section], *wanted: Meaning) -> list[Node]:
    return [node for meaning, node in sections if meaning in wanted]


def _without_sections(sections: list[Section], node: Node) -> Node:
    """The node without the children that open a section of their own."""
    own = {id(other) for _, other in sections if other is not node}
    kept = [child for child in node.children if id(child) not in own]
    return (
        node
        if len(kept) == len(node.children)
        else Node(node.rank, node.number, node.start, node.body, node.end, kept, None, node.glyph)
    )


def _activity_groups(source: Source, sections: list[Section], year: int | None) -> list[ActivityGroup]:
    out = []
    for section in _of(sections, Meaning.ACTIVITIES):
        for group in groups.activity_groups(source, _without_sections(sections, section)):
            items = [dated_item(source, group.number, start, end, year) for start, end in group.spans]
            kind = kinds.propose_for_group(group.title, [item.text for item in items])
            out.append(
                ActivityGroup(
                    number=group.number, title=group.title, kind=kind, span=(group.start, group.end), activities=items
                )
            )
    return out


def _task_groups(source: Source, sections: list[Section], year: int | None) -> list[TaskGroup]:
    out = []
    for section in _of(sections, Meaning.IMPLEMENTATION):
        own = _without_sections(sections, section)
        for group in groups.task_groups(source, own):
            out.append(_task_group(source, group.number, group.title, (group.start, group.end), group.spans, year))
        out += _table_groups(source, own, year, len(out))
    if not out:  # plans that divide the work in a table under the activities or in an annex
        for section in (node for meaning, node in sections if meaning in (Meaning.ACTIVITIES, Meaning.REPORTING)):
            out += _table_groups(source, section, year, len(out))
    return _joined(out)


def _joined(found: list[TaskGroup]) -> list[TaskGroup]:
    """Neighbouring lines of one assignee in an unnumbered list are one group."""
    out: list[TaskGroup] = []
    for group in found:
        if out and group.assignee and out[-1].assignee == group.assignee and out[-1].span[1] <= group.span[0]:
            last = out[-1]
            moved = [item.model_copy(update={"number": last.number}) for item in group.tasks]
            out[-1] = last.model_copy(update={"tasks": [*last.tasks, *moved], "span": (last.span[0], group.span[1])})
        else:
            out.append(group)
    return out


def _task_group(
    source: Source, number: str, assignee: str, span: tuple[int, int], spans: list[tuple[int, int]], year: int | None
) -> TaskGroup:
    tasks = [task(source, number, start, end, year, assignee) for start, end in spans]
    return TaskGroup(number=number, assignee=assignee, span=span, tasks=tasks)


def _tables_under(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.table is not None:
            yield child
        else:
            yield from _tables_under(child)


def _table_groups(source: Source, section: Node, year: int | None, before: int) -> list[TaskGroup]:
    """Groups from a table with columns for assignee and work; a deadline column dates the row's tasks."""
    by_assignee: dict[str, TaskGroup] = {}
    for node in _tables_under(section):
        for row in (node.table and tables.rows(source, node.table)) or []:
            if Column.ADDRESSEE in row.cells or not row.cells.get(Column.ASSIGNEE):
                continue
            names = row.cells[Column.ASSIGNEE]
            assignee = " ".join(source.words(name.body, name.end) for name in names).rstrip(" :.;")
            number = f"{node.number}.{before + len(by_assignee) + 1}".lstrip(".")
            group = by_assignee.setdefault(
                assignee, TaskGroup(number=number, assignee=assignee, span=(names[0].start, names[-1].end), tasks=[])
            )
            due = _cell_deadline(source, row, year)
            for work in row.cells.get(Column.WORK, []):
                item = task(source, group.number, work.body, work.end, year, assignee)
                item.due_before = item.due_before or due
                group.tasks.append(item)
                group.span = (min(group.span[0], work.start), max(group.span[1], work.end))
    return [group for group in by_assignee.values() if group.tasks]


def _cell_deadline(source: Source, row: tables.Row, year: int | None):
    cells = row.cells.get(Column.DUE, [])
    return dates.column_deadline(" ".join(source.words(cell.body, cell.end) for cell in cells), year)


def _report_deadlines(
    source: Source, parts: Parts, sections: list[Section], year: int | None, tasks: list[TaskGroup]
) -> list[ReportDeadline]:
    """From the closing words, the tasks, the reporting section and tables of report dates."""
    spans = [item.span for group in tasks for item in group.tasks]
    spans += [(paragraph.start, paragraph.end) for paragraph in parts.closing]
    out: list[ReportDeadline] = []
    for section in _of(sections, Meaning.REPORTING, Meaning.IMPLEMENTATION):
        spans += [(child.body, child.last) for child in section.children if child.rank is Rank.BODY and not child.table]
    for section in _of(sections, Meaning.REPORTING):
        spans += groups.lines(source, section)
    for _, section in sections:
        for node in _tables_under(section):
            out += _table_deadlines(source, node, year)
    for start, end in dict.fromkeys(spans):
        out += deadlines.in_text(source, start, end, year)
    return deadlines.merged(out)


def _table_deadlines(source: Source, node: Node, year: int | None) -> list[ReportDeadline]:
    out = []
    for row in (node.table and tables.rows(source, node.table)) or []:
        addressee, due = row.cells.get(Column.ADDRESSEE), _cell_deadline(source, row, year)
        if addressee and due:
            to = " ".join(source.words(cell.body, cell.end) for cell in addressee).rstrip(" .;")
            every = [cell for cells in row.cells.values() for cell in cells]
            start, end = min(cell.start for cell in every), max(cell.end for cell in every)
            out.append(deadlines.make(to, due, None, start, end))
    return out


def _assemble(
    source: Source,
    parts: Parts,
    sections: list[Section],
    year: int | None,
    activities: list[ActivityGroup],
    tasks: list[TaskGroup],
) -> PlanReading:
    starts_on, ends_on = _period(source, parts, sections, year)
    last = parts.body[-1].end if parts.body else len(source.text)
    found = references.find(source, parts.preamble_span, max([last, *(p.end for p in parts.closing)]))
    reports = _report_deadlines(source, parts, sections, year, tasks)
    messages = _lines_of(source, sections, Meaning.MESSAGES)
    counts = {
        "messages": len(messages),
        "activity_groups": len(activities),
        "activities": sum(len(group.activities) for group in activities),
        "task_groups": len(tasks),
        "tasks": sum(len(group.tasks) for group in tasks),
        "report_deadlines": len(reports),
        "references": len(found),
    }
    return PlanReading(
        source_text=source.text,
        title=parts.title,
        document_kind="ke_hoach",
        number=parts.number,
        issued_on=parts.issued_on,
        year=year,
        theme=_theme(source, sections),
        starts_on=starts_on,
        ends_on=ends_on,
        scope=next(iter(_values(source, sections, Meaning.SCOPE)), None),
        references=found,
        purposes=_lines_of(source, sections, Meaning.PURPOSE),
        requirements=_lines_of(source, sections, Meaning.REQUIREMENT),
        messages=messages,
        activity_groups=activities,
        task_groups=tasks,
        report_deadlines=reports,
        recipients=parts.recipients,
        archive_line=parts.archive_line,
        signature=parts.signature,
        counts=counts,
        warnings=[],
    )


def _lines_of(source: Source, sections: list[Section], meaning: Meaning) -> list[TextItem]:
    return [
        text_item(source, node.number, start, end)
        for node in _of(sections, meaning)
        for start, end in groups.lines(source, _without_sections(sections, node))
    ]


def _values(source: Source, sections: list[Section], meaning: Meaning) -> list[str]:
    """What stands under or after the colon of the headings of one meaning."""
    return [
        " ".join(source.words(start, end) for start, end in spans)
        for node in _of(sections, meaning)
        if (spans := groups.lines(source, _without_sections(sections, node)))
    ]


def _theme(source: Source, sections: list[Section]) -> str | None:
    value = next(iter(_values(source, sections, Meaning.THEME)), None)
    return value.rstrip(" .;").strip(_QUOTES) if value else None


def _period(source: Source, parts: Parts, sections: list[Section], year: int | None):
    for value in _values(source, sections, Meaning.PERIOD):
        if found := dates.find_range(value, year):
            return found[:2]
    return None, None


def _year(source: Source, parts: Parts) -> int | None:
    """The year of the title; else of the issue date; else the commonest full date."""
    years = [int(word.strip(".,;()")) for word in parts.title.split() if word.strip(".,;()").isdigit()]
    if plausible := [year for year in years if 1990 <= year <= 2200]:
        return plausible[-1]
    if parts.issued_on:
        return parts.issued_on.year
    found = Counter(day.on.year for day in dates.find(source.text.replace("\n", " "), None))
    return found.most_common(1)[0][0] if found else None


def _says_plan(source: Source) -> bool:
    return "kế hoạch" in source.text[:600].lower()

"""A newer file against the plan: differences line by line, and taking chosen ones over into the open draft."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from vitreem.identity import facts as identity
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.plans import drafting, queries
from vitreem.plans.content import DraftActivityGroup, DraftTaskGroup, Line, PlanContent
from vitreem.plans.importer import PlanReading
from vitreem.plans.importer.diff import Change, Item
from vitreem.plans.importer.diff import compare as compare_lines
from vitreem.plans.models import Plan, PlanImport, PlanRevision
from vitreem.plans.rules import PlanAudit
from vitreem.plans.schemas import ComparisonRead, LineChange

Section = Literal["head", "messages", "activities", "tasks", "report_deadlines"]
_HEAD = ("title", "number", "issued_on", "theme", "starts_on", "ends_on", "scope")
_LINES: tuple[Section, ...] = ("messages", "activities", "tasks")


class UnknownChange(Invalid):
    code = "unknown_change"
    detail = "Danh sách sai khác đã đổi, hãy tải lại trang."


@dataclass(frozen=True)
class _Difference:
    """One change with both documents at hand."""

    section: Section
    key: str
    change: Change


def _lines(content: PlanContent, section: Section) -> list[tuple[Item, str]]:
    """(line, number) of a section in the order of the document."""
    if section == "messages":
        return [(Item("", one.text, str(one.id)), one.number) for one in content.messages]
    if section == "activities":
        return [
            (Item(group.title, one.text, str(one.id)), one.number)
            for group in content.activity_groups
            for one in group.activities
        ]
    return [(Item(group.assignee, task.text, str(task.id)), task.number) for group, task, _ in content.tasks()]


def _differences(old: PlanContent, new: PlanContent) -> list[_Difference]:
    found: list[_Difference] = []
    for section in _LINES:
        old_items = [item for item, _ in _lines(old, section)]
        new_items = [item for item, _ in _lines(new, section)]
        places = {item.id: index for index, item in enumerate(new_items)}
        for change in compare_lines(old_items, new_items):
            if change.state == "same":
                continue
            # New lines get fresh ids at each reading: their place in the file is what stays.
            key = f"{section}:-{change.old.id}" if change.new is None and change.old else ""
            if change.new is not None:
                key = f"{section}:{places[change.new.id]}"
            found.append(_Difference(section, key, change))
    return found


async def _newer(ctx: Ctx, plan: Plan, stored: PlanImport) -> PlanContent:
    if stored.plan_id != plan.id:
        raise NotFound()
    reading = PlanReading.model_validate({**stored.reading, "source_text": stored.source_text})
    units = drafting.refs(await identity.every_open_unit(ctx))
    return drafting.content_of(reading, units, plan.year)


async def compare(ctx: Ctx, plan: Plan, stored: PlanImport) -> ComparisonRead:
    """What accepting the whole file would change."""
    old = drafting.load(await queries.latest_revision(ctx, plan.id))
    new = await _newer(ctx, plan, stored)
    changes = [
        LineChange(
            key=f"head:{name}", section="head", change="changed", number=name, item_id=None,
            old_text=_shown(getattr(old, name)), new_text=_shown(getattr(new, name)),
        )
        for name in _HEAD
        if getattr(new, name) is not None and getattr(old, name) != getattr(new, name)
    ]  # fmt: skip
    if _deadlines(old) != _deadlines(new) and new.report_deadlines:
        changes.append(
            LineChange(
                key="report_deadlines:all", section="report_deadlines", change="changed", number="", item_id=None,
                old_text=_deadlines(old), new_text=_deadlines(new),
            )
        )  # fmt: skip
    numbers = {
        item.id: number for section in _LINES for content in (old, new) for item, number in _lines(content, section)
    }
    for one in _differences(old, new):
        line = one.change.new or one.change.old
        assert line is not None
        assert one.change.state != "same"
        changes.append(
            LineChange(
                key=one.key,
                section=one.section,
                change=one.change.state,
                number=numbers[line.id],
                item_id=UUID(one.change.old.id) if one.change.old else None,
                old_text=one.change.old.text if one.change.old else None,
                new_text=one.change.new.text if one.change.new else None,
            )
        )
    return ComparisonRead(plan_id=plan.id, import_id=stored.id, changes=changes)


def _shown(value: object) -> str | None:
    return None if value is None else str(value)


def _deadlines(content: PlanContent) -> str:
    return "; ".join(f"{one.to}: {one.due_before.isoformat()}" for one in content.report_deadlines)


async def accept(ctx: Ctx, plan: Plan, stored: PlanImport, keys: list[str], version: int) -> PlanRevision:
    """Take the chosen changes over. Changed lines keep their id, so that their assignments follow."""
    revision = await drafting.require_open(ctx, plan)
    require_version(revision.version, version)
    old, new = drafting.load(revision), await _newer(ctx, plan, stored)
    wanted = set(keys)
    by_key = {one.key: one for one in _differences(old, new)}
    for key in wanted:
        section, _, name = key.partition(":")
        if section == "head" and name in _HEAD:
            setattr(old, name, getattr(new, name))
        elif key == "report_deadlines:all":
            old.report_deadlines = new.report_deadlines
        elif key not in by_key:
            raise UnknownChange()
    for one in by_key.values():
        if one.key in wanted:
            _apply(old, new, one)
    old.task_groups = [group for group in old.task_groups if group.tasks]
    old.activity_groups = [group for group in old.activity_groups if group.activities]
    revision.import_id = stored.id
    _drop_foreign_spans(old, new)
    ctx.record(PlanAudit.CHANGES_ACCEPTED, "plan", plan.id, count=len(wanted), import_id=str(stored.id))
    return await drafting.save(ctx, plan, old, version)


def _all_lines(content: PlanContent) -> list[Line]:
    return [
        *content.purposes,
        *content.requirements,
        *content.messages,
        *(one for group in content.activity_groups for one in group.activities),
        *(task for group in content.task_groups for task in group.tasks),
    ]


def _drop_foreign_spans(content: PlanContent, newer: PlanContent) -> None:
    """Spans of what did not come from the newer file would point into the old text."""
    groups = [*newer.activity_groups, *newer.task_groups]
    fresh = {one.id for one in [*_all_lines(newer), *groups]}
    for one in [*_all_lines(content), *content.activity_groups, *content.task_groups]:
        if one.id not in fresh:
            one.span = None
    for warning in content.warnings:
        warning.span = None
    for reference in content.references:
        reference.span = None
    if content.report_deadlines is not newer.report_deadlines:
        for deadline in content.report_deadlines:
            deadline.span = None


def _apply(old: PlanContent, new: PlanContent, one: _Difference) -> None:
    change = one.change
    if one.section == "messages":
        _apply_message(old, new, change)
    elif one.section == "activities":
        _apply_activity(old, new, change)
    else:
        _apply_task(old, new, change)


def _apply_message(old: PlanContent, new: PlanContent, change: Change) -> None:
    if change.new is None:
        old.messages = [line for line in old.messages if str(line.id) != _id(change.old)]
        return
    line = next(line for line in new.messages if str(line.id) == _id(change.new))
    if change.old is None:
        old.messages.append(line)
    else:
        next(one for one in old.messages if str(one.id) == _id(change.old)).text = line.text


def _apply_activity(old: PlanContent, new: PlanContent, change: Change) -> None:
    if change.new is None or change.old is not None:
        for group in old.activity_groups:
            for at, line in enumerate(group.activities):
                if str(line.id) != _id(change.old):
                    continue
                if change.new is None:
                    del group.activities[at]
                else:
                    line.text = change.new.text
                return
        return
    source, line = next(
        (group, line) for group in new.activity_groups for line in group.activities if str(line.id) == _id(change.new)
    )
    home = next((one for one in old.activity_groups if search_key(one.title) == search_key(source.title)), None)
    if home is None:
        home = DraftActivityGroup(number=source.number, title=source.title, kind=source.kind, activities=[])
        old.activity_groups.append(home)
    home.activities.append(line)


def _apply_task(old: PlanContent, new: PlanContent, change: Change) -> None:
    known = None
    for group in old.task_groups:
        for task in list(group.tasks):
            if change.old is not None and str(task.id) == _id(change.old):
                known = task
                group.tasks.remove(task)
                if change.new is None:
                    return
                break
    source, fresh = next(
        (group, task) for group in new.task_groups for task in group.tasks if str(task.id) == _id(change.new)
    )
    home = next((one for one in old.task_groups if search_key(one.assignee) == search_key(source.assignee)), None)
    if home is None:
        home = DraftTaskGroup(
            number=source.number, assignee=source.assignee, assignees=source.assignees, span=None, tasks=[]
        )
        old.task_groups.append(home)
    if known is None:
        home.tasks.append(fresh)
        return
    # The officer's own choice of kind and units outlives new words.
    known.text, known.number, known.event_on, known.due_before = (
        fresh.text, fresh.number, fresh.event_on, fresh.due_before,
    )  # fmt: skip
    position = next((at for at, task in enumerate(source.tasks) if task.id == fresh.id), len(home.tasks))
    home.tasks.insert(min(position, len(home.tasks)), known)


def _id(item: Item | None) -> str:
    return item.id if item else ""

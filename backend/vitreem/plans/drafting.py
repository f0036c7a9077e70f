"""From a file, an older plan or the template to a draft; saving and discarding drafts."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import delete, select

from vitreem.identity import facts as identity
from vitreem.kernel.files import names
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import Invalid, Stale, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.plans import queries, rules
from vitreem.plans.content import (
    Assignees,
    DraftActivity,
    DraftActivityGroup,
    DraftReference,
    DraftReportDeadline,
    DraftTask,
    DraftTaskGroup,
    Line,
    PlanContent,
    ReadingWarning,
    TaskKind,
)
from vitreem.plans.importer import PlanReading, parse_isolated
from vitreem.plans.importer.problems import FileTooLarge
from vitreem.plans.matching import UnitRef, match_assignee
from vitreem.plans.models import Plan, PlanActivityLine, PlanImport, PlanMessage, PlanRevision, PlanTask
from vitreem.plans.rules import PlanAudit
from vitreem.plans.schemas import PlanCompose
from vitreem.plans.templates import template_content

MAX_FILE_BYTES = 20 * 1024 * 1024


class SourcePlanMissing(Invalid):
    code = "source_plan_missing"
    detail = "Chọn kế hoạch cũ để soạn từ đó."


class ForeignLine(Invalid):
    """`line_ids`: of another plan, or twice in this one."""

    code = "foreign_line"
    title = "Dòng của kế hoạch khác"
    detail = "Có dòng lấy từ kế hoạch khác hoặc lặp lại. Hãy tải lại trang rồi nhập lại dòng đó."


def refs(units: list[identity.UnitFact]) -> list[UnitRef]:
    return [
        UnitRef(str(unit.id), unit.kind, unit.name, unit.aliases, tuple(unit.stands_for.values())) for unit in units
    ]


def _assignees(text: str, units: list[UnitRef]) -> Assignees:
    match = match_assignee(text, units)
    kinds = {unit.id: unit.kind for unit in units}
    return Assignees(
        # Units of a whole kind are named by the kind, so that later units of it join.
        unit_ids=[UUID(one) for one in match.unit_ids if kinds[one] not in match.kinds],
        unit_kinds=list(match.kinds),
        certainty=match.certainty,
        candidates=[UUID(one) for one, _ in match.candidates],
    )


_KINDS = frozenset(str(kind) for kind in TaskKind)


def _kind(kind: str) -> TaskKind:
    return TaskKind(kind) if kind in _KINDS else TaskKind.OTHER


class TooManyLines(Invalid):
    code = "too_many_lines"
    title = "Văn bản quá dài"
    detail = "Văn bản có quá nhiều mục hoặc có mục quá dài nên không phải một kế hoạch soạn thảo được. Hãy chia nhỏ."


def content_of(reading: PlanReading, units: list[UnitRef], fallback_year: int) -> PlanContent:
    """A reading as an editable document, each assignee matched to the registry. Raises `TooManyLines`."""
    try:
        return _content_of(reading, units, fallback_year)
    except ValidationError:
        raise TooManyLines() from None


def _content_of(reading: PlanReading, units: list[UnitRef], fallback_year: int) -> PlanContent:
    groups: list[DraftTaskGroup] = []
    items: dict[str, UUID] = {}
    for group in reading.task_groups:
        tasks = []
        for position, task in enumerate(group.tasks, start=1):
            drafted = DraftTask(
                text=task.text, number=task.number, span=task.span, kind=_kind(task.kind), event_on=task.event_on,
                due_before=task.due_before, named_assignee=task.named_assignee,
                assignees=_assignees(task.named_assignee, units) if task.named_assignee else None,
            )  # fmt: skip
            items[f"{group.number}/{position}"] = drafted.id
            tasks.append(drafted)
        groups.append(
            DraftTaskGroup(
                number=group.number,
                assignee=group.assignee,
                span=group.span,
                assignees=_assignees(group.assignee, units),
                tasks=tasks,
            )
        )
    return PlanContent(
        title=reading.title,
        year=reading.year or fallback_year,
        number=reading.number,
        issued_on=reading.issued_on,
        theme=reading.theme,
        starts_on=reading.starts_on,
        ends_on=reading.ends_on,
        scope=reading.scope,
        references=[DraftReference(**one.model_dump()) for one in reading.references],
        purposes=[Line(text=one.text, number=one.number, span=one.span) for one in reading.purposes],
        requirements=[Line(text=one.text, number=one.number, span=one.span) for one in reading.requirements],
        messages=[Line(text=one.text, number=one.number, span=one.span) for one in reading.messages],
        activity_groups=[
            DraftActivityGroup(
                number=group.number,
                title=group.title,
                kind=_kind(group.kind),
                span=group.span,
                activities=[DraftActivity(**{**one.model_dump(), "kind": _kind(one.kind)}) for one in group.activities],
            )
            for group in reading.activity_groups
        ],
        task_groups=groups,
        report_deadlines=[DraftReportDeadline(**one.model_dump(by_alias=True)) for one in reading.report_deadlines],
        recipients=reading.recipients,
        signature=[*reading.signature.capacity, *([reading.signature.name] if reading.signature.name else [])],
        warnings=[
            ReadingWarning(
                code=one.code, detail=one.detail, span=one.span, item_id=items.get(one.item) if one.item else None
            )
            for one in reading.warnings
        ],
    )


async def import_file(ctx: Ctx, data: bytes, file_name: str, plan_id: UUID | None) -> tuple[PlanImport, bool]:
    """Read a file and keep it: as a new draft, or beside `plan_id` for comparison. Returns (import, known before).

    The same bytes make no copy: the import that has them is returned. A refused file stores nothing.
    """
    file = PlanFile(data, file_name)
    found = await known_import(ctx, file, plan_id)
    if found is not None:
        return found, True
    reading = await parse_isolated(data, file_name)
    units = refs(await identity.every_open_unit(ctx))
    content = content_of(reading, units, ctx.clock.today().year) if plan_id is None else None
    return await keep_import(ctx, file, reading, content, plan_id), False


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A document as it was sent. Raises `FileTooLarge`."""

    data: bytes
    name: str

    def __post_init__(self) -> None:
        if len(self.data) > MAX_FILE_BYTES:
            raise FileTooLarge()

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.data).digest()


async def known_import(ctx: Ctx, file: PlanFile, plan_id: UUID | None) -> PlanImport | None:
    """The import that has these bytes already, in the ward or beside `plan_id`."""
    known = (
        select(PlanImport)
        .join(Plan, (Plan.ward_id == PlanImport.ward_id) & (Plan.id == PlanImport.plan_id))
        .where(PlanImport.ward_id == ctx.ward_id, PlanImport.sha256 == file.digest)
        .order_by(PlanImport.id)
    )
    if plan_id is not None:
        known = known.where(PlanImport.plan_id == plan_id)
    return (await ctx.db.execute(known.limit(1))).scalar_one_or_none()


async def keep_import(
    ctx: Ctx, file: PlanFile, reading: PlanReading, content: PlanContent | None, plan_id: UUID | None
) -> PlanImport:
    """Keep what was read: as a new draft of `content`, or beside `plan_id`."""
    makes_plan = plan_id is None
    if plan_id is None:
        assert content is not None
        plan_id = (await new_plan(ctx, content)).id
    stored = PlanImport(
        ward_id=ctx.ward_id,
        plan_id=plan_id,
        file_name=names.file_name(file.name),
        media_type=_media_type(file.data),
        size=len(file.data),
        sha256=file.digest,
        source_text=reading.source_text,
        reading=reading.to_json(),
        created_at=ctx.clock.now(),
    )
    ctx.db.add(stored)
    await ctx.db.flush()
    if makes_plan:
        (await queries.latest_revision(ctx, plan_id)).import_id = stored.id
    ctx.record(PlanAudit.IMPORTED, "plan", plan_id, import_id=str(stored.id), counts=reading.counts)
    return stored


def _media_type(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "application/pdf"
    if data.startswith(b"PK"):
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return "text/plain"


async def new_plan(ctx: Ctx, content: PlanContent) -> Plan:
    """A plan with its first, unpublished revision."""
    plan = Plan(
        ward_id=ctx.ward_id, title=content.title, year=content.year, state=rules.PlanState.DRAFT,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    apply_head(plan, content)
    ctx.db.add(plan)
    await ctx.db.flush()
    ctx.db.add(
        PlanRevision(ward_id=ctx.ward_id, plan_id=plan.id, number=0, content=dump(content), saved_at=ctx.clock.now())
    )
    await ctx.db.flush()
    return plan


def apply_head(plan: Plan, content: PlanContent) -> None:
    """Copy what lists of plans show."""
    plan.title, plan.year, plan.number, plan.issued_on = content.title, content.year, content.number, content.issued_on
    plan.theme, plan.starts_on, plan.ends_on, plan.scope = (
        content.theme, content.starts_on, content.ends_on, content.scope,
    )  # fmt: skip
    plan.unit_report_before = content.report_before("units")
    plan.ward_report_before = content.report_before("ward")


def dump(content: PlanContent) -> dict[str, Any]:
    return content.model_dump(mode="json", by_alias=True)


def load(revision: PlanRevision) -> PlanContent:
    return PlanContent.model_validate(revision.content)


async def compose(ctx: Ctx, body: PlanCompose) -> Plan:
    """A draft without a document: last year's plan with its dates moved, or the template."""
    if body.source == "template":
        content = template_content(body.year)
        units = refs(await identity.every_open_unit(ctx))
        for group in content.task_groups:
            group.assignees = _assignees(group.assignee, units)
    else:
        if body.plan_id is None:
            raise SourcePlanMissing()
        old = await queries.seen(ctx, body.plan_id)
        content = moved(load(await queries.latest_revision(ctx, old.id)), body.year)
    plan = await new_plan(ctx, content)
    ctx.record(PlanAudit.COMPOSED, "plan", plan.id, source=body.source, from_plan=str(body.plan_id or ""))
    return plan


def moved(content: PlanContent, year: int) -> PlanContent:
    """The same plan for another year: new ids, dates and years of the text moved, number and date of issue empty."""
    shift = year - content.year
    data = dump(content)

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(one) for one in value]
        if isinstance(value, dict):
            done = {name: walk(one) for name, one in value.items()}
            if "id" in done:
                done["id"] = str(new_id())
            if "span" in done:
                done["span"] = None
            return done
        return _moved_text(value, content.year, shift) if isinstance(value, str) else value

    references = data.pop("references")
    new = PlanContent.model_validate(
        {**walk(data), "year": year, "number": None, "issued_on": None, "warnings": [], "references": []}
    )
    # Laws stay what they are; last year's parent plan is not this year's.
    new.references = [DraftReference(**{**one, "span": None}) for one in references if one["role"] == "cited"]
    return new


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PRINTED_DATE = re.compile(r"\b(\d{1,2}/\d{1,2}/)(\d{4})\b")


def _moved_text(text: str, old_year: int, shift: int) -> str:
    if _ISO.fullmatch(text):
        return shifted(date.fromisoformat(text), shift).isoformat()
    text = _PRINTED_DATE.sub(
        lambda found: found[1] + str(int(found[2]) + shift if found[2] == str(old_year) else found[2]), text
    )
    return re.sub(rf"(?i)\b(năm) {old_year}\b", rf"\1 {old_year + shift}", text)


def shifted(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


async def save(ctx: Ctx, plan: Plan, content: PlanContent, version: int) -> PlanRevision:
    """Keep the whole document of the open revision. Saves are not journaled one by one: publishing is."""
    revision, new = await require_open(ctx, plan), dump(content)
    if revision.version == version + 1 and revision.content == new:
        return revision  # the same save again: its reply was lost on the way
    require_version(revision.version, version)
    await require_own_lines(ctx, plan, content)
    revision.content, revision.saved_at, revision.version = new, ctx.clock.now(), revision.version + 1
    if plan.state == rules.PlanState.DRAFT:
        apply_head(plan, content)
    await ctx.db.flush()
    return revision


async def require_own_lines(ctx: Ctx, plan: Plan, content: PlanContent) -> None:
    """Each line stands once, and none is a line that another plan has published. Raises `ForeignLine`."""
    ids = [line.id for line in content.published_lines()]
    foreign = {line_id for line_id, times in Counter(ids).items() if times > 1}
    for model in (PlanMessage, PlanActivityLine, PlanTask):
        rows = await ctx.db.execute(
            select(model.id).where(model.ward_id == ctx.ward_id, model.id.in_(ids), model.plan_id != plan.id)
        )
        foreign |= set(rows.scalars())
    if foreign:
        raise ForeignLine(line_ids=sorted(str(one) for one in foreign))


async def require_open(ctx: Ctx, plan: Plan) -> PlanRevision:
    revision = await queries.open_revision(ctx, plan.id)
    if revision is None:
        raise WrongState("Kế hoạch này không có bản nháp đang mở. Hãy bấm «Sửa đổi, bổ sung» trước.")
    return revision


async def amend(ctx: Ctx, plan: Plan) -> PlanRevision:
    """Open the next numbered amendment as a copy of what is in force; an open one is returned as it is."""
    rules.require_state(plan.state, rules.PlanState.IN_FORCE)
    revision = await queries.open_revision(ctx, plan.id)
    if revision is not None:
        return revision
    last = await queries.latest_revision(ctx, plan.id)
    revision = PlanRevision(
        ward_id=ctx.ward_id, plan_id=plan.id, number=last.number + 1, content=last.content,
        import_id=last.import_id, saved_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(revision)
    await ctx.db.flush()
    ctx.record(PlanAudit.AMENDMENT_OPENED, "plan", plan.id, number=revision.number)
    return revision


async def discard(ctx: Ctx, plan: Plan, version: int) -> bool:
    """Throw the open revision away; a plan that was never published goes with it. True when the plan is gone."""
    require_version(plan.version, version)
    revision = await require_open(ctx, plan)
    gone = plan.state == rules.PlanState.DRAFT
    ctx.record(PlanAudit.DISCARDED if gone else PlanAudit.AMENDMENT_DISCARDED, "plan", plan.id, number=revision.number)
    discarded = await ctx.db.execute(
        delete(PlanRevision).where(PlanRevision.ward_id == ctx.ward_id, PlanRevision.id == revision.id)
    )
    if discarded.rowcount != 1:  # a colleague was faster by a moment
        raise Stale()
    if gone:
        await ctx.db.execute(delete(Plan).where(Plan.ward_id == ctx.ward_id, Plan.id == plan.id))
    return gone

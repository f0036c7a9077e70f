"""Lists of children taken into the register: each row is known, new, or a question that somebody decides."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from vitreem.children import duplicates, presenters, service
from vitreem.children.duplicates import Match, Pool
from vitreem.children.homes import Homes
from vitreem.children.models import Child, ChildSheetLayout
from vitreem.children.reading import Asked, Reading, ReadRow
from vitreem.children.rules import KIND, ChildAudit, ChildVerb, PovertyStatus
from vitreem.children.schemas import ChildCreate, ChildUpdate
from vitreem.children.sheet_schemas import ChildSheetResult, SheetQuestion
from vitreem.identity import facts as identity
from vitreem.kernel.db.bulk import AT_ONCE, insert_all
from vitreem.kernel.files.sheets import SheetFault
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.audit import AuditEvent
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key


class ImportRunning(Problem):
    status = 409
    code = "import_running"
    title = "Đang nhập danh sách khác"
    detail = (
        "Có người đang nhập một danh sách trẻ em của phường, xã. Tệp của bạn chưa được ghi; hãy thử lại sau ít phút."
    )


NEW, SKIP = "new", "skip"
_LOCK = 5_170_226
# Of the same name in the same year, and nothing against it.
UNDISPUTED = 86


@dataclass(frozen=True, slots=True)
class Decisions:
    """What somebody decided about rows: `new`, `skip`, or the id of the child that a row is."""

    by_row: Mapping[int, str] = field(default_factory=dict)
    good_rows_only: bool = False


@dataclass(slots=True)
class _Plan:
    """What the rows come to."""

    new: list[ReadRow] = field(default_factory=list)
    # With the record as it shall be, where the list says more than of the household alone.
    known: list[tuple[ReadRow, Child, ChildUpdate | None]] = field(default_factory=list)
    same: int = 0


async def asked(ctx: Ctx, fields: Mapping[str, str] | None, unit_id: UUID | None) -> Asked:
    """What the worker reads a list with."""
    there = await identity.every_open_unit(ctx)
    rows = await ctx.db.execute(select(ChildSheetLayout).where(ChildSheetLayout.ward_id == ctx.ward_id))
    layouts = {one.heads_hash: one.fields for one in rows.scalars()}
    own = [one.id for one in there if one.id in ctx.unit_ids and one.kind == "khu_pho"]
    above = unit_id or (own[0] if len(own) == 1 else None)
    return Asked(await identity.units_by_name(ctx), layouts, fields, above, ctx.clock.today())


async def begin(ctx: Ctx) -> None:
    """Lists of a ward are written one after the other, or both would find the same child new. Raises
    `ImportRunning` instead of waiting with a transaction open."""
    lock = func.pg_try_advisory_xact_lock(_LOCK, ctx.ward_id)
    if not (await ctx.db.execute(select(lock))).scalar_one():
        raise ImportRunning(retry_after=10)


async def take(
    ctx: Ctx, reading: Reading, decided: Decisions, *, dry_run: bool, progress: Progress | None = None
) -> ChildSheetResult:
    """Look at every row, then write all of them or none; the good ones alone where that was asked for."""
    progress = progress or Progress()
    result = ChildSheetResult(
        dry_run=dry_run, faults=list(reading.faults), head_row=reading.head_row, columns=reading.columns
    )
    pool, homes = await Pool.of(ctx), await Homes.of(ctx)
    progress.begin("checking", len(reading.rows))
    plan, asked_about = _Plan(), list[tuple[ReadRow, Sequence[Match]]]()
    first_seen: dict[tuple[object, ...], int] = {}
    for row in reading.rows:
        await asyncio.sleep(0)  # everybody else's requests get their turn
        progress.done += 1
        key = (duplicates.words_key(row.body.full_name), row.body.birth.range(), row.body.unit_id)
        if (first := first_seen.setdefault(key, row.number)) != row.number and decided.by_row.get(row.number) != NEW:
            _fault(result, row, "Họ và tên", "row_twice", f"Dòng này giống dòng {first}.")
            continue
        await _place(ctx, pool, homes.poverty, row, decided.by_row.get(row.number), plan, asked_about, result)
    result.created, result.updated, result.unchanged = len(plan.new), len(plan.known), plan.same
    shown = await presenters.similar(ctx, [match for _, matches in asked_about for match in matches])
    for row, matches in asked_about:
        candidates, shown = shown[: len(matches)], shown[len(matches) :]
        result.questions.append(
            SheetQuestion(row=row.number, full_name=row.body.full_name, birth=row.body.birth, candidates=candidates)
        )
    hindered = {one.row for one in result.faults} | {one.row for one in result.questions}
    if not dry_run and (decided.good_rows_only or not hindered):
        result.left = len(hindered)
        await _write(ctx, pool, homes, plan, progress)
    return result


def _fault(result: ChildSheetResult, row: ReadRow, column: str, code: str, detail: str) -> None:
    result.faults.append(SheetFault(row=row.number, column=column, detail=detail, code=code))


async def _place(
    ctx: Ctx, pool: Pool, poverty: Mapping[UUID, str], row: ReadRow, decision: str | None, plan: _Plan,
    asked_about: list[tuple[ReadRow, Sequence[Match]]], result: ChildSheetResult,
) -> None:  # fmt: skip
    """Known, new, or to be asked about."""
    if decision == SKIP:
        result.skipped += 1
        return
    matches = pool.similar(service.look(row.body))
    known = await _known(ctx, pool, row, decision, matches)
    if known is None and matches and decision != NEW:
        asked_about.append((row, matches))
        return
    try:
        if known is None:
            service.require_keeps(ctx, row.body)
            service.require_past(ctx, row.body.birth.range().first, "birth")
            plan.new.append(row)
            return
        guardians = pool.guardians.get(known.id, [])
        before = service.body_of(known, guardians)
        after = _told(row, before)
        said = poverty.get(known.household_id, PovertyStatus.NONE) if known.household_id else PovertyStatus.NONE
        if after == before and row.poverty in (None, said):
            plan.same += 1
            return
        if after != before:
            service.begin(ctx, known, ChildVerb.EDIT)
            service.require_keeps(ctx, after)
        plan.known.append((row, known, after if after != before else None))
    except Problem as error:
        _fault(result, row, "Họ và tên", error.code, error.detail)


async def _known(ctx: Ctx, pool: Pool, row: ReadRow, decision: str | None, matches: Sequence[Match]) -> Child | None:
    """The child that a row is: by code, by decision, or the only one who is certainly the same."""
    if row.body.code and (found := await service.by_code(ctx, row.body.code)) and found.id in pool.seen:
        return found
    if decision and decision != NEW:
        return _chosen(pool, decision)
    if decision == NEW:
        return None
    certain = [one for one in matches if one.certain or _is_written(row, one)]
    return certain[0].child if len(certain) == 1 else None


def _chosen(pool: Pool, decision: str) -> Child | None:
    try:
        child = pool.children.get(UUID(decision))
    except ValueError:
        return None
    return child if child and child.id in pool.seen and str(child.id) == decision else None


def _is_written(row: ReadRow, match: Match) -> bool:
    """The record says of name, birth and khu phố just what the row says, and no guardian speaks against it: a list that
    comes again asks nothing."""
    child, born = match.child, row.body.birth.range()
    here = "unit_id" not in row.filled or child.unit_id == row.body.unit_id
    return (
        here
        and child.full_name == row.body.full_name
        and (child.born_from, child.born_to) == (born.first, born.last)
        and match.score >= UNDISPUTED
    )


def _told(row: ReadRow, before: ChildUpdate) -> ChildUpdate:
    """The record with what the list says more: an empty cell takes nothing away, a year doesn't unsay a day."""
    body = row.body
    change = {
        name: getattr(body, name)
        for name in ("sex", "personal_number", "address", "class_name", "wishes", "note", "unit_id")
        if name in row.filled
    }
    if "school_unit_id" in row.filled or "school_name" in row.filled:
        change |= {"school_unit_id": body.school_unit_id, "school_name": body.school_name}
    mine, said = before.birth.range(), body.birth.range()
    if said.exact or not mine.first <= said.first <= said.last <= mine.last:
        change["birth"] = body.birth if said.exact or not mine.exact else before.birth
    there = {search_key(one.full_name) for one in before.guardians}
    more = [one for one in body.guardians if search_key(one.full_name) not in there]
    return before.model_copy(update={**change, "guardians": [*before.guardians, *more][:6]})


async def _write(ctx: Ctx, pool: Pool, homes: Homes, plan: _Plan, progress: Progress) -> None:
    """New ones in goes of some hundred, known ones one by one."""
    progress.begin("writing", len(plan.new) + len(plan.known))
    for begin in range(0, len(plan.new), AT_ONCE):
        part = plan.new[begin : begin + AT_ONCE]
        bodies = [await _at_home(homes, row) for row in part]
        await homes.write()
        written = await service.add_all(ctx, bodies, pool)
        await _told_of(ctx, zip((row.number for row in part), written, strict=True))
        progress.done += len(part)
    for begin in range(0, len(plan.known), AT_ONCE):
        part = plan.known[begin : begin + AT_ONCE]
        for row, child, after in part:
            await asyncio.sleep(0)
            guardians = pool.guardians.get(child.id, [])
            if after is not None:
                guardians = await service.rewrite(ctx, child, after, guardians)
            if row.poverty is not None:
                await homes.say(child, [one.full_name for one in guardians], row.poverty)
            progress.done += 1
        await ctx.db.flush()
        await _told_of(ctx, [(row.number, (child.id, child.code)) for row, child, _ in part])
    await homes.write()


async def _at_home(homes: Homes, row: ReadRow) -> ChildCreate:
    body = row.body
    head = body.guardians[0].full_name if body.guardians else body.full_name
    home = await homes.of_new(body.unit_id, head, row.poverty)
    return body.model_copy(update={"household_id": home}) if home else body


async def _told_of(ctx: Ctx, written: Iterable[tuple[int, tuple[UUID, str]]]) -> None:
    """Which row each record comes from."""
    events = [ctx.event(ChildAudit.IMPORTED, KIND, child_id, name=code, row=row) for row, (child_id, code) in written]
    await insert_all(ctx.db, AuditEvent, events)


async def keep_layout(ctx: Ctx, reading: Reading) -> None:
    """Lists laid out alike are read by the same columns from now on."""
    fields = {one.letter: one.field for one in reading.columns}
    rows = await ctx.db.execute(
        select(ChildSheetLayout).where(
            ChildSheetLayout.ward_id == ctx.ward_id, ChildSheetLayout.heads_hash == reading.heads_hash
        )
    )
    known = rows.scalar_one_or_none()
    if known is None:
        known = ChildSheetLayout(
            ward_id=ctx.ward_id, heads_hash=reading.heads_hash, fields=fields, saved_at=ctx.clock.now()
        )
        ctx.db.add(known)
    known.fields, known.saved_at = fields, ctx.clock.now()

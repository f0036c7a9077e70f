"""What people do with a child's record. Each verb checks the caller, the version and the state, and leaves a trace."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vitreem.children import duplicates, queries, rules
from vitreem.children.duplicates import Look, Match, Pool
from vitreem.children.models import (
    Child,
    ChildDuplicate,
    ChildGuardian,
    ChildHousehold,
    ChildPresence,
)
from vitreem.children.refusals import (
    MERGED,
    ConsentRequired,
    DayInFuture,
    NotAKhuPho,
    NotASchool,
    SimilarChildExists,
    UnknownHousehold,
)
from vitreem.children.rules import KIND, LIFE, ChildAudit, ChildState, ChildVerb, ConsentPurpose
from vitreem.children.schemas import (
    ChildBody,
    ChildCreate,
    ChildUpdate,
    EnrolmentCreate,
    LeaveCreate,
    ReturnCreate,
    Schooling,
    SimilarQuery,
)
from vitreem.children.wire import Guardian, birth_of, guardian_of
from vitreem.identity import facts as identity
from vitreem.identity.facts import UnitKind
from vitreem.kernel.db.bulk import insert_all
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit import AuditEvent
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import name_search_key, name_sort_key, search_key
from vitreem.records import units
from vitreem.records.codes import new_code
from vitreem.records.files import FileAttach, FileKind, FilesOf
from vitreem.records.refusals import CodeTaken

CODE = "TE"
# Members of a body that the record keeps under the same name.
_AS_WRITTEN = (
    "full_name", "unit_id", "sex", "personal_number", "address", "school_unit_id", "school_name", "class_name",
    "household_id", "wishes", "talents", "note",
)  # fmt: skip


def rights(ctx: Ctx, child: Child) -> frozenset[str]:
    """`write`: the khu phố keeps its children's records, and the ward all; `correct`: who merges for the ward;
    `school`: the child's school."""
    held = set[str]()
    if ctx.may("child:correct"):
        held |= {"correct", "write"}
    if ctx.may("child:write"):
        if child.unit_id in ctx.unit_ids:
            held.add("write")
        if child.school_unit_id in ctx.unit_ids:
            held.add("school")
    return frozenset(held)


def actions(ctx: Ctx, child: Child) -> list[ChildVerb]:
    """Verbs that the caller may use now."""
    held = rights(ctx, child)
    if child.merged_into is not None:
        return [ChildVerb.UNMERGE] if "correct" in held else []
    return [verb for verb in LIFE.allowed(child.state, held) if verb is not ChildVerb.UNMERGE]


def begin(ctx: Ctx, child: Child, verb: ChildVerb, version: int | None = None) -> str:
    blocked = MERGED if child.merged_into is not None and verb is not ChildVerb.UNMERGE else None
    return LIFE.begin(child, verb, rights(ctx, child), version, blocked=blocked)


def done(ctx: Ctx, child: Child, what: ChildAudit, /, **facts: object) -> None:
    child.version += 1
    ctx.record(what, KIND, child.id, name=child.code, **facts)


async def require_khu_pho(ctx: Ctx, unit_id: UUID, known: UUID | None = None) -> None:
    """An open khu phố of the ward; one that the record had may have closed since."""
    if unit_id == known:
        return
    if not any(one.id == unit_id and one.kind == UnitKind.KHU_PHO for one in await identity.every_open_unit(ctx)):
        raise NotAKhuPho(field="unit_id")


async def _require_school(ctx: Ctx, body: Schooling, known: UUID | None = None) -> None:
    school = body.school_unit_id
    if school is None or school == known:
        return
    if not any(one.id == school and one.kind == UnitKind.SCHOOL for one in await identity.every_open_unit(ctx)):
        raise NotASchool(field="school_unit_id")


def require_keeps(ctx: Ctx, body: ChildBody) -> None:
    """A khu phố writes its own children; a school those who are its pupils from now on; the ward all."""
    if body.school_unit_id not in ctx.unit_ids:
        units.require_own(ctx, body.unit_id, "child")


def require_past(ctx: Ctx, day: date, field: str) -> None:
    if day > ctx.clock.today():
        raise DayInFuture(field=field)


def look(body: ChildBody | SimilarQuery, itself: UUID | None = None) -> Look:
    return Look(
        body.full_name, body.birth.range() if body.birth else None, body.personal_number,
        frozenset(search_key(one.full_name) for one in body.guardians),
        frozenset(one.phone for one in body.guardians if one.phone), body.sex, itself,
    )  # fmt: skip


async def similar(ctx: Ctx, body: SimilarQuery) -> Sequence[Match]:
    """Children that the caller sees and who may be the one that is being typed."""
    return await duplicates.similar(ctx, look(body, body.child_id))


def _values(body: ChildBody) -> dict[str, Any]:
    """The columns of a record as a body says them."""
    known = body.birth.range()
    return {name: getattr(body, name) for name in _AS_WRITTEN} | {
        "born_from": known.first, "born_to": known.last, "born_estimated": known.estimated,
        "search_key": name_search_key(body.full_name), "sort_key": name_sort_key(body.full_name),
        "given_key": duplicates.given_key(body.full_name), "words_key": duplicates.words_key(body.full_name),
    }  # fmt: skip


def _write(child: Child, body: ChildBody) -> None:
    for name, value in _values(body).items():
        setattr(child, name, value)


def _guardian_rows(ctx: Ctx, child_id: UUID, wanted: Sequence[Guardian]) -> list[dict[str, Any]]:
    return [
        {
            "ward_id": ctx.ward_id, "child_id": child_id, "position": at, "full_name": one.full_name,
            "name_key": search_key(one.full_name), "relation": one.relation, "phone": one.phone,
            "may_receive": one.may_receive,
        }
        for at, one in enumerate(wanted)
    ]  # fmt: skip


async def _set_guardians(
    ctx: Ctx, child: Child, there: list[ChildGuardian], wanted: Sequence[Guardian]
) -> list[ChildGuardian]:
    """Written anew where they changed; the rows are known by nobody but the child."""
    if [guardian_of(one) for one in there] == list(wanted):
        return there
    for one in there:
        await ctx.db.delete(one)
    await ctx.db.flush()
    rows = [ChildGuardian(**one) for one in _guardian_rows(ctx, child.id, wanted)]
    ctx.db.add_all(rows)
    return rows


async def _require_household(ctx: Ctx, body: ChildBody, known: UUID | None = None) -> None:
    """A household that the caller sees; one that the record had stays whoever sees it."""
    if body.household_id is None or body.household_id == known:
        return
    try:
        await queries.seen_household(ctx, body.household_id)
    except NotFound:
        raise UnknownHousehold(field="household_id") from None


async def set_household(ctx: Ctx, child: Child, before: UUID | None) -> None:
    """The dated membership follows the household of the record."""
    if child.household_id == before:
        return
    today = ctx.clock.today()
    rows = await queries.dated(ctx, ChildHousehold, child.id)
    for row in rows:
        if row.to_on is None:
            row.to_on = today
    if child.household_id is not None:
        ctx.db.add(
            ChildHousehold(ward_id=ctx.ward_id, child_id=child.id, household_id=child.household_id, from_on=today)
        )


def _add_presence(ctx: Ctx, child: Child, on_day: date, note: str = "") -> None:
    ctx.db.add(
        ChildPresence(
            ward_id=ctx.ward_id, child_id=child.id, state=child.state, unit_id=child.unit_id, on_day=on_day, note=note
        )
    )


async def create(ctx: Ctx, body: ChildCreate) -> UUID:
    """A child new in the register; who may be there already is asked about first."""
    require_keeps(ctx, body)
    require_past(ctx, body.birth.range().first, "birth")
    await require_khu_pho(ctx, body.unit_id)
    await _require_school(ctx, body)
    await _require_household(ctx, body)
    if body.code and await by_code(ctx, body.code):
        raise CodeTaken()
    alike = [one.child.id for one in await duplicates.similar(ctx, look(body))]
    if set(alike) - set(body.different_from):
        raise SimilarChildExists(child_ids=[str(one) for one in alike])
    return await add(ctx, body)


async def add(ctx: Ctx, body: ChildCreate) -> UUID:
    """Write a child who was found to be new; pairs that the ward should look at are written down."""
    [(child_id, _)] = await add_all(ctx, [body])
    await duplicates.note(ctx, look(body, child_id), new=True)
    if body.different_from:
        await duplicates.dismiss(ctx, child_id, body.different_from)
    return child_id


async def add_all(ctx: Ctx, bodies: Sequence[ChildCreate], pool: Pool | None = None) -> list[tuple[UUID, str]]:
    """Write children who were found to be new, in one go: the id and code of each. With a `pool`, which they join, the
    pairs that the ward should look at are written down too."""
    today, new = ctx.clock.today(), {"ward_id": ctx.ward_id, "state": ChildState.HERE, "created_at": ctx.clock.now()}
    children, pairs = list[dict[str, Any]](), list[dict[str, Any]]()
    for body in bodies:
        await asyncio.sleep(0)  # everybody else's requests get their turn
        child = {"id": new_id(), "code": body.code or new_code(CODE), **new, **_values(body)}
        children.append(child)
        if pool is not None:
            mine = look(body, child["id"])
            pairs += [duplicates.pair_of(ctx, child["id"], *found) for found in pool.alike(mine)]
            pool.add(mine)
    of = [{"ward_id": ctx.ward_id, "child_id": child["id"]} for child in children]
    await insert_all(ctx.db, Child, children)
    guardians = [_guardian_rows(ctx, one["id"], body.guardians) for one, body in zip(children, bodies, strict=True)]
    await insert_all(ctx.db, ChildGuardian, [row for rows in guardians for row in rows])
    homes = [
        {**ids, "household_id": one["household_id"], "from_on": today}
        for ids, one in zip(of, children, strict=True)
        if one["household_id"] is not None
    ]
    await insert_all(ctx.db, ChildHousehold, homes)
    here = [
        {**ids, "state": one["state"], "unit_id": one["unit_id"], "on_day": today}
        for ids, one in zip(of, children, strict=True)
    ]
    await insert_all(ctx.db, ChildPresence, here)
    events = [
        ctx.event(ChildAudit.CREATED, KIND, one["id"], name=one["code"], unit_id=str(one["unit_id"]))
        for one in children
    ]
    await insert_all(ctx.db, AuditEvent, events)
    await insert_all(ctx.db, ChildDuplicate, pairs)
    return [(one["id"], one["code"]) for one in children]


async def by_code(ctx: Ctx, code: str) -> Child | None:
    """The ward's child of that code, seen or not: codes are the ward's."""
    rows = await ctx.db.execute(select(Child).where(Child.ward_id == ctx.ward_id, Child.code == code))
    return rows.scalar_one_or_none()


async def update(ctx: Ctx, child: Child, body: ChildUpdate, version: int) -> None:
    """Write the record anew; a move to another khu phố of the ward stays in its history."""
    begin(ctx, child, ChildVerb.EDIT, version)
    require_keeps(ctx, body)
    require_past(ctx, body.birth.range().first, "birth")
    await require_khu_pho(ctx, body.unit_id, child.unit_id)
    await _require_school(ctx, body, child.school_unit_id)
    await _require_household(ctx, body, child.household_id)
    there = (await queries.guardians_of(ctx, [child.id])).get(child.id, [])
    guardians = await rewrite(ctx, child, body, there)
    await ctx.db.flush()
    await duplicates.note(ctx, duplicates.look_of(child, guardians))


async def rewrite(ctx: Ctx, child: Child, body: ChildUpdate, there: list[ChildGuardian]) -> list[ChildGuardian]:
    """Take a body over that was found right; `there` are the guardians so far. The caller flushes, of a list once for
    hundreds."""
    before = child.model_dump()
    _write(child, body)
    guardians = await _set_guardians(ctx, child, there, body.guardians)
    await set_household(ctx, child, before["household_id"])
    if child.unit_id != before["unit_id"]:
        _add_presence(ctx, child, ctx.clock.today())
    changed = sorted(name for name, value in child.model_dump().items() if before[name] != value)
    done(ctx, child, ChildAudit.CHANGED, fields=changed)
    return guardians


def body_of(child: Child, guardians: Sequence[ChildGuardian]) -> ChildUpdate:
    """The record as it would be written again."""
    return ChildUpdate(
        **child.model_dump(include=set(_AS_WRITTEN)), birth=birth_of(rules.born_of(child)),
        guardians=[guardian_of(one) for one in guardians],
    )  # fmt: skip


async def enrol(ctx: Ctx, child: Child, body: EnrolmentCreate, version: int) -> None:
    """School and class alone: what a school writes of its pupils."""
    begin(ctx, child, ChildVerb.ENROL, version)
    await _require_school(ctx, body, child.school_unit_id)
    child.school_unit_id, child.school_name, child.class_name = body.school_unit_id, body.school_name, body.class_name
    done(ctx, child, ChildAudit.ENROLLED)


async def leave(ctx: Ctx, child: Child, body: LeaveCreate, version: int) -> None:
    """Moved away, or died: out of the open lists, in the history for ever."""
    begin(ctx, child, ChildVerb.LEAVE, version)
    require_past(ctx, body.on_day, "on_day")
    child.state, child.state_on = ChildState(body.state), body.on_day
    _add_presence(ctx, child, body.on_day, body.note)
    done(ctx, child, ChildAudit.LEFT, state=child.state)


async def come_back(ctx: Ctx, child: Child, body: ReturnCreate, version: int) -> None:
    """Back again, or never gone: the same record goes on."""
    child_state = begin(ctx, child, ChildVerb.RETURN, version)
    require_past(ctx, body.on_day, "on_day")
    units.require_own(ctx, body.unit_id, "child")
    await require_khu_pho(ctx, body.unit_id)
    child.state, child.state_on, child.unit_id = child_state, None, body.unit_id
    _add_presence(ctx, child, body.on_day, body.note)
    done(ctx, child, ChildAudit.RETURNED)


async def _require_photo_consent(ctx: Ctx, child: Child, body: FileAttach) -> None:
    if body.kind is FileKind.PHOTO and not await queries.consent_holds(ctx, child.id, ConsentPurpose.PHOTO):
        raise ConsentRequired()


FILES = FilesOf(
    KIND, ChildAudit, "child", lambda ctx, child: begin(ctx, child, ChildVerb.ATTACH),
    lambda child: f"Hồ sơ {child.code}", _require_photo_consent,
)  # fmt: skip

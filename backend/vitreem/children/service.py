"""What people do with a child's record. Each verb checks the caller, the version and the state, and leaves a trace."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from vitreem.children import duplicates, queries, rules
from vitreem.children.duplicates import Look, Match
from vitreem.children.models import (
    Child,
    ChildConsent,
    ChildDuplicate,
    ChildGroup,
    ChildGuardian,
    ChildHousehold,
    ChildNeed,
    ChildPresence,
)
from vitreem.children.rules import KIND, LIFE, ChildAudit, ChildState, ChildVerb, ConsentPurpose
from vitreem.children.schemas import (
    ChildBody,
    ChildCreate,
    ChildUpdate,
    ConsentCreate,
    EnrolmentCreate,
    GroupCreate,
    Guardian,
    LeaveCreate,
    NeedCreate,
    ReturnCreate,
    Schooling,
    SimilarQuery,
)
from vitreem.identity import facts as identity
from vitreem.identity.facts import UnitKind
from vitreem.kernel.http.problems import Invalid, NotFound, Problem, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import name_search_key, name_sort_key, search_key
from vitreem.records.codes import new_code
from vitreem.records.files import FileAttach, FileKind, FilesOf, RecordFile
from vitreem.records.refusals import CodeTaken
from vitreem.records.units import UnknownUnit

CODE = "TE"
MERGED = "Hồ sơ này đã gộp vào hồ sơ khác. Hãy mở hồ sơ được giữ lại."


class SimilarChildExists(Problem):
    """`child_ids` are records that the caller sees and that may be the same child; naming them in `different_from`
    says that somebody looked."""

    status = 409
    code = "similar_child_exists"
    title = "Có thể trẻ đã có trong sổ"
    detail = "Trong sổ đã có trẻ giống như vậy. Hãy mở ra xem, rồi chọn đúng trẻ hoặc xác nhận là trẻ khác."


class NotAKhuPho(Invalid):
    code = "not_a_khu_pho"
    detail = "Nơi ở của trẻ phải là một khu phố đang hoạt động của phường, xã."


class NotASchool(Invalid):
    code = "not_a_school"
    detail = "Trường học phải là một trường đang hoạt động của phường, xã. Với trường nơi khác, hãy ghi tên trường."


class DayInFuture(Invalid):
    """`field` names the member that holds the day."""

    code = "day_in_future"
    detail = "Ngày này chưa tới."


class DaysInDisorder(Invalid):
    code = "days_in_disorder"
    detail = "Ngày kết thúc không được trước ngày bắt đầu."


class AlreadyHolds(Problem):
    status = 409
    code = "already_holds"
    title = "Đã ghi rồi"
    detail = "Mục này đang có hiệu lực trong hồ sơ của trẻ. Hãy kết thúc mục cũ trước khi ghi lại."


class GroupOfAnotherAge(Invalid):
    code = "group_of_another_age"
    detail = "Người từ đủ 16 tuổi không còn là trẻ em theo Luật Trẻ em nên không ghi thêm nhóm hoàn cảnh."


class ChildDisagrees(Invalid):
    code = "child_consent_required"
    title = "Cần trẻ đồng ý"
    detail = "Trẻ từ đủ 7 tuổi phải tự đồng ý (Luật Bảo vệ dữ liệu cá nhân Điều 24). Hãy hỏi trẻ trước."


class ConsentRequired(Invalid):
    code = "photo_consent_required"
    title = "Chưa có đồng ý chụp ảnh"
    detail = "Ảnh của trẻ chỉ lưu được khi cha mẹ hoặc người giám hộ, và trẻ từ đủ 7 tuổi, đã đồng ý."


class UnknownHousehold(Invalid):
    code = "unknown_household"
    detail = "Không có hộ này trong khu phố của trẻ."


class MergesInACircle(Invalid):
    code = "merges_in_a_circle"
    detail = "Không gộp được: hồ sơ được giữ lại đang gộp vào chính hồ sơ này, hoặc đã gộp vào hồ sơ khác."


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


def _begin(ctx: Ctx, child: Child, verb: ChildVerb, version: int | None = None) -> str:
    blocked = MERGED if child.merged_into is not None and verb is not ChildVerb.UNMERGE else None
    return LIFE.begin(child, verb, rights(ctx, child), version, blocked=blocked)


def _done(ctx: Ctx, child: Child, what: ChildAudit, /, **facts: object) -> None:
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


def _require_keeps(ctx: Ctx, body: ChildBody) -> None:
    """A khu phố writes its own children; a school those who are its pupils from now on; the ward all."""
    own = body.unit_id in ctx.unit_ids or (body.school_unit_id is not None and body.school_unit_id in ctx.unit_ids)
    if not own and not ctx.may("child:correct"):
        raise UnknownUnit(field="unit_id")


def _require_past(ctx: Ctx, day: date, field: str) -> None:
    if day > ctx.clock.today():
        raise DayInFuture(field=field)


def look(body: ChildBody | SimilarQuery, itself: UUID | None = None) -> Look:
    return Look(
        body.full_name, body.birth.range() if body.birth else None, body.personal_number,
        frozenset(search_key(one.full_name) for one in body.guardians),
        frozenset(one.phone for one in body.guardians if one.phone), getattr(body, "sex", None), itself,
    )  # fmt: skip


async def similar(ctx: Ctx, body: SimilarQuery) -> Sequence[Match]:
    """Children that the caller sees and who may be the one that is being typed."""
    return await duplicates.similar(ctx, look(body, body.child_id))


def _write(child: Child, body: ChildBody) -> None:
    known = body.birth.range()
    for name in (
        "full_name", "unit_id", "sex", "personal_number", "address", "school_unit_id", "school_name", "class_name",
        "household_id", "wishes", "talents", "note",
    ):  # fmt: skip
        setattr(child, name, getattr(body, name))
    child.born_from, child.born_to, child.born_estimated = known.first, known.last, known.estimated
    child.search_key, child.sort_key = name_search_key(body.full_name), name_sort_key(body.full_name)
    child.given_key = duplicates.given_key(body.full_name)
    child.words_key = duplicates.words_key(body.full_name)


async def _set_guardians(ctx: Ctx, child: Child, wanted: Sequence[Guardian]) -> list[ChildGuardian]:
    """Written anew where they changed; the rows are known by nobody but the child."""
    there = (await queries.guardians_of(ctx, [child.id])).get(child.id, [])
    if [Guardian.model_validate(one, from_attributes=True) for one in map(_guardian_facts, there)] == list(wanted):
        return there
    for one in there:
        await ctx.db.delete(one)
    await ctx.db.flush()
    rows = [
        ChildGuardian(
            ward_id=ctx.ward_id, child_id=child.id, position=at, full_name=one.full_name,
            name_key=search_key(one.full_name), relation=one.relation, phone=one.phone, may_receive=one.may_receive,
        )
        for at, one in enumerate(wanted)
    ]  # fmt: skip
    ctx.db.add_all(rows)
    return rows


def _guardian_facts(row: ChildGuardian) -> object:
    return Guardian.model_construct(
        full_name=row.full_name, relation=row.relation, phone=row.phone, may_receive=row.may_receive
    )


async def _require_household(ctx: Ctx, body: ChildBody, known: UUID | None = None) -> None:
    """A household that the caller sees; one that the record had stays whoever sees it."""
    if body.household_id in (None, known):
        return
    if await queries.seen_household_or_none(ctx, body.household_id) is None:
        raise UnknownHousehold(field="household_id")


async def _set_household(ctx: Ctx, child: Child, before: UUID | None) -> None:
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


async def _add_presence(ctx: Ctx, child: Child, on_day: date, note: str = "") -> None:
    ctx.db.add(
        ChildPresence(
            ward_id=ctx.ward_id, child_id=child.id, state=child.state, unit_id=child.unit_id, on_day=on_day, note=note
        )
    )


async def create(ctx: Ctx, body: ChildCreate) -> UUID:
    """A child new in the register; who may be there already is asked about first."""
    _require_keeps(ctx, body)
    _require_past(ctx, body.birth.range().first, "birth")
    await require_khu_pho(ctx, body.unit_id)
    await _require_school(ctx, body)
    await _require_household(ctx, body)
    if body.code and await by_code(ctx, body.code):
        raise CodeTaken()
    alike = [one.child.id for one in await duplicates.similar(ctx, look(body))]
    if set(alike) - set(body.different_from):
        raise SimilarChildExists(child_ids=[str(one) for one in alike])
    return (await add(ctx, body)).id


async def add(ctx: Ctx, body: ChildCreate) -> Child:
    """Write a child who was found to be new."""
    child = Child(
        ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), state=ChildState.HERE,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    _write(child, body)
    ctx.db.add(child)
    await ctx.db.flush()
    guardians = await _set_guardians(ctx, child, body.guardians)
    await _set_household(ctx, child, None)
    await _add_presence(ctx, child, ctx.clock.today())
    ctx.record(ChildAudit.CREATED, KIND, child.id, name=child.code, unit_id=str(child.unit_id))
    await ctx.db.flush()
    await duplicates.note(ctx, child, guardians)
    if body.different_from:
        await duplicates.dismiss(ctx, child.id, body.different_from)
    return child


async def by_code(ctx: Ctx, code: str) -> Child | None:
    """The ward's child of that code, seen or not: codes are the ward's."""
    rows = await ctx.db.execute(select(Child).where(Child.ward_id == ctx.ward_id, Child.code == code))
    return rows.scalar_one_or_none()


async def update(ctx: Ctx, child: Child, body: ChildUpdate, version: int) -> None:
    """Write the record anew; a move to another khu phố of the ward stays in its history."""
    _begin(ctx, child, ChildVerb.EDIT, version)
    _require_keeps(ctx, body)
    _require_past(ctx, body.birth.range().first, "birth")
    await require_khu_pho(ctx, body.unit_id, child.unit_id)
    await _require_school(ctx, body, child.school_unit_id)
    await _require_household(ctx, body, child.household_id)
    before = child.model_dump()
    _write(child, body)
    guardians = await _set_guardians(ctx, child, body.guardians)
    await _set_household(ctx, child, before["household_id"])
    if child.unit_id != before["unit_id"]:
        await _add_presence(ctx, child, ctx.clock.today())
    changed = sorted(name for name, value in child.model_dump().items() if before[name] != value)
    _done(ctx, child, ChildAudit.CHANGED, fields=changed)
    await ctx.db.flush()
    await duplicates.note(ctx, child, guardians)


async def enrol(ctx: Ctx, child: Child, body: EnrolmentCreate, version: int) -> None:
    """School and class alone: what a school writes of its pupils."""
    _begin(ctx, child, ChildVerb.ENROL, version)
    await _require_school(ctx, body, child.school_unit_id)
    child.school_unit_id, child.school_name, child.class_name = body.school_unit_id, body.school_name, body.class_name
    _done(ctx, child, ChildAudit.ENROLLED)


async def leave(ctx: Ctx, child: Child, body: LeaveCreate, version: int) -> None:
    """Moved away, or died: out of the open lists, in the history for ever."""
    _begin(ctx, child, ChildVerb.LEAVE, version)
    _require_past(ctx, body.on_day, "on_day")
    child.state, child.state_on = ChildState(body.state), body.on_day
    await _add_presence(ctx, child, body.on_day, body.note)
    _done(ctx, child, ChildAudit.LEFT, state=child.state)


async def come_back(ctx: Ctx, child: Child, body: ReturnCreate, version: int) -> None:
    """Back again, or never gone: the same record goes on."""
    child_state = _begin(ctx, child, ChildVerb.RETURN, version)
    _require_past(ctx, body.on_day, "on_day")
    if body.unit_id not in ctx.unit_ids and not ctx.may("child:correct"):
        raise UnknownUnit(field="unit_id")
    await require_khu_pho(ctx, body.unit_id)
    child.state, child.state_on, child.unit_id = child_state, None, body.unit_id
    await _add_presence(ctx, child, body.on_day, body.note)
    _done(ctx, child, ChildAudit.RETURNED)


async def add_group(ctx: Ctx, child: Child, body: GroupCreate, version: int) -> None:
    """A group of the law from a day on; one that holds already is ended first."""
    _begin(ctx, child, ChildVerb.ASSESS, version)
    _require_past(ctx, body.from_on, "from_on")
    if rules.age_on(body.from_on, child.born_to) >= rules.ADULT_AT:
        raise GroupOfAnotherAge()
    rows = await queries.dated(ctx, ChildGroup, child.id)
    if any(one.legal_group == body.legal_group and one.to_on is None for one in rows):
        raise AlreadyHolds()
    ctx.db.add(ChildGroup(ward_id=ctx.ward_id, child_id=child.id, **body.model_dump()))
    _done(ctx, child, ChildAudit.ASSESSED)


async def add_need(ctx: Ctx, child: Child, body: NeedCreate, version: int) -> None:
    _begin(ctx, child, ChildVerb.ASSESS, version)
    _require_past(ctx, body.from_on, "from_on")
    rows = await queries.dated(ctx, ChildNeed, child.id)
    if any(one.category == body.category and one.to_on is None for one in rows):
        raise AlreadyHolds()
    ctx.db.add(ChildNeed(ward_id=ctx.ward_id, child_id=child.id, **body.model_dump()))
    _done(ctx, child, ChildAudit.ASSESSED)


async def end_part(ctx: Ctx, child: Child, row: ChildGroup | ChildNeed, to_on: date, version: int) -> None:
    """It held until that day; the row stays."""
    _begin(ctx, child, ChildVerb.ASSESS, version)
    if row.to_on is not None:
        raise WrongState("Mục này đã kết thúc.")
    if to_on < row.from_on:
        raise DaysInDisorder(field="to_on")
    _require_past(ctx, to_on, "to_on")
    row.to_on = to_on
    _done(ctx, child, ChildAudit.ASSESSED)


async def give_consent(ctx: Ctx, child: Child, body: ConsentCreate, version: int) -> None:
    """Consent to one purpose, as it stands on paper; from 7 years on the child is asked too."""
    _begin(ctx, child, ChildVerb.CONSENT, version)
    _require_past(ctx, body.given_on, "given_on")
    age = rules.age_on(body.given_on, child.born_to)
    if age >= rules.ASKED_FROM and not body.child_agrees:
        raise ChildDisagrees(age=age)
    if await queries.consent_holds(ctx, child.id, body.purpose):
        raise AlreadyHolds()
    if body.record_file_id:
        file = await ctx.db.get(RecordFile, (ctx.ward_id, body.record_file_id))
        if file is None or file.record_id != child.id or file.removed_at is not None:
            raise NotFound()
    ctx.db.add(ChildConsent(ward_id=ctx.ward_id, child_id=child.id, age=age, **body.model_dump()))
    _done(ctx, child, ChildAudit.CONSENT_GIVEN, purpose=body.purpose)


async def withdraw_consent(ctx: Ctx, child: Child, consent: ChildConsent, version: int) -> None:
    """From now on what it was given for is refused; photos kept under it are shown to nobody any more."""
    _begin(ctx, child, ChildVerb.CONSENT, version)
    if consent.withdrawn_on is not None:
        raise WrongState("Sự đồng ý này đã được rút lại.")
    consent.withdrawn_on = ctx.clock.today()
    if consent.purpose == ConsentPurpose.PHOTO:
        rows = await ctx.db.execute(
            select(RecordFile).where(
                RecordFile.ward_id == ctx.ward_id, RecordFile.record_id == child.id,
                RecordFile.kind == FileKind.PHOTO, RecordFile.removed_at.is_(None),
            )
        )  # fmt: skip
        for photo in rows.scalars():
            photo.removed_at = ctx.clock.now()
    _done(ctx, child, ChildAudit.CONSENT_WITHDRAWN, purpose=consent.purpose)


async def _both(ctx: Ctx, child: Child, other_id: UUID) -> Child:
    """Lock the two records, in the same order whoever merges which into which, and read the first anew."""
    statement = queries.visible(ctx).where(Child.id.in_((child.id, other_id))).order_by(Child.id).with_for_update()
    rows = (await ctx.db.execute(statement, execution_options={"populate_existing": True})).scalars().all()
    other = next((one for one in rows if one.id == other_id), None)
    if other is None:
        raise NotFound()
    return other


async def merge(ctx: Ctx, child: Child, into_id: UUID, version: int) -> None:
    """The record points to the one that stays. No row moves, so that it can be undone whole."""
    into = await _both(ctx, child, into_id)
    _begin(ctx, child, ChildVerb.MERGE, version)
    if into.merged_into is not None or into.id in await queries.family(ctx, child.id):
        raise MergesInACircle()
    child.merged_into = into.id
    await duplicates.settle(ctx, child.id)
    _done(ctx, child, ChildAudit.MERGED, into=str(into.id))
    into.version += 1


async def unmerge(ctx: Ctx, child: Child, version: int) -> None:
    """Two children after all."""
    into = await _both(ctx, child, child.merged_into) if child.merged_into else None
    _begin(ctx, child, ChildVerb.UNMERGE, version)
    if into is None or child.merged_into != into.id:
        raise WrongState("Hồ sơ này không gộp vào hồ sơ nào.")
    child.merged_into = None
    await duplicates.dismiss(ctx, child.id, [into.id])
    _done(ctx, child, ChildAudit.UNMERGED, from_id=str(into.id))
    into.version += 1


async def dismiss(ctx: Ctx, pair_id: UUID) -> None:
    """Two children, not one."""
    pair = await ctx.db.get(ChildDuplicate, (ctx.ward_id, pair_id))
    if pair is None:
        raise NotFound()
    if pair.state == "open":
        pair.state = "different"
        ctx.record(ChildAudit.DUPLICATE_DISMISSED, KIND, pair.child_id, other=str(pair.other_id))


async def _require_photo_consent(ctx: Ctx, child: Child, body: FileAttach) -> None:
    if body.kind is FileKind.PHOTO and not await queries.consent_holds(ctx, child.id, ConsentPurpose.PHOTO):
        raise ConsentRequired()


FILES = FilesOf(
    KIND, ChildAudit, "child", lambda ctx, child: _begin(ctx, child, ChildVerb.ATTACH),
    lambda child: f"Hồ sơ {child.code}", _require_photo_consent,
)  # fmt: skip

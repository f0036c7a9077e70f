"""Khu phố and other units merged, split or renamed by the ward's council (NĐ 185/2026).

Units end and others begin; records keep the unit of their day. One successor, the heir, stands for what has ended:
its people see the past, and what is open passes to it.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import or_, select, update

from vitreem.identity import registry
from vitreem.identity.approval_schemas import ApprovalKind
from vitreem.identity.change_schemas import SuccessorRead, UnitChangeCreate, UnitChangePreview, UnitChangeRead
from vitreem.identity.kinds import UnitChangeKind, UnitKind
from vitreem.identity.models import Approval, Membership, Person, Unit, UnitChange, UnitSuccession
from vitreem.identity.schemas import UnitBrief
from vitreem.identity.succession import Succession, hand_on, when_units_change
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx

# How long ago a change may have been, in days: what was decided is written down when somebody comes to it.
LATEST = 366

_KINDS: dict[UnitChangeKind, tuple[Audit, str]] = {
    UnitChangeKind.MERGE: (Audit.UNIT_MERGED, "Sáp nhập"),
    UnitChangeKind.SPLIT: (Audit.UNIT_SPLIT, "Chia tách"),
    UnitChangeKind.RENAME: (Audit.UNIT_RENAMED, "Đổi tên"),
}


class UnitChangeShape(Invalid):
    code = "unit_change_shape"
    detail = "Sáp nhập là từ hai đơn vị trở lên thành một; chia tách là một thành nhiều; đổi tên là một thành một."


class UnitKindsDiffer(Invalid):
    code = "unit_kinds_differ"
    detail = "Chỉ sáp nhập các đơn vị cùng loại (khu phố với khu phố, trường với trường)."


class ChangeNotYet(Invalid):
    code = "change_not_yet"
    title = "Chưa đến ngày"
    detail = "Nghị quyết chưa có hiệu lực. Hãy ghi vào đúng ngày đó hoặc sau đó."


class ChangeTooOld(Invalid):
    code = "change_too_old"
    detail = f"Ngày có hiệu lực không được quá {LATEST} ngày trước."


class ChangeBeforeUnit(Invalid):
    """`unit_ids`: those that didn't exist on the day before."""

    code = "change_before_unit"
    detail = "Có đơn vị chưa tồn tại trước ngày có hiệu lực. Hãy xem lại ngày."


class PaperAfterChange(Invalid):
    code = "paper_after_change"
    detail = "Ngày của nghị quyết không được sau ngày có hiệu lực."


def require_shape(body: UnitChangeCreate) -> None:
    ending, beginning = len(set(body.predecessor_ids)), len(body.successors)
    fits = {
        UnitChangeKind.MERGE: ending > 1 and beginning == 1,
        UnitChangeKind.SPLIT: ending == 1 and beginning > 1,
        UnitChangeKind.RENAME: ending == 1 and beginning == 1,
    }
    if not fits[body.kind]:
        raise UnitChangeShape(field="successors")


def _require_days(ctx: Ctx, body: UnitChangeCreate) -> None:
    today = ctx.clock.today()
    if body.on_day > today:
        raise ChangeNotYet(field="on_day")
    if body.on_day < today - timedelta(days=LATEST):
        raise ChangeTooOld(field="on_day")
    if body.paper_on > body.on_day:
        raise PaperAfterChange(field="paper_on")


async def _ending(ctx: Ctx, body: UnitChangeCreate) -> Sequence[Unit]:
    """The units that end, locked: of two changes at once the second finds them ended."""
    asked = set(body.predecessor_ids)
    rows = await ctx.db.execute(
        registry.visible(ctx)
        .where(Unit.id.in_(asked))
        .order_by(Unit.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    units = rows.scalars().all()
    if len(units) < len(asked):
        raise NotFound()
    for unit in units:
        registry.require_exists(unit)
    if len({unit.kind for unit in units}) > 1:
        raise UnitKindsDiffer(field="predecessor_ids")
    if young := [unit for unit in units if unit.from_on is not None and unit.from_on >= body.on_day]:
        raise ChangeBeforeUnit(field="on_day", unit_ids=[str(unit.id) for unit in young])
    return units


async def make(ctx: Ctx, body: UnitChangeCreate) -> UnitChange:
    """End the predecessors, begin the successors, and hand on what is open. Raises what this module refuses,
    `UnitEnded` and `UnitNameTaken`.
    """
    require_shape(body)
    _require_days(ctx, body)
    ending = await _ending(ctx, body)
    for unit in ending:
        unit.to_on, unit.closed_at = body.on_day - timedelta(days=1), unit.closed_at or ctx.clock.now()
        unit.version += 1
    await ctx.db.flush()  # their names are free from here on
    successors = [registry.named(ctx, ending[0].kind, one) for one in body.successors]
    for unit in successors:
        unit.from_on = body.on_day
    ctx.db.add_all(successors)
    await registry.flush(ctx)
    heir, ended = successors[0], [unit.id for unit in ending]
    await ctx.db.execute(
        update(Unit)
        .where(Unit.ward_id == ctx.ward_id, or_(Unit.id.in_(ended), Unit.heir_id.in_(ended)))
        .values(heir_id=heir.id)
    )
    audit, verb = _KINDS[body.kind]
    words = f"{verb} theo {body.paper_number} ngày {body.paper_on:%d/%m/%Y}"
    change = UnitChange(
        ward_id=ctx.ward_id, id=new_id(), kind=body.kind, on_day=body.on_day, paper_number=body.paper_number,
        paper_on=body.paper_on, author_id=ctx.person_id, author_name=ctx.actor_name, created_at=ctx.clock.now(),
        followed=await hand_on(ctx, Succession(ended, heir.id, body.on_day, words)),
    )  # fmt: skip
    ctx.db.add(change)
    await ctx.db.flush()
    ctx.db.add_all(
        UnitSuccession(
            ward_id=ctx.ward_id, change_id=change.id, predecessor_id=unit.id, successor_id=one.id, inherits=one is heir
        )
        for unit in ending
        for one in successors
    )
    after = ", ".join(unit.name for unit in successors)
    for unit in ending:
        ctx.record(
            audit, "unit", unit.id, name=unit.name, change_id=str(change.id), on_day=str(body.on_day),
            successors=after, paper=body.paper_number,
        )  # fmt: skip
    await ctx.db.flush()
    return change


async def preview(ctx: Ctx, body: UnitChangeCreate) -> UnitChangePreview:
    """What the change would do: it is made and taken back."""
    async with ctx.db.begin_nested() as trial:
        change = await make(ctx, body)
        told = UnitChangePreview(
            heir_name=body.successors[0].name, ends_on=body.on_day - timedelta(days=1), followed=change.followed
        )
        await trial.rollback()
    return told


async def _people(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Roles in the units become the same roles in the heir, each once; those that wait for a second person too."""
    rows = await ctx.db.execute(
        select(Membership, Person.ended_at)
        .join(Person, (Person.ward_id == Membership.ward_id) & (Person.id == Membership.person_id))
        .where(
            Membership.ward_id == ctx.ward_id,
            Membership.unit_id.in_(succession.predecessor_ids),
            Membership.ended_at.is_(None),
        )
        .order_by(Membership.id)
    )
    working, roles = set[UUID](), set[tuple[UUID, str]]()
    for membership, left_at in map(tuple, rows):
        membership.ended_at = ctx.clock.now()
        roles.add((membership.person_id, membership.role))
        if left_at is None:
            working.add(membership.person_id)
    ctx.db.add_all(
        Membership(ward_id=ctx.ward_id, person_id=person_id, unit_id=succession.heir_id, role=role)
        for person_id, role in sorted(roles)
    )
    return {"people": len(working), "pending_roles": await _pending_roles(ctx, succession)}


async def _pending_roles(ctx: Ctx, succession: Succession) -> int:
    heir = await ctx.db.get_one(Unit, (ctx.ward_id, succession.heir_id))
    rows = await ctx.db.execute(
        select(Approval)
        .where(
            Approval.ward_id == ctx.ward_id,
            Approval.kind == ApprovalKind.ROLE,
            Approval.unit_id.in_(succession.predecessor_ids),
            Approval.decided_at.is_(None),
        )
        .order_by(Approval.proposed_at)
        .with_for_update()
    )
    passed = set[tuple[UUID, str | None]]()
    for one in rows.scalars():
        key = (one.account_id, one.role)
        if key in passed:  # asked for in two units that are one now: once is enough
            one.decided_at, one.decided_by, one.confirmed = ctx.clock.now(), ctx.account_id, False
        else:
            one.unit_id, one.unit_name = heir.id, heir.name
        passed.add(key)
    return len(passed)


when_units_change("identity", _people)


async def read(ctx: Ctx, change_id: UUID | None = None) -> list[UnitChangeRead]:
    """Changes with their units, the newest day first; or the one."""
    changes = select(UnitChange).where(UnitChange.ward_id == ctx.ward_id)
    links = select(UnitSuccession).where(UnitSuccession.ward_id == ctx.ward_id)
    if change_id:
        changes = changes.where(UnitChange.id == change_id)
        links = links.where(UnitSuccession.change_id == change_id)
    by_change: dict[UUID, list[UnitSuccession]] = defaultdict(list)
    for link in (await ctx.db.execute(links.order_by(UnitSuccession.id))).scalars():
        by_change[link.change_id].append(link)
    units = {unit.id: unit for unit in (await ctx.db.execute(registry.visible(ctx))).scalars()}

    def brief(unit_id: UUID) -> UnitBrief:
        return UnitBrief(id=unit_id, name=units[unit_id].name, kind=UnitKind(units[unit_id].kind))

    rows = await ctx.db.execute(changes.order_by(UnitChange.on_day.desc(), UnitChange.id.desc()))
    return [
        UnitChangeRead(
            id=one.id, kind=UnitChangeKind(one.kind), on_day=one.on_day, paper_number=one.paper_number,
            paper_on=one.paper_on, followed=one.followed, author_name=one.author_name, created_at=one.created_at,
            predecessors=[brief(each) for each in dict.fromkeys(link.predecessor_id for link in by_change[one.id])],
            successors=[
                SuccessorRead(**brief(each).model_dump(), inherits=heir)
                for each, heir in {link.successor_id: link.inherits for link in by_change[one.id]}.items()
            ],
        )
        for one in rows.scalars()
    ]  # fmt: skip

"""The unit registry: what a ward consists of, for plans to give work to."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError

from vitreem.identity.models import Membership, Unit, UnitSuccession
from vitreem.identity.schemas import NewUnit, UnitCreate, UnitRead, UnitUpdate
from vitreem.identity.trail import Audit
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotFound, Problem, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key, sort_key


class UnitNameTaken(Problem):
    status = 409
    code = "unit_name_taken"
    title = "Tên đơn vị đã có"
    detail = "Phường, xã đã có đơn vị tên này (không phân biệt dấu và chữ hoa)."


class UnitEnded(Problem):
    """`heir_id` is the unit that stands for it today."""

    status = 409
    code = "unit_ended"
    title = "Đơn vị không còn nữa"
    detail = "Đơn vị này đã sáp nhập, chia tách hoặc đổi tên. Hãy chọn đơn vị kế thừa."


def require_exists(unit: Unit) -> None:
    """Units that have ended stay as they were; raises `UnitEnded`."""
    if unit.to_on is not None:
        raise UnitEnded(
            f"{unit.name} chỉ còn đến hết ngày {unit.to_on:%d/%m/%Y}. Hãy chọn đơn vị kế thừa.",
            heir_id=str(unit.heir_id),
        )


def visible(ctx: Ctx) -> Select[Unit]:
    """Every signed-in person of the ward sees its units."""
    return select(Unit).where(Unit.ward_id == ctx.ward_id)


async def seen(ctx: Ctx, unit_id: UUID) -> Unit:
    unit = (await ctx.db.execute(visible(ctx).where(Unit.id == unit_id))).scalar_one_or_none()
    if unit is None:
        raise NotFound()
    return unit


async def open_units(ctx: Ctx) -> Sequence[Unit]:
    """Units that can be given work now, in the order of the Vietnamese alphabet."""
    rows = await ctx.db.execute(visible(ctx).where(Unit.closed_at.is_(None)).order_by(Unit.sort_key, Unit.id))
    return rows.scalars().all()


async def existing_by_key(ctx: Ctx) -> dict[str, Unit]:
    """Units that exist today, closed ones too, by their folded name."""
    rows = await ctx.db.execute(visible(ctx).where(Unit.to_on.is_(None)))
    return {unit.search_key: unit for unit in rows.scalars()}


async def predecessors(ctx: Ctx) -> dict[UUID, list[Unit]]:
    """Ended units by the unit that stands for each of them today."""
    rows = await ctx.db.execute(visible(ctx).where(Unit.heir_id.is_not(None)).order_by(Unit.sort_key, Unit.id))
    found: dict[UUID, list[Unit]] = {}
    for unit in rows.scalars():
        found.setdefault(unit.heir_id, []).append(unit)
    return found


async def successors(ctx: Ctx) -> dict[UUID, list[UUID]]:
    """For each unit that has ended the units that came right after it."""
    rows = await ctx.db.execute(
        select(UnitSuccession).where(UnitSuccession.ward_id == ctx.ward_id).order_by(UnitSuccession.id)
    )
    found: dict[UUID, list[UUID]] = {}
    for one in rows.scalars():
        found.setdefault(one.predecessor_id, []).append(one.successor_id)
    return found


def all_after(unit_id: UUID, after: Mapping[UUID, Sequence[UUID]]) -> list[UUID]:
    """The unit, and every one that came after it, through one another."""
    found = [unit_id]
    for one in found:
        found += [each for each in after.get(one, ()) if each not in found]
    return found


async def list_units(ctx: Ctx) -> list[UnitRead]:
    """The whole registry: a ward has tens of units."""
    counts = (
        select(Membership.unit_id, func.count(func.distinct(Membership.person_id)).label("people"))
        .where(Membership.ward_id == ctx.ward_id, Membership.ended_at.is_(None))
        .group_by(Membership.unit_id)
        .subquery()
    )
    rows = await ctx.db.execute(
        visible(ctx)
        .add_columns(func.coalesce(counts.c.people, 0))
        .outerjoin(counts, counts.c.unit_id == Unit.id)
        .order_by(Unit.sort_key, Unit.id)
    )
    return [UnitRead.model_validate(unit).model_copy(update={"people": people}) for unit, people in rows.all()]


async def flush(ctx: Ctx) -> None:
    """Raises `UnitNameTaken`."""
    try:
        await ctx.db.flush()
    except IntegrityError as error:
        if "uq_unit_name" in str(error.orig):
            raise UnitNameTaken() from None
        raise


def named(ctx: Ctx, kind: str, body: NewUnit) -> Unit:
    """A unit as it begins."""
    return Unit(
        ward_id=ctx.ward_id, id=new_id(), kind=kind, name=body.name, aliases=body.aliases,
        search_key=search_key(body.name), sort_key=sort_key(body.name),
    )  # fmt: skip


async def create(ctx: Ctx, body: UnitCreate) -> Unit:
    unit = named(ctx, body.kind, body)
    ctx.db.add(unit)
    await flush(ctx)
    ctx.record(Audit.UNIT_CREATED, "unit", unit.id, name=unit.name, kind=unit.kind)
    return unit


async def update(ctx: Ctx, unit: Unit, body: UnitUpdate, version: int) -> Unit:
    """Correct name, kind or aliases, on past records too. What a council renames is a change of units."""
    require_version(unit.version, version)
    require_exists(unit)
    changes = {name: value for name, value in body.model_dump().items() if value != getattr(unit, name)}
    before = {name: getattr(unit, name) for name in changes}
    for name, value in changes.items():
        setattr(unit, name, value)
    unit.search_key, unit.sort_key = search_key(unit.name), sort_key(unit.name)
    unit.version += 1
    await flush(ctx)
    ctx.record(Audit.UNIT_CHANGED, "unit", unit.id, name=unit.name, before=before, after=changes)
    return unit


async def close(ctx: Ctx, unit: Unit, version: int) -> Unit:
    """No new work goes to a closed unit; what it has stays with it."""
    require_version(unit.version, version)
    require_exists(unit)
    if unit.closed_at is not None:
        raise WrongState("Đơn vị này đã ngừng.")
    unit.closed_at, unit.version = ctx.clock.now(), unit.version + 1
    ctx.record(Audit.UNIT_CLOSED, "unit", unit.id, name=unit.name)
    return unit


async def reopen(ctx: Ctx, unit: Unit, version: int) -> Unit:
    require_version(unit.version, version)
    require_exists(unit)
    if unit.closed_at is None:
        raise WrongState("Đơn vị này đang hoạt động.")
    unit.closed_at, unit.version = None, unit.version + 1
    ctx.record(Audit.UNIT_REOPENED, "unit", unit.id, name=unit.name)
    return unit

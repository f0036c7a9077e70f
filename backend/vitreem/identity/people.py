"""People of a ward: their roles in units, and the accounts they sign in with."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.exc import IntegrityError

from vitreem.identity import registry, sessions
from vitreem.identity.models import Account, Credential, Membership, Person, Unit
from vitreem.identity.schemas import (
    Colleague,
    MembershipCreate,
    MembershipRead,
    PersonCreate,
    PersonRead,
    PersonUpdate,
    ResetLink,
)
from vitreem.kernel.access import Ctx
from vitreem.kernel.concurrency import require_version
from vitreem.kernel.problems import Invalid, NotAllowed, NotFound, Problem
from vitreem.kernel.roles import UNIT_ROLES, Role
from vitreem.kernel.text import name_sort_key, search_key

# A ward officer runs the registry, and can't make somebody mightier than a unit's people.
_WARD_GRANTS = {Role.WARD_LEAD, Role.WARD_OFFICER, Role.SUPERIOR_VIEWER}


class LoginTaken(Problem):
    status = 409
    code = "login_taken"
    title = "Tên đăng nhập đã có"
    detail = "Tên đăng nhập hoặc thư điện tử này đã có người dùng. Vui lòng chọn tên khác."


class RoleNeedsUnit(Invalid):
    code = "role_needs_unit"
    detail = "Vai trò này cần chọn đơn vị."


class RoleWithoutUnit(Invalid):
    code = "role_without_unit"
    detail = "Vai trò này là của cả phường, xã: không chọn đơn vị."


class SharedAccount(Problem):
    """The account works elsewhere too; one ward can't take it over."""

    status = 403
    code = "shared_account"
    title = "Tài khoản dùng chung"
    detail = "Người này còn làm việc ở nơi khác; chỉ quản trị hệ thống đặt lại được mật khẩu."


def visible(ctx: Ctx) -> Select[Person]:
    """Who manages people sees all of the ward; others see those of their own units."""
    people = select(Person).where(Person.ward_id == ctx.ward_id)
    if ctx.may("person:read"):
        return people
    mine = select(Membership.person_id).where(
        Membership.ward_id == ctx.ward_id,
        Membership.unit_id.in_(ctx.unit_ids),
        Membership.ended_at.is_(None),
    )
    return people.where(Person.id.in_(mine))


async def seen(ctx: Ctx, person_id: UUID) -> Person:
    person = (await ctx.db.execute(visible(ctx).where(Person.id == person_id))).scalar_one_or_none()
    if person is None:
        raise NotFound()
    return person


async def read_people(ctx: Ctx, person_ids: list[UUID] | None = None) -> list[PersonRead]:
    """People with their current roles, by given name."""
    statement = (
        visible(ctx)
        .add_columns(Account.login)
        .join(Account, Account.id == Person.account_id)
        .order_by(Person.sort_key, Person.id)
    )
    if person_ids is not None:
        statement = statement.where(Person.id.in_(person_ids))
    people = (await ctx.db.execute(statement)).all()
    rows = await ctx.db.execute(
        select(Membership, Unit.name)
        .outerjoin(Unit, (Unit.ward_id == Membership.ward_id) & (Unit.id == Membership.unit_id))
        .where(Membership.ward_id == ctx.ward_id, Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    roles: dict[UUID, list[MembershipRead]] = defaultdict(list)
    for membership, unit_name in map(tuple, rows):
        roles[membership.person_id].append(
            MembershipRead(
                id=membership.id, role=Role(membership.role), unit_id=membership.unit_id, unit_name=unit_name
            )
        )
    return [
        PersonRead(
            id=person.id,
            full_name=person.full_name,
            login=login,
            position=person.position,
            phone=person.phone,
            ended_at=person.ended_at,
            memberships=roles[person.id],
            version=person.version,
        )
        for person, login in people
    ]


async def read_person(ctx: Ctx, person_id: UUID) -> PersonRead:
    found = await read_people(ctx, [person_id])
    if not found:
        raise NotFound()
    return found[0]


async def colleagues(ctx: Ctx, unit_id: UUID) -> list[Colleague]:
    """People who work in the unit now."""
    rows = await ctx.db.execute(
        visible(ctx)
        .join(Membership, (Membership.ward_id == Person.ward_id) & (Membership.person_id == Person.id))
        .where(Membership.unit_id == unit_id, Membership.ended_at.is_(None), Person.ended_at.is_(None))
        .order_by(Person.sort_key)
        .distinct()
    )
    return [Colleague(id=one.id, full_name=one.full_name, position=one.position) for one in rows.scalars()]


def _require_grant(ctx: Ctx, role: Role) -> None:
    if role == Role.SYSTEM_ADMIN or (role in _WARD_GRANTS and not ctx.may("person:grant_ward")):
        raise NotAllowed("Chỉ lãnh đạo phường, xã trao được vai trò này.")


async def _require_unit(ctx: Ctx, role: Role, unit_id: UUID | None) -> None:
    if role in UNIT_ROLES:
        if unit_id is None:
            raise RoleNeedsUnit()
        await registry.seen(ctx, unit_id)
    elif unit_id is not None:
        raise RoleWithoutUnit()


async def add_account(ctx: Ctx, login: str, full_name: str, email: str | None = None, **credential: object) -> Account:
    """A new account with an empty credential. Raises `LoginTaken`."""
    account = Account(login=login, full_name=full_name, email=email)
    ctx.db.add(account)
    try:
        await ctx.db.flush()
    except IntegrityError:
        raise LoginTaken() from None
    ctx.db.add(Credential(account_id=account.id, must_change_password=True, **credential))
    await ctx.db.flush()
    return account


async def add_person(ctx: Ctx, account: Account, full_name: str, position: str = "", phone: str = "") -> Person:
    person = Person(
        ward_id=ctx.ward_id,
        account_id=account.id,
        full_name=full_name,
        position=position,
        phone=phone,
        search_key=search_key(full_name),
        sort_key=name_sort_key(full_name),
    )
    ctx.db.add(person)
    await ctx.db.flush()
    return person


async def create(ctx: Ctx, body: PersonCreate) -> tuple[Person, ResetLink]:
    """A person with an account, a first role and a one-time link to set the password."""
    _require_grant(ctx, body.role)
    await _require_unit(ctx, body.role, body.unit_id)
    account = await add_account(ctx, body.login, body.full_name, body.email)
    person = await add_person(ctx, account, body.full_name, body.position, body.phone)
    ctx.db.add(Membership(ward_id=ctx.ward_id, person_id=person.id, unit_id=body.unit_id, role=body.role))
    path, until = await sessions.new_reset(ctx, account.id)
    ctx.record(
        "person.created", "person", person.id, name=person.full_name, role=body.role, unit_id=str(body.unit_id or "")
    )
    await ctx.db.flush()
    return person, ResetLink(path=path, expires_at=until)


async def update(ctx: Ctx, person: Person, body: PersonUpdate, version: int) -> None:
    require_version(person.version, version)
    changes = {name: value for name, value in body.model_dump(exclude_unset=True).items() if value is not None}
    for name, value in changes.items():
        setattr(person, name, value)
    person.search_key, person.sort_key = search_key(person.full_name), name_sort_key(person.full_name)
    person.version += 1
    ctx.record("person.changed", "person", person.id, name=person.full_name, fields=sorted(changes))


async def end(ctx: Ctx, person: Person, version: int) -> None:
    """The person leaves the ward: their next request is refused."""
    require_version(person.version, version)
    if person.id == ctx.person_id:
        raise NotAllowed("Không tự cho chính mình thôi việc được.")
    await _require_may_touch(ctx, person)
    person.ended_at, person.version = ctx.clock.now(), person.version + 1
    ctx.record("person.ended", "person", person.id, name=person.full_name)


async def resume(ctx: Ctx, person: Person, version: int) -> None:
    require_version(person.version, version)
    await _require_may_touch(ctx, person)
    person.ended_at, person.version = None, person.version + 1
    ctx.record("person.resumed", "person", person.id, name=person.full_name)


async def _require_may_touch(ctx: Ctx, person: Person) -> None:
    """An officer can't act on the ward's leads and officers."""
    rows = await ctx.db.execute(
        select(Membership.role).where(
            Membership.ward_id == ctx.ward_id, Membership.person_id == person.id, Membership.ended_at.is_(None)
        )
    )
    for role in rows.scalars():
        _require_grant(ctx, Role(role))


async def grant(ctx: Ctx, person: Person, body: MembershipCreate) -> None:
    """Give a role. Giving one that the person has changes nothing."""
    _require_grant(ctx, body.role)
    await _require_unit(ctx, body.role, body.unit_id)
    current = await ctx.db.execute(
        select(Membership).where(
            Membership.ward_id == ctx.ward_id,
            Membership.person_id == person.id,
            Membership.role == body.role,
            Membership.unit_id.is_not_distinct_from(body.unit_id),
            Membership.ended_at.is_(None),
        )
    )
    if current.scalar_one_or_none() is None:
        ctx.db.add(Membership(ward_id=ctx.ward_id, person_id=person.id, unit_id=body.unit_id, role=body.role))
        ctx.record(
            "person.role_given",
            "person",
            person.id,
            name=person.full_name,
            role=body.role,
            unit_id=str(body.unit_id or ""),
        )
        await ctx.db.flush()


async def withdraw(ctx: Ctx, person: Person, membership_id: UUID) -> None:
    """Take a role away; effective with the person's next request."""
    membership = await ctx.db.get(Membership, (ctx.ward_id, membership_id), with_for_update=True)
    if membership is None or membership.person_id != person.id or membership.ended_at is not None:
        raise NotFound()
    _require_grant(ctx, Role(membership.role))
    if person.id == ctx.person_id and membership.role == Role.WARD_LEAD:
        raise NotAllowed("Không tự bỏ vai trò lãnh đạo của chính mình được.")
    membership.ended_at = ctx.clock.now()
    ctx.record(
        "person.role_taken",
        "person",
        person.id,
        name=person.full_name,
        role=membership.role,
        unit_id=str(membership.unit_id or ""),
    )
    await ctx.db.flush()


async def reset_link(ctx: Ctx, person: Person) -> ResetLink:
    """A one-time link to set the password. Only for accounts that work in this ward alone."""
    await _require_may_touch(ctx, person)
    ours = await ctx.db.execute(text("SELECT app.account_is_only_ours(:account)"), {"account": person.account_id})
    if not ours.scalar_one():
        raise SharedAccount()
    path, until = await sessions.new_reset(ctx, person.account_id)
    ctx.record("person.reset_link_made", "person", person.id, name=person.full_name)
    return ResetLink(path=path, expires_at=until)

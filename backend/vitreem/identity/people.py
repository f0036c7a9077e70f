"""People of a ward: who they are, how they sign in, what a colleague may do to them."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from vitreem.identity import approvals, authority, links, memberships, names, registry, wards
from vitreem.identity.authority import PersonVerb
from vitreem.identity.models import Account, Credential, Membership, Person, Unit
from vitreem.identity.schemas import Colleague, MembershipRead, PersonCreate, PersonRead, PersonUpdate, ResetLink
from vitreem.identity.trail import Audit
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotFound, Problem
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.kernel.text import name_sort_key, search_key


class LoginTaken(Problem):
    """Names of a ward end with its code, so that this speaks of the own ward alone."""

    status = 409
    code = "login_taken"
    title = "Tên đăng nhập đã có"
    detail = "Tên đăng nhập này đã có người dùng. Vui lòng chọn tên khác."


class EmailTaken(Problem):
    status = 409
    code = "email_taken"
    title = "Thư điện tử đã có"
    detail = "Phường, xã đã có người dùng thư điện tử này. Vui lòng kiểm tra lại."


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
    """People with their current roles and those that wait for a second person, by given name."""
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
    held: dict[UUID, list[tuple[Membership, str | None]]] = defaultdict(list)
    for membership, unit_name in map(tuple, rows):
        held[membership.person_id].append((membership, unit_name))
    pending = await approvals.pending_roles(ctx)
    return [
        PersonRead(
            id=person.id,
            full_name=person.full_name,
            login=login,
            position=person.position,
            phone=person.phone,
            email=person.email,
            ended_at=person.ended_at,
            memberships=[_membership(ctx, person, one, unit_name) for one, unit_name in held[person.id]],
            pending_roles=pending.get(person.id, []),
            allowed_actions=_allowed(ctx, person, [Role(one.role) for one, _ in held[person.id]]),
            version=person.version,
        )
        for person, login in people
    ]


def _membership(ctx: Ctx, person: Person, one: Membership, unit_name: str | None) -> MembershipRead:
    mine = person.id == ctx.person_id
    taken = not mine and authority.answer(ctx.roles, [Role(one.role)], PersonVerb.WITHDRAW)
    return MembershipRead(
        id=one.id,
        role=Role(one.role),
        unit_id=one.unit_id,
        unit_name=unit_name,
        allowed_actions=[PersonVerb.WITHDRAW] if taken else [],
    )


def _allowed(ctx: Ctx, person: Person, held: Collection[Role]) -> list[PersonVerb]:
    ended = {PersonVerb.END} if person.ended_at else {PersonVerb.RESUME}
    return [verb for verb in authority.allowed(ctx.roles, held, own=person.id == ctx.person_id) if verb not in ended]


async def read_person(ctx: Ctx, person_id: UUID) -> PersonRead:
    found = await read_people(ctx, [person_id])
    if not found:
        raise NotFound()
    return found[0]


async def colleagues(ctx: Ctx, unit_id: UUID) -> list[Colleague]:
    """People who work in the unit now, or in the one that stands for it."""
    unit = await registry.seen(ctx, unit_id)
    today = unit.heir_id or unit.id
    rows = await ctx.db.execute(
        visible(ctx)
        .join(Membership, (Membership.ward_id == Person.ward_id) & (Membership.person_id == Person.id))
        .where(Membership.unit_id == today, Membership.ended_at.is_(None), Person.ended_at.is_(None))
        .order_by(Person.sort_key)
        .distinct()
    )
    return [Colleague(id=one.id, full_name=one.full_name, position=one.position) for one in rows.scalars()]


async def add_account(ctx: Ctx, login: str, full_name: str) -> Account:
    """A new account with an empty credential. Raises `LoginTaken`."""
    account = Account(login=login, full_name=full_name)
    ctx.db.add(account)
    try:
        await ctx.db.flush()
    except IntegrityError:
        raise LoginTaken() from None
    ctx.db.add(Credential(account_id=account.id, must_change_password=True))
    await ctx.db.flush()
    return account


async def add_person(
    ctx: Ctx, account: Account, full_name: str, position: str = "", phone: str = "", email: str | None = None
) -> Person:
    """A person of the ward for an account. Raises `EmailTaken`."""
    person = Person(
        ward_id=ctx.ward_id,
        account_id=account.id,
        full_name=full_name,
        position=position,
        phone=phone,
        email=email,
        search_key=search_key(full_name),
        sort_key=name_sort_key(full_name),
    )
    ctx.db.add(person)
    await _flush(ctx)
    return person


async def _flush(ctx: Ctx) -> None:
    try:
        await ctx.db.flush()
    except IntegrityError as error:
        if "uq_person_ward_id_email" in str(error.orig):
            raise EmailTaken() from None
        raise


async def create(ctx: Ctx, body: PersonCreate) -> tuple[Person, ResetLink | None]:
    """A person with an account, a first role and a one-time link to set the password.

    A role that takes two is asked for; its link is made when the second person agrees, and is theirs to hand over.
    """
    unit = await memberships.unit_of(ctx, body.role, body.unit_id)
    needed = authority.require_grant(ctx.roles, (), body.role, own=False)
    ward = await wards.own_ward(ctx)
    account = await add_account(ctx, names.ward_login(body.login, ward.code), body.full_name)
    person = await add_person(ctx, account, body.full_name, body.position, body.phone, body.email)
    ctx.record(
        Audit.PERSON_CREATED,
        "person",
        person.id,
        name=person.full_name,
        login=account.login,
        role=body.role,
        unit_id=str(body.unit_id or ""),
    )
    await ctx.db.flush()
    await memberships.give(ctx, person, account, body.role, unit, needed, told=needed == authority.Answer.ALONE)
    return person, await links.make(ctx, account, person) if needed == authority.Answer.ALONE else None


async def _require(ctx: Ctx, person: Person, verb: PersonVerb) -> authority.Answer:
    return authority.require(
        ctx.roles, await memberships.held(ctx, person), verb, own=person.account_id == ctx.account_id
    )


async def _login(ctx: Ctx, person: Person) -> str:
    return (await ctx.db.get_one(Account, person.account_id)).login


async def update(ctx: Ctx, person: Person, body: PersonUpdate, version: int) -> None:
    """Write the record anew. A page sends the name too: only another name is a renaming."""
    require_version(person.version, version)
    changes = {name: value for name, value in body.model_dump().items() if value != getattr(person, name)}
    await _require(ctx, person, PersonVerb.EDIT)
    if "full_name" in changes:
        await _require(ctx, person, PersonVerb.RENAME)
    before = person.full_name
    for name, value in changes.items():
        setattr(person, name, value)
    person.search_key, person.sort_key = search_key(person.full_name), name_sort_key(person.full_name)
    person.version += 1
    await _flush(ctx)
    renamed = {"before": before} if "full_name" in changes else {}
    ctx.record(
        Audit.PERSON_CHANGED,
        "person",
        person.id,
        name=person.full_name,
        login=await _login(ctx, person),
        fields=sorted(changes),
        **renamed,
    )


async def end(ctx: Ctx, person: Person, version: int) -> None:
    """The person leaves the ward: their next request is refused.

    Roles that two people give end with it: whoever comes back is given them anew, by two people.
    """
    require_version(person.version, version)
    await _require(ctx, person, PersonVerb.END)
    person.ended_at, person.version = ctx.clock.now(), person.version + 1
    ctx.record(Audit.PERSON_ENDED, "person", person.id, name=person.full_name, login=await _login(ctx, person))
    for membership in await memberships.current(ctx, person):
        if authority.takes_two(Role(membership.role)):
            await memberships.take(ctx, person, membership)
    await approvals.drop_waiting(ctx, person)


async def resume(ctx: Ctx, person: Person, version: int) -> None:
    require_version(person.version, version)
    await _require(ctx, person, PersonVerb.RESUME)
    person.ended_at, person.version = None, person.version + 1
    ctx.record(Audit.PERSON_RESUMED, "person", person.id, name=person.full_name, login=await _login(ctx, person))

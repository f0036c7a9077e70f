"""Units and people from and to Excel. A dry run says what would happen, cell by cell; an import is all or nothing."""

from collections.abc import Sequence

from pydantic import ValidationError
from sqlalchemy import select

from vitreem.identity import memberships, named, names, people, registry, wards
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Account, Membership, Person, Unit
from vitreem.identity.registry import UnitEnded
from vitreem.identity.schemas import (
    MembershipCreate,
    PeopleSheetResult,
    PersonCreate,
    PersonRead,
    UnitCreate,
    UnitRead,
    UnitUpdate,
)
from vitreem.kernel.files.excel import Column, SheetRow, workbook
from vitreem.kernel.files.sheets import SheetResult, chosen
from vitreem.kernel.http.problems import NotAllowed, Problem
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import UNIT_ROLES, Role
from vitreem.kernel.text import search_key

KIND_WORDS: dict[UnitKind, str] = {
    UnitKind.LEADERSHIP: "Lãnh đạo UBND",
    UnitKind.OFFICER_DESK: "Bộ phận, công chức",
    UnitKind.FATHERLAND_FRONT: "Mặt trận Tổ quốc",
    UnitKind.MASS_ORGANISATION: "Đoàn thể",
    UnitKind.HEALTH_STATION: "Trạm y tế",
    UnitKind.POLICE: "Công an",
    UnitKind.SCHOOL: "Trường học",
    UnitKind.KHU_PHO: "Khu phố",
    UnitKind.OTHER: "Khác",
}
ROLE_WORDS: dict[Role, str] = {
    Role.WARD_LEAD: "Lãnh đạo phường, xã",
    Role.WARD_OFFICER: "Công chức phụ trách",
    Role.UNIT_LEAD: "Phụ trách đơn vị",
    Role.UNIT_MEMBER: "Thành viên đơn vị",
    Role.CHILD_PROTECTION_OFFICER: "Người làm công tác bảo vệ trẻ em",
    Role.CULTURE_OFFICER: "Công chức văn hóa - thông tin",
    Role.SUPERIOR_VIEWER: "Cấp trên (chỉ xem)",
}
UNIT_COLUMNS = (Column("Tên đơn vị", 44), Column("Loại", 24), Column("Tên gọi khác", 40))
PERSON_COLUMNS = (
    Column("Họ và tên", 28), Column("Tên đăng nhập", 22), Column("Chức danh", 28), Column("Điện thoại", 16),
    Column("Vai trò", 30), Column("Đơn vị", 40),
)  # fmt: skip


def units_workbook(units: Sequence[UnitRead]) -> bytes:
    return workbook(
        "Đơn vị",
        UNIT_COLUMNS,
        ((unit.name, KIND_WORDS[unit.kind], "; ".join(unit.aliases)) for unit in units if unit.closed_at is None),
    )


def people_workbook(everybody: Sequence[PersonRead]) -> bytes:
    return workbook(
        "Người dùng",
        PERSON_COLUMNS,
        (
            (one.full_name, one.login, one.position, one.phone, ROLE_WORDS[role.role], role.unit_name or "")
            for one in everybody
            if one.ended_at is None
            for role in one.memberships
        ),
    )


def _start(rows: Sequence[SheetRow], result: SheetResult) -> list[SheetRow]:
    """The rows whose cells are known; the others are faults."""
    for row in rows:
        for column, why in row.unread.items():
            result.fault(row, column, why)
    return [row for row in rows if not row.unread]


async def import_units(ctx: Ctx, rows: Sequence[SheetRow], *, dry_run: bool) -> SheetResult:
    """Units are known by name; a known one gets the sheet's kind and other names."""
    known = await registry.existing_by_key(ctx)
    result = SheetResult(dry_run=dry_run)
    seen: set[str] = set()
    creates: list[UnitCreate] = []
    updates: list[tuple[Unit, UnitUpdate]] = []
    for row in _start(rows, result):
        name, kind_text, others = (row.cells[column.title] for column in UNIT_COLUMNS)
        kind = chosen(KIND_WORDS, kind_text)
        if kind is None:
            result.fault(row, "Loại", f"Chọn một trong: {', '.join(KIND_WORDS.values())}.")
            continue
        try:
            body = UnitCreate(name=name, kind=kind, aliases=[one.strip() for one in others.split(";") if one.strip()])
        except ValidationError as error:
            result.refused(row, error, {"name": "Tên đơn vị", "aliases": "Tên gọi khác"}, "Tên đơn vị")
            continue
        key = search_key(body.name)
        if key in seen:
            result.fault(row, "Tên đơn vị", "Tên này đã có ở dòng trên.")
            continue
        seen.add(key)
        unit = known.get(key)
        if unit is None:
            creates.append(body)
        elif (unit.name, unit.kind, unit.aliases) != (body.name, body.kind, body.aliases):
            updates.append((unit, UnitUpdate(**body.model_dump())))
        else:
            result.unchanged += 1
    result.created, result.updated = len(creates), len(updates)
    if not dry_run and not result.faults:
        for body in creates:
            await registry.create(ctx, body)
        for unit, change in updates:
            await registry.update(ctx, unit, change, unit.version)
    return result


async def import_people(ctx: Ctx, rows: Sequence[SheetRow], *, dry_run: bool) -> PeopleSheetResult:
    """People are known by sign-in name; a row gives one role. New people get a one-time link each."""
    units = await named.names(ctx)
    logins = await ctx.db.execute(
        select(Account.login, Person).join(Person, (Person.account_id == Account.id) & (Person.ward_id == ctx.ward_id))
    )
    known: dict[str, Person] = dict(map(tuple, logins))
    result = PeopleSheetResult(dry_run=dry_run)
    columns = {
        "full_name": "Họ và tên", "login": "Tên đăng nhập", "position": "Chức danh", "phone": "Điện thoại",
    }  # fmt: skip
    rows_held = await ctx.db.execute(
        select(Membership.person_id, Membership.role, Membership.unit_id).where(
            Membership.ward_id == ctx.ward_id, Membership.ended_at.is_(None)
        )
    )
    held = {(person_id, Role(role), unit_id) for person_id, role, unit_id in map(tuple, rows_held)}
    bodies: list[tuple[SheetRow, PersonCreate | MembershipCreate, str]] = []
    code = (await wards.own_ward(ctx)).code
    for row in _start(rows, result):
        name, login, position, phone, role_text, unit_name = (row.cells[column.title] for column in PERSON_COLUMNS)
        role = chosen(ROLE_WORDS, role_text)
        if role is None:
            result.fault(row, "Vai trò", f"Chọn một trong: {', '.join(ROLE_WORDS.values())}.")
            continue
        unit = None
        if role in UNIT_ROLES:
            try:
                unit = units.find(unit_name, closed=True)
            except Problem as error:
                result.refused(row, error, {}, "Đơn vị")
                continue
            if unit is None:
                result.fault(row, "Đơn vị", "Chưa có đơn vị tên này.", "unknown_unit")
                continue
        given = MembershipCreate(role=role, unit_id=unit.id if unit else None)
        # Names that were made before wards had namespaces stay as they are.
        if (folded := names.fold_login(login)) in known:
            if (known[folded].id, given.role, given.unit_id) in held:
                result.unchanged += 1
                continue
            if unit is None or unit.closed_on is None:
                bodies.append((row, given, folded))
                continue
        if unit is not None and unit.closed_on is not None:
            why = f"{unit.name} đã ngừng hoạt động từ ngày {unit.closed_on:%d/%m/%Y} nên không nhận thêm người."
            result.fault(row, "Đơn vị", why, UnitEnded.code)
            continue
        try:
            body = PersonCreate(
                full_name=name, login=login, position=position, phone=phone, role=role, unit_id=given.unit_id
            )
            own = names.ward_login(body.login, code)
        except (ValidationError, Problem) as error:
            fallback = "Tên đăng nhập" if isinstance(error, Problem) else "Họ và tên"
            result.refused(row, error, columns, fallback)
            continue
        bodies.append((row, given if own in known else body, own))
    new_logins = {own: None for _, _, own in bodies if own not in known}
    result.created, result.updated = len(new_logins), len(bodies) - len(new_logins)
    result.new_logins = list(new_logins)
    # The same verbs as the page run in a savepoint, so that a dry run finds what an import would.
    async with ctx.db.begin_nested() as savepoint:
        for row, body, own in bodies:
            try:
                if own in known:
                    given = MembershipCreate(role=body.role, unit_id=body.unit_id)
                    await memberships.grant(ctx, known[own], given)
                    continue
                assert isinstance(body, PersonCreate)
                async with ctx.db.begin_nested():
                    person, link = await people.create(ctx, body)
                known[own] = person
                if link:
                    result.set_up_links[own] = link.path
            except Problem as error:
                cell = "Vai trò" if isinstance(error, NotAllowed) else "Tên đăng nhập"
                result.refused(row, error, columns, cell)
        if dry_run or result.faults:
            await savepoint.rollback()
            result.set_up_links.clear()
    return result

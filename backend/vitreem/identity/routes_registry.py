"""Units and people of the ward."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response, UploadFile

from vitreem.identity import memberships, people, registry, resets, sheets, wards
from vitreem.identity.authority import BeyondAuthority, OwnRecord
from vitreem.identity.memberships import RoleNeedsUnit, RoleWithoutUnit
from vitreem.identity.models import Person, Unit
from vitreem.identity.names import LoginTooLong
from vitreem.identity.people import EmailTaken, LoginTaken
from vitreem.identity.registry import UnitEnded, UnitNameTaken
from vitreem.identity.resets import SharedAccount
from vitreem.identity.schemas import (
    Colleague,
    MembershipCreate,
    PeopleSheetResult,
    PersonCreate,
    PersonCreated,
    PersonRead,
    PersonUpdate,
    ResetLink,
    UnitCreate,
    UnitRead,
    UnitUpdate,
    WardRead,
    WardUpdate,
)
from vitreem.identity.trail import Audit
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import SheetResult, rows_of, sent, with_marks
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotAllowed, NotFound, Stale, VersionRequired, WrongState, problems
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.idempotency import KeyRequired, Once, once
from vitreem.kernel.request.routing import api_router

router = api_router("Đơn vị và người dùng")

OnceKey = Annotated[Once, Depends(once)]
ReadUnits = Annotated[Ctx, allow("unit:read")]
WriteUnits = Annotated[Ctx, allow("unit:write")]
ReadPeople = Annotated[Ctx, allow("person:read")]
WritePeople = Annotated[Ctx, allow("person:write")]
OpenUnitSheet = Annotated[Opening, opens("unit:write", receives=SHEET_REQUEST_BYTES)]
OpenPeopleSheet = Annotated[Opening, opens("person:write", receives=SHEET_REQUEST_BYTES)]

_DENIED = (SignInRequired, NotAllowed)
_CHANGE = (*_DENIED, NotFound, Stale, VersionRequired)
_PEOPLE = (BeyondAuthority, OwnRecord)


async def _written_unit(unit_id: UUID, ctx: WriteUnits) -> Unit:
    return await registry.seen(ctx, unit_id)


async def _written_person(person_id: UUID, ctx: WritePeople) -> Person:
    return await people.seen(ctx, person_id)


SeenUnit = Annotated[Unit, Depends(_written_unit, scope="function")]
SeenPerson = Annotated[Person, Depends(_written_person, scope="function")]


@router.get("/ward", responses=problems(*_DENIED))
async def read_ward(ctx: ReadUnits, response: Response) -> WardRead:
    """The own ward and its settings."""
    ward = await wards.own_ward(ctx)
    tag(response, ward.version)
    return WardRead.model_validate(ward)


@router.put("/ward", responses=problems(*_CHANGE))
async def update_ward(
    body: WardUpdate, version: IfMatch, ctx: Annotated[Ctx, allow("ward:settings")], response: Response
) -> WardRead:
    """Change how the ward counts deadlines."""
    ward = await wards.own_ward(ctx)
    await wards.update_settings(ctx, ward, body, version)
    tag(response, ward.version)
    return WardRead.model_validate(ward)


@router.get("/units", responses=problems(*_DENIED))
async def list_units(ctx: ReadUnits) -> Page[UnitRead]:
    """All units of the ward, closed ones too, by the Vietnamese alphabet."""
    items = await registry.list_units(ctx)
    return Page(items=items, total=len(items))


@router.get("/units/export", response_class=Response, responses=problems(*_DENIED))
async def export_units(opens: Annotated[Opening, opens("unit:read")]) -> Response:
    """The registry as an Excel file, which can be imported again."""
    async with opens() as ctx:
        found = await registry.list_units(ctx)
        ctx.record(Audit.UNIT_LIST_VIEWED, "ward", ward_object(ctx.ward_id), rows=len(found))
    return xlsx_response(await opens.state.workers.run(ctx.ward_id, sheets.units_workbook, found), "don-vi.xlsx")


async def _units(opens: Opening, data: bytes, *, dry_run: bool) -> SheetResult:
    rows = await rows_of(opens, data, sheets.UNIT_COLUMNS)
    async with opens() as ctx:
        return await sheets.import_units(ctx, rows, dry_run=dry_run)


@router.post("/units/import/trial", responses=problems(*_DENIED, UnreadableSheet))
async def try_units_import(file: UploadFile, opens: OpenUnitSheet) -> SheetResult:
    """What a sheet of units (columns of the export) would change. Nothing is written."""
    return await _units(opens, await sent(file), dry_run=True)


@router.post("/units/import", responses=problems(*_DENIED, UnreadableSheet))
async def import_units(file: UploadFile, opens: OpenUnitSheet) -> SheetResult:
    """Read units from Excel (columns of the export). One wrong cell and nothing is stored."""
    return await _units(opens, await sent(file), dry_run=False)


@router.post("/units/import/marked", response_class=Response, responses=problems(*_DENIED, UnreadableSheet))
async def mark_unit_sheet(file: UploadFile, opens: OpenUnitSheet) -> Response:
    """The same file with a column that says what to correct in each row; nothing is imported."""
    data = await sent(file)
    found = await _units(opens, data, dry_run=True)
    return xlsx_response(await with_marks(opens, data, found), "don-vi-can-sua.xlsx")


@router.post("/units", status_code=201, responses=problems(*_DENIED, KeyRequired, UnitNameTaken))
async def create_unit(body: UnitCreate, ctx: WriteUnits, key: OnceKey, response: Response) -> UnitRead:
    """Add a unit. Plans in force reach it by a supplementary publication."""

    async def effect() -> UUID:
        return (await registry.create(ctx, body)).id

    unit = await registry.seen(ctx, await key.run(ctx, effect))
    tag(response, unit.version)
    return UnitRead.model_validate(unit)


@router.put("/units/{unit_id}", responses=problems(*_CHANGE, UnitNameTaken, UnitEnded))
async def update_unit(body: UnitUpdate, unit: SeenUnit, version: IfMatch, ctx: WriteUnits) -> UnitRead:
    """Write a unit anew: its name, kind and other names."""
    return UnitRead.model_validate(await registry.update(ctx, unit, body, version))


@router.post("/units/{unit_id}/close", responses=problems(*_CHANGE, WrongState, UnitEnded))
async def close_unit(unit: SeenUnit, version: IfMatch, ctx: WriteUnits) -> UnitRead:
    """Give a unit no new work."""
    return UnitRead.model_validate(await registry.close(ctx, unit, version))


@router.post("/units/{unit_id}/reopen", responses=problems(*_CHANGE, WrongState, UnitEnded))
async def reopen_unit(unit: SeenUnit, version: IfMatch, ctx: WriteUnits) -> UnitRead:
    """Take a closed unit up again."""
    return UnitRead.model_validate(await registry.reopen(ctx, unit, version))


@router.get("/units/{unit_id}/colleagues", responses=problems(*_DENIED, NotFound))
async def list_colleagues(unit_id: UUID, ctx: ReadUnits) -> Page[Colleague]:
    """People of a unit, to hand work over to; empty for units that are not one's own."""
    await registry.seen(ctx, unit_id)
    return Page(items=await people.colleagues(ctx, unit_id))


@router.get("/people", responses=problems(*_DENIED))
async def list_people(ctx: ReadPeople) -> Page[PersonRead]:
    """All people of the ward with their roles, by given name."""
    items = await people.read_people(ctx)
    await ctx.record_viewed(Audit.PERSON_LIST_READ, "ward", ward_object(ctx.ward_id), rows=len(items))
    return Page(items=items, total=len(items))


@router.get("/people/export", response_class=Response, responses=problems(*_DENIED))
async def export_people(opens: Annotated[Opening, opens("person:read")]) -> Response:
    """People and roles as an Excel file, which can be imported again."""
    async with opens() as ctx:
        found = await people.read_people(ctx)
        ctx.record(Audit.PERSON_LIST_VIEWED, "ward", ward_object(ctx.ward_id), rows=len(found))
    return xlsx_response(await opens.state.workers.run(ctx.ward_id, sheets.people_workbook, found), "nguoi-dung.xlsx")


async def _people(opens: Opening, data: bytes, *, dry_run: bool) -> PeopleSheetResult:
    rows = await rows_of(opens, data, sheets.PERSON_COLUMNS)
    async with opens() as ctx:
        return await sheets.import_people(ctx, rows, dry_run=dry_run)


@router.post("/people/import/trial", responses=problems(*_DENIED, UnreadableSheet))
async def try_people_import(file: UploadFile, opens: OpenPeopleSheet) -> PeopleSheetResult:
    """What a sheet of people (columns of the export) would change. Nothing is written."""
    return await _people(opens, await sent(file), dry_run=True)


@router.post("/people/import", responses=problems(*_DENIED, UnreadableSheet))
async def import_people(file: UploadFile, opens: OpenPeopleSheet) -> PeopleSheetResult:
    """Read people from Excel (columns of the export). One wrong cell and nothing is stored. No job: the links for new
    people are told once, to who asked."""
    return await _people(opens, await sent(file), dry_run=False)


@router.post("/people/import/marked", response_class=Response, responses=problems(*_DENIED, UnreadableSheet))
async def mark_people_sheet(file: UploadFile, opens: OpenPeopleSheet) -> Response:
    """The same file with a column that says what to correct in each row; nothing is imported."""
    data = await sent(file)
    found = await _people(opens, data, dry_run=True)
    return xlsx_response(await with_marks(opens, data, found), "nguoi-dung-can-sua.xlsx")


@router.post(
    "/people",
    status_code=201,
    responses=problems(
        *_DENIED, NotFound, KeyRequired, BeyondAuthority, LoginTaken, EmailTaken, LoginTooLong, RoleNeedsUnit,
        RoleWithoutUnit, UnitEnded,
    ),
)  # fmt: skip
async def create_person(body: PersonCreate, ctx: WritePeople, key: OnceKey) -> PersonCreated:
    """Add a person with a first role; the reply holds the link to set their password.

    The sign-in name is completed with the ward's code. A role that sees cases waits for a second person.
    """
    made: list[ResetLink | None] = []

    async def effect() -> UUID:
        person, link = await people.create(ctx, body)
        made.append(link)
        return person.id

    person_id = await key.run(ctx, effect)
    # A repeated request gets a fresh link: the first reply may never have arrived.
    set_up = made[0] if made else await resets.set_up_again(ctx, await people.seen(ctx, person_id))
    return PersonCreated(person=await people.read_person(ctx, person_id), set_up=set_up)


@router.put("/people/{person_id}", responses=problems(*_CHANGE, *_PEOPLE, EmailTaken))
async def update_person(body: PersonUpdate, person: SeenPerson, version: IfMatch, ctx: WritePeople) -> PersonRead:
    """Correct a person's name, position, telephone or e-mail address. Nobody renames themselves."""
    await people.update(ctx, person, body, version)
    await ctx.db.flush()
    return await people.read_person(ctx, person.id)


@router.post("/people/{person_id}/end", responses=problems(*_CHANGE, *_PEOPLE))
async def end_person(person: SeenPerson, version: IfMatch, ctx: WritePeople) -> PersonRead:
    """The person no longer works in the ward."""
    await people.end(ctx, person, version)
    await ctx.db.flush()
    return await people.read_person(ctx, person.id)


@router.post("/people/{person_id}/resume", responses=problems(*_CHANGE, *_PEOPLE))
async def resume_person(person: SeenPerson, version: IfMatch, ctx: WritePeople) -> PersonRead:
    """The person works in the ward again."""
    await people.resume(ctx, person, version)
    await ctx.db.flush()
    return await people.read_person(ctx, person.id)


@router.post("/people/{person_id}/reset-link", responses=problems(*_DENIED, NotFound, *_PEOPLE, SharedAccount))
async def make_reset_link(person: SeenPerson, ctx: WritePeople) -> ResetLink:
    """A one-time link with which the person sets a new password; older links end.

    For leads and people who see cases it works after a second person has agreed.
    """
    return await resets.link_of_person(ctx, person)


@router.post(
    "/people/{person_id}/reset-second-factor",
    responses=problems(*_DENIED, NotFound, *_PEOPLE, SharedAccount, WrongState),
)
async def reset_second_factor(ctx: Annotated[Ctx, allow("person:reset_device")], person: SeenPerson) -> PersonRead:
    """Two-step sign-in of a person who lost the device goes off; the person is told.

    For leads and people who see cases after a second person has agreed.
    """
    await resets.device_of_person(ctx, person)
    return await people.read_person(ctx, person.id)


@router.post(
    "/people/{person_id}/memberships",
    status_code=201,
    responses=problems(*_DENIED, NotFound, *_PEOPLE, RoleNeedsUnit, RoleWithoutUnit, UnitEnded),
)
async def give_role(body: MembershipCreate, person: SeenPerson, ctx: WritePeople) -> PersonRead:
    """Give a role in a unit or in the ward; giving it twice changes nothing.

    A role that sees cases waits for a second person (`pending_roles`) and gives no right until then.
    """
    await memberships.grant(ctx, person, body)
    return await people.read_person(ctx, person.id)


@router.delete("/people/{person_id}/memberships/{membership_id}", responses=problems(*_DENIED, NotFound, *_PEOPLE))
async def take_role(membership_id: UUID, person: SeenPerson, ctx: WritePeople) -> PersonRead:
    """Take a role away; effective at once."""
    await memberships.withdraw(ctx, person, membership_id)
    return await people.read_person(ctx, person.id)

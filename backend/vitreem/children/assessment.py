"""Dated facts about a child: groups of the law, local needs, consents. Each is ended, never deleted."""

from datetime import date

from sqlalchemy import select

from vitreem.children import queries, rules, service
from vitreem.children.models import Child, ChildConsent, ChildGroup, ChildNeed
from vitreem.children.refusals import AlreadyHolds, ChildDisagrees, DaysInDisorder, GroupOfAnotherAge
from vitreem.children.rules import ChildAudit, ChildVerb, ConsentPurpose
from vitreem.children.schemas import ConsentCreate, GroupCreate, NeedCreate
from vitreem.kernel.http.problems import NotFound, WrongState
from vitreem.kernel.request.context import Ctx
from vitreem.records.files import FileKind, RecordFile


async def add_group(ctx: Ctx, child: Child, body: GroupCreate, version: int) -> None:
    """A group of the law from a day on; one that holds already is ended first."""
    service.begin(ctx, child, ChildVerb.ASSESS, version)
    service.require_past(ctx, body.from_on, "from_on")
    if rules.age_on(body.from_on, child.born_to) >= rules.ADULT_AT:
        raise GroupOfAnotherAge()
    rows = await queries.dated(ctx, ChildGroup, child.id)
    if any(one.legal_group == body.legal_group and one.to_on is None for one in rows):
        raise AlreadyHolds()
    ctx.db.add(ChildGroup(ward_id=ctx.ward_id, child_id=child.id, **body.model_dump()))
    service.done(ctx, child, ChildAudit.ASSESSED)


async def add_need(ctx: Ctx, child: Child, body: NeedCreate, version: int) -> None:
    service.begin(ctx, child, ChildVerb.ASSESS, version)
    service.require_past(ctx, body.from_on, "from_on")
    rows = await queries.dated(ctx, ChildNeed, child.id)
    if any(one.category == body.category and one.to_on is None for one in rows):
        raise AlreadyHolds()
    ctx.db.add(ChildNeed(ward_id=ctx.ward_id, child_id=child.id, **body.model_dump()))
    service.done(ctx, child, ChildAudit.ASSESSED)


async def end_part(ctx: Ctx, child: Child, row: ChildGroup | ChildNeed, to_on: date, version: int) -> None:
    """It held until that day; the row stays."""
    service.begin(ctx, child, ChildVerb.ASSESS, version)
    if row.to_on is not None:
        raise WrongState("Mục này đã kết thúc.")
    if to_on < row.from_on:
        raise DaysInDisorder(field="to_on")
    service.require_past(ctx, to_on, "to_on")
    row.to_on = to_on
    service.done(ctx, child, ChildAudit.ASSESSED)


async def give_consent(ctx: Ctx, child: Child, body: ConsentCreate, version: int) -> None:
    """Consent to one purpose, as it stands on paper; from 7 years on the child is asked too."""
    service.begin(ctx, child, ChildVerb.CONSENT, version)
    service.require_past(ctx, body.given_on, "given_on")
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
    service.done(ctx, child, ChildAudit.CONSENT_GIVEN, purpose=body.purpose)


async def withdraw_consent(ctx: Ctx, child: Child, consent: ChildConsent, version: int) -> None:
    """From now on what it was given for is refused; photos kept under it are shown to nobody any more."""
    service.begin(ctx, child, ChildVerb.CONSENT, version)
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
    service.done(ctx, child, ChildAudit.CONSENT_WITHDRAWN, purpose=consent.purpose)

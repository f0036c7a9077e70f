"""A new ward with its first person, as the system administrator opens it."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from vitreem.identity import links, names, people
from vitreem.identity.models import Membership, Ward
from vitreem.identity.schemas import ResetLink, WardCreate
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role


class WardCodeTaken(Problem):
    status = 409
    code = "ward_code_taken"
    title = "Mã đã có"
    detail = "Đã có phường, xã mang mã này."


async def open_ward(ctx: Ctx, body: WardCreate) -> tuple[Ward, ResetLink]:
    """A new ward with its lead, who gets a one-time link."""
    names.require_global(body.lead_login, body.code)
    next_id = (await ctx.db.execute(select(func.coalesce(func.max(Ward.id), 0) + 1))).scalar_one()
    ward = Ward(id=next_id, code=body.code, name=body.name, province=body.province)
    ctx.db.add(ward)
    try:
        await ctx.db.flush()
    except IntegrityError:
        raise WardCodeTaken() from None
    # The rest are rows of the new ward: work in it for the rest of this transaction.
    await ctx.set_local(ward_id=ward.id)
    ctx.ward_id = ward.id
    account = await people.add_account(ctx, body.lead_login, body.lead_name)
    person = await people.add_person(ctx, account, body.lead_name)
    ctx.db.add(Membership(ward_id=ward.id, person_id=person.id, role=Role.WARD_LEAD))
    ctx.record(Audit.WARD_OPENED, "ward", ward_object(ward.id), code=ward.code)
    return ward, await links.make(ctx, account)

"""A child as the caller may read them: what their part in the child's life doesn't open is left out here, once."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vitreem.children import duplicates, queries, receipts, rules, service
from vitreem.children.duplicates import Match
from vitreem.children.household_schemas import HouseholdRead, HouseholdStatusRead
from vitreem.children.models import Child, ChildConsent, ChildGroup, ChildNeed, ChildPresence, Household
from vitreem.children.rules import HEALTH_GROUPS, FieldClass
from vitreem.children.schemas import (
    ChildRead,
    ConsentRead,
    DuplicatePair,
    GroupRead,
    NamedChild,
    NeedRead,
    PresenceRead,
    ReceiptRead,
    SimilarChild,
)
from vitreem.children.wire import birth_of, guardian_of
from vitreem.identity import facts as identity
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.records import files


async def read(ctx: Ctx, child: Child) -> ChildRead:
    """The record; the caller has it from `queries.seen`."""
    opens = rules.reads(queries.relationships(ctx, child))
    presences = await queries.dated(ctx, ChildPresence, child.id)
    names = await identity.unit_names(ctx, {child.unit_id, child.school_unit_id, *(one.unit_id for one in presences)})
    today = ctx.clock.today()
    age = rules.age_on(today, child.born_to)
    whole = FieldClass.SITUATION in opens
    into, merged = await _pointers(ctx, child)
    return ChildRead(
        **child.model_dump(
            include={"id", "code", "full_name", "sex", "unit_id", "school_unit_id", "class_name", "version"}
        ),
        initials=rules.initials(child.full_name, age), birth=birth_of(rules.born_of(child)), age=age,
        unit_name=names[child.unit_id],
        school_name=names[child.school_unit_id] if child.school_unit_id else child.school_name,
        presence=rules.presence(child.state, child.born_to, today), presence_on=child.state_on,
        presences=[
            PresenceRead(
                state=rules.ChildPresenceState(one.state), unit_name=names[one.unit_id], on_day=one.on_day,
                note=one.note,
            )
            for one in presences
        ] if whole else [],
        reads=[one for one in FieldClass if one in opens],
        **await _contact(ctx, child, opens), **await _hardship(ctx, child, opens),
        personal_number=child.personal_number if FieldClass.IDENTITY in opens else None,
        number_warnings=rules.number_warnings(child.personal_number, rules.born_of(child), child.sex)
        if FieldClass.IDENTITY in opens else [],
        groups=await _groups(ctx, child, opens),
        note=child.note if whole else None,
        consents=await _consents(ctx, child) if whole else None,
        files=await files.files_of(ctx, child.id) if whole else [],
        merged_into=into, is_merged=child.merged_into is not None, merged=merged,
        history=await history_of(ctx, child.id) if whole else [],
        allowed_actions=service.actions(ctx, child),
    )  # fmt: skip


async def _contact(ctx: Ctx, child: Child, opens: frozenset[FieldClass]) -> dict[str, Any]:
    if FieldClass.CONTACT not in opens:
        return {"address": None, "guardians": None}
    guardians = (await queries.guardians_of(ctx, [child.id])).get(child.id, [])
    return {"address": child.address, "guardians": [guardian_of(one) for one in guardians]}


async def _hardship(ctx: Ctx, child: Child, opens: frozenset[FieldClass]) -> dict[str, Any]:
    if FieldClass.HARDSHIP not in opens:
        return {"household": None, "needs": None, "wishes": None, "talents": None, "received": None}
    needs = await queries.dated(ctx, ChildNeed, child.id)
    home = await ctx.db.get(Household, (ctx.ward_id, child.household_id)) if child.household_id else None
    return {
        "household": await household(ctx, home) if home else None,
        "needs": [NeedRead.model_validate(one, from_attributes=True) for one in needs],
        "wishes": child.wishes, "talents": child.talents,
        "received": [ReceiptRead.model_validate(one, from_attributes=True) for one in await receipts.of(ctx, child.id)],
    }  # fmt: skip


async def _groups(ctx: Ctx, child: Child, opens: frozenset[FieldClass]) -> list[GroupRead] | None:
    if not opens & {FieldClass.SITUATION, FieldClass.HEALTH}:
        return None
    rows = await queries.dated(ctx, ChildGroup, child.id)
    return [
        GroupRead.model_validate(one, from_attributes=True)
        for one in rows
        if FieldClass.SITUATION in opens or one.legal_group in HEALTH_GROUPS
    ]


async def _consents(ctx: Ctx, child: Child) -> list[ConsentRead]:
    return [
        ConsentRead(
            **one.model_dump(exclude={"ward_id", "child_id"}),
            holds=rules.consent_holds(one.age, one.child_agrees, one.withdrawn_on),
        )
        for one in await queries.dated(ctx, ChildConsent, child.id)
    ]


async def _pointers(ctx: Ctx, child: Child) -> tuple[NamedChild | None, list[NamedChild]]:
    """The record that stays, and those that point here; of either what the caller sees."""
    ids = [one for one in await queries.family(ctx, child.id) if one != child.id]
    if child.merged_into:
        ids.append(child.merged_into)
    if not ids:
        return None, []
    rows = await ctx.db.execute(queries.visible(ctx).where(Child.id.in_(ids)).order_by(Child.sort_key, Child.id))
    found = [NamedChild(id=one.id, code=one.code, full_name=one.full_name) for one in rows.scalars()]
    return next((one for one in found if one.id == child.merged_into), None), [
        one for one in found if one.id != child.merged_into
    ]


async def household(ctx: Ctx, row: Household) -> HouseholdRead:
    names = await identity.unit_names(ctx, {row.unit_id})
    living = select(func.count()).where(
        Child.ward_id == ctx.ward_id, Child.household_id == row.id, Child.merged_into.is_(None)
    )
    return HouseholdRead(
        **row.model_dump(include={"id", "unit_id", "head_name", "address", "version"}), unit_name=names[row.unit_id],
        children=(await ctx.db.execute(living)).scalar_one(),
        statuses=[
            HouseholdStatusRead.model_validate(one, from_attributes=True)
            for one in await queries.statuses_of(ctx, row.id)
        ],
    )  # fmt: skip


async def similar(ctx: Ctx, matches: Collection[Match]) -> list[SimilarChild]:
    """Children alike, with what tells them apart."""
    names = await identity.unit_names(ctx, {one.child.unit_id for one in matches})
    return [_similar(ctx, one, names) for one in matches]


def _similar(ctx: Ctx, match: Match, names: dict[UUID, str]) -> SimilarChild:
    child = match.child
    return SimilarChild(
        id=child.id, code=child.code, full_name=child.full_name, birth=birth_of(rules.born_of(child)),
        unit_name=names[child.unit_id], guardian_names=[one.full_name for one in match.guardians],
        presence=rules.presence(child.state, child.born_to, ctx.clock.today()), score=match.score,
        certain=match.certain, reasons=[str(one) for one in match.reasons],
    )  # fmt: skip


async def pairs(ctx: Ctx, limit: int) -> list[DuplicatePair]:
    """Pairs to decide about, the likeliest first; for the ward."""
    found = await queries.duplicate_pairs(ctx, limit)
    ids = {id for one in found for id in (one.child_id, one.other_id)}
    rows = await ctx.db.execute(queries.visible(ctx).where(Child.id.in_(ids)))
    children = {one.id: one for one in rows.scalars()}
    guardians = await queries.guardians_of(ctx, ids)
    names = await identity.unit_names(ctx, {one.unit_id for one in children.values()})

    def shown(child_id: UUID, score: int, reasons: list[str]) -> SimilarChild:
        match = Match(
            children[child_id], guardians.get(child_id, []), score, [duplicates.Reason(one) for one in reasons]
        )
        return _similar(ctx, match, names)

    return [
        DuplicatePair(
            id=one.id, score=one.score, reasons=one.reasons, child=shown(one.child_id, one.score, one.reasons),
            other=shown(one.other_id, one.score, one.reasons), found_at=one.found_at,
        )
        for one in found
    ]  # fmt: skip

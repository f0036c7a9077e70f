"""What other contexts may know of children: who may be put on a list, what they are on the day of a decision, what
happened to them since; and what they received, which those contexts say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from vitreem.children import queries, receipts, rules, succession
from vitreem.children.models import Child, ChildConsent, ChildGroup, ChildReceipt, Household, HouseholdStatus
from vitreem.children.refusals import ConsentRequired
from vitreem.children.rules import (
    ChildPresenceState,
    ChildState,
    ConsentPurpose,
    LegalGroup,
    NeedCategory,
    PovertyStatus,
    Sex,
    birth_in_words,
)
from vitreem.identity import facts as identity
from vitreem.kernel.request.context import Ctx

identity.when_units_change("children", succession.hand_on)

# Tables that lists of lines and figures join.
__all__ = [
    "Child",
    "ChildGroup",
    "ChildReceipt",
    "ConsentRequired",
    "LegalGroup",
    "NeedCategory",
    "PovertyStatus",
    "Sex",
    "note_receipt",
    "received_by",
    "special_received",
    "withdraw_receipt",
]

note_receipt, withdraw_receipt, received_by, special_received = (
    receipts.note, receipts.withdraw, receipts.of, receipts.special,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nominee:
    """A child who can be put on a list now."""

    id: UUID
    full_name: str
    initials: str
    sort_key: str
    unit_id: UUID
    school_unit_id: UUID | None


async def nominees(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, Nominee]:
    """Those of the children whom the caller sees and who are here, under 16 and no record kept twice."""
    rows = await ctx.db.execute(
        queries.visible(ctx).where(
            Child.id.in_(child_ids), Child.state == ChildState.HERE, Child.merged_into.is_(None),
            Child.born_to > rules.years_before(ctx.clock.today(), rules.ADULT_AT),
        )
    )  # fmt: skip
    return {one.id: _nominee(ctx, one) for one in rows.scalars()}


async def named(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, Nominee]:
    """Children of a list that is written again, whatever became of them and whoever keeps their records."""
    rows = await ctx.db.execute(select(Child).where(Child.ward_id == ctx.ward_id, Child.id.in_(child_ids)))
    return {one.id: _nominee(ctx, one) for one in rows.scalars()}


def _nominee(ctx: Ctx, child: Child) -> Nominee:
    age = rules.age_on(ctx.clock.today(), child.born_to)
    return Nominee(
        child.id, child.full_name, rules.initials(child.full_name, age), child.sort_key, child.unit_id,
        child.school_unit_id,
    )  # fmt: skip


async def roots(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """For each record the one that stays: itself, or where its mergers end."""
    rows: Any = await ctx.db.execute(
        select(Child.id, Child.root_id).where(Child.ward_id == ctx.ward_id, Child.id.in_(child_ids))
    )
    return {one: one for one in child_ids} | {child_id: root for child_id, root in rows if root is not None}


async def families(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """For records that stay, and for all that were merged into them, the one that stays."""
    rows: Any = await ctx.db.execute(
        select(Child.id, Child.root_id).where(Child.ward_id == ctx.ward_id, Child.root_id.in_(child_ids))
    )
    return {one: one for one in child_ids} | {child_id: root for child_id, root in rows}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a list says of a child on the day when it is decided."""

    full_name: str
    birth: str
    address: str
    place_unit_name: str
    school: str
    class_name: str
    guardian: str


async def snapshots(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, Snapshot]:
    """Of children on a list that the caller decides about or prints, whoever keeps their records."""
    rows = (
        (await ctx.db.execute(select(Child).where(Child.ward_id == ctx.ward_id, Child.id.in_(child_ids))))
        .scalars()
        .all()
    )
    guardians = await queries.guardians_of(ctx, [one.id for one in rows])
    names = await identity.unit_names(ctx, {one.unit_id for one in rows} | {one.school_unit_id for one in rows})
    return {
        one.id: Snapshot(
            one.full_name, birth_in_words(rules.born_of(one)), one.address, names[one.unit_id],
            names[one.school_unit_id] if one.school_unit_id else one.school_name, one.class_name,
            next((cared.full_name for cared in guardians.get(one.id, []) if cared.may_receive), ""),
        )
        for one in rows
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happened:
    """What is so of a child now, and since when where that is known."""

    state: ChildPresenceState
    merged: bool
    left_poverty: bool
    on_day: date | None


async def happened(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, Happened]:
    """Where the children of a list are today; `left_poverty`: their household was in last year's list of poor and
    near-poor ones and isn't in this year's."""
    today = ctx.clock.today()
    before, now = (
        select(HouseholdStatus.household_id)
        .where(
            HouseholdStatus.ward_id == ctx.ward_id, HouseholdStatus.year == year,
            HouseholdStatus.status != PovertyStatus.NONE,
        )
        for year in (today.year - 1, today.year)
    )  # fmt: skip
    rows: Any = await ctx.db.execute(
        select(Child, Child.household_id.in_(before) & Child.household_id.not_in(now)).where(
            Child.ward_id == ctx.ward_id, Child.id.in_(child_ids)
        )
    )
    return {
        one.id: Happened(
            rules.presence(one.state, one.born_to, today), one.merged_into is not None, bool(left), one.state_on
        )
        for one, left in rows
    }


async def households_of(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The household of each child that has one."""
    rows: Any = await ctx.db.execute(
        select(Child.id, Child.household_id).where(
            Child.ward_id == ctx.ward_id, Child.id.in_(child_ids), Child.household_id.is_not(None)
        )
    )
    return {child_id: home for child_id, home in rows}


async def heads_of(ctx: Ctx, household_ids: Collection[UUID]) -> dict[UUID, str]:
    rows: Any = await ctx.db.execute(
        select(Household.id, Household.head_name).where(
            Household.ward_id == ctx.ward_id, Household.id.in_(household_ids)
        )
    )
    return {home: name for home, name in rows}


async def photo_consented(ctx: Ctx, child_id: UUID) -> bool:
    """Whether a consent to photos of the child is in force at this moment."""
    return await queries.consent_holds(ctx, child_id, ConsentPurpose.PHOTO)


def donors_may_know(ward_id: Any, child_id: Any) -> Any:
    """Condition: a consent to tell donors who the child is, in force (Luật 91/2025 Điều 24)."""
    consent = ChildConsent.__table__.c
    return exists().where(
        consent.ward_id == ward_id, consent.child_id == child_id, consent.purpose == str(ConsentPurpose.DONOR),
        consent.withdrawn_on.is_(None), consent.child_agrees | (consent.age < rules.ASKED_FROM),
    )  # fmt: skip

"""More units, people and sessions than the world holds."""

import secrets
from datetime import timedelta

from tests.planted import Planting
from tests.world import NOW, canary
from vitreem.identity import people, registry
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Account, Membership, SignInSession
from vitreem.identity.schemas import UnitCreate
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    await _registry(planting, ward_id)
    await _sessions(planting, ward_id)


async def _registry(planting: Planting, ward_id: int) -> None:
    """A unit that has closed, a person who has left, and one who changed from khu phố A to B and the school."""
    mark = canary(ward_id)
    ctx = await planting.act(ward_id, Role.WARD_LEAD)
    closed = await registry.create(ctx, UnitCreate(name=f"{mark}closed", kind=UnitKind.OTHER))
    await registry.close(ctx, closed, closed.version)
    planting.remember(ward_id, "closed.unit", closed.id)
    for name, memberships in (
        ("left", (("kp_a", None),)),
        ("moved", (("kp_a", NOW), ("kp_b", None), ("school", None))),
    ):
        account = Account(login=f"{name}.w{ward_id}", full_name=f"{mark}{name}")
        ctx.db.add(account)
        await ctx.db.flush()
        person = await people.add_person(ctx, account, account.full_name)
        planting.remember(ward_id, f"{name}.person", person.id)
        planting.remember(ward_id, f"{name}.account", account.id)
        for unit, ended_at in memberships:
            membership = Membership(
                ward_id=ward_id, person_id=person.id, unit_id=planting.id(ward_id, f"{unit}.unit"),
                role=Role.UNIT_MEMBER, ended_at=ended_at,
            )  # fmt: skip
            ctx.db.add(membership)
            await ctx.db.flush()
            planting.remember(ward_id, f"{name}.membership_{unit}", membership.id)
        if name == "left":
            await people.end(ctx, person, person.version)
    await ctx.db.flush()


async def _sessions(planting: Planting, ward_id: int) -> None:
    """Khu phố A's head is signed in twice; two more sessions of theirs are over."""
    account_id = planting.id(ward_id, "kp_a.account")
    ctx = await planting.act(ward_id, Role.UNIT_LEAD, "kp_a", account_id=account_id)
    far = NOW + timedelta(days=1)
    for name, expires_at, revoked_at in (
        ("second", far, None), ("revoked", far, NOW), ("expired", NOW - timedelta(days=1), None),
    ):  # fmt: skip
        session = SignInSession(
            token_hash=secrets.token_bytes(32), account_id=account_id, ward_id=ward_id, created_at=NOW,
            last_seen_at=NOW, expires_at=expires_at, revoked_at=revoked_at,
        )  # fmt: skip
        ctx.db.add(session)
        planting.remember(ward_id, f"kp_a.session_{name}", session.id)
    await ctx.db.flush()

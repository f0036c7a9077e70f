"""Whom to tell: who works in a unit or holds a role now."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from tests.conftest import TestClock
from tests.world import World
from vitreem.identity import facts
from vitreem.identity.models import Membership, Person, Unit
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.settings import Settings


@pytest.fixture
async def ctx(connection: AsyncConnection, clock: TestClock) -> AsyncIterator[Ctx]:
    """The product itself in ward 1."""
    async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as db:
        yield await act(db, None, settings=Settings(_env_file=None), clock=clock, ward_id=1, roles=set())


@pytest.fixture
def person(world: World):
    return lambda name: UUID(world["ids"][f"ward1.{name}.person"])


@pytest.fixture
def unit(world: World):
    return lambda name: UUID(world["ids"][f"ward1.{name}.unit"])


async def test_people_of_units_leads_first(ctx, person, unit):
    found = await facts.people_of_units(ctx, [unit("kp_a"), unit("kp_b")])
    assert found[unit("kp_a")][0] == person("kp_a")
    assert set(found[unit("kp_a")]) == {person("kp_a"), person("kp_a_member"), person("kp_a_protector")}
    assert found[unit("kp_b")] == [person("kp_b")]
    leads = await facts.people_of_units(ctx, [unit("kp_a")], {Role.UNIT_LEAD})
    assert leads == {unit("kp_a"): [person("kp_a")]}


async def test_of_an_ended_unit_those_of_its_heir(ctx, person, unit):
    await ctx.db.execute(
        update(Unit)
        .where(Unit.id == unit("kp_b"))
        .values(to_on=text("DATE '2026-06-01'"), closed_at=text("now()"), heir_id=unit("school"))
    )
    found = await facts.people_of_units(ctx, [unit("kp_b")])
    assert found == {unit("kp_b"): [person("school")]}


@pytest.mark.parametrize("model", [Membership, Person])
async def test_who_left_is_told_nothing(ctx, person, unit, model):
    column = Membership.person_id if model is Membership else Person.id
    await ctx.db.execute(update(model).where(column == person("kp_b")).values(ended_at=text("now()")))
    assert await facts.people_of_units(ctx, [unit("kp_b")]) == {}


async def test_leads_do_the_officers_work_where_there_are_none(ctx, person):
    assert await facts.ward_leads(ctx) == [person("lead"), person("deputy")]
    assert await facts.ward_officers(ctx) == [person("officer")]
    await ctx.db.execute(update(Person).where(Person.id == person("officer")).values(ended_at=text("now()")))
    assert await facts.ward_officers(ctx) == [person("lead"), person("deputy")]

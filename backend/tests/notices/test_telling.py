"""One person's notices: made once, read by nobody else, gone with their cause."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from tests.conftest import TestClock
from tests.notices.world import KIND
from tests.world import World
from vitreem.kernel.notices.models import Notice
from vitreem.kernel.notices.telling import end, tell
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.settings import Settings


@pytest.fixture
async def as_person(connection: AsyncConnection, clock: TestClock, world: World) -> AsyncIterator[Callable[..., Ctx]]:
    """`await as_person("kp_a")` of ward 1; `None` is the system."""
    async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as db:

        async def enter(name: str | None) -> Ctx:
            account = UUID(world["ids"][f"ward1.{name}.account"]) if name else None
            return await act(
                db, None, settings=Settings(_env_file=None), clock=clock, ward_id=1, roles={Role.UNIT_MEMBER},
                account_id=account,
            )  # fmt: skip

        yield enter


async def read_by(as_person, name: str, object_id: UUID) -> list[Notice]:
    ctx = await as_person(name)
    found = await ctx.db.execute(select(Notice).where(Notice.object_id == object_id, Notice.ended_at.is_(None)))
    return list(found.scalars())


@pytest.fixture
def people(world: World) -> list[UUID]:
    return [UUID(world["ids"][f"ward1.{name}.person"]) for name in ("kp_a", "kp_b")]


async def test_each_reads_their_own_and_nobody_else_s(as_person, people):
    object_id = uuid4()
    await tell(await as_person(None), KIND, "test", object_id, people)
    for name, person_id in zip(("kp_a", "kp_b"), people, strict=True):
        assert [one.person_id for one in await read_by(as_person, name, object_id)] == [person_id]
    assert await read_by(as_person, "lead", object_id) == []


async def test_told_twice_is_told_once(as_person, people):
    object_id = uuid4()
    for _ in range(2):
        await tell(await as_person(None), KIND, "test", object_id, [*people, people[0]])
    assert len(await read_by(as_person, "kp_a", object_id)) == 1


async def test_ended_by_somebody_else_and_told_again(as_person, people):
    object_id = uuid4()
    await tell(await as_person(None), KIND, "test", object_id, people)
    await end(await as_person("lead"), [KIND], object_id)
    assert await read_by(as_person, "kp_a", object_id) == []
    await tell(await as_person(None), KIND, "test", object_id, people)
    assert len(await read_by(as_person, "kp_a", object_id)) == 1


async def test_ending_leaves_what_is_about_something_else(as_person, people):
    first, second = uuid4(), uuid4()
    for object_id in (first, second):
        await tell(await as_person(None), KIND, "test", object_id, people)
    await end(await as_person(None), [KIND], first)
    assert len(await read_by(as_person, "kp_a", second)) == 1


async def test_nobody_marks_another_s(as_person, people):
    object_id = uuid4()
    await tell(await as_person(None), KIND, "test", object_id, people)
    ctx = await as_person("kp_b")
    done = await ctx.db.execute(text("UPDATE app.notice SET read_at = now() WHERE person_id = :id"), {"id": people[0]})
    assert done.rowcount == 0


async def test_nobody_of_another_ward_is_told(as_person, world: World):
    other = UUID(world["ids"]["ward2.kp_a.person"])
    with pytest.raises(Exception) as caught:
        await tell(await as_person(None), KIND, "test", uuid4(), [other])
    assert isinstance(caught.value.__cause__.__cause__, asyncpg.ForeignKeyViolationError)


async def test_who_did_it_knows_it(as_person, people):
    object_id = uuid4()
    ctx = await as_person("kp_a")
    ctx.person_id = people[0]
    await tell(ctx, KIND, "test", object_id, people)
    assert await read_by(as_person, "kp_a", object_id) == []
    assert len(await read_by(as_person, "kp_b", object_id)) == 1

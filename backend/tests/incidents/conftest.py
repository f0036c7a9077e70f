"""The team of ward 1, and people who join it for one test."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from tests.incidents.team import Person
from tests.people import Made, Maker
from vitreem.kernel.request.roles import Role


@pytest.fixture
def protector(signed_in) -> Person:
    return Person(signed_in("ward1.kp_a_protector"))


@pytest.fixture
def lead(signed_in) -> Person:
    return Person(signed_in("ward1.lead"))


@pytest.fixture
def deputy(signed_in) -> Person:
    return Person(signed_in("ward1.deputy"))


@pytest.fixture
def maker(connection, clock, world) -> Maker:
    return Maker(connection, clock, world)


@pytest.fixture
async def at_desk(app, maker) -> AsyncIterator[Callable[[Made], Person]]:
    """`at_desk(made)`: the person in front of the pages."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    clients: list[httpx.AsyncClient] = []

    def sit(made: Made) -> Person:
        headers = {"X-CSRF": "1", **maker.cookie(made)}
        clients.append(httpx.AsyncClient(transport=transport, base_url="https://test/api/v1", headers=headers))
        return Person(clients[-1])

    yield sit
    for client in clients:
        await client.aclose()


@pytest.fixture
def colleague(maker) -> Callable[[], Awaitable[Made]]:
    """`await colleague()`: another child protection officer of the ward, with a second factor."""

    async def join() -> Made:
        return await maker.person(Role.CHILD_PROTECTION_OFFICER, device=True)

    return join

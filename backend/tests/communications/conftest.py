"""These tests count: they begin without the communications of the test world."""

import pytest
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.broadcasting.speaking import make, verb
from vitreem.broadcasting.models import BroadcastScript, BroadcastSlot
from vitreem.communications.models import CommunicationEvent

_WARD = text("SELECT set_config('app.ward_id', :ward, true)")


@pytest.fixture(autouse=True)
async def nothing_yet(connection: AsyncConnection):
    """Ward 1 has neither events nor scripts; undone with the test's transaction."""
    await connection.execute(_WARD, {"ward": "1"})
    for model in (CommunicationEvent, BroadcastSlot, BroadcastScript):
        await connection.execute(delete(model))
    await connection.execute(_WARD, {"ward": ""})


@pytest.fixture
def culture(signed_in):
    """The culture and information officer."""
    return signed_in("ward1.culture")


@pytest.fixture
async def approved(khu_pho, culture, world):
    script = (await verb(khu_pho, await make(khu_pho, world), "submit")).json()
    reply = await verb(culture, script, "approve")
    assert reply.status_code == 200, reply.text
    return reply.json()

"""These tests count: they begin without the communications of the test world."""

import pytest
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from vitreem.communications.models import BroadcastScript, BroadcastSlot, CommunicationEvent

_WARD = text("SELECT set_config('app.ward_id', :ward, true)")


@pytest.fixture(autouse=True)
async def nothing_yet(connection: AsyncConnection):
    """Ward 1 has neither events nor scripts; undone with the test's transaction."""
    await connection.execute(_WARD, {"ward": "1"})
    for model in (CommunicationEvent, BroadcastSlot, BroadcastScript):
        await connection.execute(delete(model))
    await connection.execute(_WARD, {"ward": ""})

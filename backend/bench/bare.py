"""The measure: the same SQL through FastAPI and an asyncpg pool, without sign-in, row-level security or audit."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
from fastapi import FastAPI, Response


def application() -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = await asyncpg.create_pool(os.environ["DSN"], min_size=8, max_size=8, server_settings={"jit": "off"})
        yield
        await app.state.pool.close()

    app = FastAPI(lifespan=lifespan)

    async def answer(which: str, **values: Any) -> Response:
        defaults = json.loads(os.environ[f"{which}_DEFAULTS"])
        names = json.loads(os.environ[f"{which}_NAMES"])
        today = datetime.now(UTC).date()
        values = {**defaults, "today": today, "limit": 50, **values}
        body = await app.state.pool.fetchval(os.environ[f"{which}_SQL"], *(values[name] for name in names))
        return Response(body, media_type="application/json")

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/list")
    async def listing(ward_id: int) -> Response:
        return await answer("LIST", ward_id=ward_id)

    @app.get("/ward")
    async def ward(ward_id: int, plan_id: UUID) -> Response:
        return await answer("WARD", ward_id=ward_id, plan_id=plan_id)

    return app

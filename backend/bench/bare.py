"""The measure: the same SQL through FastAPI and an asyncpg pool, without sign-in, row-level security or audit."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from fastapi import FastAPI, Response


def application() -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = await asyncpg.create_pool(
            os.environ["DSN"], min_size=8, max_size=8, server_settings={"jit": "off"}
        )
        yield
        await app.state.pool.close()

    app = FastAPI(lifespan=lifespan)

    cases: dict[str, Any] = json.loads(os.environ["CASES"])

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/{case}")
    async def answer(case: str, ward_id: int, plan_id: UUID | None = None) -> Response:
        asked = cases[case]
        days = {name: date.fromisoformat(day) for name, day in asked["days"].items()}
        values = {**asked["defaults"], "limit": 50, **asked["given"], **days, "ward_id": ward_id, "plan_id": plan_id}
        body = await app.state.pool.fetchval(asked["sql"], *(values[name] for name in asked["names"]))
        return Response(body, media_type="application/json")

    return app

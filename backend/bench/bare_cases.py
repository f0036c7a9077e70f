"""The measure of cases: their rows by plain statements, opened with the ward's key, and nothing else."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from fastapi import FastAPI, Response

from vitreem.kernel import sealing
from vitreem.kernel.request import ward_keys
from vitreem.kernel.sealing import Key

_HANGS = (
    ("notes", "incident_note", "subject_id", "id, author_name, written_at, sealed"),
    ("files", "incident_file", "subject_id", "id, part, size, author_name, added_at, sealed"),
    ("papers", "incident_paper", "case_id", "id, kind, number, state, author_name, made_at, sealed"),
    ("tasks", "incident_task", "case_id", "id, starts_on, ends_on, sealed"),
    ("evidence", "incident_evidence", "case_id", "id, author_name, sealed"),
)
_CLOCKS = (
    "SELECT k.subject_id, k.code, k.starts_at, r.name, r.legal_basis, r.amount, r.unit FROM app.incident_clock k"
    " JOIN app.deadline_rule r ON r.id = k.rule_id WHERE k.ward_id = $1 AND k.subject_id = ANY($2) AND k.ended_at IS NULL"
)


def application() -> FastAPI:
    keys = {
        int(ward): Key(ward_keys.id_of(1), bytes.fromhex(one))
        for ward, one in json.loads(os.environ["WARD_KEYS"]).items()
    }

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = await asyncpg.create_pool(
            os.environ["DSN"], min_size=8, max_size=8, server_settings={"jit": "off"}
        )
        yield
        await app.state.pool.close()

    app = FastAPI(lifespan=lifespan)

    def opened(ward_id: int, table: str, rows: list[Any]) -> list[dict[str, Any]]:
        return [
            {**row, "sealed": orjson.loads(keys[ward_id].open(row["sealed"], sealing.place(ward_id, table, row["id"], "sealed")))}
            for row in rows
        ]  # fmt: skip

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/case")
    async def case(ward_id: int, case_id: UUID) -> Response:
        async with app.state.pool.acquire() as db:
            row = await db.fetchrow("SELECT * FROM app.incident_case WHERE ward_id = $1 AND id = $2", ward_id, case_id)
            whole: dict[str, Any] = opened(ward_id, "incident_case", [row])[0]
            for name, table, column, columns in _HANGS:
                rows = await db.fetch(
                    f"SELECT {columns} FROM app.{table} WHERE ward_id = $1 AND {column} = $2 ORDER BY id",
                    ward_id,
                    case_id,
                )
                whole[name] = opened(ward_id, table, rows)
            whole["clocks"] = [dict(one) for one in await db.fetch(_CLOCKS, ward_id, [case_id])]
            history = await db.fetchval(
                "SELECT coalesce(json_agg(e), '[]')::text FROM (SELECT id, at, kind, account_id, login, actor_name,"
                " facts FROM app.audit_event WHERE ward_id = $1 AND object_id = $2 ORDER BY id LIMIT 500) e",
                ward_id, case_id,
            )  # fmt: skip
            whole["history"] = orjson.Fragment(history)
        return Response(orjson.dumps(whole, default=str), media_type="application/json")

    @app.get("/board")
    async def board(ward_id: int) -> Response:
        async with app.state.pool.acquire() as db:
            rows = await db.fetch(
                "SELECT * FROM app.incident_case WHERE ward_id = $1 AND closed_at IS NULL ORDER BY received_at", ward_id
            )
            cases = opened(ward_id, "incident_case", rows)
            clocks = [dict(one) for one in await db.fetch(_CLOCKS, ward_id, [row["id"] for row in rows])]
        return Response(orjson.dumps({"cases": cases, "clocks": clocks}, default=str), media_type="application/json")

    return app

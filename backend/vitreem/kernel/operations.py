"""What an operator's tools ask: alive, ready, how much."""

from typing import Annotated

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from vitreem.kernel.access import Ctx, public

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(ctx: Annotated[Ctx, public()]) -> dict[str, str]:
    """The database answers and has the tables this code expects."""
    await ctx.db.execute(text("SELECT 1 FROM app.ward LIMIT 1"))
    return {"status": "ready"}


@router.get("/metrics")
async def metrics() -> Response:
    """Prometheus text: route names and counts, no person."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


# Neither opens a transaction, so that they answer while the database is away.
WITHOUT_DATABASE: frozenset[str] = frozenset({"/healthz", "/metrics"})

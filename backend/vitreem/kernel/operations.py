"""What an operator's tools ask: alive, ready, how much."""

from typing import Annotated

from fastapi import Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from vitreem.kernel.access import Ctx, public
from vitreem.kernel.routing import api_router

router = api_router("Vận hành", prefix="")


@router.get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz", include_in_schema=False)
async def readyz(ctx: Annotated[Ctx, public()]) -> dict[str, str]:
    """The database answers and has the tables this code expects."""
    await ctx.db.execute(text("SELECT 1 FROM app.ward LIMIT 1"))
    return {"status": "ready"}


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Prometheus text: route names and counts, no person."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


# Neither opens a transaction, so that they answer while the database is away.
WITHOUT_DATABASE: frozenset[str] = frozenset({"/healthz", "/metrics"})

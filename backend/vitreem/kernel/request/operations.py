"""What an operator's tools ask: alive, ready, how much."""

import hmac
from typing import Annotated, Any

import structlog
from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import SecretStr
from sqlalchemy import text

from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.guards import public
from vitreem.kernel.request.routing import api_router

log: Any = structlog.get_logger("operations")

router = api_router("Vận hành", prefix="")


@router.get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


# Whether the database's log is kept outside it: off, working or failing.
ARCHIVING = """
    SELECT CASE WHEN current_setting('archive_mode') = 'off' THEN 'off'
                WHEN last_failed_time > COALESCE(last_archived_time, '-infinity') THEN 'failing' ELSE 'working' END
    FROM pg_stat_archiver
    """


@router.get("/readyz", include_in_schema=False)
async def readyz(ctx: Annotated[Ctx, public()]) -> dict[str, str]:
    """The database answers and has the tables this code expects. `archiving` that fails doesn't stop the work, but
    what is done now can't be restored."""
    await ctx.db.execute(text("SELECT 1 FROM app.ward LIMIT 1"))
    archiving = (await ctx.db.execute(text(ARCHIVING))).scalar_one()
    archivist = getattr(getattr(ctx.state, "installation", None), "archivist", None)
    if archivist is not None and archivist.failing:
        archiving = "failing"
    if archiving == "failing":
        log.error("archiving_fails", meaning="The archive folder is full or away; the log waits in the cluster.")
    return {"status": "ready", "archiving": archiving}


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Prometheus text: route names and counts, no person. For who has `METRICS_TOKEN`; not there for anybody else."""
    expected: SecretStr | None = request.app.state.settings.metrics_token
    given = request.headers.get("authorization", "")
    if expected is None or not hmac.compare_digest(given.encode(), f"Bearer {expected.get_secret_value()}".encode()):
        raise NotFound("Không có địa chỉ này.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


# Neither opens a transaction, so that they answer while the database is away.
WITHOUT_DATABASE: frozenset[str] = frozenset(
    {"/healthz", "/metrics", "/docs", "/docs/town", "/openapi/town.json", "/bao-tin", "/bao-tin-roi-trang.js"}
)

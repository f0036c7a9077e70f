"""The application: contexts put together, one place to see all of them."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI

from vitreem import contexts
from vitreem.identity.door import new_door
from vitreem.identity.routes_admin import router as admin_router
from vitreem.identity.routes_approvals import router as approvals_router
from vitreem.identity.routes_changes import router as unit_changes_router
from vitreem.identity.routes_registry import router as registry_router
from vitreem.identity.routes_session import router as session_router
from vitreem.incidents.routes import public_router as reporting_page_router
from vitreem.kernel.clock import Clock
from vitreem.kernel.db import problem_handlers as database_problems
from vitreem.kernel.db.engine import make_engine, refuse_unsafe_role
from vitreem.kernel.db.transaction import Database
from vitreem.kernel.deadlines.calendar_routes import router as calendar_router
from vitreem.kernel.deadlines.rule_routes import router as deadlines_router
from vitreem.kernel.files.resumable_uploads import router as transfers_router
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.http.middleware import Edge
from vitreem.kernel.http.openapi import document
from vitreem.kernel.http.spa import SinglePageApp
from vitreem.kernel.jobs.routes import router as jobs_router
from vitreem.kernel.jobs.worker import working
from vitreem.kernel.notices.routes import router as notices_router
from vitreem.kernel.request import forms, workers
from vitreem.kernel.request.audit_routes import router as audit_router
from vitreem.kernel.request.docs_pages import docs_router
from vitreem.kernel.request.operations import router as operations_router
from vitreem.kernel.request.routing import serve
from vitreem.records.indicators import router as indicators_router
from vitreem.records.paper_routes import router as papers_router
from vitreem.records.ward_map.routes import router as ward_map_router
from vitreem.settings import Settings, get_settings
from vitreem.town.app import town_app
from vitreem.town.routes import router as town_router

log: Any = structlog.get_logger("app")

DESCRIPTION = """
Kế hoạch Tháng hành động vì trẻ em của phường, xã: đọc văn bản, giao việc có hạn cho từng đơn vị, nhận kết quả
có minh chứng, tổng hợp báo cáo.

* Sign in with `POST /api/v1/session`; the server keeps the session, the cookie only names it.
* Every unsafe request carries the header `X-CSRF: 1`; every POST that creates carries an `Idempotency-Key`.
* Changes name the version they were made on: `If-Match: "3"`, from the `version` of the record.
* Refusals are problem details (RFC 9457); branch on `code`.
* Dates are ISO dates of the Vietnamese calendar, instants are UTC.
"""


def create_app(
    *,
    database_url: str,
    field_key: str | None,
    files_dir: Path,
    settings: Settings | None = None,
    clock: Clock | None = None,
) -> FastAPI:
    """The whole application on one database, acting as the role of `database_url`. Without the field key it is up, and
    what is sealed stays shut."""
    settings = settings or get_settings()
    engine = make_engine(database_url, pool_size=settings.database_pool)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await refuse_unsafe_role(engine)
        if settings.insecure_cookies:
            log.warning("insecure_cookies", meaning="Sessions can be stolen on the network: put TLS in front.")
        # What is there now stays for good: the collector need not walk it again at every few hundred requests.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        # Pages are answered meanwhile: only who sends a picture in the first seconds waits for its worker.
        warming = asyncio.gather(app.state.workers.warm(), app.state.door.workers.warm(), return_exceptions=True)
        async with AsyncExitStack() as stack:
            if settings.work_in_process:
                await stack.enter_async_context(working(database_url, app.state))
            yield
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming
        app.state.workers.close()
        app.state.door.workers.close()
        await engine.dispose()

    contexts.register()
    app = bare_app(lifespan)
    app.state.settings, app.state.clock = settings, clock or Clock()
    app.state.database = Database(engine)
    app.state.field_key = field_key
    app.state.files = DiskStore(files_dir, settings.disk_reserve_mb * 1024 * 1024)
    app.state.receiving = forms.for_wards()
    app.state.workers, app.state.door = workers.for_wards(), new_door(workers.for_sign_in())
    app.mount("/", SinglePageApp(settings.frontend_dist))
    app.add_middleware(Edge, settings=settings)
    return app


def bare_app(lifespan: Any = None) -> FastAPI:
    """Routes alone: enough for the OpenAPI document, needs no database."""
    app = document("Vì Trẻ Em", DESCRIPTION, lifespan)
    database_problems.install(app)
    serve(
        app,
        *contexts.routers(),
        transfers_router,
        jobs_router,
        notices_router,
        calendar_router,
        deadlines_router,
        indicators_router,
        papers_router,
        ward_map_router,
        session_router,
        unit_changes_router,
        registry_router,
        approvals_router,
        audit_router,
        admin_router,
        town_router,
        operations_router,
        reporting_page_router,
        docs_router(lambda: town_app().openapi()),
    )
    return app

"""An application that holds routes and their document: no database, no state."""

from typing import Any

from fastapi import FastAPI

from vitreem.kernel import refusals


def document(title: str, description: str, lifespan: Any = None) -> FastAPI:
    """A FastAPI application with our refusals."""
    app = FastAPI(
        title=title,
        version="1",
        description=description,
        lifespan=lifespan,
        docs_url="/docs",
        redoc_url=None,
        openapi_url="/openapi.json",
        # Metrics, logs and request ids are the edge's.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    refusals.install(app)
    return app

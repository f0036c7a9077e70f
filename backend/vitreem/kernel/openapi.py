"""An application that holds routes and their document: no database, no state."""

from typing import Any

from fastapi import FastAPI

from vitreem.kernel import examples, refusals


class _Explained(FastAPI):
    """Its document has an example for every body."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            examples.fill(super().openapi())
        assert self.openapi_schema is not None
        return self.openapi_schema


def document(title: str, description: str, lifespan: Any = None) -> FastAPI:
    """A FastAPI application with our refusals."""
    app = _Explained(
        title=title,
        version="1",
        description=description,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        # Metrics, logs and request ids are the edge's.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    refusals.install(app)
    return app

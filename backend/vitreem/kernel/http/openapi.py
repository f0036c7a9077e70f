"""An application that holds routes and their document: no database, no state."""

from typing import Any

from fastapi import FastAPI

from vitreem.kernel.http import examples, problem_handlers
from vitreem.kernel.http.problems import MEDIA_TYPE


class _Explained(FastAPI):
    """Its document has an example for every body."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            document = super().openapi()
            _as_problems(document)
            examples.fill(document)
        assert self.openapi_schema is not None
        return self.openapi_schema


def _as_problems(document: dict[str, Any]) -> None:
    """Refusals are `application/problem+json`; the framework documents every model as plain JSON."""
    for methods in document["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if status >= "4" and "application/json" in content:
                    problem = content.setdefault(MEDIA_TYPE, {})
                    problem["schema"] = content.pop("application/json")["schema"]


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
    problem_handlers.install(app)
    return app

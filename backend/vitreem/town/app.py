"""The superior level's routes as a document of their own, for integrators."""

from fastapi import FastAPI

from vitreem.kernel.http.openapi import document
from vitreem.kernel.request.routing import serve
from vitreem.town.routes import router


def town_app() -> FastAPI:
    """Routes alone, for `vitreem openapi town`; they are served by the main application."""
    app = document(
        "Vì Trẻ Em: API của cấp trên", "Figures of wards for the superior level. Sign in as for the main API."
    )
    serve(app, router)
    return app

"""An application that holds routes and their document: no database, no state."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from vitreem.kernel import refusals
from vitreem.kernel.problems import ProblemRead


def operation_id(route: APIRoute) -> str:
    """The handler's name: readable function names in generated clients."""
    return route.name


def document(title: str, description: str, lifespan: Any = None) -> FastAPI:
    """A FastAPI application with our refusals and operation ids."""
    app = FastAPI(
        title=title,
        version="1",
        description=description,
        lifespan=lifespan,
        docs_url="/docs",
        redoc_url=None,
        openapi_url="/openapi.json",
        generate_unique_id_function=operation_id,
        responses={422: {"model": ProblemRead, "description": "Dữ liệu chưa đúng"}},
    )
    refusals.install(app)
    return app

"""The module's routes in one place."""

from vitreem.incidents.paper_routes import router
from vitreem.incidents.public_page import router as public_router

__all__ = ["public_router", "router"]

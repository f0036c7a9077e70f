"""The module's routes in one place."""

from vitreem.incidents.public_page import router as public_router
from vitreem.incidents.team_routes import router

__all__ = ["public_router", "router"]

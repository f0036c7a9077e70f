"""Wire shapes of the superior level's API."""

from pydantic import BaseModel

from vitreem.assignments.facts import WardDashboard
from vitreem.identity.facts import WardFact


class WardProgress(BaseModel):
    """Where one ward's plan stands."""

    ward: WardFact
    dashboard: WardDashboard

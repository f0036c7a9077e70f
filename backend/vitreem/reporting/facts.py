"""What other contexts may know of reports: answers pass to the heir of a unit that ends."""

from vitreem.identity.facts import when_units_change
from vitreem.reporting import notices, succession

__all__ = ["notices"]

when_units_change("reporting", succession.hand_on)

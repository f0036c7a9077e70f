"""What other contexts may know of children."""

from vitreem.children import succession
from vitreem.children.models import Child
from vitreem.identity.facts import when_units_change

# The table that lists of lines join to name children.
__all__ = ["Child"]

when_units_change("children", succession.hand_on)

"""What other contexts may know of children."""

from vitreem.children.models import Child

# The table that lists of lines join to name children.
__all__ = ["Child"]

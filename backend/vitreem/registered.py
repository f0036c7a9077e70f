"""What each context registers when it is imported: its kinds of record, and the figures that it counts."""

import vitreem.activities.facts
import vitreem.activities.indicators
import vitreem.communications.facts
import vitreem.communications.indicators
import vitreem.plans.facts  # noqa: F401
from vitreem.records import indicators, registry

ALL_KINDS = registry.kinds()
ALL_SOURCES = indicators.sources()

"""Every kind of record that can be linked to an assignment: each context registers its own when it is imported."""

import vitreem.activities.facts
import vitreem.plans.facts  # noqa: F401
from vitreem.kernel import records

ALL_KINDS = records.kinds()

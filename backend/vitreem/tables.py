"""Every table of the product, for migrations and guard tests."""

from sqlmodel import SQLModel

import vitreem.activities.models
import vitreem.assignments.models
import vitreem.communications.models
import vitreem.identity.models
import vitreem.kernel.attachments
import vitreem.kernel.audit
import vitreem.kernel.files
import vitreem.kernel.idempotency
import vitreem.kernel.transfers
import vitreem.plans.models  # noqa: F401

ALL_TABLES = SQLModel.metadata.tables

"""Every table of the product, for migrations and guard tests."""

from sqlmodel import SQLModel

import vitreem.activities.models
import vitreem.assignments.models
import vitreem.communications.models
import vitreem.identity.models
import vitreem.kernel.files.resumable_uploads
import vitreem.kernel.files.store
import vitreem.kernel.request.audit
import vitreem.kernel.request.idempotency
import vitreem.plans.models
import vitreem.records.files  # noqa: F401

ALL_TABLES = SQLModel.metadata.tables

"""Wire shapes of what waits for a second person."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from vitreem.identity.schemas import ResetLink
from vitreem.kernel.request.roles import Role


class ApprovalKind(StrEnum):
    """What one person may not do alone."""

    ROLE = "role"
    PASSWORD_LINK = "password_link"  # noqa: S105
    SECOND_FACTOR = "second_factor"


class Decision(StrEnum):
    """`decline` is also how the proposer takes it back."""

    CONFIRM = "confirm"
    DECLINE = "decline"


class ApprovalConfirmed(BaseModel):
    """What is to be handed over."""

    set_up: ResetLink | None = Field(description="The link to a new password, where the former one has ended.")


class ApprovalRead(BaseModel):
    """One thing that waits for a second person, with what the caller may do about it."""

    id: UUID
    kind: ApprovalKind
    account_id: UUID
    person_id: UUID | None
    person_name: str
    login: str
    ward_name: str | None = Field(description="None when the system administrator asked for it.")
    role: Role | None
    unit_name: str | None
    proposed_by_name: str
    proposed_at: datetime
    expires_at: datetime | None = Field(description="When the link ends; None for what doesn't end by itself.")
    allowed_actions: list[Decision]

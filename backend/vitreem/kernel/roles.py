"""Roles of people and what each may do. Rights = role x unit; both are read on each request.

A permission says which verb a role knows; `queries.visible` of each context says on which rows.
"""

from enum import StrEnum


class Role(StrEnum):
    """A person's role in a ward; `unit_*` and `child_protection_officer` belong to a unit."""

    WARD_LEAD = "ward_lead"
    WARD_OFFICER = "ward_officer"
    UNIT_LEAD = "unit_lead"
    UNIT_MEMBER = "unit_member"
    CHILD_PROTECTION_OFFICER = "child_protection_officer"
    SUPERIOR_VIEWER = "superior_viewer"
    SYSTEM_ADMIN = "system_admin"


UNIT_ROLES = frozenset({Role.UNIT_LEAD, Role.UNIT_MEMBER, Role.CHILD_PROTECTION_OFFICER})

_ANYONE = {"account:self", "unit:read", "plan:read"}
_UNIT_WORK = _ANYONE | {"assignment:read", "assignment:work", "dashboard:unit"}
_WARD = _ANYONE | {
    "assignment:read",
    "assignment:read_all",
    "assignment:decide",
    "assignment:export",
    "dashboard:ward",
    "person:read",
    "person:write",
    "plan:read_drafts",
    "plan:write",
    "plan:publish",
    "unit:write",
}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.WARD_LEAD: frozenset(_WARD | {"audit:read", "ward:settings", "person:grant_ward"}),
    Role.WARD_OFFICER: frozenset(_WARD),
    Role.UNIT_LEAD: frozenset(_UNIT_WORK | {"assignment:submit", "assignment:hand_over", "assignment:export"}),
    Role.UNIT_MEMBER: frozenset(_UNIT_WORK),
    Role.CHILD_PROTECTION_OFFICER: frozenset(_UNIT_WORK),
    Role.SUPERIOR_VIEWER: frozenset({"account:self", "plan:read", "dashboard:ward"}),
    # Manages wards and accounts; sees no records.
    Role.SYSTEM_ADMIN: frozenset({"account:self", "ward:manage", "account:manage"}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[str]:
    """Everything that the roles together allow."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))

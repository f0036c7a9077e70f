"""Roles of people and what each may do. Rights = role x unit; both are read on each request.

A permission says which verb a role knows; `queries.visible` of each context says on which rows.
"""

from enum import StrEnum


class Role(StrEnum):
    """A person's role in a ward; `unit_*`, `child_protection_officer` and `culture_officer` belong to a unit."""

    WARD_LEAD = "ward_lead"
    WARD_OFFICER = "ward_officer"
    UNIT_LEAD = "unit_lead"
    UNIT_MEMBER = "unit_member"
    CHILD_PROTECTION_OFFICER = "child_protection_officer"
    CULTURE_OFFICER = "culture_officer"
    SUPERIOR_VIEWER = "superior_viewer"
    SYSTEM_ADMIN = "system_admin"


UNIT_ROLES = frozenset({Role.UNIT_LEAD, Role.UNIT_MEMBER, Role.CHILD_PROTECTION_OFFICER, Role.CULTURE_OFFICER})
# Roles that open the records of cases: nobody gives one alone (identity/authority.py).
SEES_CASES = frozenset({Role.CHILD_PROTECTION_OFFICER})

_ANYONE = {"account:self", "unit:read", "plan:read"}
# What happens in the ward: units write their own records and read the ward's calendar and figures.
_RECORDS = {
    "activity:read",
    "activity:write",
    "calendar:read",
    "child:read",
    "child:write",
    "communication:read",
    "communication:write",
    "donor:read",
    "donor:write",
    "file:send",
    "gift_round:read",
    "gift_round:write",
    "hazard:read",
    "hazard:write",
    "indicator:read",
    "injury:read",
    "injury:write",
    "report:read",
}
_UNIT_WORK = _ANYONE | _RECORDS | {"assignment:read", "assignment:work", "dashboard:unit", "report:write"}
_WARD = (
    _ANYONE
    | _RECORDS
    | {
        "activity:read_all",
        "activity:correct",
        "child:read_all",
        "child:correct",
        "communication:read_all",
        "communication:correct",
        "donor:read_all",
        "donor:correct",
        "gift_round:read_all",
        "gift_round:correct",
        "hazard:correct",
        "indicator:read_all",
        "injury:read_all",
        "injury:correct",
        "assignment:read",
        "assignment:read_all",
        "assignment:decide",
        "assignment:export",
        "dashboard:ward",
        "paper:number",
        "person:read",
        "person:write",
        "plan:read_drafts",
        "plan:write",
        "plan:publish",
        "report:manage",
        "report:read_all",
        "unit:write",
    }
)

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.WARD_LEAD: frozenset(
        _WARD
        | {
            "approval:decide",
            "audit:read",
            "case:decide",
            "case:work",
            "gift_round:approve",
            "indicator:small_cells",
            "person:reset_device",
            "script:approve",
            "ward:settings",
        }
    ),
    Role.WARD_OFFICER: frozenset(_WARD),
    Role.UNIT_LEAD: frozenset(
        _UNIT_WORK
        | {
            "assignment:submit",
            "assignment:hand_over",
            "assignment:export",
            "gift_round:approve",
            "report:submit",
        }
    ),
    Role.UNIT_MEMBER: frozenset(_UNIT_WORK),
    # Keeps the children's register with the ward's people.
    Role.CHILD_PROTECTION_OFFICER: frozenset(
        _UNIT_WORK | {"case:work", "child:read_all", "child:correct", "indicator:small_cells"}
    ),
    Role.CULTURE_OFFICER: frozenset(_UNIT_WORK | {"script:approve", "script:read_all"}),
    Role.SUPERIOR_VIEWER: frozenset({"account:self", "plan:read", "dashboard:ward"}),
    # Manages wards and accounts; sees no records.
    Role.SYSTEM_ADMIN: frozenset(
        {"account:self", "ward:manage", "account:manage", "approval:decide", "calendar:manage"}
    ),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[str]:
    """Everything that the roles together allow."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))

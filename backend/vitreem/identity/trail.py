"""What the trail tells of units, people and accounts."""

from vitreem.kernel.request.audit import AuditKind


class Audit(AuditKind):
    """What the trail tells of units, people and accounts."""

    ACCOUNT_DISABLED = "account.disabled"
    ACCOUNT_ENABLED = "account.enabled"
    ACCOUNT_PASSWORD_CHANGED = "account.password_changed"  # noqa: S105
    ACCOUNT_PASSWORD_SET_BY_LINK = "account.password_set_by_link"  # noqa: S105
    ACCOUNT_RESET_BY_OPERATOR = "account.reset_by_operator"
    ACCOUNT_RESET_LINK_APPROVED = "account.reset_link_approved"
    ACCOUNT_RESET_LINK_DECLINED = "account.reset_link_declined"
    ACCOUNT_RESET_LINK_MADE = "account.reset_link_made"
    ACCOUNT_RESET_LINK_PROPOSED = "account.reset_link_proposed"
    ACCOUNT_SECOND_FACTOR_RESET = "account.second_factor_reset"
    ACCOUNT_TOTP_DISABLED = "account.totp_disabled"
    ACCOUNT_TOTP_ENABLED = "account.totp_enabled"
    PERSON_CHANGED = "person.changed"
    PERSON_CREATED = "person.created"
    PERSON_ENDED = "person.ended"
    PERSON_LIST_READ = "person.list_read"
    PERSON_LIST_VIEWED = "person.list_viewed"
    PERSON_RESET_LINK_MADE = "person.reset_link_made"
    PERSON_RESET_LINK_PROPOSED = "person.reset_link_proposed"
    PERSON_RESUMED = "person.resumed"
    PERSON_ROLE_DECLINED = "person.role_declined"
    PERSON_ROLE_GIVEN = "person.role_given"
    PERSON_ROLE_PROPOSED = "person.role_proposed"
    PERSON_ROLE_TAKEN = "person.role_taken"
    PERSON_SECOND_FACTOR_RESET_DECLINED = "person.second_factor_reset_declined"
    PERSON_SECOND_FACTOR_RESET_PROPOSED = "person.second_factor_reset_proposed"
    SESSION_OPENED = "session.opened"
    SESSION_REVOKED = "session.revoked"
    UNIT_CHANGED = "unit.changed"
    UNIT_CLOSED = "unit.closed"
    UNIT_CREATED = "unit.created"
    UNIT_LIST_VIEWED = "unit.list_viewed"
    UNIT_REOPENED = "unit.reopened"
    WARD_OPENED = "ward.opened"
    WARD_SETTINGS_CHANGED = "ward.settings_changed"

"""What one page shows whole: the installation's calendar, the law's rules."""

RECORDS = {
    "read_working_calendar": "the calendar of the whole installation",
    "list_deadline_rules": "the law's rules, with what the caller's ward says of them",
}

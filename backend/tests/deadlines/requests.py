"""The calendar is one small table that the administrator keeps."""

from tests.requests import Case, Free

FREE: dict[str, Free] = {
    "fill_working_year": Free(
        "a year that has days isn't filled again", Case("admin", "/admin/working-calendar/years/2028/fill")
    ),
    "remove_working_day": Free("ends one day", Case("admin", "/admin/working-calendar/days/2026-08-31")),
}

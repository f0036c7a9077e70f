"""Which activities are shown to whom."""

import httpx
import icalendar

from tests.activities.figures import count
from tests.lists import ACTORS, JUNE, KP_A, UNIT_READERS, UNITS, WARD, Counted, List, alike, by_unit, of
from tests.reading import Planted, Rows, choices, marked, sheet
from vitreem.kernel.request.context import hash_token

# Activities: a unit's own in every state, and those that it supports; the world lets the school support six.
_ACT_WORLD, _ACT_MORE = "planned held reported", "announced lone cancelled launch"
ACT_A = of("kp_a", "activity_", f"{_ACT_WORLD} {_ACT_MORE}")
ACT_B = of("kp_b", "activity_", f"{_ACT_WORLD} {_ACT_MORE}")
ACT_SUPPORTED = of("kp_a", "activity_", _ACT_WORLD) | of("kp_b", "activity_", _ACT_WORLD)
ACT_SERIES, ACT_CULTURE = frozenset({"school.activity_series"}), frozenset({"culture.activity_planned"})
ACT_ALL = ACT_A | ACT_B | ACT_SERIES | ACT_CULTURE
ACT_CANCELLED = frozenset({"kp_a.activity_cancelled", "kp_b.activity_cancelled"})
# What the whole ward reads in the calendar: announced, held, reported.
ACT_PUBLIC = frozenset(
    f"{unit}.activity_{state}"
    for unit in ("kp_a", "kp_b")
    for state in ("announced", "lone", "held", "reported", "launch")
)
ACTIVITIES = by_unit(
    ward=ACT_ALL, kp_a=ACT_A, kp_b=ACT_B, school=ACT_SERIES | ACT_SUPPORTED, culture=ACT_CULTURE
)  # fmt: skip
CALENDAR = {actor: (rows | ACT_PUBLIC) - ACT_CANCELLED for actor, rows in ACTIVITIES.items()}
# Who sees another one at the same place and time: plans of the other khu phố are nobody else's business.
_CLASH_SEEN = of("kp_a", "activity_", "held reported announced") | of("kp_b", "activity_", "held reported announced")
_CLASH_PLANS = frozenset({"kp_a.activity_planned", "kp_b.activity_planned"})
CLASHES = by_unit(
    ward=_CLASH_SEEN | _CLASH_PLANS, kp_a=_CLASH_SEEN, kp_b=_CLASH_SEEN, school=_CLASH_SEEN | _CLASH_PLANS,
    culture=_CLASH_SEEN,
)  # fmt: skip

FEEDS_A, FEEDS_B = of("kp_a", "", "feed feed_known"), of("kp_b", "", "feed feed_known")
FEEDS_SCHOOL, FEEDS_CULTURE = frozenset({"school.feed_known"}), frozenset({"culture.feed_known"})


def ics(known: Planted, reply: httpx.Response) -> Rows:
    uids = {f"{hash_token(one).hex()[:32]}@vitreem": one for one in known.rows["activity"]}
    shown = [one for one in icalendar.Calendar.from_ical(reply.content).walk("VEVENT")]
    for one in shown:
        row = known.rows["activity"][uids[str(one["uid"])]]
        assert (str(one["summary"]), one.get("status") == "CANCELLED") == (row["title"], row["state"] == "cancelled")
        assert set(one) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LOCATION", "STATUS"}
    return known.named(uids[str(one["uid"])] for one in shown)


LISTS: dict[str, List] = {
    "read_activity_calendar": List(f"/activities/calendar?{JUNE}", CALENDAR, by_unit=True),
    "read_activity_calendar:own": List(
        f"/activities/calendar?{JUNE}", CALENDAR, marked("own"),
        marked={actor: rows & CALENDAR[actor] for actor, rows in ACTIVITIES.items()},
    ),
    "read_activity_calendar:clash": List(f"/activities/calendar?{JUNE}", CALENDAR, marked("clash"), marked=CLASHES),
    "read_activity_calendar:movable": List(
        f"/activities/calendar?{JUNE}", CALENDAR, marked("movable"),
        marked={
            actor: frozenset(
                one
                for one in CALENDAR[actor]
                if one.endswith(("_planned", "_announced", "_lone", "_series"))
                and (actor in WARD or one.startswith(f"{'kp_a' if actor in KP_A else actor}."))
            )
            for actor in ACTIVITIES
        },
    ),
    "list_activities": List("/activities", ACTIVITIES, by_unit=True, pages=True),
    "list_activities:oldest": List("/activities?sort=oldest", ACTIVITIES, pages=True),
    "list_activities:state": List(
        "/activities?state=cancelled", {actor: rows & ACT_CANCELLED for actor, rows in ACTIVITIES.items()}
    ),
    "list_activities:launches": List(
        "/activities?launch=true&q=kp_",
        {actor: frozenset(one for one in rows if one.endswith("_launch")) for actor, rows in ACTIVITIES.items()},
    ),
    "export_activities": List("/activities/export", ACTIVITIES, sheet("activity", {"Mã": "code"}), by_unit=True),
    "read_activity_template": List("/activities/template", alike(UNITS, *UNIT_READERS), choices("Đơn vị tổ chức")),
    "list_calendar_feeds": List(
        "/calendar-feeds",
        by_unit(
            ward=FEEDS_A | FEEDS_B | FEEDS_SCHOOL | FEEDS_CULTURE, kp_a=FEEDS_A, kp_b=FEEDS_B, school=FEEDS_SCHOOL,
            culture=FEEDS_CULTURE,
        ),
    ),
    # Whoever has the address: what the unit organises or supports, with what was called off from today on.
    "read_calendar_feed": List("/calendar-feeds/{kp_a.feed_path}.ics", alike(ACT_A, *ACTORS, "anonymous"), ics),
    "read_calendar_feed:school": List(
        "/calendar-feeds/{school.feed_path}.ics", alike(ACT_SERIES | ACT_SUPPORTED, *ACTORS, "anonymous"), ics
    ),
}  # fmt: skip

RECORDS = {
    "read_activity": "one activity with its files",
    "read_activity_file": "one file",
}

LINKABLE = {"activity": {actor: rows - ACT_CANCELLED for actor, rows in ACTIVITIES.items()}}

# A unit's report is made of what it organises; what it supports is another's.
COUNTED = {
    "activity": Counted(
        ("held", "reported"),
        by_unit(ward=ACT_ALL, kp_a=ACT_A, kp_b=ACT_B, school=ACT_SERIES, culture=ACT_CULTURE),
        count,
    )
}

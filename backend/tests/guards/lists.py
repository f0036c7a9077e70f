"""Which rows a list shows to whom: one entry per operation, with exactly the rows that each actor gets.

Rows are names of `planted.py` and of the world, of ward 1. An actor whom an entry doesn't name is refused (403). Where an
operation has a path with `{name}`, or another question, there are several entries: `operation:what`.
"""

from dataclasses import dataclass, field

ACTORS = (
    "lead", "officer", "viewer", "kp_a", "kp_a_member", "kp_a_protector", "kp_b", "school", "culture", "shared", "admin",
)  # fmt: skip
_WARD = ("lead", "officer")
_A = ("kp_a", "kp_a_member", "kp_a_protector")
Rows = frozenset[str]
NONE: Rows = frozenset()


def _of(unit: str, kind: str, names: str) -> Rows:
    return frozenset(f"{unit}.{kind}{name}" for name in names.split())


def _by_unit(
    *, ward: Rows, kp_a: Rows | None, kp_b: Rows | None, school: Rows | None, culture: Rows | None, **others: Rows
) -> dict[str, Rows]:
    """`ward` for lead and officer; `kp_a` for everybody of that khu phố; None for who is refused (404)."""
    given = {"kp_b": kp_b, "school": school, "culture": culture, **others}
    rows = {actor: ward for actor in _WARD} | {actor: kp_a for actor in _A} | given
    return {actor: found for actor, found in rows.items() if found is not None}


def _all(rows: Rows, *actors: str) -> dict[str, Rows]:
    return dict.fromkeys(actors, rows)


# Activities: a unit's own in every state, and those that it supports; the world lets the school support six.
_ACT_WORLD, _ACT_MORE = "planned held reported", "announced lone cancelled launch"
ACT_A = _of("kp_a", "activity_", f"{_ACT_WORLD} {_ACT_MORE}")
ACT_B = _of("kp_b", "activity_", f"{_ACT_WORLD} {_ACT_MORE}")
ACT_SUPPORTED = _of("kp_a", "activity_", _ACT_WORLD) | _of("kp_b", "activity_", _ACT_WORLD)
ACT_SERIES, ACT_CULTURE = frozenset({"school.activity_series"}), frozenset({"culture.activity_planned"})
ACT_ALL = ACT_A | ACT_B | ACT_SERIES | ACT_CULTURE
ACT_CANCELLED = frozenset({"kp_a.activity_cancelled", "kp_b.activity_cancelled"})
# What the whole ward reads in the calendar: announced, held, reported.
ACT_PUBLIC = frozenset(
    f"{unit}.activity_{state}"
    for unit in ("kp_a", "kp_b")
    for state in ("announced", "lone", "held", "reported", "launch")
)
ACTIVITIES = _by_unit(
    ward=ACT_ALL, kp_a=ACT_A, kp_b=ACT_B, school=ACT_SERIES | ACT_SUPPORTED, culture=ACT_CULTURE
)  # fmt: skip
CALENDAR = {actor: (rows | ACT_PUBLIC) - ACT_CANCELLED for actor, rows in ACTIVITIES.items()}
# Who sees another one at the same place and time: plans of the other khu phố are nobody else's business.
_CLASH_SEEN = _of("kp_a", "activity_", "held reported announced") | _of("kp_b", "activity_", "held reported announced")
_CLASH_PLANS = frozenset({"kp_a.activity_planned", "kp_b.activity_planned"})
CLASHES = _by_unit(
    ward=_CLASH_SEEN | _CLASH_PLANS, kp_a=_CLASH_SEEN, kp_b=_CLASH_SEEN, school=_CLASH_SEEN | _CLASH_PLANS,
    culture=_CLASH_SEEN,
)  # fmt: skip

# Assignments: a unit's own and those that it supports; what was withdrawn is shown to nobody.
ASG_A = _of("kp_a", "", "fresh working submitted accepted")
ASG_B = _of("kp_b", "", "fresh working submitted accepted supported")
ASG_PLAN = ASG_A | ASG_B | {"school.gift"}
ASG_OLD, ASG_NEW_B = frozenset({"kp_a.assignment_old_plan"}), frozenset({"kp_b.assignment_new_plan"})
ASG_NEW_C = frozenset({"culture.assignment_new_plan"})
ASSIGNMENTS = _by_unit(
    ward=ASG_PLAN | ASG_OLD | ASG_NEW_B | ASG_NEW_C, kp_a=ASG_A | ASG_OLD | {"kp_b.supported"}, kp_b=ASG_B | ASG_NEW_B,
    school=frozenset({"school.gift", "kp_b.supported"}), culture=ASG_NEW_C,
)  # fmt: skip
# A unit's page shows plans in force alone.
TO_DO = {actor: ASSIGNMENTS[actor] - ASG_OLD for actor in (*_A, "kp_b", "school", "culture")}

# Communication: a unit's own alone.
_EVENTS = "planned done reported banner cancelled down leaflet post"
EVENT_A, EVENT_B = _of("kp_a", "event_", f"{_EVENTS} played"), _of("kp_b", "event_", _EVENTS)
EVENT_CULTURE = frozenset({"culture.event_talk"})
EVENTS = _by_unit(
    ward=EVENT_A | EVENT_B | EVENT_CULTURE, kp_a=EVENT_A, kp_b=EVENT_B, school=NONE, culture=EVENT_CULTURE
)
BANNERS = {
    actor: frozenset(one for one in rows if one.endswith(("_banner", "_down"))) for actor, rows in EVENTS.items()
}
HANGING = {actor: frozenset(one for one in rows if one.endswith("_banner")) for actor, rows in BANNERS.items()}
SLOT_A = _of("kp_a", "", "slot slot_missed slot_played")
SLOT_B = _of("kp_b", "", "slot slot_of_culture")
SLOTS = _by_unit(ward=SLOT_A | SLOT_B, kp_a=SLOT_A, kp_b=SLOT_B, school=NONE, culture=SLOT_A | SLOT_B)
# In the calendar: no banners (they have the map), nothing cancelled, no slot that somebody has told of.
_TOLD = frozenset({"kp_a.slot_missed", "kp_a.slot_played"})
EVENT_CALENDAR = {
    actor: frozenset(one for one in EVENTS[actor] - BANNERS[actor] if not one.endswith("_cancelled"))
    | (SLOTS[actor] - _TOLD)
    for actor in EVENTS
}

# Scripts: a unit's own and what it has to play; the culture desk, who approves, reads all.
_SCRIPTS = "script_draft script_submitted script_approved script_twin script_late"
SCRIPT_A, SCRIPT_B = _of("kp_a", "", _SCRIPTS), _of("kp_b", "", _SCRIPTS)
SCRIPT_ALL = SCRIPT_A | SCRIPT_B | {"culture.script"}
SCRIPTS = _by_unit(ward=SCRIPT_ALL, kp_a=SCRIPT_A, kp_b=SCRIPT_B | {"culture.script"}, school=NONE, culture=SCRIPT_ALL)

# Plans: drafts are for who works on plans.
PLANS = frozenset({"plan", "old_plan", "new_plan"})
DRAFTS = frozenset({"draft", "imported"})
UNITS = _of("kp_a", "", "unit") | _of("kp_b", "", "unit") | _of("school", "", "unit") | _of("culture", "", "unit")
CLOSED = frozenset({"closed.unit"})
_PEOPLE = "lead deputy officer viewer kp_a kp_a_member kp_a_protector kp_b school culture left moved shared"
PEOPLE = frozenset(f"{name}.person" for name in _PEOPLE.split())
MEMBERSHIPS = frozenset(
    f"{name}.membership" for name in _PEOPLE.split() if name not in ("left", "moved")
) | {"moved.membership_kp_b", "moved.membership_school"}  # fmt: skip
FEEDS_A, FEEDS_B = _of("kp_a", "", "feed feed_known"), _of("kp_b", "", "feed feed_known")
FEEDS_SCHOOL, FEEDS_CULTURE = frozenset({"school.feed_known"}), frozenset({"culture.feed_known"})
_UNIT_READERS = (*_WARD, *_A, "kp_b", "school", "culture")


@dataclass(frozen=True)
class List:
    """`read` names how rows are taken from the reply (`READERS` of test_lists.py), or which figures they add up to."""

    path: str
    rows: dict[str, Rows]
    read: str = "items"
    # Not found, not forbidden: the record in the path isn't theirs.
    unseen: tuple[str, ...] = ()
    # The filter by unit narrows these rows and never adds to them.
    by_unit: bool = False
    pages: bool = False
    # Of the rows, those that `read` takes as marked.
    marked: dict[str, Rows] = field(default_factory=dict)


_DAYS = "from_on=2026-06-01&to_on=2026-06-30"
LISTS: dict[str, List] = {
    "list_assignments": List("/assignments", ASSIGNMENTS, by_unit=True, pages=True),
    "list_assignments:by_unit": List("/assignments?sort=unit", ASSIGNMENTS, pages=True),
    "list_assignments:submitted": List("/assignments?sort=submitted", ASSIGNMENTS, pages=True),
    "list_assignments:overdue": List(
        "/assignments?overdue=true", {actor: rows & (ASG_OLD | {"school.gift"}) for actor, rows in ASSIGNMENTS.items()}
    ),
    "list_assignments:of_plan": List(
        "/assignments?plan_id={plan}", {actor: rows & ASG_PLAN for actor, rows in ASSIGNMENTS.items()}
    ),
    "list_assignments:words": List(
        "/assignments?q=VIEC%20old_plan", {actor: rows & ASG_OLD for actor, rows in ASSIGNMENTS.items()}
    ),
    "list_assignments:mine": List("/assignments?mine=true", dict.fromkeys(ASSIGNMENTS, NONE)),
    "export_assignments": List(
        "/assignments/export",
        {actor: ASSIGNMENTS[actor] for actor in (*_WARD, "kp_a", "kp_b", "school")}, "sheet:assignment", by_unit=True,
    ),
    "list_linkable_records": List(
        "/assignments/{kp_a.working}/linkable-records?q=kp_a",
        _all((ACT_A - ACT_CANCELLED) | _of("kp_a", "event_", "planned done reported banner down leaflet post played"), *_A),
        unseen=("kp_b", "school", "culture"),
    ),
    "list_linkable_records:supported": List(
        "/assignments/{kp_b.supported}/linkable-records?q=launch",
        _all(frozenset({"kp_a.activity_launch"}), *_A) | {"kp_b": frozenset({"kp_b.activity_launch"}), "school": NONE},
        unseen=("culture",),
    ),
    "list_linkable_records:plans": List(
        "/assignments/{kp_b.supported}/linkable-records?q=plan",
        _all(frozenset({"old_plan", "new_plan"}) | _of("kp_a", "activity_", "planned") | _of("kp_a", "event_", "planned"), *_A)
        | {"kp_b": frozenset({"old_plan", "new_plan"}) | _of("kp_b", "activity_", "planned") | _of("kp_b", "event_", "planned")}
        | {"school": frozenset({"old_plan", "new_plan"}) | _CLASH_PLANS},
        unseen=("culture",),
    ),
    "read_unit_dashboard": List("/dashboards/unit", TO_DO, "unit_dashboard"),
    "read_ward_dashboard": List(
        "/dashboards/ward", _all(ASG_NEW_B | ASG_NEW_C, *_WARD, "viewer", "shared"), "ward_dashboard"
    ),
    "read_ward_dashboard:of_plan": List(
        "/dashboards/ward?plan_id={plan}", _all(ASG_PLAN, *_WARD, "viewer", "shared"), "ward_dashboard"
    ),
    "read_ward_dashboard:closed": List(
        "/dashboards/ward?plan_id={old_plan}", _all(ASG_OLD, *_WARD, "viewer", "shared"), "ward_dashboard"
    ),
    "read_ward_dashboard:draft": List(
        "/dashboards/ward?plan_id={draft}", _all(NONE, *_WARD, "viewer", "shared"), "ward_dashboard"
    ),
    "read_activity_calendar": List(f"/activities/calendar?{_DAYS}", CALENDAR, by_unit=True),
    "read_activity_calendar:own": List(
        f"/activities/calendar?{_DAYS}", CALENDAR, "marked:own",
        marked={actor: rows & CALENDAR[actor] for actor, rows in ACTIVITIES.items()},
    ),
    "read_activity_calendar:clash": List(f"/activities/calendar?{_DAYS}", CALENDAR, "marked:clash", marked=CLASHES),
    "read_activity_calendar:movable": List(
        f"/activities/calendar?{_DAYS}", CALENDAR, "marked:movable",
        marked={
            actor: frozenset(
                one
                for one in CALENDAR[actor]
                if one.endswith(("_planned", "_announced", "_lone", "_series"))
                and (actor in _WARD or one.startswith(f"{'kp_a' if actor in _A else actor}."))
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
    "export_activities": List("/activities/export", ACTIVITIES, "sheet:activity", by_unit=True),
    "read_activity_template": List("/activities/template", _all(UNITS, *_UNIT_READERS), "choices:Đơn vị tổ chức"),
    "list_calendar_feeds": List(
        "/calendar-feeds",
        _by_unit(
            ward=FEEDS_A | FEEDS_B | FEEDS_SCHOOL | FEEDS_CULTURE, kp_a=FEEDS_A, kp_b=FEEDS_B, school=FEEDS_SCHOOL,
            culture=FEEDS_CULTURE,
        ),
    ),
    # Whoever has the address: what the unit organises or supports, with what was called off from today on.
    "read_calendar_feed": List("/calendar-feeds/{kp_a.feed_path}.ics", _all(ACT_A, *ACTORS, "anonymous"), "ics"),
    "read_calendar_feed:school": List(
        "/calendar-feeds/{school.feed_path}.ics", _all(ACT_SERIES | ACT_SUPPORTED, *ACTORS, "anonymous"), "ics"
    ),
    "list_communication_events": List("/communication-events", EVENTS, by_unit=True, pages=True),
    "list_communication_events:oldest": List("/communication-events?sort=oldest", EVENTS, pages=True),
    "list_communication_events:hanging": List("/communication-events?hanging=true", HANGING),
    "list_communication_events:not_hanging": List(
        "/communication-events?hanging=false", {actor: rows - HANGING[actor] for actor, rows in EVENTS.items()}
    ),
    "list_communication_events:hotline": List(
        "/communication-events?hotline_111=true",
        {actor: frozenset(one for one in rows if one.endswith(("_leaflet", "_talk"))) for actor, rows in EVENTS.items()},
    ),
    "list_communication_events:message": List(
        "/communication-events?message_id={old_plan.message}",
        {actor: frozenset(one for one in rows if one.endswith("_leaflet")) for actor, rows in EVENTS.items()},
    ),
    "list_communication_events:topic": List(
        "/communication-events?topic=drowning",
        {actor: frozenset(one for one in rows if one.endswith(("_leaflet", "_post"))) for actor, rows in EVENTS.items()},
    ),
    "read_communication_calendar": List(f"/communication-events/calendar?{_DAYS}", EVENT_CALENDAR, by_unit=True),
    "export_communication_events": List("/communication-events/export", EVENTS, "sheet:communication_event", by_unit=True),
    "read_communication_template": List("/communication-events/template", _all(UNITS, *_UNIT_READERS), "choices:Đơn vị"),
    "read_communication_usage": List("/communication-usage", EVENTS, "usage", by_unit=True),
    "list_communication_banners": List("/communication-banners", BANNERS),
    "list_communication_banners:hanging": List("/communication-banners?hanging=true", HANGING),
    "list_broadcast_scripts": List("/broadcast-scripts", SCRIPTS, by_unit=True, pages=True),
    "list_broadcast_scripts:approved": List(
        "/broadcast-scripts?state=approved",
        {
            actor: frozenset(one for one in rows if one.endswith("_approved") or one == "culture.script")
            for actor, rows in SCRIPTS.items()
        },
    ),
    "export_broadcast_scripts": List("/broadcast-scripts/export", SCRIPTS, "sheet:broadcast_script", by_unit=True),
    "list_similar_broadcast_scripts": List(
        "/broadcast-scripts/{kp_a.script_late}/similar",
        _all(frozenset({"culture.script", "kp_a.script_twin", "kp_b.script_twin"}), *_WARD, "culture")
        | _all(frozenset({"kp_a.script_twin"}), *_A),
        unseen=("kp_b", "school"),
    ),
    "list_similar_broadcast_scripts:played": List(
        "/broadcast-scripts/{kp_b.script_late}/similar",
        _all(frozenset({"culture.script", "kp_a.script_twin", "kp_b.script_twin", "kp_a.script_late"}), *_WARD, "culture")
        | {"kp_b": frozenset({"culture.script", "kp_b.script_twin"})},
        unseen=(*_A, "school"),
    ),
    "list_broadcast_slots": List("/broadcast-slots", SLOTS, by_unit=True),
    "list_broadcast_slots:days": List(
        "/broadcast-slots?from_on=2026-06-11&to_on=2026-06-11",
        {actor: rows & {"kp_b.slot_of_culture"} for actor, rows in SLOTS.items()},
    ),
    "list_broadcast_slots:may_play": List(
        "/broadcast-slots", SLOTS, "marked:may_play",
        marked={actor: (NONE if actor == "culture" else rows - _TOLD) for actor, rows in SLOTS.items()},
    ),
    "read_indicators": List(
        f"/indicators?{_DAYS}",
        _by_unit(
            ward=ACT_ALL | EVENT_A | EVENT_B | EVENT_CULTURE, kp_a=ACT_A | EVENT_A, kp_b=ACT_B | EVENT_B,
            school=ACT_SERIES, culture=ACT_CULTURE | EVENT_CULTURE,
        ),
        "indicators:unit_id", by_unit=True,
    ),
    "read_indicators:by_place": List(
        f"/indicators?{_DAYS}&by=place",
        _by_unit(
            ward=ACT_ALL | EVENT_A | EVENT_B | EVENT_CULTURE, kp_a=ACT_A | EVENT_A, kp_b=ACT_B | EVENT_B,
            school=ACT_SERIES, culture=ACT_CULTURE | EVENT_CULTURE,
        ),
        "indicators:place_unit_id", by_unit=True,
    ),
    "list_own_sessions": List(
        "/account/sessions", {"kp_a": frozenset({"kp_a.session_world", "kp_a.session_second"})}
        | {actor: frozenset({f"{actor}.session_world"}) for actor in ACTORS if actor not in ("kp_a", "admin", "shared")}
        | {"admin": frozenset({"admin.session_world"}), "shared": frozenset({"shared.session_world"})},
    ),
    "list_plans": List(
        "/plans", _all(PLANS | DRAFTS, *_WARD) | _all(PLANS, "viewer", *_A, "kp_b", "school", "culture", "shared")
    ),
    "list_plan_revisions": List("/plans/{new_plan}/revisions", _all(_of("new_plan", "", "revision_0 revision_1"), *_WARD)),
    "list_units": List("/units", _all(UNITS | CLOSED, *_UNIT_READERS)),
    "export_units": List("/units/export", _all(UNITS, *_UNIT_READERS), "sheet:unit"),
    # Of the own unit alone; who has left it isn't there, whoever has come is.
    "list_colleagues": List(
        "/units/{kp_a.unit}/colleagues",
        _all(_of("kp_a", "", "person") | _of("kp_a_member", "", "person") | _of("kp_a_protector", "", "person"), *_WARD, *_A)
        | _all(NONE, "kp_b", "school", "culture"),
    ),
    "list_colleagues:moved": List(
        "/units/{kp_b.unit}/colleagues",
        _all(frozenset({"kp_b.person", "moved.person"}), *_WARD, "kp_b") | _all(NONE, *_A, "culture")
        # They work at the school too.
        | {"school": frozenset({"moved.person"})},
    ),
    "list_people": List("/people", _all(PEOPLE, *_WARD)),
    "export_people": List("/people/export", _all(MEMBERSHIPS, *_WARD), "sheet:membership"),
    # What waits for a second person: of the ward for its leads, everything for the administrator.
    "list_approvals": List(
        "/approvals", {"lead": frozenset({"approval"}), "admin": frozenset({"approval", "ward2.approval"})}
    ),
    "list_audit_events": List("/audit-events", {"lead": frozenset({"*"})}, "trail", pages=True),
    "list_wards": List("/admin/wards", {"admin": frozenset({"1", "2"})}, "wards"),
    "list_accounts": List("/admin/accounts?limit=100", {"admin": frozenset({"*"})}, "accounts"),
    "list_accounts:words": List("/admin/accounts?q=moved.", {"admin": frozenset({"moved.account", "ward2.moved.account"})}),
    "list_town_wards": List(
        "/../town/v1/wards", _all(frozenset({"1"}), *_WARD, "viewer") | {"shared": frozenset({"1", "2"})}, "wards"
    ),
    "read_town_ward_progress": List(
        "/../town/v1/wards/99001/progress", _all(ASG_NEW_B | ASG_NEW_C, *_WARD, "viewer", "shared"), "progress"
    ),
    "read_town_ward_progress:other": List(
        "/../town/v1/wards/99002/progress",
        {"shared": frozenset({"ward2.kp_b.assignment_new_plan", "ward2.culture.assignment_new_plan"})}, "progress",
        unseen=("lead", "officer", "viewer"),
    ),
}  # fmt: skip

# GETs whose reply holds a list and which are one record: the matrix shows who opens it.
RECORDS = {
    "read_assignment": "one assignment with its notes and evidence",
    "read_activity": "one activity with its files",
    "read_communication_event": "one event with its files",
    "read_broadcast_script": "one script with its history",
    "list_broadcast_script_versions": "the versions of one script",
    "read_broadcast_script_document": "one script as a Word file",
    "read_plan": "one plan with its published lines",
    "preview_plan_fan_out": "one draft with its tasks",
    "compare_plan": "one draft beside one file",
    "read_session": "the caller, their wards and units",
    "read_evidence_file": "one file",
    "read_activity_file": "one file",
    "read_communication_file": "one file",
    "read_plan_draft": "one document",
    "read_plan_import": "one document",
    "read_ward": "the own ward",
}

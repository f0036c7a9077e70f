"""Which communication is shown to whom."""

from tests.broadcasting.lists import SLOTS, TOLD
from tests.communications.figures import count, usage
from tests.lists import JUNE, NONE, UNIT_READERS, UNITS, Counted, List, alike, by_unit, of
from tests.reading import choices, sheet

# Communication: a unit's own alone.
_EVENTS = "planned done reported banner cancelled down leaflet post"
EVENT_A, EVENT_B = of("kp_a", "event_", f"{_EVENTS} played"), of("kp_b", "event_", _EVENTS)
EVENT_CULTURE = frozenset({"culture.event_talk"})
EVENTS = by_unit(ward=EVENT_A | EVENT_B | EVENT_CULTURE, kp_a=EVENT_A, kp_b=EVENT_B, school=NONE, culture=EVENT_CULTURE)
BANNERS = {
    actor: frozenset(one for one in rows if one.endswith(("_banner", "_down"))) for actor, rows in EVENTS.items()
}
HANGING = {actor: frozenset(one for one in rows if one.endswith("_banner")) for actor, rows in BANNERS.items()}
# In the calendar: no banners (they have the map), nothing cancelled, no slot that somebody has told of.
EVENT_CALENDAR = {
    actor: frozenset(one for one in EVENTS[actor] - BANNERS[actor] if not one.endswith("_cancelled"))
    | (SLOTS[actor] - TOLD)
    for actor in EVENTS
}

LISTS: dict[str, List] = {
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
    "read_communication_calendar": List(f"/communication-events/calendar?{JUNE}", EVENT_CALENDAR, by_unit=True),
    "export_communication_events": List("/communication-events/export", EVENTS, sheet("communication_event", {"Mã": "code"}), by_unit=True),
    "read_communication_template": List("/communication-events/template", alike(UNITS, *UNIT_READERS), choices("Đơn vị")),
    "read_communication_usage": List("/communication-usage", EVENTS, figures=usage, by_unit=True),
    "list_communication_banners": List("/communication-banners", BANNERS),
    "list_communication_banners:hanging": List("/communication-banners?hanging=true", HANGING),
}  # fmt: skip

RECORDS = {
    "read_communication_event": "one event with its files",
    "read_communication_file": "one file",
}

LINKABLE = {
    "communication_event": {
        actor: frozenset(one for one in rows if not one.endswith("_cancelled")) for actor, rows in EVENTS.items()
    }
}
COUNTED = {"communication_event": Counted(("done", "reported"), EVENTS, count)}

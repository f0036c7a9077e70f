"""Figures of communication counted anew from the rows, apart from the product."""

import httpx

from tests.reading import Planted, Record, Rows, in_force


def count(rows: list[Record]) -> dict[str, int]:
    def of(kind: str) -> list[Record]:
        return [row for row in rows if row["kind"] == kind]

    def audience(row: Record) -> int:
        return row["audience_children"] + row["audience_adults"] + row["audience_officials"]

    line = [row for row in rows if row["carried_hotline_111"]]
    return {
        "talks": len(of("talk")), "talk_audience": sum(map(audience, of("talk"))),
        "meeting_slots": len(of("meeting_slot")), "broadcasts": sum(row["broadcasts"] for row in of("broadcast")),
        "banners": len(of("banner")), "leaflets": sum(row["copies"] for row in of("leaflet")),
        "posts": len(of("online_post")), "post_reach": sum(row["reach"] for row in of("online_post")),
        "counselling": len(of("counselling")), "contests": len(of("contest")), "hotline_111_items": len(line),
        "hotline_111_reach": sum(audience(row) + row["reach"] for row in line),
    }  # fmt: skip


def usage(known: Planted, reply: httpx.Response, rows: Rows) -> None:
    """How often each message and topic was carried, and when last."""
    found, events = reply.json(), known.of("communication_event", rows)
    done = {row["id"]: row for row in events if row["state"] in ("done", "reported")}
    links = known.rows["communication_event_message"].values()
    carried = [(row["message_id"], done[row["event_id"]]["on_day"]) for row in links if row["event_id"] in done]
    used = {one["id"]: (one["used"], one["last_used_on"]) for one in found["messages"] if one["used"]}
    assert used == {
        str(message): (
            sum(one == message for one, _ in carried), max(on for one, on in carried if one == message).isoformat()
        )
        for message, _ in carried
    }  # fmt: skip
    library = {row_id for row_id, row in known.rows["plan_message"].items() if row["plan_id"] in in_force(known)}
    assert {one["id"] for one in found["messages"]} == library | used.keys()
    topics = [topic for row in done.values() for topic in row["topics"]]
    assert {one["topic"]: one["used"] for one in found["topics"] if one["used"]} == {
        one: topics.count(one) for one in topics
    }
    assert found["hotline_111"] == {
        "items": sum(row["carried_hotline_111"] for row in done.values()),
        "total": len(done),
    }

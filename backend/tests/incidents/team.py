"""The case team of a ward for tests: people with a second factor, and the steps of a case as they take them."""

from typing import Any
from uuid import uuid4

from tests.conftest import Client

RECEIVED = "2026-06-10T08:00:00+07:00"
TEAM = ("lead", "deputy", "kp_a_protector")


def told(what: str = "Nghe tiếng trẻ khóc, bị đánh", **more: Any) -> dict[str, Any]:
    return {
        "channel": "phone", "received_at": RECEIVED, "harms": ["physical_violence"],
        "facts": {"what": what, "children": [{"name": "Lê Bé An", "birth": {"year": 2018}, "sex": "female"}]},
        **more,
    }  # fmt: skip


class Person:
    """Somebody at their desk: `await kp.post("/incident-reports", …)` is the body of a reply that was expected."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def get(self, path: str, status: int = 200) -> Any:
        reply = await self.client.get(path)
        assert reply.status_code == status, reply.text
        return reply.json()

    async def send(
        self, method: str, path: str, body: Any = None, status: int = 200, version: int | None = None
    ) -> Any:
        headers = {"Idempotency-Key": str(uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        reply = await self.client.request(method, path, json=body, headers=headers)
        assert reply.status_code == status, reply.text
        return reply.json()

    async def post(self, path: str, body: Any = None, status: int = 200, version: int | None = None) -> Any:
        return await self.send("POST", path, body, status, version)

    async def put(self, path: str, body: Any = None, status: int = 200, version: int | None = None) -> Any:
        return await self.send("PUT", path, body, status, version)

    # ---- steps

    async def report(self, **more: Any) -> Any:
        return await self.post("/incident-reports", told(**more), 201)

    async def open_case(self, **more: Any) -> Any:
        """A case of one child, from a report."""
        report = await self.report(**more)
        child = {"facts": {"name": "Lê Bé An", "birth": {"year": 2018}}, "sex": "female"}
        done = await self.post(
            f"/incident-reports/{report['id']}/accept", {"children": [child]}, version=report["version"]
        )
        return await self.get(f"/incident-cases/{done['cases'][0]['id']}")

    async def paper(self, case: Any, form: dict[str, Any], verb: str = "complete", status: int = 200) -> Any:
        """Begin a paper and complete or submit it; the case as it is then, or the refusal."""
        path = f"/incident-cases/{case['id']}/papers"
        begun = await self.post(path, {"form": form}, 201)
        paper = begun["papers"][-1]
        return await self.post(f"{path}/{paper['id']}/{verb}", status=status, version=paper["version"])


FORMS: dict[str, dict[str, Any]] = {
    "initial_assessment": {
        "kind": "initial_assessment", "situation": "Có vết bầm ở tay", "decided_level": "medium",
        "items": [{"item": "harm_severity", "level": "medium"}, {"item": "self_protection", "level": "low"}],
    },
    "detailed_assessment": {
        "kind": "detailed_assessment", "family": "Ở với bà", "harm": "Bị đánh nhiều lần", "needs": "Chỗ ở an toàn",
        "child_opinion": "Muốn ở với bà", "decided_level": "high",
        "items": [{"item": "harm_severity", "level": "high"}],
    },
    "conference": {
        "kind": "conference", "held_at": "2026-06-10T08:45:00+07:00", "chair": "Chủ tịch", "attendees": "Công an\nTrạm y tế",
        "conclusion": "Lập kế hoạch",
    },
    "plan": {
        "kind": "plan", "goals": "Trẻ được an toàn", "recipients": "Công an phường",
        "services": [
            {"service": "Tư vấn tâm lý", "body": "Trạm y tế", "starts_on": "2026-06-15", "ends_on": "2026-07-15", "cost": 2000000}
        ],
    },
    "review": {
        "kind": "review", "results": "Trẻ ổn định", "decided_level": "low", "conclusion": "close",
        "items": [{"item": "harm_severity", "level": "low"}],
    },
    "urgent_measures": {
        "kind": "urgent_measures", "measures": "Đưa trẻ đến trạm y tế", "taken_at": "2026-06-10T08:30:00+07:00",
    },
    "separation": {
        "kind": "separation", "reason": "Cha đánh trẻ", "place": "Nhà bà ngoại", "starts_on": "2026-06-10",
        "ends_on": "2026-06-20",
    },
    "care": {"kind": "care", "form": "relative", "carer": "Bà ngoại", "decided_on": "2026-06-10"},
    "follow_up": {"kind": "follow_up", "visited_on": "2026-06-10", "findings": "Trẻ khỏe"},
}  # fmt: skip

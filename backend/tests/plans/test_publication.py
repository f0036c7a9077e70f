"""Import, review, publish, supplement, amend: nothing doubled, nothing dropped silently."""

import json
from pathlib import Path

import pytest

from tests.conftest import Client

SAMPLE = (Path(__file__).parents[2] / "vitreem/demo/samples/ke-hoach-phuong-an-binh-2026.txt").read_bytes()


def key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": f"key-{name}-0001"}


def at(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


def draft_at(version: int) -> dict[str, int]:
    return {"draft_version": version}


async def upload(client: Client, data: bytes, name: str = "plan.txt", **fields: str):
    headers = key(str(abs(hash((data, *fields.values()))) % 10**9))
    return await client.post("/plan-imports", files={"file": (name, data)}, data=fields, headers=headers)


class TestImport:
    async def test_same_file_opens_what_is_there(self, officer):
        changed = SAMPLE + b"\n"
        first = (await upload(officer, changed)).json()
        again = await officer.post("/plan-imports", files={"file": ("x.txt", changed)}, headers=key("again"))
        assert again.json()["id"] == first["id"]
        assert again.json()["existing"] is True

    @pytest.mark.parametrize(
        ("data", "code"), [(b"", "empty_file"), ("Giấy mời họp khu phố tối mai.".encode(), "not_a_plan")]
    )
    async def test_refused_file_stores_nothing(self, officer, data, code):
        before = len((await officer.get("/plans")).json()["items"])
        refused = await upload(officer, data)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
        assert len((await officer.get("/plans")).json()["items"]) == before

    async def test_a_document_of_a_thousand_groups_is_refused_in_words(self, officer):
        head = SAMPLE.decode().split("IV.")[0]
        groups = "".join(f"{n}. Nhóm việc số {n}\n- Tổ chức sinh hoạt hè cho trẻ em.\n" for n in range(1, 150))
        refused = await upload(officer, f"{head}IV. NỘI DUNG\n{groups}".encode())
        assert (refused.status_code, refused.json()["code"]) == (422, "too_many_lines")

    async def test_spans_point_into_the_source(self, officer):
        from vitreem.kernel.text import squeeze

        made = (await upload(officer, SAMPLE + b" \n")).json()
        source = (await officer.get(f"/plan-imports/{made['id']}")).json()["source_text"]
        content = (await officer.get(f"/plans/{made['plan_id']}/draft")).json()["content"]
        tasks = [task for group in content["task_groups"] for task in group["tasks"]]
        assert len(tasks) == 20
        assert all(squeeze(source[slice(*task["span"])]) == task["text"] for task in tasks)


class TestPublish:
    async def test_units_that_nobody_chose_stop_it(self, officer, world):
        plan_id = world["ids"]["ward1.imported"]
        refused = await officer.post(f"/plans/{plan_id}/publish", json=draft_at(1), headers=at(1))
        assert refused.json()["code"] == "plan_not_ready"
        assert {error["code"] for error in refused.json()["errors"]} == {"assignee_missing"}

    async def test_publication_fans_out_and_is_journaled(self, officer, lead, world):
        plan_id = world["ids"]["ward1.draft"]
        preview = (await officer.get(f"/plans/{plan_id}/fan-out")).json()
        assert (preview["assignments"], preview["blockers"]) == (11, [])
        done = (await officer.post(f"/plans/{plan_id}/publish", json=draft_at(1), headers=at(1))).json()
        assert (done["created"], done["assignments"]) == (11, 11)
        events = (await lead.get("/audit-events", params={"object_id": plan_id})).json()["items"]
        assert events[0]["kind"] == "plan.published"
        again = await officer.post(f"/plans/{plan_id}/publish", json=draft_at(1), headers=at(2))
        assert again.json()["code"] == "wrong_state"

    async def test_what_a_colleague_saved_a_moment_ago_is_not_published_unseen(self, officer, lead, world):
        plan_id = world["ids"]["ward1.draft"]
        content = (await officer.get(f"/plans/{plan_id}/draft")).json()["content"]
        await lead.put(f"/plans/{plan_id}/draft", json={**content, "theme": "Chủ đề khác"}, headers=at(1))
        refused = await officer.post(f"/plans/{plan_id}/publish", json=draft_at(1), headers=at(1))
        assert (refused.status_code, refused.json()["code"], refused.json()["current_version"]) == (412, "stale", 2)
        assert (await officer.get(f"/plans/{plan_id}")).json()["state"] == "draft"
        done = await officer.post(f"/plans/{plan_id}/publish", json=draft_at(2), headers=at(1))
        assert done.status_code == 200

    async def test_new_khu_pho_gets_its_work_by_supplement(self, officer, world):
        plan_id = world["ids"]["ward1.plan"]
        await officer.post("/units", json={"name": "Khu phố Mới", "kind": "khu_pho"}, headers=key("unit"))
        done = (await officer.post(f"/plans/{plan_id}/supplement", headers=at(2))).json()
        assert (done["created"], done["assignments"]) == (5, 16)
        again = (await officer.post(f"/plans/{plan_id}/supplement", headers=at(3))).json()
        assert again["created"] == 0


class TestDays:
    async def test_before_a_day_means_the_day_before_unless_the_ward_counts_it(self, officer, lead, world):
        async def last_days() -> set[str]:
            told = (await officer.get(f"/plans/{world['ids']['ward1.draft']}/fan-out")).json()
            return {one["last_day_on"] for one in told["tasks"]}

        # «Trước ngày 5/6», and for tasks without a day of their own the end of the plan.
        assert await last_days() == {"2026-06-04", "2026-06-30"}
        await lead.put("/ward", json={"due_day_counts": True}, headers={"If-Match": '"1"'})
        assert await last_days() == {"2026-06-05", "2026-06-30"}


class TestLines:
    """A draft carries its own lines alone: another plan's row can't be moved by publishing it."""

    async def test_a_line_of_another_plan_is_refused_and_stays_where_it_is(self, officer, world):
        plan_id, draft_id = world["ids"]["ward1.plan"], world["ids"]["ward1.draft"]
        before = (await officer.get(f"/plans/{plan_id}")).json()
        draft = (await officer.get(f"/plans/{draft_id}/draft")).json()
        published = (await officer.post(f"/plans/{plan_id}/amend")).json()["content"]
        for take in (
            lambda mine, other: mine["messages"][0].update(id=other["messages"][0]["id"]),
            lambda mine, other: mine["activity_groups"][0]["activities"][0].update(
                id=other["activity_groups"][0]["activities"][0]["id"]
            ),
            lambda mine, other: mine["task_groups"][0]["tasks"][0].update(id=other["task_groups"][0]["tasks"][0]["id"]),
        ):
            content = json.loads(json.dumps(draft["content"]))
            take(content, published)
            refused = await officer.put(f"/plans/{draft_id}/draft", json=content, headers=at(draft["version"]))
            assert (refused.status_code, refused.json()["code"]) == (422, "foreign_line")
        after = (await officer.get(f"/plans/{plan_id}")).json()
        unlike = {name for name in before if after[name] != before[name]}
        assert unlike <= {"draft", "allowed_actions", "open_revision", "has_open_revision"}, unlike

    async def test_also_when_the_other_plan_was_published_meanwhile(self, officer, connection, world):
        """Both drafts may carry a line that nobody has published: the second publication finds whose it is."""
        ids = world["ids"]
        draft = (await officer.get(f"/plans/{ids['ward1.draft']}/draft")).json()
        content = json.loads(json.dumps(draft["content"]))
        made = (await officer.post("/plans", json={"source": "template", "year": 2026}, headers=key("twin"))).json()
        twin = (await officer.get(f"/plans/{made['id']}/draft")).json()
        copied = await officer.put(f"/plans/{made['id']}/draft", json=content, headers=at(twin["version"]))
        assert copied.status_code == 200
        first = await officer.post(f"/plans/{ids['ward1.draft']}/publish", json=draft_at(1), headers=at(1))
        assert first.status_code == 200
        version = copied.json()["version"]
        second = await officer.post(f"/plans/{made['id']}/publish", json=draft_at(version), headers=at(made["version"]))
        assert (second.status_code, second.json()["code"]) == (422, "foreign_line")

    async def test_a_line_twice_is_refused(self, officer, world):
        draft = (await officer.get(f"/plans/{world['ids']['ward1.draft']}/draft")).json()
        draft["content"]["messages"] *= 2
        refused = await officer.put(
            f"/plans/{world['ids']['ward1.draft']}/draft", json=draft["content"], headers=at(draft["version"])
        )
        assert (refused.status_code, refused.json()["code"]) == (422, "foreign_line")


class TestAmend:
    async def test_results_are_never_dropped_silently(self, officer, khu_pho, world):
        plan_id = world["ids"]["ward1.plan"]
        draft = (await officer.post(f"/plans/{plan_id}/amend")).json()
        content = draft["content"]
        gone = content["task_groups"][0]["tasks"]
        # Every task of the khu phố goes but the last; another's words change.
        content["task_groups"][0]["tasks"] = gone[4:]
        content["task_groups"][1]["tasks"][0]["text"] = "Trao quà và học bổng"
        saved = await officer.put(f"/plans/{plan_id}/draft", json=content, headers=at(draft["version"]))
        assert saved.status_code == 200, saved.text
        version = saved.json()["version"]
        done = (await officer.post(f"/plans/{plan_id}/publish", json=draft_at(version), headers=at(2))).json()
        # Of 8 removed assignments, 6 hold evidence or results and stay, 2 are withdrawn.
        assert (done["revision"], done["changed"], done["withdrawn"], len(done["kept"])) == (1, 1, 2, 6)
        kept = await khu_pho.get(f"/assignments/{world['ids']['ward1.kp_a.submitted']}")
        assert kept.json()["state"] == "submitted"
        withdrawn = await khu_pho.get(f"/assignments/{world['ids']['ward1.kp_a.fresh']}")
        assert withdrawn.json()["withdrawn"] is True

    async def test_stale_draft_is_refused(self, officer, world):
        plan_id = world["ids"]["ward1.draft"]
        content = (await officer.get(f"/plans/{plan_id}/draft")).json()["content"]
        assert (await officer.put(f"/plans/{plan_id}/draft", json=content, headers=at(1))).status_code == 200
        other = {**content, "theme": "Chủ đề khác"}
        assert (await officer.put(f"/plans/{plan_id}/draft", json=other, headers=at(1))).status_code == 412

    async def test_save_whose_reply_was_lost_may_come_again(self, officer, world):
        plan_id = world["ids"]["ward1.draft"]
        content = (await officer.get(f"/plans/{plan_id}/draft")).json()["content"]
        content["theme"] = "Chủ đề mới"
        first = await officer.put(f"/plans/{plan_id}/draft", json=content, headers=at(1))
        again = await officer.put(f"/plans/{plan_id}/draft", json=content, headers=at(1))
        assert (again.status_code, again.json()) == (200, first.json())


class TestCompare:
    async def test_changed_file_is_a_difference_to_accept_line_by_line(self, officer):
        made = (await upload(officer, SAMPLE + b"  \n")).json()
        newer = (
            SAMPLE.decode()
            .replace("mở hai", "mở ba")
            .replace("    - Nói không với bạo lực, nói có với yêu thương.\n", "")
        )
        stored = (await upload(officer, newer.encode(), plan_id=made["plan_id"])).json()
        assert stored["plan_id"] == made["plan_id"]
        path = f"/plans/{made['plan_id']}/comparisons/{stored['id']}"
        changes = (await officer.get(path)).json()["changes"]
        assert {(one["section"], one["change"]) for one in changes} == {("tasks", "changed"), ("messages", "removed")}
        task = next(one for one in changes if one["section"] == "tasks")
        accepted = await officer.post(f"{path}/accept", json={"keys": [task["key"]]}, headers=at(1))
        content = accepted.json()["content"]
        assert len(content["messages"]) == 8
        assert all(group["span"] is None for group in content["task_groups"]), "these point into the older text"
        assert "mở ba" in json.dumps(content["task_groups"], ensure_ascii=False)


class TestCompose:
    async def test_last_years_plan_with_its_dates_moved(self, officer, world):
        body = {"source": "plan", "year": 2027, "plan_id": world["ids"]["ward1.plan"]}
        plan = (await officer.post("/plans", json=body, headers=key("copy"))).json()
        assert (plan["state"], plan["starts_on"], plan["unit_report_before"]) == ("draft", "2027-06-01", "2027-07-10")
        old = (await officer.post(f"/plans/{world['ids']['ward1.plan']}/amend")).json()["content"]
        new = (await officer.get(f"/plans/{plan['id']}/draft")).json()["content"]
        ids = lambda content: {task["id"] for group in content["task_groups"] for task in group["tasks"]}  # noqa: E731
        assert not ids(old) & ids(new)

    async def test_template_needs_no_document(self, officer):
        plan = (await officer.post("/plans", json={"source": "template", "year": 2027}, headers=key("template"))).json()
        fan_out = (await officer.get(f"/plans/{plan['id']}/fan-out")).json()
        assert fan_out["assignments"] == 6  # two khu phố and a school, two tasks each


class TestClosedPlan:
    async def test_units_hand_in_no_more_and_the_ward_still_accepts(self, officer, khu_pho, world):
        plan, ids = world["ids"]["ward1.plan"], world["ids"]
        version = (await officer.get(f"/plans/{plan}")).json()["version"]
        assert (await officer.post(f"/plans/{plan}/close", headers=at(version))).status_code == 200
        working = f"/assignments/{ids['ward1.kp_a.working']}"
        one = (await khu_pho.get(working)).json()
        assert one["allowed_actions"] == []
        result = {"result": "Đã tổ chức xong trong khu phố."}
        refused = await khu_pho.post(f"{working}/submit", json=result, headers=at(one["version"]))
        assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
        assert "đã kết thúc" in refused.json()["detail"]
        noted = await khu_pho.post(f"{working}/notes", json={"text": "Ghi thêm"}, headers=key("closed"))
        assert noted.status_code == 409
        submitted = f"/assignments/{ids['ward1.kp_a.submitted']}"
        waiting = (await officer.get(submitted)).json()
        assert waiting["allowed_actions"] == ["accept"]
        accepted = await officer.post(f"{submitted}/accept", json={}, headers=at(waiting["version"]))
        assert accepted.status_code == 200


class TestTwoPlans:
    async def test_a_unit_sees_the_work_of_every_plan_in_force(self, officer, khu_pho, world):
        draft = world["ids"]["ward1.draft"]
        before = (await khu_pho.get("/dashboards/unit")).json()
        version = (await officer.get(f"/plans/{draft}")).json()["version"]
        saved = (await officer.get(f"/plans/{draft}/draft")).json()["version"]
        published = await officer.post(
            f"/plans/{draft}/publish", headers=at(version) | key("second"), json=draft_at(saved)
        )
        assert published.status_code == 200
        after = (await khu_pho.get("/dashboards/unit")).json()
        assert {plan["id"] for plan in after["plans"]} == {draft, world["ids"]["ward1.plan"]}
        assert after["total"] == before["total"] + 5
        # The ward looks at one plan at a time: the newest, or the one it asks for.
        assert (await officer.get("/dashboards/ward")).json()["plan"]["id"] == draft
        chosen = (await officer.get("/dashboards/ward", params={"plan_id": world["ids"]["ward1.plan"]})).json()
        assert chosen["figures"]["totals"]["total"] == 11

"""The plan that the product was made for, read as a person reads it. It lies outside the repository."""

import json
import time
from pathlib import Path

import pytest
from test_matching import REGISTRY

from vitreem.kernel.text import squeeze
from vitreem.plans.importer import PlanReading, parse_text
from vitreem.plans.matching import match_assignee

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples"
PLAN = SAMPLES / "ke-hoach-phuong-1-2024.txt"
pytestmark = pytest.mark.skipif(not PLAN.exists(), reason="the real plan (../shared/samples) is not on this machine")


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads(PLAN.with_name("ke-hoach-phuong-1-2024.expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return parse_text(PLAN.read_text("utf-8"))


@pytest.fixture(scope="module")
def printed(reading: PlanReading) -> dict:
    return reading.to_json()


def assert_lines(found: list[dict], wanted: list[dict]) -> None:
    assert len(found) == len(wanted)
    for line, want in zip(found, wanted, strict=True):
        assert line["text"].startswith(want["starts"]), line["text"]
        assert line["text"].endswith(want["ends"]), line["text"]


def test_head(printed: dict, expected: dict) -> None:
    keys = ["title", "document_kind", "number", "issued_on", "year", "theme", "starts_on", "ends_on", "scope", "counts"]
    assert {key: printed[key] for key in keys} == {key: expected[key] for key in keys}


def test_messages(printed: dict, expected: dict) -> None:
    assert [message["text"] for message in printed["messages"]] == expected["messages"]


def test_activity_groups(printed: dict, expected: dict) -> None:
    groups, wanted = printed["activity_groups"], expected["activity_groups"]
    assert [(g["number"], g["title"], g["kind"]) for g in groups] == [
        (g["number"], g["title"], g["kind"]) for g in wanted
    ]
    for group, want in zip(groups, wanted, strict=True):
        assert_lines(group["activities"], want["activities"])


def test_task_groups(printed: dict, expected: dict) -> None:
    groups, wanted = printed["task_groups"], expected["task_groups"]
    assert [(g["number"], g["assignee"]) for g in groups] == [(g["number"], g["assignee"]) for g in wanted]
    for group, want in zip(groups, wanted, strict=True):
        assert_lines(group["tasks"], want["tasks"])


def test_days_and_names_of_tasks(printed: dict, expected: dict) -> None:
    keys = ("event_on", "due_before", "named_assignee")
    found = [[task[key] for key in keys] for group in printed["task_groups"] for task in group["tasks"]]
    wanted = [[task.get(key) for key in keys] for group in expected["task_groups"] for task in group["tasks"]]
    assert found == wanted


def test_kinds_of_tasks(printed: dict, expected: dict) -> None:
    found = [task["kind"] for group in printed["task_groups"] for task in group["tasks"]]
    wanted = [task["kind"] for group in expected["task_groups"] for task in group["tasks"]]
    assert sum(a == b for a, b in zip(found, wanted, strict=True)) >= 25


def test_references(printed: dict, expected: dict) -> None:
    found = [{key: r[key] for key in ("symbol", "dated", "role")} for r in printed["references"]]
    assert found == expected["references"]


def test_report_deadlines(printed: dict, expected: dict) -> None:
    found = [{key: d[key] for key in ("from", "to", "due_before")} for d in printed["report_deadlines"]]
    assert found == expected["report_deadlines"]
    assert printed["report_deadlines"][0]["through"]


def test_purposes_and_foot(printed: dict, expected: dict) -> None:
    assert len(printed["purposes"]) == expected["purposes"]
    assert len(printed["requirements"]) == expected["requirements"]
    assert len(printed["recipients"]) == expected["recipients"]
    assert printed["archive_line"] == expected["archive_line"]
    assert printed["signature"]["capacity"] == expected["signature"]["capacity"]


def test_warnings(printed: dict, expected: dict) -> None:
    codes = [warning["code"] for warning in printed["warnings"]]
    assert set(expected["warnings_at_least"]) <= set(codes)
    assert codes.count("possible_typo") <= 6
    assert not {"unknown_assignee", "date_conflict", "missing_messages"} & set(codes)


def test_spans_give_the_texts(reading: PlanReading) -> None:
    items = [*reading.purposes, *reading.requirements, *reading.messages]
    items += [line for group in reading.activity_groups for line in group.activities]
    items += [line for group in reading.task_groups for line in group.tasks]
    assert len(items) == 2 + 1 + 12 + 11 + 27
    for item in items:
        assert squeeze(reading.source_text[item.span[0] : item.span[1]]) == item.text


def test_fan_out_to_the_named_registry(reading: PlanReading, expected: dict) -> None:
    """A task goes to its group's units; one that names an organisation goes to that one alone."""
    per_group: dict[str, list[int]] = {}
    for group in reading.task_groups:
        for task in group.tasks:
            match = match_assignee(task.named_assignee or group.assignee, REGISTRY)
            assert match.certainty == "exact"
            per_group.setdefault(group.number, []).append(len(match.unit_ids))
    assert per_group["V.2"] == [6, 1]
    assert sum(map(sum, per_group.values())) == expected["fan_out"]["assignments"]


def test_speed() -> None:
    text = PLAN.read_text("utf-8")
    parse_text(text)
    started = time.process_time()
    parse_text(text)
    assert time.process_time() - started < 0.25  # 50 ms on a quiet machine, see bench/parse.py

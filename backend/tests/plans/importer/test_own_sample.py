"""The product's own sample plan, the same in three file types, against what its author wrote down."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import vitreem.demo
from vitreem.kernel.text import squeeze
from vitreem.plans.importer import PlanReading, parse_bytes, parse_isolated

SAMPLES = Path(vitreem.demo.__path__[0]) / "samples"
EXPECTED = json.loads(Path(__file__).with_name("an_binh_2026.expected.json").read_text("utf-8"))
HEAD_AND_FOOT = re.findall(
    r"\w+",
    """title document_kind number issued_on year theme starts_on ends_on scope
    references report_deadlines recipients archive_line signature""",
)
NAME = "ke-hoach-phuong-an-binh-2026"


@pytest.fixture(scope="module", params=["txt", "docx", "pdf"])
def reading(request: pytest.FixtureRequest) -> PlanReading:
    path = SAMPLES / f"{NAME}.{request.param}"
    return parse_bytes(path.read_bytes(), path.name)


def without(value: Any, *keys: str) -> Any:
    if isinstance(value, dict):
        return {key: without(inner, *keys) for key, inner in value.items() if key not in keys}
    return [without(inner, *keys) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("part", HEAD_AND_FOOT)
def test_head_and_foot(reading: PlanReading, part: str) -> None:
    assert without(reading.to_json(), "span")[part] == EXPECTED[part]


@pytest.mark.parametrize("part", ["purposes", "requirements", "messages"])
def test_lines(reading: PlanReading, part: str) -> None:
    assert [item["text"] for item in reading.to_json()[part]] == EXPECTED[part]


@pytest.mark.parametrize("part", ["activity_groups", "task_groups"])
def test_groups(reading: PlanReading, part: str) -> None:
    found = without(reading.to_json()[part], "span")
    for group in found:
        for line in group.get("tasks", group.get("activities")):
            assert line.pop("number") == group["number"]
    assert found == EXPECTED[part]


def test_spans(reading: PlanReading) -> None:
    items = [*reading.purposes, *reading.requirements, *reading.messages]
    items += [line for group in reading.activity_groups for line in group.activities]
    items += [line for group in reading.task_groups for line in group.tasks]
    assert len(items) > 40
    for item in items:
        assert squeeze(reading.source_text[slice(*item.span)]) == item.text


def test_only_expected_warnings(reading: PlanReading) -> None:
    assert {warning.code for warning in reading.warnings} == {"task_without_date", "collective_assignee"}


@pytest.mark.parametrize("ending", ["docx", "pdf"])
async def test_the_child_process_reads_the_same(ending: str) -> None:
    path = SAMPLES / f"{NAME}.{ending}"
    assert await parse_isolated(path.read_bytes(), path.name) == parse_bytes(path.read_bytes(), path.name)

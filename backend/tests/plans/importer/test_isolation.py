"""The child process: the same answers, the same refusals, and an end to whatever takes too long or too much."""

import asyncio
import subprocess
import sys
import time

import plan_files
import pytest

from vitreem.plans.importer import PlanFileProblem, isolation, parse_isolated

DOCX = plan_files.docx_of(plan_files.PLAN_LINES)


def child_doing(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let the child start as always, limits included, and then do something else than reading."""
    start = asyncio.create_subprocess_exec

    async def other(program: str, *args: str, **options):
        code = f"from vitreem.plans.importer import isolation\nisolation.limit()\n{body}"
        return await start(program, "-I", "-c", code, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", other)


async def code_of(data: bytes, **options: float) -> str:
    with pytest.raises(PlanFileProblem) as refusal:
        await parse_isolated(data, "a.docx", **options)
    return refusal.value.code


async def test_reads_a_docx() -> None:
    reading = await parse_isolated(DOCX, "a.docx")
    assert [group.assignee for group in reading.task_groups] == ["Công an phường", "Trạm Y tế phường"]


async def test_starts_fast() -> None:
    started = time.perf_counter()
    await parse_isolated(DOCX, "a.docx")
    assert time.perf_counter() - started < 4


async def test_refusals_come_through_with_their_own_words() -> None:
    assert await code_of(plan_files.docx_with_doctype("<!DOCTYPE d>")) == "external_entity"
    with pytest.raises(PlanFileProblem, match="Báo cáo"):
        await parse_isolated(plan_files.docx_of(["BÁO CÁO", "Kết quả", "I. NỘI DUNG", "- A."]), "a.docx")


async def test_wall_time(monkeypatch: pytest.MonkeyPatch) -> None:
    child_doing(monkeypatch, "import time; time.sleep(60)")
    started = time.perf_counter()
    assert await code_of(DOCX, wall_seconds=0.5) == "reading_timed_out"
    assert time.perf_counter() - started < 5


async def test_processor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    child_doing(monkeypatch, "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass")
    assert await code_of(DOCX) == "reading_timed_out"


async def test_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    child_doing(monkeypatch, f"x = bytearray({isolation.MEMORY_BYTES})\nprint('allocated')")
    assert await code_of(DOCX) == "unreadable_file"


async def test_no_file_can_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    target = tmp_path / "x"
    child_doing(monkeypatch, f"f = open({str(target)!r}, 'wb')\nf.write(b'x' * 100000)\nf.flush()")
    assert await code_of(DOCX) == "unreadable_file"
    assert not target.exists() or target.stat().st_size == 0


async def test_the_servers_environment_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://not-for-children")
    child_doing(monkeypatch, "import os, sys\nsys.exit(3 if 'DATABASE_URL' not in os.environ else 0)")
    seen: list[int | None] = []
    monkeypatch.setattr(isolation, "_answer", lambda out, code: seen.append(code))
    await parse_isolated(DOCX, "a.docx")
    assert seen == [3]


async def test_short_text_needs_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    child_doing(monkeypatch, "raise SystemExit(1)")
    reading = await parse_isolated("\n".join(plan_files.PLAN_LINES).encode(), "a.txt")
    assert reading.counts["tasks"] == 2


def test_the_child_loads_nothing_of_the_server() -> None:
    heavy = ("sqlalchemy", "fastapi", "docx", "pdfplumber")
    code = f"import vitreem.plans.importer, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

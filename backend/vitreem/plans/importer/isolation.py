"""The same reading in a fresh process with limits, so that a hostile DOCX or PDF can't hurt the server.

The child gets no environment of the server's, may not write files, and has bounds on memory, processor time and wall
time. Protocol: bytes on stdin, one JSON object on stdout, `{"reading": …}` or `{"problem": {…}}`.
"""

import asyncio
import json
import os
import resource
import sys

from vitreem.plans.importer import problems
from vitreem.plans.importer.read import file_type
from vitreem.plans.importer.reading import PlanReading

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 20
WALL_SECONDS = 30.0
_SMALL_TEXT = 256 * 1024


async def parse_isolated(data: bytes, filename: str, *, wall_seconds: float = WALL_SECONDS) -> PlanReading:
    """Read a file outside this process; short plain text is read in a thread. Raises `PlanFileProblem`.

    How many are read at once is the caller's to bound.
    """
    from vitreem.plans.importer import parse_bytes

    if file_type(data) == "text" and len(data) <= _SMALL_TEXT:
        return await asyncio.to_thread(parse_bytes, data, filename)
    return await _in_child(data, filename, wall_seconds)


async def _in_child(data: bytes, filename: str, wall_seconds: float) -> PlanReading:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        __name__,
        filename[-200:].replace("\x00", ""),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8"},
    )
    try:
        out, _ = await asyncio.wait_for(child.communicate(data), wall_seconds)
    except TimeoutError as error:
        raise problems.ReadingTimedOut() from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return _answer(out, child.returncode)


def _answer(out: bytes, returncode: int | None) -> PlanReading:
    if returncode != 0 or not out:
        # SIGXCPU and SIGKILL are the processor limit; anything else is a crash of a parser.
        raise problems.ReadingTimedOut() if returncode in (-24, -9) else problems.PlanFileProblem()
    answer = json.loads(out)
    if refusal := answer.get("problem"):
        kind = problems.BY_CODE.get(refusal["code"], problems.PlanFileProblem)
        raise kind(refusal["detail"], **refusal["extra"])
    return PlanReading.model_validate(answer["reading"])


def limit() -> None:
    """Bound this process for good: memory, processor time, files written, core dumps; the server goes first."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """The child: limits first, then the bytes."""
    limit()
    from vitreem.plans.importer import parse_bytes

    data = sys.stdin.buffer.read()
    try:
        reading = parse_bytes(data, sys.argv[1] if len(sys.argv) > 1 else "")
        answer = {"reading": reading.model_dump(mode="json", by_alias=True)}
    except problems.PlanFileProblem as refusal:
        answer = {"problem": {"code": refusal.code, "detail": refusal.detail, "extra": refusal.extra}}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()

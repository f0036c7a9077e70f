"""Twenty thousand requests that nobody meant, made from the API's document and sent to a real server by each kind of
caller: no error of ours, no reply that the document doesn't know, and the server as quick afterwards as before.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from drills.frame import Drill, Server, client, folder, served, sign_in

REQUESTS = 20_000
# Of each kind of caller: who has many rights, who has few, who manages, who is nobody.
CALLERS = ("lanhdao.anbinh", "kp5.anbinh", "quantri", "")
# They end the caller's own session, or lock the account that goes on asking.
_NOT_ASKED = ("sign_out", "revoke_own_session", "change_password", "disable_account", "confirm_totp", "start_totp")
_CHECKS = "not_a_server_error,content_type_conformance,response_schema_conformance"


def run(drill: Drill) -> None:
    wanted = int(os.environ.get("FUZZ_REQUESTS", REQUESTS))
    with folder("fuzz") as home, served(home / "data") as server:
        operations = len(httpx.get(f"{server.url}/openapi.json").json()["paths"])
        before = _quickness(server)
        sent, faults = 0, Counter[str]()
        statuses: Counter[str] = Counter()
        number = 0
        while number < len(CALLERS) or (sent < wanted and number < 40):
            caller = CALLERS[number % len(CALLERS)]
            told = _round(server, caller, drill.seed + number, examples=max(8, wanted // operations // 8))
            number += 1
            sent += told["requests"]
            faults.update(told["faults"])
            statuses.update(told["statuses"])
            drill.say(f"{caller or 'nobody'}: {told['requests']} requests, {sum(told['faults'].values())} faults")
        after = _quickness(server)
        alive = server.process is not None and server.process.poll() is None
    drill.note(
        "server_errors_and_unknown_replies", limit=0, passed=alive and not faults and sent >= wanted, requests=sent,
        callers=min(number, len(CALLERS)), rounds=number, faults=dict(faults.most_common(20)), statuses=dict(statuses),
        list_ms_before=round(before * 1000, 1), list_ms_after=round(after * 1000, 1),
    )  # fmt: skip


def _quickness(server: Server) -> float:
    """Median seconds of a list."""

    async def ask() -> float:
        async with client(server.url) as http:
            await sign_in(http, "canbo.benxuan")
            seconds = []
            for _ in range(30):
                begun = time.monotonic()
                (await http.get("/assignments")).raise_for_status()
                seconds.append(time.monotonic() - begun)
            return sorted(seconds)[15]

    return asyncio.run(ask())


def _cookie(server: Server, login: str) -> str:
    async def enter() -> str:
        async with client(server.url) as http:
            await sign_in(http, login)
            return "; ".join(f"{name}={value}" for name, value in http.cookies.items())

    return asyncio.run(enter())


def _round(server: Server, login: str, seed: int, *, examples: int) -> dict[str, Any]:
    """One run of schemathesis as one caller."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "events.ndjson"
        command = [
            str(Path(sys.executable).with_name("st")), "run", f"{server.url}/openapi.json", "--phases",
            "examples,coverage,fuzzing", "--checks", _CHECKS, "--max-examples", str(examples), "--seed", str(seed),
            "--workers", "2", "--continue-on-failure", "--no-shrink", "--suppress-health-check", "all",
            "--warnings", "off", "--report", "ndjson", "--report-ndjson-path", str(report), "-H", "X-CSRF: 1",
        ]  # fmt: skip
        if login:
            command += ["-H", f"Cookie: {_cookie(server, login)}"]
        for name in _NOT_ASKED:
            command += ["--exclude-operation-id", name]
        subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=1800)
        return _told(report)


def _told(report: Path) -> dict[str, Any]:
    requests, faults, statuses = 0, Counter[str](), Counter[str]()
    with report.open() as lines:
        for line in lines:
            recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder")
            if recorder is None:
                continue
            for asked in recorder.get("interactions", {}).values():
                requests += 1
                if asked.get("response") is None:
                    faults[f"{recorder['label']}: no reply"] += 1
                else:
                    statuses[str(asked["response"]["status_code"])] += 1
            for checks in recorder.get("checks", {}).values():
                for check in checks:
                    if check["status"] == "failure":
                        why = check["failure_info"]["failure"]
                        faults[f"{recorder['label']}: {why['title']} {why['message'][:160]}"] += 1
    return {"requests": requests, "faults": faults, "statuses": statuses}

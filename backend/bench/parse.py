"""Time and memory of reading plans: the shipped sample, then 10, 100, 200 and 1,000 pages made by repeating its work.

Run `python -m bench.parse`; prints one JSON object a line. `linearity` is milliseconds a page at 1,000 pages over those
at 10 pages: 1 is perfectly linear. Each case runs in its own process, so that peak memory is its own.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import vitreem.demo
from vitreem.plans.importer import parse_bytes, parse_text

SAMPLES = Path(vitreem.demo.__path__[0]) / "samples"
NAME = "ke-hoach-phuong-an-binh-2026"
SAMPLE_PAGES = 5
PAGES = (10, 100, 200, 1_000)
CHARACTERS_A_PAGE = 2_400


def text_of(pages: int) -> str:
    """A plan of so many pages: the sample with its activities and tasks repeated."""
    sample = (SAMPLES / f"{NAME}.txt").read_text("utf-8").replace("\f", "\n")
    head, rest = sample.split("IV. NỘI DUNG", 1)
    work, foot = rest.split("VI. KINH PHÍ", 1)
    activities, tasks = work.split("V. TỔ CHỨC THỰC HIỆN", 1)
    times = max(1, (pages * CHARACTERS_A_PAGE - len(head) - len(foot)) // len(work))
    body = f"IV. NỘI DUNG{activities * times}\nV. TỔ CHỨC THỰC HIỆN{tasks * times}\nVI. KINH PHÍ{foot}"
    return head + body


def case(name: str) -> dict:
    """Measure one case in this process: best of three (one for very long texts)."""
    if name.startswith("sample"):
        path = SAMPLES / f"{NAME}.{name.partition('.')[2]}"
        data, pages = path.read_bytes(), SAMPLE_PAGES

        def read():
            return parse_bytes(data, path.name)
    else:
        pages = int(name)
        text = text_of(pages)

        def read():
            return parse_text(text)

    if pages < 100:
        read()  # warm
    times = []
    for _ in range(1 if pages > 500 else 3):
        started = time.perf_counter()
        reading = read()
        times.append((time.perf_counter() - started) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "bench": "parse",
        "case": name if name.startswith("sample") else f"{pages} pages",
        "pages": pages,
        "ms": round(min(times), 1),
        "ms_per_page": round(min(times) / pages, 3),
        "peak_mb": round(peak, 1),
        "tasks": reading.counts["tasks"],
    }


def run() -> list[dict]:
    """All cases and the linearity ratio."""
    results = []
    for name in ("sample.txt", "sample.docx", "sample.pdf", *map(str, PAGES)):
        command = [sys.executable, "-m", "bench.parse", name]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        results.append(json.loads(done.stdout))
    by_pages = {result["pages"]: result["ms_per_page"] for result in results}
    ratio = round(by_pages[1_000] / by_pages[10], 2)
    return [*results, {"bench": "parse", "case": "linearity", "from_pages": 10, "to_pages": 1_000, "ratio": ratio}]


if __name__ == "__main__":
    for line in [case(sys.argv[1])] if len(sys.argv) > 1 else run():
        print(json.dumps(line, ensure_ascii=False))

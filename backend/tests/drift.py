"""Fails when the committed client is older than the OpenAPI document: regenerates it beside and compares."""

import filecmp
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"


def _differences(left: Path, right: Path) -> list[str]:
    compared = filecmp.dircmp(left, right)
    found = [*compared.left_only, *compared.right_only, *compared.diff_files]
    for name in compared.common_dirs:
        found += [f"{name}/{one}" for one in _differences(left / name, right / name)]
    return found


def main() -> int:
    node = Path(sys.executable).with_name("node")
    program = str(node) if node.exists() else shutil.which("node")
    assert program, "run make setup first"
    # Beside the client, so that relative imports come out the same.
    fresh = FRONTEND / "src" / ".client-fresh"
    try:
        subprocess.run(
            [program, "node_modules/@hey-api/openapi-ts/bin/run.js", "-o", str(fresh), "--silent"],
            cwd=FRONTEND,
            check=True,
        )
        found = _differences(FRONTEND / "src" / "client", fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    if found:
        print(f"The generated client is old ({', '.join(found[:5])}): run «make client» and commit.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

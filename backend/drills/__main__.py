"""`python -m drills NAME [--seed N]`: run one drill; exit code 1 when it doesn't pass."""

import argparse
import importlib
import random
import sys

# Each is a module of this folder with `run(drill: Drill) -> None`.
DRILLS = (
    "crash", "backup", "crowd", "jobs", "fuzz", "deadlines", "faults", "matrix", "twin", "canary", "keys",
)  # fmt: skip


def main() -> int:
    from drills.frame import Drill

    parser = argparse.ArgumentParser(prog="python -m drills")
    parser.add_argument("name", choices=DRILLS)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    given = parser.parse_args()
    drill = Drill(given.name, given.seed)
    print(f"drill {given.name}, seed {given.seed}", file=sys.stderr, flush=True)
    importlib.import_module(f"drills.{given.name}").run(drill)
    return 0 if drill.passed else 1


sys.exit(main())

"""`python -m bench`: every measurement, one JSON line each. Ratios in one run on one machine; never a timed test."""

import asyncio

import orjson

from bench import cases, parse, reads, records


def main() -> None:
    for line in parse.run():
        print(orjson.dumps({"bench": "parse", **line}).decode(), flush=True)
    asyncio.run(records.run())
    asyncio.run(reads.run())
    asyncio.run(cases.run())


if __name__ == "__main__":
    main()

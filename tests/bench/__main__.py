"""How fast the service is over real HTTP, with a small and with a large district in it.

    make bench
    make bench BENCH="--sizes 1000,100000 --engines sqlite --check"

For each engine and size an instance is founded and filled, the real server is started, somebody
signs in through the door, and each request of the table is asked by one client and by eight.
Nothing is asked of any other machine.  The figures stand in build/bench as JSON and as a table.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import report
from tests.bench.instance import addresses, filled
from tests.bench.measuring import Patience, Round, measure
from tests.engines import ENGINES
from tests.house.sources import ROOT
from tests.network import forbid_strangers

_SIZES = (1_000, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; 1 when a target was missed and somebody checks."""
    asked = _asked(arguments)
    forbid_strangers()
    with tempfile.TemporaryDirectory(prefix="mediation-bench-") as scratch:
        folder = asked.keep or Path(scratch)
        rounds = [
            each for engine in asked.engines for each in _rounds(engine, asked.sizes, folder, asked)
        ]
    report.write(rounds, asked.out)
    sys.stdout.write(report.table(rounds))
    short = report.missed(rounds)
    sys.stdout.write("".join(f"missed: {each}\n" for each in short))
    return 1 if short and asked.check else 0


def _rounds(
    engine: str, sizes: Sequence[int], folder: Path, asked: argparse.Namespace
) -> list[Round]:
    patience = Patience(asked.requests, asked.seconds)
    rounds = []
    with addresses(engine) as address:
        for cases in sizes:
            began = time.monotonic()
            instance = filled(engine, cases, folder, address)
            _say(f"{engine}, {cases:,} cases: filled in {time.monotonic() - began:.0f} s")
            rounds.append(measure(instance, asked.workers, patience, asked.only))
    return rounds


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--sizes", type=_numbers, default=_SIZES, help="how many cases, comma separated")
    add("--engines", type=_words, default=ENGINES, help="sqlite, postgresql or both")
    add("--workers", type=int, default=2, help="processes of the server")
    add("--requests", type=int, default=300, help="the most requests of one client for an act")
    add("--seconds", type=float, default=4.0, help="the longest that one act is measured")
    add("--out", type=Path, default=ROOT / "build" / "bench", help="where the figures are written")
    add("--only", default="", help="measure only the requests whose name begins like this")
    add("--keep", type=Path, help="a folder in which filled instances stay for the next time")
    add("--check", action="store_true", help="end with 1 when a target was missed")
    return parser.parse_args(arguments)


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(each) for each in written.split(","))


def _words(written: str) -> tuple[str, ...]:
    return tuple(written.split(","))


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())

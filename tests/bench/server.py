"""The real server under measurement: `mediation web` with its processes, as an operator starts it.

Memory is the proportional set size: a page that forked processes share counts once, divided among
them.  Their plain resident sizes added up would count it once for each.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.engines import free_port
from tests.house.sources import ROOT

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and the process that an operator would stop."""

    port: int
    process: "subprocess.Popen[bytes]"

    def processes(self) -> list[int]:
        """Return the numbers of its processes, the first one included."""
        found, asked = [], [self.process.pid]
        while asked:
            number = asked.pop()
            listed = Path(f"/proc/{number}/task/{number}/children")
            with suppress(OSError):
                asked += [int(each) for each in listed.read_text().split()]
                found.append(number)
        return found

    def memory(self) -> float:
        """Return the memory of all its processes in megabytes."""
        return sum(_proportional_kilobytes(number) for number in self.processes()) / 1024

    def worked(self) -> float:
        """Return the seconds of a processor that all its processes have used so far."""
        return sum(_ticks(number) for number in self.processes()) / _TICKS


@contextmanager
def serving(folder: Path, environment: dict[str, str], workers: int) -> Iterator[Server]:
    """Run the web server of an instance for the length of a block."""
    port = free_port()
    options = ["--workers", str(workers), "--port", str(port), "--instance", str(folder)]
    with (folder / "web.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mediation", "web", *options],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert process.poll() is None, "the server has ended; see web.log of the instance"
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.05)


def _proportional_kilobytes(number: int) -> int:
    for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _ticks(number: int) -> int:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    # The first two are its own, the last two those of children that have ended.
    return sum(int(each) for each in fields[11:15])

"""Calling the command line: inside this process, or as the processes that operators start.

Nothing of the caller's environment that concerns an instance reaches a command under test.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mediation.cli.main import commands
from tests.house.sources import ROOT

WORDS = "three sides at one table"


def call(*arguments: object, typed: str = "", **environment: str) -> Result:
    """Run a command inside this process; the environment says only what is given here."""
    silent = {name: None for name in os.environ if name.startswith("MEDIATION_")}
    runner = CliRunner(env={**silent, **environment})
    return runner.invoke(commands, [str(each) for each in arguments], input=typed)


def done(*arguments: object, **environment: str) -> str:
    """Run a command that has to succeed and return what it said."""
    result = call(*arguments, **environment)
    assert result.exit_code == 0, f"{result.output}{result.exception!r}"
    return result.output


def refused(*arguments: object, code: int = 1, **environment: str) -> str:
    """Run a command that has to be refused in words and return them."""
    result = call(*arguments, **environment)
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    return result.output


@dataclass(frozen=True, slots=True)
class Running:
    """A process that an operator has started."""

    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def said(self) -> str:
        """What the process has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, words: str, seconds: float = 120) -> None:
        """Wait until the process has said these words."""
        until = time.monotonic() + seconds
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.1)

    def stop(self, number: signal.Signals = signal.SIGINT, seconds: float = 60) -> int:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def children(self) -> list[int]:
        """Return the processes that this one has started and that still run."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in listed.read_text().split()]


@contextmanager
def started(folder: Path, *arguments: object, **environment: str) -> Iterator[Running]:
    """Run a command as a process of its own for the length of a block."""
    log = folder / f"process-{len(list(folder.glob('process-*')))}.log"
    given = {k: v for k, v in os.environ.items() if not k.startswith("MEDIATION_")}
    with log.open("wb") as opened:
        process = subprocess.Popen(
            [sys.executable, "-m", "mediation", *map(str, arguments)],
            cwd=ROOT,
            env={**given, **environment},
            stdout=opened,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        try:
            yield Running(process, log)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait(30)


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until a condition holds; fail when it does not."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            pytest.fail(f"waited {seconds} seconds in vain")
        time.sleep(0.1)


def runs(process_id: int) -> bool:
    """Tell whether a process is alive; one that has ended and is not yet buried is not."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def listens(port: int) -> bool:
    """Tell whether somebody answers on a port of this machine."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False

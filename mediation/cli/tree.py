"""One process tree: a parent that starts its children, keeps them going, and takes them along.

A child that ends by itself is started again after a pause that doubles up to half a minute.  Each
child holds the reading end of a pipe as its standard input (`leash`), so that none is left over
when the parent is killed.  Children stand in process groups of their own: Ctrl-C reaches the
parent only, which then asks them to stop.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import click

from mediation.wording.command_line import SERVE

_LOOK_SECONDS = 0.2
_SETTLED_SECONDS = 60.0
_LONGEST_PAUSE = 30.0
_PATIENCE = 15.0
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Branch:
    """One child: what it runs, and how it fares."""

    name: str
    arguments: Sequence[str]
    log: BinaryIO | None = None
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    falls: int = 0
    start_at: float = 0.0

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the child on its leash."""
        command = [sys.executable, "-P", "-m", "mediation", "--leashed", *self.arguments]
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=self.log,
            stderr=self.log,
            env=dict(environment),
            process_group=0,
        )

    def look(self, environment: Mapping[str, str]) -> None:
        """Start the child again when it has ended and its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self.falls = 0 if now - self.started > _SETTLED_SECONDS else self.falls + 1
            pause = min(2.0**self.falls, _LONGEST_PAUSE)
            self.start_at = now + pause
            code = self.process.returncode
            click.echo(SERVE["fell"].format(name=self.name, code=code, pause=pause), err=True)
            self._let_go()
        if self.process is None and now >= self.start_at:
            self.start(environment)

    def end(self, until: float) -> None:
        """Ask the child to stop, and insist when it does not."""
        if self.process is None:
            return
        try:
            self.process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


@dataclass(slots=True)
class ProcessTree:
    """The children of one instance."""

    branches: Sequence[Branch]
    environment: Mapping[str, str]
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start every child, and hear the signals that end the tree."""
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, lambda _number, _frame: self.stop.set())
        self.environment = _with_package(self.environment)
        for branch in self.branches:
            branch.start(self.environment)

    def keep(self) -> None:
        """Keep the children going until somebody says stop; then take them along."""
        try:
            while not self.stop.wait(_LOOK_SECONDS):
                for branch in self.branches:
                    branch.look(self.environment)
        finally:
            for branch in self.branches:
                if branch.process is not None:
                    branch.process.terminate()
            until = time.monotonic() + _PATIENCE
            for branch in self.branches:
                branch.end(until)

    def wait_for(self, host: str, port: int, seconds: float = 60.0) -> bool:
        """Wait until somebody answers at the address; false when nobody does in time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.stop.is_set():
            if answers(host, port):
                return True
            if any(each.process and each.process.poll() is not None for each in self.branches):
                return False
            time.sleep(_LOOK_SECONDS / 2)
        return False


def answers(host: str, port: int) -> bool:
    """Tell whether somebody listens at the address."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _with_package(environment: Mapping[str, str]) -> dict[str, str]:
    """Let the children find this very package, whatever folder they are started in."""
    others = environment.get("PYTHONPATH")
    path = os.pathsep.join(filter(None, [str(_PACKAGE.parent), others]))
    return dict(environment) | {"PYTHONPATH": path}

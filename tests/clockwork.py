"""The clock of a test: it stands still until the test turns it.

It goes through the doors that `mediation.basics.clock` itself has, so nothing is replaced: an
instant held for this context, and a clock file for the other threads and processes.
"""

from datetime import datetime, timedelta
from pathlib import Path

from mediation.basics import clock as real_clock

MONDAY = "2026-03-02T09:00"


class TurnableClock:
    """The clock of a test: it stands still until the test turns it."""

    def __init__(self) -> None:
        """Begin on an ordinary Monday morning."""
        self._files: list[Path] = []
        self._held = real_clock.fixed(real_clock.read_local(MONDAY))
        self._held.__enter__()

    def set(self, moment: str | datetime) -> None:
        """Turn the clock to a moment, such as `2026-03-02T09:00` in Guangzhou."""
        instant = real_clock.read_local(moment) if isinstance(moment, str) else moment
        self.release()
        self._held = real_clock.fixed(instant)
        self._held.__enter__()
        for file in self._files:
            real_clock.move(file, instant)

    def forward(self, **units: float) -> None:
        """Turn the clock on, by `days=3` or `minutes=10`."""
        self.set(real_clock.now() + timedelta(**units))

    def also_turn(self, file: Path) -> None:
        """Turn, from now on, the clock of the processes that follow a file as well."""
        self._files.append(file)
        real_clock.move(file, real_clock.now())

    def release(self) -> None:
        """Let the clock run again."""
        self._held.__exit__(None, None, None)

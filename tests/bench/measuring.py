"""Measuring an act: one client asks again and again, then eight at once for a while.

Beside the time that the client waits stands the time that the processors of the server have
worked for one request: it tells a slow page from a busy machine.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from tests.bench.acts import ACTS, Act, Ask, people_at
from tests.bench.browser import Answer, Browser
from tests.bench.instance import Instance
from tests.bench.server import Server, serving

_WARMING = 30
_ABSENT = (404, 405)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to measure: so many requests at most, and so many seconds."""

    requests: int = 300
    seconds: float = 4.0
    clients: int = 8


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one act with some clients; times in milliseconds."""

    p50: float
    p95: float
    per_second: float
    worked: float
    """The processor time of the server for one request."""
    requests: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One act on one instance: alone, and with several clients at once."""

    engine: str
    cases: int
    act: str
    target: float | None
    bytes: int
    alone: Figures
    together: Figures


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that was measured on one instance."""

    measured: tuple[Measured, ...]
    absent: tuple[str, ...]
    memory: float
    """Megabytes of all processes of the server after the work (proportional set size)."""


def measure(instance: Instance, workers: int, patience: Patience, only: str = "") -> Round:
    """Serve an instance and measure the acts on it, or only those that begin like this."""
    measured, absent = [], []
    with serving(instance.folder, instance.environment, workers) as server:
        at = people_at(server.port)
        for act in (each for each in ACTS if each.name.startswith(only)):
            found = _measure_act(act, at[act.who], server, instance, patience)
            if found is None:
                absent.append(act.name)
            else:
                measured.append(found)
        return Round(tuple(measured), tuple(absent), server.memory())


def _measure_act(
    act: Act, browser: Browser, server: Server, instance: Instance, patience: Patience
) -> Measured | None:
    ask = act.prepare(browser)
    first = ask(browser)
    if first.status in _ABSENT or not _shows(act, first):
        return None
    for _ in range(min(_WARMING, patience.requests)):
        ask(browser)
    alone = _alone(act, ask, browser, server, patience)
    together = _together(act, ask, browser, server, patience)
    return Measured(
        instance.engine, instance.cases, act.name, act.target, len(first.body), alone, together
    )


def _alone(act: Act, ask: Ask, browser: Browser, server: Server, patience: Patience) -> Figures:
    began, worked = time.perf_counter(), server.worked()
    took = _asked(act, ask, browser, patience)
    return _figures(took, time.perf_counter() - began, server.worked() - worked)


def _together(act: Act, ask: Ask, browser: Browser, server: Server, patience: Patience) -> Figures:
    windows = [browser.like() for _ in range(patience.clients)]
    endless = Patience(patience.requests * patience.clients, patience.seconds)
    began, worked = time.perf_counter(), server.worked()
    with ThreadPoolExecutor(len(windows)) as pool:
        parts = pool.map(lambda window: _asked(act, ask, window, endless), windows)
        took = [each for part in parts for each in part]
    for window in windows:
        window.close()
    return _figures(took, time.perf_counter() - began, server.worked() - worked)


def _asked(act: Act, ask: Ask, browser: Browser, patience: Patience) -> list[float]:
    took: list[float] = []
    until = time.perf_counter() + patience.seconds
    while len(took) < patience.requests and time.perf_counter() < until:
        began = time.perf_counter()
        answer = ask(browser)
        took.append((time.perf_counter() - began) * 1000)
        assert _shows(act, answer), f"{act.name}: {answer.status} {answer.text[:2000]}"
    return took


def _shows(act: Act, answer: Answer) -> bool:
    if answer.status == 303:
        return answer.header("Location").startswith(act.shows)
    return answer.status == 200 and act.shows.encode() in answer.body


def _figures(took: list[float], lasted: float, worked: float) -> Figures:
    parts = quantiles(took, n=20, method="inclusive")
    return Figures(
        p50=round(parts[9], 2),
        p95=round(parts[18], 2),
        per_second=round(len(took) / lasted, 1),
        worked=round(1000 * worked / len(took), 2),
        requests=len(took),
    )

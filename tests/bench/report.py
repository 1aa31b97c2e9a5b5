"""What the benchmark says: a table for people, JSON for programs, and which targets were missed."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.measuring import Measured, Round

WITHIN = 100_000
"""The targets are set for a database of this size."""
_RATES = {"list, filtered": 350.0}
_MEMORY = 300.0
_SMALLEST = 1_000
_ROWS_OF_THEIR_OWN = "export"
"""A thousand cases have no ten thousand rows, so exports of several sizes are not compared."""
_GROWTH = {100_000: 1.3, 1_000_000: 2.0}
_HEAD = (
    "| request | engine | cases | p50 ms | p95 ms | server CPU ms | 8 clients: p50 ms | p95 ms "
    "| requests/s | target |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
)


def table(rounds: Sequence[Round]) -> str:
    """Return the figures as a table of Markdown."""
    lines = [_line(each) for round_ in rounds for each in round_.measured]
    said = [f"{_machine()}\n\n{_HEAD}" + "\n".join(lines), ""]
    for round_ in rounds:
        where = f"{round_.measured[0].engine}, {round_.measured[0].cases:,} cases"
        said.append(f"* {where}: the server holds {round_.memory:.0f} MB")
        if round_.absent:
            said.append(
                f"* {where}: finds nothing for, or does not have: {', '.join(round_.absent)}"
            )
    return "\n".join(said) + "\n"


def write(rounds: Sequence[Round], folder: Path) -> None:
    """Write the table and the JSON into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.md").write_text(table(rounds), encoding="utf-8")
    whole = {"machine": _machine(), "rounds": [asdict(each) for each in rounds]}
    written = json.dumps(whole, ensure_ascii=False, indent=1)
    (folder / "bench.json").write_text(written, encoding="utf-8")


def missed(rounds: Sequence[Round]) -> list[str]:
    """Return the targets that were missed, each in a line."""
    measured = [each for round_ in rounds for each in round_.measured]
    return [*_too_slow(measured), *_growing(measured), *_too_large(rounds)]


def _too_slow(measured: Iterable[Measured]) -> Iterable[str]:
    for each in measured:
        where = f"{each.act} ({each.engine}, {each.cases:,})"
        if each.cases > WITHIN:
            continue
        if each.target is not None and each.alone.p50 > each.target:
            yield f"{where}: p50 {each.alone.p50} ms, wanted {each.target}"
        rate = _RATES.get(each.act)
        if rate is not None and each.together.per_second < rate:
            yield f"{where}: {each.together.per_second} requests a second, wanted {rate}"


def _growing(measured: Sequence[Measured]) -> Iterable[str]:
    small = {(m.engine, m.act): m.alone.p50 for m in measured if m.cases == _SMALLEST}
    for each in measured:
        most, before = _GROWTH.get(each.cases), small.get((each.engine, each.act))
        same = not each.act.startswith(_ROWS_OF_THEIR_OWN)
        if most and before and same and each.alone.p50 > most * before:
            grown = each.alone.p50 / before
            yield f"{each.act} ({each.engine}, {each.cases:,}): grew {grown:.2f}×, wanted {most}×"


def _too_large(rounds: Iterable[Round]) -> Iterable[str]:
    for each in rounds:
        if each.memory > _MEMORY:
            yield f"{each.measured[0].engine}: {each.memory:.0f} MB, wanted {_MEMORY:.0f}"


def _line(each: Measured) -> str:
    alone, together = each.alone, each.together
    target = "" if each.target is None else f"{each.target:g}"
    figures = (alone.p50, alone.p95, alone.worked, together.p50, together.p95)
    shown = " | ".join(f"{figure:.1f}" for figure in figures)
    where = f"{each.act} | {each.engine} | {each.cases:,}"
    return f"| {where} | {shown} | {together.per_second:.0f} | {target} |"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{os.cpu_count()} processors, {memory:.0f} GiB, Python {python}"

"""Exports of the ledger: ordered, written block by block, completed.

The order is a command: it gives the number and writes the trail before anything leaves.  Writing
reads everything of one moment and holds no lock, so people go on working.  The file is kept only
whole; a worker that dies leaves an order without a file, and the next one writes it anew under the
same number.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from mediation.basics.clock import day_of
from mediation.basics.errors import RuleBroken
from mediation.excel.comma_separated import CommaSeparated
from mediation.excel.sheet import Cell, Row, Sheet, SheetColumn
from mediation.excel.workbook import Workbook
from mediation.gate.command import Work, command
from mediation.models import db, export, ledger, number, organisation, task, user
from mediation.models.export import Export, ExportFacts
from mediation.models.ledger import Block
from mediation.models.ledger_columns import Wanted
from mediation.models.task import ClaimedTask
from mediation.rules.export import NUMBER_PREFIX, ExportAsked, ExportOrder, FileKind, may_order
from mediation.rules.ledger import COLUMNS, Column
from mediation.rules.permissions import Action, Actor
from mediation.rules.task import MOST_OPEN, TaskFile, TaskKind, TaskOrder
from mediation.wording import export as words
from mediation.wording.ledger import TITLE, TOTAL, said
from mediation.wording.sentences import label

Tell = Callable[[int], None]

_AT_ONE_TIME = 2_000
_WRITERS: dict[FileKind, type[Workbook | CommaSeparated]] = {
    FileKind.XLSX: Workbook,
    FileKind.CSV: CommaSeparated,
}


@dataclass(slots=True)
class _Sums:
    """What the rows add up to while they are written."""

    rows: int = 0
    people: int = 0
    amount_fen: int = 0


@command(Action.EXPORT, once=False)
def order(work: Work, wanted: ExportOrder) -> ExportFacts:
    """Order a masked file that is handed over at once."""
    return _ordered(work, wanted)


@command(Action.EXPORT, once=False)
def order_task(work: Work, wanted: ExportOrder, digest: str) -> str:
    """Order a masked file from the worker and return the id of the task."""
    return _queued(work, wanted, digest)


@command(Action.EXPORT_IN_FULL, once=False)
def order_in_full(work: Work, wanted: ExportOrder, digest: str) -> str:
    """Order a file with names and numbers in full; the reason stands in the trail."""
    work.because(wanted.asked.reason)
    return _queued(work, wanted, digest)


@command(Action.EXPORT, on=export.own_standing, once=False)
def complete(work: Work, export_id: str, row_count: int) -> None:
    """Note that the file is whole."""
    export.complete(work.actor, export_id, row_count, work.now)


@command(Action.EXPORT, on=export.own_standing, once=False)
def complete_task(
    work: Work, export_id: str, row_count: int, claimed: ClaimedTask, made: TaskFile
) -> None:
    """Keep the file of a task, sealed, and note that it is whole."""
    if task.finish(claimed.id, claimed.worker, made, work.now):
        export.complete(work.actor, export_id, row_count, work.now)


def written_at_once(actor: Actor, wanted: ExportOrder, at: datetime) -> TaskFile:
    """Order a file and write it while somebody waits."""
    facts = order(actor, wanted)
    target = BytesIO()
    rows = write(actor, facts, wanted, target, at)
    complete(actor, facts.public_id, rows)
    return TaskFile(_file_name(facts), target.getvalue())


def carry_out(actor: Actor, claimed: ClaimedTask, tell: Tell, at: datetime) -> None:
    """Write the file of a task; `tell` says how far it is, and stops it when it has to."""
    facts, wanted = export.find(actor, claimed.subject_id), _read(claimed.params)
    target = BytesIO()
    rows = write(actor, facts, wanted, target, at, tell)
    made = TaskFile(_file_name(facts), target.getvalue())
    complete_task(actor, facts.public_id, rows, claimed, made)


def write(
    actor: Actor,
    facts: ExportFacts,
    wanted: ExportOrder,
    target: IO[bytes],
    at: datetime,
    tell: Tell = lambda _done: None,
) -> int:
    """Write the cases of an order as they stand at one moment; return how many there were."""
    columns = wanted.asked.columns
    asked = Wanted(actor, columns, day_of(at), masked=not wanted.asked.in_full)
    book = _WRITERS[wanted.asked.file_kind](target, _sheet(columns, facts))
    sums = _Sums()
    with db.snapshot() as run:
        for start in range(0, len(wanted.keys), _AT_ONE_TIME):
            some = wanted.keys[start : start + _AT_ONE_TIME]
            block = ledger.block_of(run, asked, some)
            book.add(_rows(columns, block, sums))
            tell(start + len(some))
    book.close(_totals(columns, sums), words.footer(actor.name, _body(actor), facts, at, sums.rows))
    return sums.rows


def _ordered(work: Work, wanted: ExportOrder) -> ExportFacts:
    asked = wanted.asked
    may_order(asked, len(wanted.keys), work.actor.roles)
    district = organisation.find_district_by_key(work.district_id)
    facts = export.add(
        Export(
            district_id=work.district_id,
            user_id=work.user_id,
            number=number.next_number(district.number_prefix + NUMBER_PREFIX, work.today.year),
            file_kind=asked.file_kind.value,
            in_full=asked.in_full,
            column_names="、".join(label(each) for each in asked.columns),
            condition=wanted.condition,
            reason=asked.reason,
            row_count=len(wanted.keys),
            ordered_at=work.now,
        )
    )
    work.about("export", facts.public_id)
    return facts


def _queued(work: Work, wanted: ExportOrder, digest: str) -> str:
    known = task.same(work.user_id, digest, work.now)
    if known:
        work.about("task", known)
        return known
    if task.count_open(work.user_id) >= MOST_OPEN:
        raise RuleBroken("task.too_many", most=MOST_OPEN)
    facts, asked = _ordered(work, wanted), wanted.asked
    params = task.written_params(
        file_kind=asked.file_kind,
        columns=asked.columns,
        in_full=asked.in_full,
        reason=asked.reason,
        keys=wanted.keys,
        condition=wanted.condition,
    )
    total = len(wanted.keys)
    made = TaskOrder(TaskKind.EXPORT, facts.public_id, params, digest, total)
    return task.add(work.user_id, made, work.now)


def _read(params: str) -> ExportOrder:
    kept: dict[str, Any] = task.read_params(params)
    asked = ExportAsked(
        FileKind(kept["file_kind"]),
        tuple(Column(each) for each in kept["columns"]),
        kept["in_full"],
        kept["reason"],
    )
    return ExportOrder(asked, tuple(kept["keys"]), kept["condition"])


def _sheet(columns: tuple[Column, ...], facts: ExportFacts) -> Sheet:
    shown = tuple(
        SheetColumn(label(each), COLUMNS[each].kind, COLUMNS[each].width) for each in columns
    )
    return Sheet(words.SHEET, shown, f"{TITLE}　{facts.number}")


def _rows(columns: tuple[Column, ...], block: Block, sums: _Sums) -> Iterator[Row]:
    """Return the cases of a block as rows, and add them up."""
    length, before = len(block.public_ids), sums.rows
    sums.rows += length
    sums.people += block.people
    sums.amount_fen += sum(fen for fen in block.cells.get(Column.AMOUNT, ()) if fen)
    cells = [
        range(before + 1, before + length + 1)
        if each is Column.POSITION
        else said(each, block.cells[each])
        for each in columns
    ]
    return zip(*cells, strict=True)


def _totals(columns: tuple[Column, ...], sums: _Sums) -> list[Cell]:
    below: dict[Column, Cell] = {
        Column.WORKER_COUNT: sums.people,
        Column.AMOUNT: sums.amount_fen,
    }
    line = [below.get(each) for each in columns]
    if line[0] is None:
        line[0] = TOTAL
    return line


def _body(actor: Actor) -> str:
    return user.find(actor, actor.public_id).organisation_name


def _file_name(facts: ExportFacts) -> str:
    return f"{words.SHEET}{facts.number}.{facts.file_kind}"

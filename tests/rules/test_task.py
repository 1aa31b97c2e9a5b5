"""Long work and exports as tables: how long it still takes, what may leave, what comes at once."""

from datetime import UTC, datetime, timedelta

import pytest

from mediation.basics.errors import Malformed
from mediation.rules.export import (
    MOST_ROWS,
    ExportAsked,
    FileKind,
    action_of,
    is_made_at_once,
    may_order,
)
from mediation.rules.ledger import SETS, Column, ShippedSet, columns_for, may_choose, shown_columns
from mediation.rules.password import is_fresh
from mediation.rules.permissions import Action, Role
from mediation.rules.task import next_look, seconds_left

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
SEES, SUMMARY = frozenset({Role.MEDIATOR}), frozenset({Role.COURT_CLERK})
ONE = (Column.CASE_NUMBER,)


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "left"),
    [
        pytest.param(0, 300, 10, None, id="nothing is done yet"),
        pytest.param(14, 300, 10, None, id="less than a twentieth says nothing"),
        pytest.param(15, 300, 10, 190, id="a twentieth tells"),
        pytest.param(150, 300, 40, 40, id="half"),
        pytest.param(300, 300, 80, 0, id="all"),
        pytest.param(10, 0, 10, None, id="no total"),
        pytest.param(150, 300, -40, None, id="the clock was set back"),
    ],
)
def test_the_rest_of_a_task_takes(done, total, elapsed, left):
    assert seconds_left(done, total, NOON, NOON + timedelta(seconds=elapsed)) == left


@pytest.mark.parametrize(("looks", "seconds"), [(0, 1), (4, 1), (5, 2), (20, 5), (999, 5)])
def test_a_page_looks_again_after(looks, seconds):
    assert next_look(looks) == seconds


@pytest.mark.parametrize(
    ("minutes", "fresh"),
    [(None, False), (0, True), (9, True), (10, False), (-1, False)],
    ids=["never", "now", "nine minutes", "ten minutes", "the clock was set back"],
)
def test_a_password_is_fresh_for_ten_minutes(minutes, fresh):
    typed_at = None if minutes is None else NOON - timedelta(minutes=minutes)
    assert is_fresh(typed_at, NOON) is fresh


@pytest.mark.parametrize(
    ("kind", "in_full", "rows", "at_once"),
    [
        (FileKind.XLSX, False, 10_000, True),
        (FileKind.XLSX, False, 10_001, False),
        (FileKind.CSV, False, 10_000, True),
        (FileKind.CSV, False, 10_001, False),
        (FileKind.CSV, True, 1, False),
    ],
)
def test_a_file_comes_at_once_or_as_a_task(kind, in_full, rows, at_once):
    asked = ExportAsked(kind, ONE, in_full, "原因")
    assert is_made_at_once(asked, rows) is at_once
    assert action_of(asked) is (Action.EXPORT_IN_FULL if in_full else Action.EXPORT)


@pytest.mark.parametrize(
    ("columns", "in_full", "reason", "rows", "code"),
    [
        pytest.param((), False, "", 1, "ledger.no_column", id="no column"),
        pytest.param((Column.AMOUNT,), False, "", 1, "ledger.unknown_column", id="not to be seen"),
        pytest.param(ONE, True, "", 1, "export.reason_needed", id="no reason"),
        pytest.param(ONE, False, "", 0, "export.nothing_chosen", id="nothing"),
        pytest.param(ONE, False, "", MOST_ROWS + 1, "export.too_many_rows", id="too much"),
    ],
)
def test_an_export_is_refused(columns, in_full, reason, rows, code):
    with pytest.raises(Malformed) as refused:
        may_order(ExportAsked(FileKind.CSV, columns, in_full, reason), rows, SUMMARY)
    assert [p.code for found in refused.value.problems.values() for p in found] == [code]


def test_the_most_rows_are_still_allowed():
    asked = ExportAsked(FileKind.CSV, ONE, False, "")
    assert may_order(asked, MOST_ROWS, SUMMARY) is None  # type: ignore[func-returns-value] # it raises or not


def test_numbers_of_persons_stand_in_files_only():
    assert Column.ID_NUMBER not in columns_for(SEES)
    assert Column.ID_NUMBER in columns_for(SEES, in_file=True)
    assert Column.ID_NUMBER not in columns_for(SUMMARY, in_file=True)
    with pytest.raises(Malformed):
        may_choose((Column.ID_NUMBER,), SEES)


def test_summaries_leave_people_out_of_every_shipped_set():
    for columns in SETS.values():
        seen = shown_columns(columns, SUMMARY)
        assert not {Column.APPLICANT, Column.AMOUNT, Column.REQUEST, Column.NOTE} & set(seen)
    assert len(SETS[ShippedSet.USUAL]) == 26

"""A table that points to a case says what becomes of its rows when cases are merged or split.

Without this a table that is added later would silently stay behind with a case that is closed.
"""

from importlib import import_module
from pkgutil import iter_modules

import mediation.models
from mediation.models.db import Base
from mediation.rules.case_move import MOVING, TABLES, Fate


def tables_of_a_case() -> set[str]:
    """Return the tables that have a key of a case."""
    for each in iter_modules(mediation.models.__path__):
        import_module(f"mediation.models.{each.name}")
    return {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "cases.id"
    }


def test_every_table_that_points_to_a_case_has_its_row_and_no_row_is_spare():
    named = {row.table for row in TABLES}
    assert tables_of_a_case() - named == set(), "say in mediation/rules/case_move.py what moves"
    assert named - tables_of_a_case() == set()
    assert len(named) == len(TABLES)


def test_every_row_says_why():
    assert [row.table for row in TABLES if not row.why] == []


def test_what_does_not_stay_is_kept_for_undoing():
    assert {row.table for row in TABLES if row.on_merge is not Fate.STAYS} == set(MOVING)

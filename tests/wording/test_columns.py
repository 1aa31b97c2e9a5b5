"""Every column that the trail can name has words, and none is spare; values read as people read."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

import mediation.models
from mediation.models.db import Base
from mediation.wording.audit import column_name, shown_value
from mediation.wording.columns import COLUMNS, ENUMS, TABLES
from mediation.wording.sentences import field_name, labels

UNNAMED = {"id", "public_id"}


def audited():
    """Return the tables whose rows the trail names."""
    for each in iter_modules(mediation.models.__path__):
        import_module(f"mediation.models.{each.name}")
    return [t for t in Base.metadata.sorted_tables if not t.info.get("unaudited")]


def test_every_table_and_column_is_worded_and_nothing_else_is():
    assert set(TABLES) == {table.name for table in audited()}
    assert set(COLUMNS) == {c.name for table in audited() for c in table.columns} - UNNAMED


def test_every_enum_stands_at_a_column_and_has_labels():
    columns = {c.name for table in audited() for c in table.columns}
    assert {key.rpartition(".")[2] for key in ENUMS} <= columns
    assert all(labels().get(kind) for kind in ENUMS.values())


@pytest.mark.parametrize(
    ("table", "column", "stored", "shown"),
    [
        ("users", "name", None, "—"),
        ("users", "large_text", True, "是"),
        ("user_roles", "role", "admin", "管理员"),
        ("parties", "mobile_sealed", "1.g.ab12cd34.nonce.secret", "（已加密）"),
        ("users", "disabled_at", "2026-11-20T01:30:00.000000+00:00", "2026-11-20 09:30"),
        ("claims", "amount_fen", 3860000, "38,600.00元"),
        ("parties", "id_kind", "passport", "护照"),
        ("claims", "cause", "other", "其他"),
        ("cases", "request", "拖欠工资", "拖欠工资"),
    ],
)
def test_a_stored_value_is_read_as_people_read_it(table, column, stored, shown):
    assert shown_value(table, column, stored) == shown


def test_a_column_is_named_with_its_table():
    assert column_name("cases", "worker_count") == "案件·涉及人数"


def test_one_name_may_mean_two_things_in_two_capabilities():
    assert field_name("kind", "organisation") == "机构类别"
    assert field_name("kind", "handling") == "类型"
    assert field_name("nothing", "organisation") == "此项"

"""`mediation audit verify`: the chain is checked, and the first broken row is named."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.commands import done, refused

WHO = ["--name", "郭守正", "--organisation", "番禺区总工会", "--role", "admin"]


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    done("init", "--instance", folder, "--kind", "test")
    for username in ("guo", "lin", "he"):
        done("user", "add", username, *WHO, "--instance", folder)
    return folder


def change(folder, statement):
    """Do what only somebody with the file in their hands can do."""
    with closing(sqlite3.connect(folder / "mediation.sqlite3")) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_whole_chain_is_said_to_be_whole(office):
    assert "操作记录完整，共7条" in done("audit", "verify", "--instance", office)


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE audit_entries SET reason = 'x' WHERE sequence = 3", "3"),
        ("DELETE FROM audit_entries WHERE sequence = 4", "4"),
        ("DELETE FROM audit_entries WHERE sequence = 7", "7"),
        ("UPDATE audit_entries SET actor_name = '某人' WHERE sequence = 1", "1"),
    ],
    ids=["a changed reason", "a missing row", "a missing end", "another actor"],
)
def test_the_first_broken_row_is_named(office, statement, row):
    change(office, statement)
    assert f"第{row}条" in refused("audit", "verify", "--instance", office)

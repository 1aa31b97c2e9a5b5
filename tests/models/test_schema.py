"""The tables that the code declares are the tables that the migrations make, on both engines.

Named checks are compared too: Alembic does not, and half of what the tables promise is in them.
"""

import ast
import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, downgrade, upgrade
from sqlalchemy import CheckConstraint, create_engine, inspect, text

import mediation.models
from mediation.app import upgrade_schema
from mediation.models.db import Base, db
from tests.house.sources import ROOT, sources

MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture(scope="module", autouse=True)
def every_table():
    """Read every file of the room, so that the metadata is whole."""
    for each in iter_modules(mediation.models.__path__):
        import_module(f"mediation.models.{each.name}")
    return Base.metadata


@pytest.fixture
def migrated(empty_url):
    """A connection to a database that only the migrations have made."""
    upgrade_schema(empty_url)
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_models_and_migrations_agree(migrated, every_table):
    context = MigrationContext.configure(migrated, opts={"compare_type": True})
    ours = [change for change in compare_metadata(context, every_table) if not _is_shadow(change)]
    assert ours == []


def _is_shadow(change: object) -> bool:
    return re.search(r"_(fts|fts_\w+)\b", str(change)) is not None


def test_every_named_check_is_in_the_database(migrated, every_table):
    look = inspect(migrated)
    for table in every_table.sorted_tables:
        declared = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        kept = {check["name"] for check in look.get_check_constraints(table.name)}
        assert declared == kept, table.name


def test_an_upgrade_ends_with_counting_what_the_tables_hold(empty_url):
    upgrade_schema(empty_url)
    engine = create_engine(empty_url)
    kept = "sqlite_stat1" if engine.dialect.name == "sqlite" else "pg_stats"
    name = "tbl" if engine.dialect.name == "sqlite" else "tablename"
    with engine.connect() as connection:
        counted = text(f"SELECT count(*) FROM {kept} WHERE {name} = 'alembic_version'")
        assert connection.scalar(counted)
    engine.dispose()


def test_every_check_has_a_name(every_table):
    unnamed = [
        f"{table.name}: {constraint}"
        for table in every_table.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []


def test_the_way_down_leaves_nothing(empty_url):
    app = Flask("down")
    app.config["SQLALCHEMY_DATABASE_URI"] = empty_url
    db.init_app(app)
    Migrate(app, db, directory=MIGRATIONS, render_as_batch=True)
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        downgrade(directory=MIGRATIONS, revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()


def test_the_migrations_have_one_head():
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_every_migration_opens_with_a_plain_sentence():
    revisions = sources("migrations/versions")
    assert revisions
    assert [s.path for s in revisions if "." not in (ast.get_docstring(s.tree) or "")] == []

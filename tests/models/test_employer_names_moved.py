"""Employers of an older instance are found by the new look-up after the upgrade."""

from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import create_engine, text

from mediation.basics.text import folded, pinyin_initials
from mediation.models import employer_names
from mediation.models.db import db, session
from mediation.models.employer_names import EmployerGram, EmployerName
from mediation.rules.employer import NameKind
from tests.house.sources import ROOT

NAMES = ("广州市番禺区云岫五金制品厂（示例）", "ABC 电子（番禺）", "㐂")


def test_the_upgrade_writes_the_keys_that_a_new_name_gets(empty_url):
    app = Flask("older")
    app.config["SQLALCHEMY_DATABASE_URI"] = empty_url
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        upgrade(revision="0005")
        write_employers(empty_url)
        upgrade(revision="0006")
        before = keys()
        for name in NAMES:
            employer_names.rename(1, NAMES.index(name) + 1, name)
        assert keys() == before
        assert {each[0] for each in before} == set(NAMES)
        session().rollback()
        db.session.remove()
        db.engine.dispose()


def write_employers(url):
    """Write employers as an older version left them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO districts (id, code, name, number_prefix)"
                " VALUES (1, '440113', '番禺区', '番')"
            )
        )
        for place, name in enumerate(NAMES, start=1):
            values = {"id": place, "name": name, "public": f"employer{place:04d}"}
            values |= {"key": folded(name)}
            values |= {"initials": pinyin_initials(name)}
            connection.execute(
                text(
                    "INSERT INTO employers (id, public_id, district_id, name, folded_name,"
                    " initials, address, legal_representative, representative_post, telephone,"
                    " credit_code_note, industry, kind, union_state, version)"
                    " VALUES (:id, :public, 1, :name, :key, :initials, '', '', '', '',"
                    " '', '', '', 'unknown', 1)"
                ),
                values,
            )
    engine.dispose()


def keys():
    """Return every name with its kind, its sound and its pairs."""
    found = set()
    for row in session().query(EmployerName):
        grams = session().query(EmployerGram.gram).filter(EmployerGram.name_id == row.id)
        found.add(
            (row.name, NameKind(row.kind), row.sound_key, frozenset(gram for (gram,) in grams))
        )
    return found

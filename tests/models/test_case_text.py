"""Searching by the index and by reading everything finds the same cases, on both engines."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from mediation.basics import clock as now_clock
from mediation.basics.text import search_key
from mediation.casework import handling
from mediation.jobs.tick import write_case_texts
from mediation.models import case_list, transaction
from mediation.models.case import Case
from mediation.models.case_text import CaseText
from mediation.models.db import session
from mediation.models.employer import Employer
from mediation.models.party import Party
from mediation.models.stored_search import SearchFacts
from mediation.rules.case_list import CaseFilter
from mediation.rules.case_query import Condition, Qualifier, Word
from mediation.rules.handling import Correction
from mediation.rules.permissions import Role
from tests.builders import a_case, a_district

SIGNS = "张王伟𠮷平欠薪工资大a1·%_'\"\\〔-。 é"
EVERYTHING = CaseFilter()
CASES, QUESTIONS = 60, 250


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


def found_by(actor, *words, asked=EVERYTHING):
    """Return the keys of the cases in which these words stand, by way of the index."""
    looked_for = SearchFacts("", tuple(words)) if words else None
    return set(session().scalars(case_list.chosen(actor, asked, now_clock.today(), looked_for)))


def on_the_page(actor, *words):
    """Return the keys of the cases on the first page of such a list."""
    looked_for = SearchFacts("", tuple(words))
    page = case_list.search(actor, CaseFilter(), now_clock.today(), None, looked_for)
    return {row.id for row in page.rows}


def scanned(words, *, whole=True):
    """Return the keys of the cases in which these words stand, by reading every text."""
    column = CaseText.whole_text if whole else CaseText.open_text
    texts = session().execute(select(CaseText.case_id, column)).all()
    return {
        key
        for key, written in texts
        if all((search_key(word.text) in written) is not word.negated for word in words)
    }


def some_text(chance, length):
    """Return a text without rhyme or reason."""
    return "".join(chance.choice(SIGNS) for _ in range(length)).strip() or "张"


def random_cases(people, chance):
    """Write cases with random names and requests, past every form but through the gate's door."""
    first = session().get_one(Case, a_case(people).id)
    plain = {
        each.key: getattr(first, each.key)
        for each in Case.__table__.columns
        if each.key not in {"id", "public_id", "case_number", "request", "outside_number"}
    }
    with transaction.writing():
        for place in range(CASES):
            row = Case(
                case_number=f"测试〔2026〕{place:04d}号",
                request=some_text(chance, 12),
                outside_number=some_text(chance, 5),
                **plain,
            )
            session().add(row)
            session().flush()
            session().add(Party(case_id=row.id, role="applicant", name=some_text(chance, 3)))


def test_the_index_finds_what_a_plain_scan_finds(engine_url, service):
    people = a_district()
    chance = random.Random(20260302)
    random_cases(people, chance)
    for _ in range(QUESTIONS):
        words = tuple(
            Word(some_text(chance, chance.randint(1, 4)), negated=chance.random() < 0.2)
            for _ in range(chance.randint(1, 2))
        )
        assert found_by(people.supervisor, *words) == scanned(words), words
        assert found_by(people.liaison, *words) == scanned(words, whole=False), words
        assert on_the_page(people.supervisor, *words) <= scanned(words), words


def test_a_case_is_found_from_the_moment_it_is_logged_and_by_what_it_says_now(people):
    matter = a_case(people)
    assert found_by(people.mediator, Word("补发")) == {matter.id}
    change = Correction("要求支付加班费", 1, "440113016", "", (), "笔误")
    handling.correct(people.mediator, matter.public_id, change)
    assert found_by(people.mediator, Word("补发")) == set()
    assert found_by(people.mediator, Word("加班费")) == {matter.id}


def test_statements_on_many_rows_are_followed_too(people):
    matter = a_case(people)
    with transaction.writing():
        session().execute(update(Party).values(name="欧阳修"))
        session().execute(update(Employer).values(name="新名有限公司"))
    assert found_by(people.mediator, Word("欧阳修"), Word("新名")) == {matter.id}


def test_what_was_never_written_is_written_by_the_next_round(people):
    matter = a_case(people)
    with transaction.writing():
        session().connection().execute(update(CaseText).values(case_version=0))
    assert write_case_texts() == 1
    assert write_case_texts() == 0
    assert found_by(people.mediator, Word("补发")) == {matter.id}


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        pytest.param("王𠮷平", True, id="a rare name"),
        pytest.param("吉", False, id="its look-alike"),
        pytest.param("王", True, id="one character"),
        pytest.param("wp", True, id="the initials of a person"),
        pytest.param("pymmdz", True, id="the initials of the employer"),
        pytest.param("2026-0001", True, id="a number in short"),
        pytest.param("拖欠劳动报酬", True, id="the cause"),
        pytest.param("%", False, id="a per cent sign"),
        pytest.param("_", False, id="an underscore"),
        pytest.param("番禺公司", False, id="two parts that do not touch"),
    ],
)
def test_a_word_is_found_where_it_stands(people, text, finds):
    matter = a_case(people)
    assert (found_by(people.mediator, Word(text)) == {matter.id}) is finds


def test_names_are_heard(people):
    matter = a_case(people, applicant="陈章")
    by_ear = CaseFilter(conditions=(Condition(Qualifier.SOUND, ("程张",)),))
    assert found_by(people.mediator, asked=by_ear) == {matter.id}
    assert found_by(people.liaison, asked=by_ear) == set()


def test_who_sees_only_the_course_learns_nothing_of_people_by_leaving_them_out(people):
    matter = a_case(people)
    assert found_by(people.liaison, Word("王𠮷平", negated=True)) == {matter.id}
    assert found_by(people.mediator, Word("王𠮷平", negated=True)) == set()


def test_one_who_is_a_liaison_and_a_mediator_sees_people_only_in_own_cases(people):
    matter = a_case(people)
    both = replace(people.liaison, roles=frozenset({Role.LIAISON, Role.MEDIATOR}))
    assert found_by(both, Word("王𠮷平")) == set()
    assert found_by(both, Word("某某电子")) == {matter.id}

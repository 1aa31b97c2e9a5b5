"""A form that has grown old: whatever happens on the way, nobody overwrites another unseen."""

import pytest

from mediation.casework import handling
from mediation.models import case
from mediation.models.db import session
from mediation.rules.handling import Correction
from tests.builders import a_case, a_district, a_visitor


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def matter(people):
    """A case with its application."""
    return a_case(people)


@pytest.fixture
def page_of_correction(service, people, matter):
    """The mediator at the form of correction, while the supervisor corrects the case."""
    visitor = a_visitor(service.app, people.mediator)
    page = visitor.open(f"/cases/{matter.public_id}/correction")
    changed = Correction("主管改过的诉求", 1, "440113016", "", (), "来电补充")
    handling.correct(people.supervisor, matter.public_id, changed)
    return visitor, page


def test_a_form_that_has_grown_old_shows_both_versions(page_of_correction):
    visitor, page = page_of_correction
    answer = visitor.submit(page, {"request": "我写的诉求", "reason": "核对材料"}, to="/correction")
    assert (answer.status, answer.heading) == (409, "内容已有更新")
    assert "主管改过的诉求" in answer.text
    assert "我写的诉求" in answer.text


def test_a_mistake_on_the_way_does_not_make_an_old_form_new(page_of_correction, matter):
    """The page that showed the mistake carried the newest version, and the next try overwrote."""
    visitor, page = page_of_correction
    mended = {"request": "我写的诉求", "reason": "核对材料"}
    again = visitor.submit(page, {**mended, "reason": ""}, to="/correction")
    assert again.status == 422
    assert visitor.submit(again, mended, to="/correction").status == 409
    session().rollback()
    assert case.of_id(matter.id).request == "主管改过的诉求"


def test_who_has_seen_both_versions_may_keep_the_own(page_of_correction, matter):
    visitor, page = page_of_correction
    typed = {"request": "我写的诉求", "reason": "核对材料"}
    shown = visitor.submit(page, typed, to="/correction")
    assert visitor.submit(shown, {}, to="/correction").status == 200
    session().rollback()
    assert case.of_id(matter.id).request == "我写的诉求"

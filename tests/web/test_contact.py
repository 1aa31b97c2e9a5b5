"""A further contact at the door: nothing is counted that nobody meant, and letters have a day."""

import pytest

from mediation.models import contact
from tests.builders import a_case, a_district, a_visitor


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def desk(service, people):
    """The mediator, signed in."""
    return a_visitor(service.app, people.mediator)


@pytest.fixture
def matter(people):
    """A case that came once."""
    return a_case(people)


def log(desk, matter, **typed):
    """Press the button of the form after typing this."""
    form = desk.open(f"/cases/{matter.public_id}/contacts/new")
    return desk.submit(form, typed, to=f"/cases/{matter.public_id}/contacts")


def test_a_single_press_on_an_empty_form_counts_nothing(desk, matter):
    # A mediator who opened the form by mistake and pressed Enter counted a visit of one.
    page = log(desk, matter)
    assert page.status == 422
    assert "channel" in page.errors or "请选择方式" in page.text
    assert len(contact.of_case(matter.id)) == 1


def test_whoever_says_how_somebody_came_is_counted_at_once(desk, matter):
    assert log(desk, matter, channel="call").status == 200
    assert len(contact.of_case(matter.id)) == 2


def test_the_day_of_a_letter_stands_with_what_belongs_to_letters(desk, matter):
    page = desk.open(f"/cases/{matter.public_id}/contacts/new")
    [group] = [each for each in page.tree.iter() if each.get("data-came-by") == "letter"]
    assert [each.get("name") for each in group.iter("input")] == ["letter_on"]

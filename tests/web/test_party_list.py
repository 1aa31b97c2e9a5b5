"""Everybody in a collective case, a page at a time, numbers masked."""

import pytest

from mediation.basics.money import Money
from mediation.casework import roster
from mediation.rules.causes import Cause
from mediation.rules.roster import RosterLine
from tests.builders import a_case, a_district, a_visitor

WORKERS = 60


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def crowd(people):
    """A case of sixty-one workers."""
    matter = a_case(people)
    lines = tuple(
        RosterLine(f"工人{n:02d}号", Cause.WAGES, Money.of_yuan("100"), mobile=f"199000020{n:02d}")
        for n in range(WORKERS)
    )
    roster.add_workers(people.mediator, matter.public_id, lines)
    return matter


def test_the_list_goes_on_where_the_page_ends(service, people, crowd):
    desk = a_visitor(service.app, people.mediator)
    first = desk.open(f"/cases/{crowd.public_id}/parties")
    following = [a.get("href", "") for a in first.tree.iter("a") if a.get("rel") == "next"]
    second = desk.open(following[0])
    on_first = [n for n in range(WORKERS) if f"工人{n:02d}号" in first.text]
    on_second = [n for n in range(WORKERS) if f"工人{n:02d}号" in second.text]
    assert on_first + on_second == list(range(WORKERS))
    assert "19900002000" not in first.html


def test_a_liaison_of_the_town_finds_no_list_of_people(service, people, crowd):
    liaison = a_visitor(service.app, people.liaison)
    assert liaison.open(f"/cases/{crowd.public_id}/parties").status in {403, 404}

"""Links between cases: written from one end, read from both, by whoever sees both."""

import pytest

from mediation.basics.errors import Malformed, NotAllowed, NotFound
from mediation.casework import case_link as links
from mediation.casework import intake
from mediation.models import audit, case, case_link, case_page
from mediation.rules.case_link import LinkEntry, LinkKind, LinkRemoval
from mediation.rules.intake import NextAct
from tests.builders import People, a_case, a_district, a_visitor, a_wage_dispute

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def linked(actor, matter):
    return [(each.case_number, each.reason) for each in case_link.of_case(actor, matter.id)]


def test_a_link_is_read_from_both_ends_and_stands_in_both_trails(people):
    first, second = a_case(people), a_case(people)
    typed = second.case_number.replace("〔", "[").replace("〕", "]")
    links.add_link(people.mediator, first.public_id, LinkEntry(typed, "同一工地"))
    assert linked(people.mediator, first) == [(second.case_number, "同一工地")]
    assert linked(people.mediator, second) == [(first.case_number, "同一工地")]
    for each, opened in ((first, 1), (second, 1)):
        assert audit.of_case(each.id)[0].action == "link"
        assert case.of_id(each.id).version > opened
        assert audit.of_case(each.id)[0].changes
    assert audit.first_broken() is None


def test_a_number_out_of_sight_answers_like_one_that_does_not_exist(people):
    own = a_case(people)
    asked = a_wage_dispute(next_act=NextAct.LATER, town_code="440113007")
    hidden = case.of_public_id(intake.log_intake(people.neighbour, asked))
    said = []
    for number in (hidden.case_number, "番劳调〔2020〕9999号"):
        with pytest.raises(Malformed) as refused:
            links.add_link(people.mediator, own.public_id, LinkEntry(number, "同一单位"))
        said.append(refused.value.problems)
    assert said[0] == said[1]


def test_a_link_out_of_sight_is_not_shown(people):
    own = a_case(people)
    asked = a_wage_dispute(next_act=NextAct.LATER, town_code="440113007")
    hidden = case.of_public_id(intake.log_intake(people.neighbour, asked))
    links.add_link(people.supervisor, own.public_id, LinkEntry(hidden.case_number, "同一单位"))
    assert linked(people.mediator, own) == []
    assert linked(people.supervisor, own) == [(hidden.case_number, "同一单位")]


@pytest.mark.parametrize(
    ("which", "code"), [("own", "case_link.same_case"), ("linked", "case_link.linked_before")]
)
def test_a_case_is_linked_with_another_one_and_once(people, which, code):
    own, other = a_case(people), a_case(people)
    links.add_link(people.mediator, other.public_id, LinkEntry(own.case_number, "同一班组"))
    number = own.case_number if which == "own" else other.case_number
    with pytest.raises(Malformed) as refused:
        links.add_link(people.mediator, own.public_id, LinkEntry(number, "同一班组"))
    assert refused.value.problems["case_number"][0].code == code


def test_a_link_is_taken_away_from_either_end_and_only_once(people):
    first, second = a_case(people), a_case(people)
    links.add_link(people.mediator, first.public_id, LinkEntry(second.case_number, "误标"))
    gone = LinkRemoval("并非同一工地")
    links.remove_link(people.mediator, second.public_id, first.public_id, gone)
    assert linked(people.mediator, first) == []
    assert audit.of_case(first.id)[0].reason == "并非同一工地"
    with pytest.raises(NotFound):
        links.remove_link(people.mediator, second.public_id, first.public_id, gone)


def test_a_colleague_reads_links_and_writes_none(people):
    first, second = a_case(people), a_case(people)
    with pytest.raises(NotAllowed):
        links.add_link(people.colleague, first.public_id, LinkEntry(second.case_number, "同一人"))


def test_an_auditor_reads_no_name_in_the_reason_of_a_link(people):
    first, second = a_case(people), a_case(people)
    reason = "都是王𠮷平介绍来的"
    links.add_link(people.mediator, first.public_id, LinkEntry(second.case_number, reason))
    [seen] = case_page.summary(people.auditor, first.public_id).links
    assert (seen.kind, seen.reason) == (LinkKind.RELATED, "都是王**介绍来的")
    [told] = case_page.summary(people.liaison, first.public_id).links
    assert told.reason == ""


def test_links_are_written_and_taken_away_on_the_pages(service, people):
    first, second = a_case(people), a_case(people)
    desk = a_visitor(service.app, people.mediator)
    form = desk.open(f"/cases/{first.public_id}/links")
    wrong = desk.submit(form, {"case_number": "番劳调", "reason": "同一工地"}, to="/links")
    assert (wrong.status, list(wrong.errors)) == (422, ["case_number"])
    typed = {"case_number": second.case_number}
    page = desk.submit(wrong, typed, to="/links")
    assert second.case_number in page.text
    assert "同一工地" in desk.open(f"/cases/{second.public_id}").text
    removal = desk.open(f"/cases/{second.public_id}/links/{first.public_id}/removal")
    page = desk.submit(removal, {"reason": "误标"}, to="/removal")
    assert "没有关联案件" in page.text

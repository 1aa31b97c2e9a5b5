"""Each channel walked through the door, to the figure that the yearly report takes from it.

The forms are sent as a browser sends them, and what is counted in the end is counted from the
records: batches and person-times, letters, calls, orders in time, events, consultations, referrals.
"""

from datetime import timedelta

import pytest

from mediation.basics import clock
from mediation.casework import party
from mediation.models import (
    case,
    case_list,
    contact,
    hotline_order,
    outreach,
    referral,
    statistics,
)
from mediation.models.case_list import count
from mediation.rules.case_list import CaseFilter
from mediation.rules.intake import Channel
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.statistics import Figure, Period
from tests.builders import a_district, a_visitor

INTAKE = {
    "applicant": "王𠮷平",
    "employer": "番禺某某电子有限公司",
    "causes": ["wages"],
    "worker_count": "１",
    "amount": "1.2万",
    "request": "拖欠三个月工资",
    "next_act": "later",
}


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def desk(service, people):
    """The mediator at the browser."""
    return a_visitor(service.app, people.mediator)


def logged(people, desk, **typed):
    """Log a matter through the quick form, and return its case."""
    saved = desk.submit(desk.open("/intake"), {**INTAKE, **typed}, to="/intake")
    assert saved.status == 200, saved.errors
    return newest(people)


def newest(people):
    """Return the case that was logged last."""
    [first, *_] = case_list.search(people.supervisor, CaseFilter(), clock.today()).rows
    return case.of_public_id(first.public_id)


def this_day(people):
    """Return the district and today twice, as the figures ask."""
    return people.mediator.district_id or 0, clock.today(), clock.today()


def day(days=0):
    """Return a day as a form sends it."""
    return (clock.today() + timedelta(days=days)).isoformat()


def step_url(matter, step):
    return f"/cases/{matter.public_id}/steps/{step}"


def test_visits_count_in_batches_and_person_times(desk, people):
    matter = logged(people, desk, channel="visit", person_count="１２")
    form = desk.open(f"/cases/{matter.public_id}/contacts/new")
    again = {"channel": "visit", "person_count": "3", "text": "补交材料"}
    desk.submit(form, again, to=f"/cases/{matter.public_id}/contacts")
    counted = contact.tally(*this_day(people))[Channel.VISIT]
    assert (counted.times, counted.person_times) == (2, 15)
    assert "来访2批15人次" in desk.open(f"/cases/{matter.public_id}").text


@pytest.mark.parametrize(
    ("channel", "said"),
    [("call", "2次，其中来访1批3人次"), ("visit", "来访2批4人次")],
    ids=["rang before", "came before"],
)
def test_only_visits_are_told_in_batches(desk, people, channel, said):
    matter = logged(people, desk, channel=channel)
    form = desk.open(f"/cases/{matter.public_id}/contacts/new")
    again = {"channel": "visit", "person_count": "3", "text": ""}
    desk.submit(form, again, to=f"/cases/{matter.public_id}/contacts")
    assert said in desk.open(f"/cases/{matter.public_id}").text


def claims_on(page):
    """Return the words of the card of claims."""
    [card] = [each for each in page.tree.iter() if each.get("id") == "claims"]
    return "".join("".join(card.itertext()).split())


def test_each_claim_says_whose_it_is_once_a_second_caller_has_joined(desk, people):
    # The claim of the first worker stayed nameless beside that of the second.
    matter = logged(people, desk)
    assert "王𠮷平" not in claims_on(desk.open(f"/cases/{matter.public_id}"))
    second = {"applicant": "阿依古丽·买买提", "known": f"join-{matter.public_id}"}
    desk.submit(desk.open("/intake"), {**INTAKE, **second}, to="/intake")
    said = claims_on(desk.open(f"/cases/{matter.public_id}"))
    assert ("拖欠劳动报酬王𠮷平" in said, "拖欠劳动报酬阿依古丽·买买提" in said) == (True, True)


def test_a_claim_of_many_is_not_given_to_the_one_who_spoke_for_them(desk, people):
    matter = logged(people, desk, worker_count="18")
    second = {"applicant": "阿依古丽·买买提", "known": f"join-{matter.public_id}"}
    desk.submit(desk.open("/intake"), {**INTAKE, **second}, to="/intake")
    assert "王𠮷平等18人" in claims_on(desk.open(f"/cases/{matter.public_id}"))


def test_a_claim_that_nobody_has_alone_is_that_of_the_whole_case(desk, people):
    matter = logged(people, desk)
    entry = PartyEntry("", PartyRole.APPLICANT, False, "陈三", reason="补登")
    party.write_party(people.mediator, matter.public_id, entry)
    assert "拖欠劳动报酬全案" in claims_on(desk.open(f"/cases/{matter.public_id}"))


def test_a_letter_counts_once_and_is_answered_in_writing(desk, people):
    matter = logged(people, desk, channel="letter", letter_on=day(-3))
    told = {"how": "posted", "text": "已转三方联合调解中心。"}
    url = step_url(matter, "answer_petition")
    shown = desk.submit(desk.open(url), told, to=url)
    assert "信访事项告知书" in shown.text
    assert contact.tally(*this_day(people))[Channel.LETTER].times == 1


@pytest.mark.parametrize("channel", ["call", "online"])
def test_a_call_and_a_message_count_once(desk, people, channel):
    logged(people, desk, channel=channel)
    assert contact.tally(*this_day(people))[Channel(channel)].times == 1


def test_an_order_of_a_hotline_counts_as_in_time(desk, people):
    typed = {
        "order_source": "workers_online",
        "order_level": "province",
        "order_number": "GD-2026-001",
        "order_handed_down_on": day(),
        "order_due_on": day(10),
    }
    matter = logged(people, desk, channel="hotline_order", **typed)
    listed = desk.open("/orders")
    assert "GD-2026-001" in listed.text
    url = step_url(matter, "reply_order")
    desk.submit(desk.open(url), {"reply": "已联系职工。"}, to=url)
    assert hotline_order.tally(*this_day(people)) == hotline_order.OrderTally(1, 1, 1)
    assert "按时" in desk.open("/orders?answered=1").text


def test_an_order_that_came_too_late_is_taken_with_a_warning_and_counts_as_late(desk, people):
    typed = {
        "order_source": "hotline_12351",
        "order_level": "city",
        "order_number": "GZ-7",
        "order_handed_down_on": day(-9),
        "order_due_on": day(-2),
    }
    saved = desk.submit(
        desk.open("/intake"), {**INTAKE, "channel": "hotline_order", **typed}, to="/intake"
    )
    assert "收到时即已逾期" in saved.text
    url = step_url(newest(people), "reply_order")
    desk.submit(desk.open(url), {"reply": "已联系职工。"}, to=url)
    here, today, _ = this_day(people)
    counted = hotline_order.tally(here, today - timedelta(days=30), today)
    assert counted == hotline_order.OrderTally(1, 1, 0)


def test_a_day_that_nobody_has_set_is_asked_for_and_can_be_entered_as_a_limit(
    service, desk, people
):
    typed = {
        "channel": "hotline_order",
        "order_source": "hotline_12351",
        "order_level": "city",
        "order_number": "GZ-8",
        "order_handed_down_on": day(),
    }
    asked = desk.submit(desk.open("/intake"), {**INTAKE, **typed}, to="/intake")
    assert asked.status == 422
    assert "order_due_on" in asked.errors
    head = a_visitor(service.app, people.supervisor)
    limit = {
        "order_source": "hotline_12351",
        "order_difficulty": "ordinary",
        "days": "5",
        "workdays_only": "yes",
        "basis": "热线办理办法（试行）",
    }
    head.submit(head.open("/orders/limits"), limit, to="/orders/limits")
    matter = logged(people, desk, **typed)
    assert hotline_order.of_case(matter.id)[0].due_on > clock.today()


def test_a_question_ends_at_the_desk_and_can_become_a_case(desk, people):
    form = desk.open("/consultations")
    desk.submit(form, {"request": "问经济补偿怎么算"}, to="/consultations")
    desk.submit(
        desk.open("/consultations"), {"request": "问加班费", "channel": "call"}, to="/consultations"
    )
    counted = contact.tally(*this_day(people))
    assert sum(each.ended_at_desk for each in counted.values()) == 2
    matter = case.of_id(1)
    url = step_url(matter, "turn_into_case")
    typed = {"applicant": "陈某", "employer": "某某公司", "causes": ["severance"]}
    desk.submit(desk.open(url), typed, to=url)
    assert case.of_id(1).stage.value == "logged"
    assert contact.tally(*this_day(people)) == counted


def test_three_people_who_ask_at_the_desk_stay_three(desk, people):
    # Three people asked together; afterwards the page and the case that came of it knew of one.
    typed = {"request": "问加班费", "channel": "visit", "person_count": "３"}
    desk.submit(desk.open("/consultations"), typed, to="/consultations")
    matter = case.of_id(1)
    shown = desk.open(f"/cases/{matter.public_id}").tree
    [overview] = [each for each in shown.iter() if each.get("id") == "overview"]
    assert "涉及人数3人" in "".join("".join(overview.itertext()).split())
    url = step_url(matter, "turn_into_case")
    needed = {"applicant": "陈某", "employer": "某某公司", "causes": ["overtime"]}
    desk.submit(desk.open(url), needed, to=url)
    counted = statistics.figures(this_day(people)[0], Period(*this_day(people)[1:])).counts
    told = (Figure.CONSULTATIONS, Figure.VISIT_PERSON_TIMES, Figure.CASE_WORKERS)
    assert [counted[each] for each in told] == [3, 3, 3]


def test_an_event_counts_with_its_consultations_and_a_case_comes_from_it(desk, people):
    held = {
        "event_name": "大龙街咨询日",
        "held_on": day(),
        "head_count": "80",
        "consultation_count": "25",
    }
    desk.submit(desk.open("/events/new"), held, to="/events")
    [event] = outreach.latest(people.mediator)
    logged(people, desk, channel="event", event_public_id=event.public_id)
    assert outreach.tally(*this_day(people)) == outreach.OutreachTally(1, 80, 25)


@pytest.mark.parametrize(
    ("channel", "typed"),
    [
        ("arbitration", {"transfer": "before_acceptance"}),
        ("referral", {"referred_body": "petition_office"}),
    ],
)
def test_what_another_body_sends_keeps_its_number_and_counts(desk, people, channel, typed):
    sent = {
        "referred_by": "番禺区某单位",
        "referral_number": "番转〔2026〕3号",
        "referred_on": day(),
    }
    matter = logged(people, desk, channel=channel, **sent, **typed)
    assert matter.outside_number == "番转〔2026〕3号"
    assert referral.tally(*this_day(people)) == referral.ReferralTally(1, 0, 0)
    assert "番转〔2026〕3号" in desk.open("/referrals").text


def test_a_matter_goes_to_the_inspection_and_its_answer_counts(desk, people):
    matter = logged(people, desk, channel="visit")
    url = step_url(matter, "refer_out")
    typed = {"other_body": "inspection", "other_name": "番禺区劳动监察大队", "reason": "需要处罚"}
    shown = desk.submit(desk.open(url), typed, to=url)
    assert "案件转办函" in shown.text
    assert "番劳调转〔" in desk.open("/referrals").text
    url = step_url(matter, "record_answer")
    desk.submit(desk.open(url), {"answer_number": "监12号", "answer": "已立案"}, to=url)
    assert referral.tally(*this_day(people)) == referral.ReferralTally(0, 1, 1)


def test_a_sign_of_a_liaison_and_a_court_s_delegation_count_by_their_channel(service, people):
    liaison, court = (a_visitor(service.app, each) for each in (people.liaison, people.court))
    sign: dict[str, str | list[str]] = {
        "employer": "某厂",
        "applicant": "某职工",
        "request": "停工",
        "causes": ["wages"],
    }
    reported = liaison.submit(
        liaison.open("/reports"), {**sign, "worker_count": "20"}, to="/reports"
    )
    delegated = court.submit(
        court.open("/delegations"), {**sign, "outside_number": "诉前调1号"}, to="/delegations"
    )
    # Whoever had a second sign to report found no way on from the page that said 已登记.
    assert liaison.open(reported.link("再报告一件")).heading == "报告情况"
    assert court.open(delegated.link("再委派一件")).path == "/delegations"
    counted = contact.tally(*this_day(people))
    assert (counted[Channel.LIAISON].times, counted[Channel.COURT].times) == (1, 1)
    by_channel = {
        each: count(people.supervisor, CaseFilter(channel=each), clock.today())
        for each in (Channel.LIAISON, Channel.COURT)
    }
    assert by_channel == {Channel.LIAISON: 1, Channel.COURT: 1}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"channel": "letter", "letter_on": 1}, "letter_on"),
        ({"channel": "visit", "received_on": 1}, "received_on"),
        ({"channel": "visit", "person_count": "三"}, "person_count"),
        ({"channel": "event"}, "event_public_id"),
        ({"channel": "hotline_order"}, "order_number"),
        ({"channel": "referral", "referral_number": "7号"}, "referred_by"),
        ({"channel": "hotline_order", "next_act": "consultation"}, "next_act"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_is_told_at_its_field(desk, typed, field):
    days = {name: day(value) for name, value in typed.items() if isinstance(value, int)}
    asked = desk.submit(desk.open("/intake"), {**INTAKE, **typed, **days}, to="/intake")
    assert asked.status == 422
    assert f'href="#field-{field}"' in asked.html
    assert 'value="番禺某某电子有限公司"' in asked.html

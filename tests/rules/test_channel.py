"""What each channel must bring, what it may, and what is only noticed."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.came_by import CameBy
from mediation.rules.channel import may_come, may_end_at_desk, missing, remarks
from mediation.rules.hotline_order import (
    Difficulty,
    IssuingLevel,
    OrderEntry,
    OrderLimit,
    OrderReply,
    OrderSource,
    due_day,
    is_on_time,
    may_reply,
)
from mediation.rules.intake import Channel
from mediation.rules.outreach import OutreachEntry, may_record
from mediation.rules.referral import (
    TRANSFER_ARTICLES,
    OtherBody,
    ReferralAnswer,
    ReferralIn,
    ReferralOut,
    TransferKind,
    may_answer,
    may_go_out,
)
from tests.rules.days import CALENDAR, day

TODAY = date(2026, 3, 2)
ORDER = OrderEntry(OrderSource.HOTLINE_12351, IssuingLevel.CITY, "GZ001", TODAY)
SENT = ReferralIn(OtherBody.PETITION_OFFICE, "番禺区信访局", "7号", TODAY)
EVENT = OutreachEntry("咨询日", TODAY, "广场", "", 100, 30, "", "")
OUT = ReferralOut(OtherBody.INSPECTION, "劳动监察大队", TODAY, "欠薪", "", day("2026-03-17"))


def fault_of(call, *given):
    """Return the field at which a call is refused, and why."""
    with pytest.raises(Malformed) as refused:
        call(*given)
    [(name, [problem])] = refused.value.problems.items()
    return name, problem.code


@pytest.mark.parametrize("channel", [Channel.VISIT, Channel.CALL, Channel.LIAISON, Channel.COURT])
def test_a_channel_of_people_brings_nothing_more(channel):
    may_come(channel, CameBy(), TODAY, TODAY)
    assert list(missing(channel, CameBy())) == []


@pytest.mark.parametrize(
    ("channel", "name"),
    [
        (Channel.HOTLINE_ORDER, "order_number"),
        (Channel.REFERRAL, "referred_by"),
        (Channel.ARBITRATION, "referred_by"),
        (Channel.EVENT, "event_public_id"),
    ],
    ids=str,
)
def test_a_channel_of_papers_must_bring_its_paper(channel, name):
    assert fault_of(may_come, channel, CameBy(), TODAY, TODAY)[0] == name


def test_an_arbitration_commission_says_how_it_lets_the_matter_be_mediated():
    sent = replace(SENT, body=OtherBody.ARBITRATION)
    assert fault_of(may_come, Channel.ARBITRATION, CameBy(referral=sent), TODAY, TODAY) == (
        "transfer",
        "form.not_chosen",
    )
    before = replace(sent, transfer=TransferKind.BEFORE_ACCEPTANCE)
    may_come(Channel.ARBITRATION, CameBy(referral=before), TODAY, TODAY)
    assert TRANSFER_ARTICLES[TransferKind.BEFORE_ACCEPTANCE].key == "人社部令33号69"


@pytest.mark.parametrize(
    ("came_by", "name"),
    [
        (CameBy(letter_on=day("2026-03-03")), "letter_on"),
        (CameBy(order=replace(ORDER, handed_down_on=day("2026-03-03"))), "order_handed_down_on"),
        (CameBy(referral=replace(SENT, sent_on=day("2026-03-03"))), "referred_on"),
    ],
    ids=["letter", "order", "referral"],
)
def test_what_came_was_written_before_it_came(came_by, name):
    assert fault_of(may_come, Channel.CALL, came_by, TODAY, TODAY)[0] == name


def test_what_somebody_waits_to_hear_of_does_not_end_at_the_desk():
    may_end_at_desk(Channel.CALL)
    assert fault_of(may_end_at_desk, Channel.HOTLINE_ORDER)[0] == "next_act"


def test_six_people_are_taken_and_the_five_are_called_to_mind():
    assert remarks(Channel.VISIT, CameBy(5), None, TODAY) == ()
    [remark] = remarks(Channel.VISIT, CameBy(6), None, TODAY)
    assert remark.code == "channel.many_representatives"
    assert remarks(Channel.LETTER, CameBy(60), None, TODAY) == ()


def test_an_order_past_its_day_is_taken_with_a_warning():
    [remark] = remarks(Channel.HOTLINE_ORDER, CameBy(order=ORDER), day("2026-03-01"), TODAY)
    assert remark.code == "channel.order_past_due"
    assert remarks(Channel.HOTLINE_ORDER, CameBy(order=ORDER), TODAY, TODAY) == ()


LIMITS = (
    OrderLimit(OrderSource.HOTLINE_12351, Difficulty.ORDINARY, 5, True, "试行办法"),
    OrderLimit(OrderSource.HOTLINE_12351, Difficulty.COMPLEX, 30, False, "试行办法"),
)


@pytest.mark.parametrize(
    ("order", "due"),
    [
        pytest.param(replace(ORDER, due_on=day("2026-03-08")), "2026-03-08", id="its own day"),
        pytest.param(ORDER, "2026-03-09", id="five workdays by the entered limit"),
        pytest.param(
            replace(ORDER, difficulty=Difficulty.COMPLEX), "2026-04-01", id="thirty natural days"
        ),
    ],
)
def test_an_order_is_due_on(order, due):
    assert due_day(order, LIMITS, CALENDAR) == day(due)


def test_without_a_limit_the_day_must_be_typed():
    assert fault_of(due_day, ORDER, (), CALENDAR) == ("order_due_on", "hotline_order.due_missing")
    early = replace(ORDER, due_on=day("2026-03-01"))
    assert fault_of(due_day, early, (), CALENDAR)[1] == "hotline_order.due_before_handed_down"


def test_an_order_is_answered_once_and_not_before_it_came():
    reply = OrderReply(TODAY, "已答复")
    may_reply(reply, TODAY, None, TODAY)
    with pytest.raises(RuleBroken, match=r"hotline_order\.replied"):
        may_reply(reply, TODAY, TODAY, TODAY)
    assert fault_of(may_reply, reply, day("2026-03-03"), None, TODAY)[0] == "replied_on"
    assert fault_of(may_reply, reply, TODAY, None, day("2026-03-01"))[0] == "replied_on"


def test_the_last_day_is_still_on_time():
    assert is_on_time(TODAY, TODAY)
    assert not is_on_time(day("2026-03-01"), TODAY)


@pytest.mark.parametrize(
    ("spoilt", "name"),
    [
        ({"sent_on": day("2026-03-03")}, "sent_on"),
        ({"sent_on": day("2026-02-27")}, "sent_on"),
        ({"expected_on": TODAY}, "expected_on"),
    ],
    ids=["from the future", "before it came", "asked again at once"],
)
def test_a_letter_goes_out_on_a_day_that_can_be(spoilt, name):
    came = day("2026-03-01")
    may_go_out(OUT, came, TODAY)
    assert fault_of(may_go_out, replace(OUT, **spoilt), came, TODAY)[0] == name


def test_another_body_answers_once_and_after_the_letter():
    answer = ReferralAnswer(TODAY, "监12号", "已立案")
    may_answer(answer, TODAY, None, TODAY)
    with pytest.raises(RuleBroken, match=r"referral\.answered"):
        may_answer(answer, TODAY, TODAY, TODAY)
    assert fault_of(may_answer, answer, day("2026-03-03"), None, TODAY)[0] == "answered_on"
    assert fault_of(may_answer, answer, TODAY, None, day("2026-03-01"))[0] == "answered_on"


def test_an_event_is_written_down_when_it_is_over():
    may_record(EVENT, TODAY)
    assert fault_of(may_record, EVENT, day("2026-03-01"))[0] == "held_on"
    asked = replace(EVENT, consultation_count=101)
    assert fault_of(may_record, asked, TODAY)[0] == "consultation_count"

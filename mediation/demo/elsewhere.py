"""What happens with a case outside the mediation: orders, referrals, petitions, further visits.

Each act calls one real verb at the instant at which the clock is held.
"""

from mediation.basics import clock
from mediation.casework import contact, hotline_order, petition, referral
from mediation.demo.story import Story
from mediation.models import case
from mediation.models import hotline_order as orders
from mediation.models import referral as referrals
from mediation.rules.contact import FurtherContact
from mediation.rules.hotline_order import OrderReply
from mediation.rules.intake import Channel
from mediation.rules.petition import Opinion, Service, Telling, ToldHow
from mediation.rules.referral import (
    ANSWER_EXPECTED_AFTER,
    OtherBody,
    ReferralAnswer,
    ReferralOut,
)

_BODIES = (
    (
        OtherBody.INSPECTION,
        "番禺区劳动保障监察大队",
        "拖欠工资事实清楚，用人单位拒不到场，需要行政处理。",
    ),
    (OtherBody.ARBITRATION, "番禺区劳动人事争议仲裁委员会", "职工不同意调解，要求依法裁决。"),
    (OtherBody.LEGAL_AID, "番禺区法律援助处", "职工经济困难，需要代理人参加仲裁。"),
)


def reply_orders(story: Story) -> None:
    """Answer whatever orders of hotlines wait in a case."""
    for each in orders.of_case(case.of_public_id(story.case_id).id):
        if each.replied_on is None:
            reply = OrderReply(clock.today(), "已联系职工并依法处理，职工表示知悉。")
            hotline_order.reply(story.supervisor, story.case_id, each.public_id, reply)


def refer_out(story: Story) -> None:
    """Send the matter to one of the other bodies."""
    today = clock.today()
    body, name, reason = story.chance.choice(_BODIES)
    wanted = ReferralOut(
        body, name, today, reason, "登记表复印件1份", today + ANSWER_EXPECTED_AFTER
    )
    referral.refer_out(story.mediator, story.case_id, wanted)


def hear_back(story: Story) -> None:
    """Write down the other body's answer."""
    [sent] = referrals.of_case(case.of_public_id(story.case_id).id)[-1:]
    number = f"（示例）{story.chance.randint(100, 999)}号"
    answer = ReferralAnswer(clock.today(), number, "已立案，将依法办理。")
    referral.record_answer(story.mediator, story.case_id, sent.public_id, answer)


def come_again(story: Story) -> None:
    """Let the worker come once more, with colleagues."""
    further = FurtherContact(Channel.VISIT, clock.today(), 3, "与两名同事一起补交考勤记录。")
    contact.log_contact(story.mediator, story.case_id, further)


def accept_petition(story: Story) -> None:
    """Accept the petition, which an opinion will decide."""
    telling = Telling(clock.today(), ToldHow.POSTED, "本机构已受理，将调查核实后书面答复。")
    petition.accept(story.mediator, story.case_id, telling)


def decide_petition(story: Story) -> None:
    """Issue the opinion, and hand it over on the same day."""
    findings = "经向用人单位和职工核实，反映的情况基本属实。"
    decision = "已督促用人单位限期改正；逾期不改的，转劳动保障监察机构处理。"
    petition.issue_opinion(
        story.mediator, story.case_id, Opinion(clock.today(), findings, decision)
    )
    service = Service(clock.today(), ToldHow.HANDED_OVER)
    petition.serve_opinion(story.mediator, story.case_id, service)

"""Referring out: a matter goes to the body whose procedure it needs, and its answer comes back."""

from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    case,
    case_facts,
    deadline,
    document,
    number,
    organisation,
    proceeding,
    referral,
    sealing,
    visibility,
)
from mediation.models.case import CaseFacts
from mediation.models.referral import ReferralFacts
from mediation.pdf.fonts import FontSet
from mediation.pdf.referral_letter import ReferralLetter, referral_letter_pdf
from mediation.rules import referral as rules
from mediation.rules.clock_table import AWAITED_DATE
from mediation.rules.permissions import Action
from mediation.rules.referral import ReferralAnswer, ReferralOut
from mediation.rules.tripartite import Dated, not_before, not_in_future
from mediation.rules.workflow_terms import Paper, Step
from mediation.wording.referral import ANSWERED, SENT
from mediation.wording.sentences import label

_FONTS = FontSet()
_PREFIX = "劳调转"


@command(Action.REFER_OUT, on=visibility.standing_on_case)
def refer_out(work: Work, case_id: str, wanted: ReferralOut, fonts: FontSet = _FONTS) -> None:
    """Send a matter to another body with a letter, and note when to ask after it."""
    matter = case.of_public_id(case_id)
    rules.may_go_out(wanted, matter.received_on, work.today)
    district = organisation.find_district_by_key(matter.district_id)
    written = number.next_number(district.number_prefix + _PREFIX, work.today.year)
    note = SENT.format(name=wanted.name, number=written)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.REFER_OUT, matter.id, facts, wanted.sent_on, note=note)
    sent = referral.add_out(matter, wanted, written, work.now, work.user_id)
    step.start_set_date(
        matter.id, AWAITED_DATE, sent.sent_on, wanted.expected_on, referral_id=sent.id
    )
    content = referral_letter_pdf(_letter(matter, sent), fonts)
    seal, paper = sealing.case_seal(matter.public_id), Paper.REFERRAL_LETTER
    document.keep(matter.id, seal, paper.value, label(paper), content, work.now)


@command(Action.REFER_OUT, on=visibility.standing_on_case)
def record_answer(work: Work, case_id: str, referral_id: str, answer: ReferralAnswer) -> None:
    """Write down what the other body has answered, and under which number it keeps the matter."""
    matter = case.of_public_id(case_id)
    sent = referral.find(matter.id, referral_id)
    rules.may_answer(answer, sent.sent_on, sent.answered_on, work.today)
    note = ANSWERED.format(name=sent.name, number=answer.number or "—")
    facts = case_facts.stands_at(matter)
    step.take(work, Step.RECORD_ANSWER, matter.id, facts, answer.answered_on, note=note)
    referral.write_answer(sent.id, answer)
    deadline.end_referral(sent.id, answer.answered_on)


@command(Action.REFER_OUT, on=visibility.standing_on_case)
def take_back(work: Work, case_id: str, dated: Dated) -> None:
    """Take up again a matter that another body has sent back; that is its answer."""
    matter = case.of_public_id(case_id)
    not_in_future("on", dated.on, work.today)
    awaited = [each for each in referral.of_case(matter.id) if each.is_awaited]
    for each in awaited:
        not_before("on", dated.on, each.sent_on)
        referral.write_answer(each.id, ReferralAnswer(dated.on, "", dated.note))
    way = Step.RESUME_REFERRED if proceeding.leading(matter.id) else Step.TAKE_BACK_REFERRED
    facts = case_facts.stands_at(matter)
    step.take(work, way, matter.id, facts, dated.on, note=dated.note)


def _letter(matter: CaseFacts, sent: ReferralFacts) -> ReferralLetter:
    limitation = deadline.running_limitation(matter.id)
    return ReferralLetter(
        number=sent.number,
        body_name=organisation.find_by_key(matter.body_id).name,
        addressee=sent.name,
        case_number=matter.case_number,
        applicant=matter.applicant_name,
        respondent=matter.employer_name,
        received_on=matter.received_on,
        request=matter.request,
        reason=sent.reason,
        enclosed=sent.enclosed,
        sent_on=sent.sent_on,
        limitation_last_day=None if limitation is None else limitation.due_on,
    )

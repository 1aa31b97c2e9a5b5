"""The petition side of a case: told, objected to, accepted, decided, and what each owes in writing.

The clocks stand in the rows of the steps; here only what the paper says is put together, and the
days are asked that no row can know.
"""

from mediation.basics.errors import RuleBroken
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    calendar,
    case,
    case_facts,
    deadline,
    document,
    number,
    organisation,
    referral,
    sealing,
    visibility,
)
from mediation.models.case import CaseFacts
from mediation.pdf import petition_letter as letters
from mediation.pdf.fonts import FontSet
from mediation.pdf.petition_letter import PetitionMatter
from mediation.rules import petition as rules
from mediation.rules.clock_table import clock
from mediation.rules.clocks import end_of, reckon
from mediation.rules.intake import Channel
from mediation.rules.permissions import Action
from mediation.rules.petition import (
    FORWARDED,
    Objection,
    Opinion,
    PetitionExtension,
    Service,
    Telling,
)
from mediation.rules.tripartite import Dated, not_before, not_in_future
from mediation.rules.workflow_terms import Paper, Step
from mediation.wording.petition import TO_WHOM_IT_CAME, TOLD
from mediation.wording.sentences import label

_FONTS = FontSet()


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def answer(work: Work, case_id: str, telling: Telling, fonts: FontSet = _FONTS) -> None:
    """Tell the petitioner in writing what happens with the matter."""
    matter = case.of_public_id(case_id)
    rules.may_tell(telling.on, matter.received_on, work.today)
    _take(work, Step.ANSWER_PETITION, matter, telling)
    shown = _matter(work, matter, "告")
    content = letters.notice_pdf(shown, telling.text, None, fonts)
    _keep(work, matter, Paper.PETITION_NOTICE, content)


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def object_to(work: Work, case_id: str, objection: Objection, fonts: FontSet = _FONTS) -> None:
    """Send back a matter that was forwarded to us and is not ours, with the reasons."""
    matter = case.of_public_id(case_id)
    last_day = deadline.find_running(matter.id, "X3").due_on
    rules.may_object(objection, matter.received_on, last_day, work.today)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.OBJECT, matter.id, facts, objection.on, note=objection.reason)
    sent = next((each for each in referral.of_case(matter.id) if each.number), None)
    number_of_sender = sent.number if sent else matter.outside_number
    content = letters.objection_pdf(_matter(work, matter, "异"), objection, number_of_sender, fonts)
    _keep(work, matter, Paper.OBJECTION, content)


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def accept(work: Work, case_id: str, telling: Telling, fonts: FontSet = _FONTS) -> None:
    """Accept a petition that a written opinion decides, and tell the petitioner so."""
    matter = case.of_public_id(case_id)
    rules.may_tell(telling.on, matter.received_on, work.today)
    _take(work, Step.ACCEPT_PETITION, matter, telling)
    decided_by = deadline.find_running(matter.id, "X4").due_on
    content = letters.notice_pdf(_matter(work, matter, "告"), telling.text, decided_by, fonts)
    _keep(work, matter, Paper.PETITION_NOTICE, content)


@command(Action.APPROVE_PETITION, on=visibility.standing_on_case)
def extend(work: Work, case_id: str, extension: PetitionExtension, fonts: FontSet = _FONTS) -> None:
    """Approve a longer time for the opinion, once, and tell the petitioner the reason."""
    matter = case.of_public_id(case_id)
    period = deadline.find_running(matter.id, "X4")
    if period.extended_to is not None:
        raise RuleBroken("petition.lengthened_before", day=period.extended_to)
    law, days = clock("X4", on=period.started_on), calendar.current()
    assert law.extends is not None and law.extends.cap is not None  # noqa: PT018 - one fact of the row
    latest = end_of(law.extends.cap, period.raw_due_on, days)
    rules.may_lengthen(extension, period.due_on, latest)
    reckon(law, period.started_on, days, extended_to=extension.to)
    deadline.extend(period.id, extension.to, work.today)
    facts = case_facts.stands_at(matter)
    note = TOLD.format(how=label(extension.how), text=extension.reason)
    step.take(work, Step.EXTEND_PETITION, matter.id, facts, work.today, note=note)
    content = letters.extension_pdf(_matter(work, matter, "延"), extension, period.due_on, fonts)
    _keep(work, matter, Paper.EXTENSION_NOTICE, content)


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def issue_opinion(work: Work, case_id: str, opinion: Opinion, fonts: FontSet = _FONTS) -> None:
    """Issue the written opinion, which names the way to a review."""
    matter = case.of_public_id(case_id)
    accepted_on = deadline.find_running(matter.id, "X4").started_on
    not_in_future("on", opinion.on, work.today)
    not_before("on", opinion.on, accepted_on)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.ISSUE_OPINION, matter.id, facts, opinion.on, note=opinion.decision)
    content = letters.opinion_pdf(_matter(work, matter, "意"), matter.request, opinion, fonts)
    _keep(work, matter, Paper.OPINION, content)


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def serve_opinion(work: Work, case_id: str, service: Service) -> None:
    """Record that the petitioner received the opinion; the window for a review begins."""
    matter = case.of_public_id(case_id)
    not_in_future("on", service.on, work.today)
    issued_on = max(
        each.ended_on
        for each in deadline.of_case(matter.id)
        if each.rule == "X4" and each.ended_on is not None
    )
    not_before("on", service.on, issued_on)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.SERVE_OPINION, matter.id, facts, service.on, note=label(service.how))


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def record_review(work: Work, case_id: str, dated: Dated) -> None:
    """Record that the petitioner has asked the next higher body for a review."""
    matter = case.of_public_id(case_id)
    not_in_future("on", dated.on, work.today)
    not_before("on", dated.on, deadline.find_running(matter.id, "X5").started_on)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.RECORD_REVIEW, matter.id, facts, dated.on, note=dated.note)


def _take(work: Work, taken: Step, matter: CaseFacts, telling: Telling) -> None:
    note = TOLD.format(how=label(telling.how), text=telling.text)
    step.take(work, taken, matter.id, case_facts.stands_at(matter), telling.on, note=note)


def _matter(work: Work, matter: CaseFacts, kind: str) -> PetitionMatter:
    """Return what every letter says of the matter, under a number of its own."""
    district = organisation.find_district_by_key(matter.district_id)
    channel = Channel(matter.channel)
    return PetitionMatter(
        number=number.next_number(f"{district.number_prefix}劳信{kind}", work.today.year),
        body_name=organisation.find_by_key(matter.body_id).name,
        case_number=matter.case_number,
        petitioner=matter.applicant_name or TO_WHOM_IT_CAME,
        channel=label(channel),
        is_forwarded=rules.CLOCKS_OF[channel] == FORWARDED,
        received_on=matter.received_on,
        issued_on=work.today,
    )


def _keep(work: Work, matter: CaseFacts, paper: Paper, content: bytes) -> None:
    seal = sealing.case_seal(matter.public_id)
    document.keep(matter.id, seal, paper.value, label(paper), content, work.now)

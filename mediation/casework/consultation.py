"""A consultation that becomes a case: its contact stays and counts, the rest is filled in."""

from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import case, case_facts, claim, employer, party, sealing, visibility
from mediation.models.case import CaseFacts
from mediation.models.party import Party
from mediation.rules import petition
from mediation.rules.consultation import CaseFromConsultation
from mediation.rules.intake import Channel
from mediation.rules.party import PartyRole, SealedField
from mediation.rules.permissions import Action
from mediation.rules.tripartite import not_before, not_in_future
from mediation.rules.workflow_terms import Step


@command(Action.TURN_INTO_CASE, on=visibility.standing_on_case)
def turn_into_case(work: Work, case_id: str, wanted: CaseFromConsultation) -> None:
    """Make a case of a question that was answered at the desk; what it owes runs from today on."""
    matter = case.of_public_id(case_id)
    not_in_future("on", wanted.on, work.today)
    not_before("on", wanted.on, matter.received_on)
    step.take(work, Step.TURN_INTO_CASE, matter.id, case_facts.stands_at(matter), wanted.on)
    entry = employer.find_or_register(matter.district_id, wanted.employer)
    case.change(
        matter.id,
        applicant_name=wanted.applicant,
        employer_name=wanted.employer,
        employer_id=entry.id,
        worker_count=wanted.worker_count,
        request=wanted.request,
        first_cause=wanted.causes[0].value,
        handler_id=matter.handler_id or work.user_id,
    )
    _add_parties(matter, wanted, entry.id)
    for cause in wanted.causes if not claim.of_case(matter.id) else ():
        claim.add(matter.id, cause.value, None)
    for rule in petition.CLOCKS_OF[Channel(matter.channel)]:
        step.start_clock(matter.id, rule, wanted.on)


def _add_parties(matter: CaseFacts, wanted: CaseFromConsultation, employer_id: int) -> None:
    """Add whoever of the two sides does not stand there yet."""
    seal = sealing.case_seal(matter.public_id)
    there = {each.role for each in party.of_case(matter.id)}
    if PartyRole.APPLICANT not in there:
        applicant = Party(role=PartyRole.APPLICANT.value, name=wanted.applicant)
        party.add(matter.id, seal, applicant, {SealedField.MOBILE: wanted.mobile})
    if PartyRole.RESPONDENT not in there:
        respondent = Party(
            role=PartyRole.RESPONDENT.value,
            name=wanted.employer,
            is_employer=True,
            employer_id=employer_id,
        )
        party.add(matter.id, seal, respondent, {})

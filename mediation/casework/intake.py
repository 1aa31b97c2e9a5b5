"""Intake: a matter comes in, and is sent on its way.

`log_intake` is what a mediator does with the telephone in one hand; a liaison reports a sign and
a court's clerk delegates a case through the same form.  `triage` opens the proceeding at the
three-party centre.
"""

from dataclasses import replace
from datetime import date

from mediation.basics.errors import Malformed
from mediation.basics.ids import new_public_id
from mediation.gate import arrival, step
from mediation.gate.command import Work, command
from mediation.models import (
    case,
    case_facts,
    case_link,
    claim,
    employer,
    number,
    organisation,
    party,
    sealing,
    user,
    visibility,
)
from mediation.models.case import Case, CaseFacts
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding
from mediation.rules import channel, petition
from mediation.rules import intake as rules
from mediation.rules.case_link import LinkKind
from mediation.rules.identity import examine_credit_code, looks_like_credit_code
from mediation.rules.intake import NextAct, QuickIntake, Triage
from mediation.rules.joining import KnownAs, KnownCase
from mediation.rules.organisation import OrganisationKind
from mediation.rules.party import PartyRole, SealedField
from mediation.rules.permissions import Action, Role, may, must
from mediation.rules.tripartite import not_before, not_in_future
from mediation.rules.workflow_terms import Step, Track
from mediation.wording.joining import NOTES


@command(Action.LOG_INTAKE)
def log_intake(work: Work, intake: QuickIntake) -> str:
    """Log a matter, and open its mediation at once when that is what comes next."""
    logged = _log(work, intake, Step.LOG)
    if intake.next_act is NextAct.MEDIATE:
        case.change(logged.id, body_id=_centre(work, logged.body_id))
        _open_tripartite(work, case.of_id(logged.id), intake.received_on)
    return logged.public_id


@command(Action.LOG_CONSULTATION)
def log_consultation(work: Work, intake: QuickIntake) -> str:
    """Log a question that was answered at the desk; it is counted and needs nothing more."""
    channel.may_end_at_desk(intake.channel)
    return _log(work, intake, Step.LOG_CONSULTATION).public_id


@command(Action.REPORT_SIGN)
def report_sign(work: Work, intake: QuickIntake) -> str:
    """Take a liaison's report of trouble as an intake that the centre will triage."""
    return _log(work, intake, Step.LOG).public_id


@command(Action.DELEGATE_CASE)
def delegate(work: Work, intake: QuickIntake) -> str:
    """Take a court's delegation as an intake that the centre will triage."""
    return _log(work, intake, Step.LOG).public_id


@command(Action.TRIAGE, on=visibility.standing_on_case)
def triage(work: Work, case_id: str, decision: Triage) -> None:
    """Send a matter to the three-party centre; the application is received on its day."""
    matter = case.of_public_id(case_id)
    not_in_future("applied_on", decision.applied_on, work.today)
    not_before("applied_on", decision.applied_on, matter.received_on)
    case.change(
        matter.id,
        body_id=_chosen_centre(work, decision.body_public_id),
        handler_id=_chosen_mediator(work, matter, decision.handler_public_id),
    )
    _open_tripartite(work, case.of_id(matter.id), decision.applied_on)


def _chosen_centre(work: Work, public_id: str) -> int:
    body = organisation.find(work.actor, public_id)
    if body.kind is not OrganisationKind.CENTRE:
        raise Malformed.at("body_public_id", "form.not_a_choice", field="body_public_id")
    return body.id


def _chosen_mediator(work: Work, matter: CaseFacts, public_id: str | None) -> int | None:
    """Return who will handle the case: a mediator, and another one only if the actor assigns."""
    if not public_id:
        return matter.handler_id
    person = user.find(work.actor, public_id)
    if Role.MEDIATOR not in person.roles or person.disabled_at is not None:
        raise Malformed.at("handler_public_id", "case.not_a_mediator")
    is_given_away = person.id not in {matter.handler_id, work.actor.user_id}
    if is_given_away and not may(work.actor, Action.ASSIGN, work.standing):
        raise Malformed.at("handler_public_id", "intake.not_yours_to_give")
    return person.id


def _log(work: Work, intake: QuickIntake, begin: Step) -> CaseFacts:
    rules.may_log(intake, work.today)
    channel.may_come(intake.channel, intake.came_by, intake.received_on, work.today)
    district = organisation.find_district_by_key(work.district_id)
    intake = replace(intake, employer=_employer_name(district.id, intake.employer))
    entry = employer.find_or_register(district.id, intake.employer) if intake.employer else None
    prefix = district.number_prefix + rules.CASE_PREFIX
    row = _row_of(work, intake, number.next_number(prefix, work.today.year))
    row.employer_id = entry.id if entry else None
    matter = step.begin_case(work, begin, row, intake.received_on)
    work.about("case", matter.public_id, matter.id, district.id)
    _add_parties(work, matter, intake, None if entry is None else entry.id)
    _add_claims(matter.id, intake)
    at_desk = begin is Step.LOG_CONSULTATION
    arrival.note_contact(work, matter, _receiving_body(work), intake, ended_at_desk=at_desk)
    if intake.known is not None and intake.known.how is KnownAs.LINK:
        _link(work, matter, intake.known)
    if begin is Step.LOG:
        _start_first_clocks(matter, intake)
    return matter


def _employer_name(district_id: int, typed: str) -> str:
    """Return the name that was typed; for a credit code, the name of the entry that bears it."""
    if not looks_like_credit_code(typed):
        return typed
    entry = employer.meant_by(district_id, typed)
    if entry is not None:
        return entry.name
    for fault in examine_credit_code(typed).errors:
        raise Malformed.at("employer", fault.code, **fault.facts)
    raise Malformed.at("employer", "intake.employer_code_unknown")


def _link(work: Work, matter: CaseFacts, known: KnownCase) -> None:
    """Link the new case with the one that was found while the caller was on the telephone."""
    must(work.actor, Action.LINK, visibility.standing_on_case(work.actor, matter.public_id))
    other = visibility.standing_on_case(work.actor, known.case_public_id)
    must(work.actor, Action.SEE_CASE, other)
    assert other.case_id is not None
    work.also_about(other)
    kind, reason = LinkKind.RELATED, NOTES["linked"]
    case_link.add(matter.id, other.case_id, kind, reason, work.now, work.user_id)


def _row_of(work: Work, intake: QuickIntake, case_number: str) -> Case:
    towns = {each.code: each.id for each in organisation.towns(work.actor.district_id)}
    actor = work.actor
    is_court = Role.COURT_CLERK in actor.roles
    return Case(
        public_id=new_public_id(),
        district_id=work.district_id,
        case_number=case_number,
        channel=intake.channel.value,
        received_on=intake.received_on,
        logged_at=work.now,
        logged_by_id=work.user_id,
        body_id=_receiving_body(work),
        handler_id=actor.user_id if Role.MEDIATOR in actor.roles else None,
        delegated_by_id=actor.organisation_id if is_court else None,
        outside_number=intake.outside_number or intake.came_by.outside_number,
        town_id=towns.get(intake.town_code),
        employer_name=intake.employer,
        applicant_name=intake.applicant,
        worker_count=intake.worker_count,
        amount_fen=None if intake.amount is None else intake.amount.fen,
        first_cause=intake.causes[0].value if intake.causes else "",
        request=intake.request,
        urgent_flags=",".join(flag.value for flag in intake.urgent),
        knew_on=intake.knew_on,
        employment_ended_on=intake.employment_ended_on,
        limitation_rule=rules.limitation_of(intake).rule,
    )


def _receiving_body(work: Work) -> int:
    """Mediators and lawyers keep what they log; what others bring goes to the centre."""
    if work.actor.roles & {Role.MEDIATOR, Role.LAWYER}:
        return work.organisation_id
    return _centre(work, work.organisation_id)


def _centre(work: Work, body_id: int) -> int:
    """Return the body if it is a three-party centre, else the first centre of the district."""
    centres = [each.id for each in organisation.search(work.actor, (OrganisationKind.CENTRE,))]
    return body_id if body_id in centres or not centres else centres[0]


def _add_parties(
    work: Work, matter: CaseFacts, intake: QuickIntake, employer_id: int | None
) -> None:
    seal = sealing.new_case_seal(matter.public_id)
    if intake.applicant:
        arrival.add_applicant(work, matter, seal, intake)
    if employer_id is not None:
        respondent = Party(
            role=PartyRole.RESPONDENT.value,
            name=intake.employer,
            is_employer=True,
            employer_id=employer_id,
        )
        mobile = intake.mobile if intake.caller.is_employer else ""
        party.add(matter.id, seal, respondent, {SealedField.MOBILE: mobile})


def _add_claims(case_id: int, intake: QuickIntake) -> None:
    """One cause takes the whole amount; with several, the total waits to be divided."""
    single = len(intake.causes) == 1
    for cause in intake.causes:
        claim.add(case_id, cause.value, intake.amount if single else None)
    if intake.amount is not None and not single:
        claim.add(case_id, claim.UNSPLIT, intake.amount)


def _start_first_clocks(matter: CaseFacts, intake: QuickIntake) -> None:
    for rule in petition.CLOCKS_OF[intake.channel]:
        step.start_clock(matter.id, rule, intake.received_on)
    limitation = rules.limitation_of(intake)
    if limitation.rule and limitation.starts_on:
        step.start_clock(matter.id, limitation.rule, limitation.starts_on)


def _open_tripartite(work: Work, matter: CaseFacts, on: date) -> None:
    facts = case_facts.stands_at(matter)  # sending it on changes none of them
    step.take(work, Step.TRIAGE, matter.id, facts, on)
    row = Proceeding(
        case_id=matter.id, track=Track.TRIPARTITE.value, body_id=matter.body_id, applied_on=on
    )
    step.begin_proceeding(work, Step.APPLY, row, facts)

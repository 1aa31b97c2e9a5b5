"""Joining: a caller becomes one more applicant of a case that is open already.

Everything that the caller tells is kept and nothing that the case knew is overwritten: people and
money are added up, the words of the call become a note, and of two limitation periods the one that
began earlier counts, because it ends earlier (调解仲裁法 27).
"""

from mediation.basics.errors import Malformed
from mediation.gate import arrival, step
from mediation.gate.command import Work, command
from mediation.models import case, claim, deadline, note, party, sealing, visibility
from mediation.models import joining as people
from mediation.models.case import CaseFacts
from mediation.models.deadline import EndedAs
from mediation.models.note import Note
from mediation.rules import channel, petition
from mediation.rules import intake as rules
from mediation.rules.clock_terms import Event
from mediation.rules.handling import NoteKind
from mediation.rules.intake import Channel, QuickIntake
from mediation.rules.joining import may_join_at
from mediation.rules.permissions import Action
from mediation.wording.joining import NOTES

_KINDS = {Channel.CALL: NoteKind.CALL, Channel.VISIT: NoteKind.VISIT}


@command(Action.JOIN_CASE, on=visibility.standing_on_case)
def join(work: Work, case_id: str, intake: QuickIntake) -> str:
    """Take the caller into the case as one more applicant, and return its address."""
    rules.may_log(intake, work.today)
    channel.may_come(intake.channel, intake.came_by, intake.received_on, work.today)
    matter = case.of_public_id(case_id)
    if not may_join_at(matter.stage, matter.progress):
        raise Malformed.at("known", "joining.not_open", number=matter.case_number)
    if people.stands_there(matter.id, intake):
        facts = {"applicant": intake.applicant, "number": matter.case_number}
        raise Malformed.at("known", "joining.same_person", **facts)
    seal = sealing.case_seal(matter.public_id)
    applicant = arrival.add_applicant(work, matter, seal, intake)
    _add_claims(matter.id, party.key_of(applicant), intake)
    arrival.note_contact(work, matter, work.organisation_id, intake)
    case.change(matter.id, **_sums(matter, intake))
    _note_words(work, matter, intake)
    _run_clocks(work, matter, intake)
    return matter.public_id


def _add_claims(case_id: int, party_id: int, intake: QuickIntake) -> None:
    """One cause takes the whole amount; of several, the total stands beside them in the note."""
    single = len(intake.causes) == 1
    for cause in intake.causes:
        amount = intake.amount if single else None
        claim.add(case_id, cause.value, amount, party_id=party_id)


def _sums(matter: CaseFacts, intake: QuickIntake) -> dict[str, object]:
    """Return the columns that grow with the caller; an empty one takes what the caller knows."""
    flags = dict.fromkeys((*matter.urgent_flags, *(each.value for each in intake.urgent)))
    values: dict[str, object] = {
        "worker_count": matter.worker_count + intake.worker_count,
        "urgent_flags": ",".join(flags),
        "applicant_name": matter.applicant_name or intake.applicant,
        "first_cause": matter.first_cause or intake.causes[0].value,
    }
    if intake.amount is not None:
        values["amount_fen"] = (matter.amount_fen or 0) + intake.amount.fen
    return values


def _note_words(work: Work, matter: CaseFacts, intake: QuickIntake) -> None:
    """Keep the words of the call, and what the case has no place of its own for."""
    told = [NOTES["joined"].format(name=intake.applicant, request=intake.request)]
    if intake.amount is not None and len(intake.causes) > 1:
        told.append(NOTES["amount"].format(amount=intake.amount.figures))
    if intake.employer and intake.employer != matter.employer_name:
        told.append(NOTES["employer"].format(employer=intake.employer))
    days = {"knew_on": intake.knew_on, "employment_ended_on": intake.employment_ended_on}
    told += [NOTES[name].format(day=day.isoformat()) for name, day in days.items() if day]
    if number := intake.outside_number or intake.came_by.outside_number:
        told.append(NOTES["outside_number"].format(number=number))
    note.add(
        Note(
            case_id=matter.id,
            kind=_KINDS.get(intake.channel, NoteKind.MESSAGE).value,
            text="\n".join(told),
            at=work.now,
            author_id=work.actor.user_id,
            author_name=work.actor.name,
        )
    )


def _run_clocks(work: Work, matter: CaseFacts, intake: QuickIntake) -> None:
    """A petition owes its answer unless one is owed already; the earlier limitation counts."""
    running = {each.rule for each in deadline.of_case(matter.id) if each.ended_as is None}
    for rule in petition.CLOCKS_OF[intake.channel]:
        if rule not in running:
            step.start_clock(matter.id, rule, intake.received_on)
    limitation = rules.limitation_of(intake)
    if not limitation.rule or not limitation.starts_on:
        return
    is_claimed = matter.progress is not None
    starts_on = intake.received_on if is_claimed else limitation.starts_on
    before = deadline.running_limitation(matter.id)
    if before is not None and before.started_on <= starts_on:
        return
    deadline.end(matter.id, deadline.LIMITATION, work.today, EndedAs.REPLACED)
    claimed = Event.CLAIM_MADE if is_claimed else None
    step.start_clock(matter.id, limitation.rule, starts_on, started_by=claimed)
    case.change(matter.id, limitation_rule=limitation.rule)

"""The roster: the workers of a collective case, put on its list in one act."""

from mediation.gate.command import Work, command
from mediation.models import case, claim, roster, sealing, visibility
from mediation.models.party import Party
from mediation.rules import roster as rules
from mediation.rules.party import SealedField, told_by_number
from mediation.rules.permissions import Action
from mediation.rules.roster import RosterLine


@command(Action.CORRECT, on=visibility.standing_on_case)
def add_workers(work: Work, case_id: str, lines: tuple[RosterLine, ...]) -> None:
    """Add workers, each with what they ask for; it takes the place of what stood for all.

    A worker whose number is already on the list is not added again and only gets the claim.
    """
    rules.may_add(lines)
    matter = case.of_public_id(case_id)
    known = roster.applicants_by_number(matter.id, [each.id_number for each in lines])
    fresh = [each for each in lines if each.id_number not in known]
    people = [(_row(work, each), _numbers(each)) for each in fresh]
    keys = iter(roster.add_all(matter.id, sealing.case_seal(matter.public_id), people))
    claim.replace_all(matter.id, ())
    for each in lines:
        key = known.get(each.id_number) or next(keys)
        claim.add(matter.id, each.cause.value, each.amount, party_id=key)
    case.change(
        matter.id,
        worker_count=max(matter.worker_count, roster.count_applicants(matter.id)),
        amount_fen=roster.total_asked(matter.id).fen,
    )


def _row(work: Work, line: RosterLine) -> Party:
    sex, born_on = told_by_number(line.id_number, work.today)
    return Party(
        name=line.name,
        sex=sex.value if sex else "",
        born_on=born_on,
        id_number_note=line.id_reason,
    )


def _numbers(line: RosterLine) -> dict[SealedField, str]:
    given = {
        SealedField.ID_NUMBER: line.id_number,
        SealedField.MOBILE: line.mobile,
        SealedField.ADDRESS: line.address,
    }
    return {name: plain for name, plain in given.items() if plain}

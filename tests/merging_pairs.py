"""Two cases of one matter, merged and taken apart again, for the tests of merging."""

from mediation.casework import intake, merging
from mediation.models import case, case_move, warning
from mediation.models.case import CaseFacts
from mediation.rules.case_move import CasePair, Undoing
from mediation.rules.intake import NextAct
from mediation.rules.merging_terms import Merging
from tests.builders import People, a_wage_dispute

PLAIN = Merging({}, reason="同一人先来电后来访")


def logged(people: People, **changes: object) -> CaseFacts:
    """Return a case that waits for triage, handled by the mediator."""
    form = a_wage_dispute(next_act=NextAct.LATER, **changes)
    return case.of_public_id(intake.log_intake(people.mediator, form))


def merged(people: People, kept: CaseFacts, gone: CaseFacts, wanted: Merging = PLAIN) -> CasePair:
    pair = CasePair(kept.public_id, gone.public_id)
    merging.merge(people.mediator, pair, wanted)
    return pair


def undo(people: People, pair: CasePair) -> None:
    kept = case.of_public_id(pair.kept_id)
    move_id = case_move.of_case(kept.id)[0].public_id
    merging.undo_merge(people.mediator, pair, Undoing(move_id, "合错了"))


def open_warnings(people: People, matter: CaseFacts) -> list[str]:
    """Return the rules of which warnings are open in a case."""
    return [each.rule for each in warning.of_case(people.mediator, matter.id) if each.is_open]

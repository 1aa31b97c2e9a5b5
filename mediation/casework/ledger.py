"""One's own sets of columns: kept for oneself, seen by nobody else, and so not audited."""

from mediation.basics.errors import Malformed, RuleBroken
from mediation.gate.upkeep import upkeep
from mediation.models import column_set
from mediation.rules.ledger import MOST_SETS, ColumnChoice, may_choose
from mediation.rules.permissions import Actor


def keep_set(actor: Actor, choice: ColumnChoice) -> str:
    """Save a set of columns under a name and return its public id."""
    may_choose(choice.columns, actor.roles)
    with upkeep():
        if column_set.count_of(actor) >= MOST_SETS:
            raise RuleBroken("ledger.too_many_sets", most=MOST_SETS)
        kept = column_set.keep(actor, choice.name, choice.columns)
        if kept is None:
            raise Malformed.at("set_name", "ledger.set_name_taken")
    return kept


def remove_set(actor: Actor, public_id: str) -> None:
    """Remove one of one's own sets."""
    column_set.find(actor, public_id)
    with upkeep():
        column_set.remove(actor, public_id)

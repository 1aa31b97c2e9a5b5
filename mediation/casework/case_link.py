"""Links: two cases that have to do with each other are shown on each other's page.

A link moves nothing.  Whoever links must see both cases; the act stands in the trail of both.
"""

from mediation.basics.errors import Malformed
from mediation.gate.command import Work, command
from mediation.models import case, case_link, visibility
from mediation.rules.case_link import LinkEntry, LinkKind, LinkRemoval
from mediation.rules.permissions import Action


@command(Action.LINK, on=visibility.standing_on_case)
def add_link(work: Work, case_id: str, entry: LinkEntry) -> None:
    """Link the case with another in sight, and say why."""
    matter = case.of_public_id(case_id)
    address = case_link.address_of(work.actor, entry.case_number)
    if address is None:
        raise Malformed.at("case_number", "case_link.no_such_case")
    if address == case_id:
        raise Malformed.at("case_number", "case_link.same_case")
    other = visibility.standing_on_case(work.actor, address)
    assert other.case_id is not None
    if case_link.between(matter.id, other.case_id, LinkKind.RELATED):
        raise Malformed.at("case_number", "case_link.linked_before")
    work.because(entry.reason)
    work.also_about(other)
    case_link.add(matter.id, other.case_id, LinkKind.RELATED, entry.reason, work.now, work.user_id)


@command(Action.LINK, on=visibility.standing_on_case)
def remove_link(work: Work, case_id: str, other_id: str, removal: LinkRemoval) -> None:
    """Take away a link that somebody wrote by hand; what merging left behind stays."""
    matter = case.of_public_id(case_id)
    other = visibility.standing_on_case(work.actor, other_id)
    assert other.case_id is not None
    work.because(removal.reason)
    work.also_about(other)
    case_link.remove(matter.id, other.case_id)

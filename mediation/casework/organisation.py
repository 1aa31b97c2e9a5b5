"""The organisations of a district: what an administrator writes down about them."""

from mediation.basics.errors import NotFound
from mediation.gate.command import Work, command
from mediation.models import organisation
from mediation.rules.organisation import OrganisationEntry
from mediation.rules.permissions import Action


@command(Action.EDIT_BODIES)
def add(work: Work, entry: OrganisationEntry, district_id: int | None = None) -> str:
    """Write down a new organisation of the actor's district; return its public id.

    At the server's command line, where the actor belongs to no district, it must be named.
    """
    district = work.actor.district_id or district_id
    if district is None:
        raise NotFound("organisation.no_district", district="")
    public_id = organisation.add(district, entry)
    work.about("organisation", public_id, district_id=district)
    return public_id


@command(Action.EDIT_BODIES, on=organisation.standing)
def change(_work: Work, public_id: str, entry: OrganisationEntry) -> str:
    """Write down what is now true of an organisation."""
    organisation.change(public_id, entry)
    return public_id

"""The channels on a page: what there is to choose from, and what is to be noticed afterwards."""

from typing import Any

from flask import flash

from mediation.basics import clock
from mediation.models import case, hotline_order, organisation, outreach, referral
from mediation.rules.came_by import PetitionKind
from mediation.rules.channel import remarks
from mediation.rules.hotline_order import Difficulty, IssuingLevel, OrderKind, OrderSource
from mediation.rules.intake import QuickIntake
from mediation.rules.organisation import OrganisationKind
from mediation.rules.permissions import Actor
from mediation.rules.referral import OtherBody, TransferKind
from mediation.wording.channel import EVENT
from mediation.wording.sentences import errors, label, spoken

Choices = list[tuple[str, str]]

_OURS = {
    OrganisationKind.COURT: OtherBody.COURT,
    OrganisationKind.FEDERATION: OtherBody.UNION,
    OrganisationKind.TOWN_UNION: OtherBody.UNION,
}


def known_bodies(acting: Actor) -> dict[str, list[str]]:
    """Return the names of other bodies by their kind: those of the referrals, then our partners."""
    names: dict[str, list[str]] = {}
    partners = organisation.search(acting, tuple(_OURS))
    for kind, name in (
        *referral.known_bodies(acting),
        *((_OURS[each.kind], each.name) for each in partners),
    ):
        if name not in names.setdefault(kind.value, []):
            names[kind.value].append(name)
    return names


def came_choices(acting: Actor) -> dict[str, Any]:
    """Return what a page of intake offers for each channel; `came` of intake/came_by.html."""
    events = outreach.latest(acting)
    bodies = known_bodies(acting)
    return {
        "petition_kinds": [(each.value, label(each)) for each in PetitionKind],
        "order_sources": [(each.value, label(each)) for each in OrderSource],
        "order_levels": [(each.value, label(each)) for each in IssuingLevel],
        "order_kinds": _the_usual_first(OrderKind.COMPLAINT),
        "difficulties": [(each.value, label(each)) for each in Difficulty],
        "other_bodies": [(each.value, label(each)) for each in OtherBody],
        "transfers": [(each.value, label(each)) for each in TransferKind],
        "known_bodies": bodies,
        "body_names": [name for names in bodies.values() for name in names],
        "events": [
            (each.public_id, EVENT.format(day=each.held_on.isoformat(), name=each.name))
            for each in events
        ],
    }


def _the_usual_first(usual: OrderKind) -> Choices:
    others = [each for each in OrderKind if each is not usual]
    return [(each.value, label(each)) for each in (usual, *others)]


def flash_remarks(case_id: str, intake: QuickIntake) -> None:
    """Say what is to be noticed about an arrival that was taken all the same."""
    due_on = None
    if intake.came_by.order is not None:
        due_on = hotline_order.of_case(case.of_public_id(case_id).id)[-1].due_on
    for remark in remarks(intake.channel, intake.came_by, due_on, clock.today()):
        facts = {name: spoken(fact) for name, fact in remark.facts.items()}
        flash(errors()[remark.code].format(**facts), "warn")

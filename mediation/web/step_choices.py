"""What the pages of some steps offer to choose from, and what stands there at first.

Most steps ask for a day and a reason and need none of it.
"""

from typing import Any

from mediation.basics import clock
from mediation.models import hotline_order, referral
from mediation.models.case import CaseFacts
from mediation.rules.causes import QuickCause
from mediation.rules.clock_table import clock as law
from mediation.rules.petition import ToldHow
from mediation.rules.referral import ANSWER_EXPECTED_AFTER, Direction, OtherBody
from mediation.rules.workflow_terms import Step
from mediation.web.channel import known_bodies
from mediation.web.door import actor
from mediation.wording.hotline_order import NAMED
from mediation.wording.referral import NAMED as LETTER
from mediation.wording.sentences import label

_WRITTEN = frozenset(
    {
        Step.ANSWER_PETITION,
        Step.ACCEPT_PETITION,
        Step.EXTEND_PETITION,
        Step.SERVE_OPINION,
    }
)


def step_choices(step: Step, matter: CaseFacts) -> dict[str, Any]:
    """Return what the page of a step offers."""
    if step in _WRITTEN:
        return {"ways": [(each.value, label(each)) for each in ToldHow], "opinion_law": law("X4")}
    if step is Step.REPLY_ORDER:
        orders = [each for each in hotline_order.of_case(matter.id) if each.replied_on is None]
        return {"orders": [(each.public_id, _order_words(each)) for each in orders]}
    if step is Step.REFER_OUT:
        kinds = [(each.value, label(each)) for each in OtherBody]
        return {"other_bodies": kinds, "known_bodies": known_bodies(actor())}
    if step is Step.RECORD_ANSWER:
        sent = [each for each in referral.of_case(matter.id) if each.is_awaited]
        words = [(each, LETTER.format(number=each.number, name=each.name)) for each in sent]
        return {"letters": [(each.public_id, said) for each, said in words]}
    if step is Step.TURN_INTO_CASE:
        return {"causes": [(each.value, label(each)) for each in QuickCause]}
    return {}


def step_values(step: Step, matter: CaseFacts) -> dict[str, str]:
    """Return what stands in the fields of a step at first, besides today."""
    if step is Step.OBJECT:
        senders = [each for each in referral.of_case(matter.id) if each.direction is Direction.IN]
        return {"addressee": senders[-1].name if senders else ""}
    if step is Step.REFER_OUT:
        return {"expected_on": (clock.today() + ANSWER_EXPECTED_AFTER).isoformat()}
    if step is Step.TURN_INTO_CASE:
        return {
            "applicant": matter.applicant_name,
            "employer": matter.employer_name,
            "request": matter.request,
            "worker_count": str(matter.worker_count),
        }
    if step is Step.REPLY_ORDER:
        orders = [each for each in hotline_order.of_case(matter.id) if each.replied_on is None]
        return {"order_id": orders[0].public_id} if len(orders) == 1 else {}
    if step is Step.RECORD_ANSWER:
        sent = [each for each in referral.of_case(matter.id) if each.is_awaited]
        return {"referral_id": sent[0].public_id} if len(sent) == 1 else {}
    return {}


def _order_words(order: hotline_order.OrderFacts) -> str:
    return NAMED.format(
        source=label(order.source), number=order.number, due=order.due_on.isoformat()
    )

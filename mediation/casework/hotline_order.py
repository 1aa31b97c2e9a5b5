"""Hotline orders: answered to whoever handed them down, and how long each class may take."""

from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import case, case_facts, deadline, hotline_order, visibility
from mediation.rules import hotline_order as rules
from mediation.rules.hotline_order import Difficulty, OrderLimit, OrderReply, OrderSource
from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import Step
from mediation.wording.hotline_order import REPLIED


@command(Action.REPLY_ORDER, on=visibility.standing_on_case)
def reply(work: Work, case_id: str, order_id: str, answer: OrderReply) -> None:
    """Write down the answer to an order; whether it was in time is told by its day."""
    matter = case.of_public_id(case_id)
    order = hotline_order.find(matter.id, order_id)
    rules.may_reply(answer, order.handed_down_on, order.replied_on, work.today)
    facts = case_facts.stands_at(matter)
    note = REPLIED.format(number=order.number, text=answer.reply)
    step.take(work, Step.REPLY_ORDER, matter.id, facts, answer.replied_on, note=note)
    hotline_order.write_reply(order.id, answer, work.user_id)
    deadline.end_order(order.id, answer.replied_on)


@command(Action.EDIT_ORDER_LIMITS)
def set_limit(work: Work, limit: OrderLimit) -> None:
    """Enter how many days the orders of one source and difficulty have."""
    hotline_order.set_limit(work.district_id, limit)
    work.about("order_limit", limit.source.value)


@command(Action.EDIT_ORDER_LIMITS)
def drop_limit(work: Work, source: OrderSource, difficulty: Difficulty) -> None:
    """Take a limit away; the day of such an order must be typed again."""
    hotline_order.drop_limit(work.district_id, source, difficulty)
    work.about("order_limit", source.value)

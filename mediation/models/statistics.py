"""The figures of a district in a period, added up in SQL from what each capability recorded.

Each capability adds up its own rows (`tally`); here they are put under their keys.  Only numbers
leave this file, so no actor is asked: a page that shows them decides who may see a district's.
"""

from sqlalchemy import func, select

from mediation.models import contact, hotline_order, outreach, referral
from mediation.models.case import Case
from mediation.models.db import session
from mediation.rules.intake import Channel
from mediation.rules.statistics import Figure, Figures, Period
from mediation.rules.tripartite import MOVED_AWAY
from mediation.rules.workflow_terms import Stage


def figures(district_id: int, days: Period) -> Figures:
    """Return every figure that the records hold so far."""
    span = (district_id, days.first, days.last)
    came, orders = contact.tally(*span), hotline_order.tally(*span)
    events, referrals = outreach.tally(*span), referral.tally(*span)
    by_channel = _cases_by_channel(district_id, days)
    counts = {
        Figure.VISIT_BATCHES: came[Channel.VISIT].times,
        Figure.VISIT_PERSON_TIMES: came[Channel.VISIT].person_times,
        Figure.LETTERS: came[Channel.LETTER].times,
        Figure.CALLS: came[Channel.CALL].times,
        Figure.CONSULTATIONS: sum(each.ended_at_desk for each in came.values()),
        Figure.HOTLINE_ORDERS: orders.orders,
        Figure.HOTLINE_ORDERS_ANSWERED: orders.replied,
        Figure.HOTLINE_ORDERS_ON_TIME: orders.on_time,
        Figure.EVENTS: events.events,
        Figure.EVENT_HEAD_COUNT: events.head_count,
        Figure.EVENT_CONSULTATIONS: events.consultations,
        Figure.REFERRALS: referrals.came + referrals.went,
        Figure.REFERRALS_IN: referrals.came,
        Figure.REFERRALS_OUT: referrals.went,
        Figure.REFERRALS_ANSWERED: referrals.answered,
        Figure.CASES: sum(cases for cases, _people in by_channel.values()),
        Figure.CASE_WORKERS: sum(people for _cases, people in by_channel.values()),
    }
    return Figures(counts, {channel: cases for channel, (cases, _people) in by_channel.items()})


def _cases_by_channel(district_id: int, days: Period) -> dict[Channel, tuple[int, int]]:
    """Count cases and their workers; a matter that was merged away counts where it went."""
    query = (
        select(Case.channel, func.count(), func.sum(Case.worker_count))
        .where(Case.district_id == district_id, Case.received_on.between(days.first, days.last))
        .where(Case.stage != Stage.CONSULTED.value)
        .where(func.coalesce(Case.outcome, "").not_in(MOVED_AWAY))
        .group_by(Case.channel)
    )
    counted = {
        Channel(name): (cases, int(people)) for name, cases, people in session().execute(query)
    }
    return {channel: counted.get(channel, (0, 0)) for channel in Channel}

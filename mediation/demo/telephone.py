"""What is said on the telephone: who calls for the worker, and who was promised a call.

Each act calls one real verb at the instant at which the clock is held.
"""

from dataclasses import replace
from datetime import datetime

from mediation.basics import clock
from mediation.casework import contact, follow_up, intake
from mediation.demo import arrivals, texts
from mediation.demo.story import Story
from mediation.models import calendar, case
from mediation.models import follow_up as follow_ups
from mediation.rules.caller import Caller, CallerRole
from mediation.rules.contact import FurtherContact
from mediation.rules.follow_up import FollowUpEntry
from mediation.rules.intake import Channel, NextAct


def agent_rings(story: Story) -> None:
    """Log a call of somebody who acts for the worker, and open the mediation at once."""
    story.channel = Channel.CALL
    caller = Caller(CallerRole.AGENT, story.chance.choice(texts.AGENTS))
    plan = replace(arrivals.quick(story, NextAct.MEDIATE), caller=caller)
    story.case_id = intake.log_intake(story.mediator, plan)


def employer_rings(story: Story) -> None:
    """Let the employer's own people call about the case."""
    caller = Caller(CallerRole.EMPLOYER, story.chance.choice(texts.STAFF_OF_EMPLOYERS))
    told = story.chance.choice(texts.EMPLOYER_SAID)
    further = FurtherContact(Channel.CALL, clock.today(), text=told, caller=caller)
    contact.log_contact(story.mediator, story.case_id, further)


def agent_comes(story: Story) -> None:
    """Let somebody who acts for the worker come by."""
    caller = Caller(CallerRole.AGENT, story.chance.choice(texts.AGENTS))
    told = "代职工补交授权委托书和工资流水。"
    further = FurtherContact(Channel.VISIT, clock.today(), text=told, caller=caller)
    contact.log_contact(story.mediator, story.case_id, further)


def ring_and_wait(story: Story) -> None:
    """Log a caller whom the mediator of the published account calls back within two hours."""
    _ring(story, None)


def ring_and_wait_a_day(story: Story) -> None:
    """Log a caller who is called back in the afternoon of the next workday."""
    _ring(story, _next_workday(16, 30))


def promise_call(story: Story) -> None:
    """Promise the worker a call on the next workday."""
    note = story.chance.choice(texts.CALLS_ABOUT)
    entry = FollowUpEntry(_next_workday(17, 30), note)
    follow_up.call_back(story.mediator, story.case_id, entry)


def call_back(story: Story) -> None:
    """Make the calls that were promised in this case."""
    for each in follow_ups.open_of_case(case.of_public_id(story.case_id).id):
        follow_up.finish_follow_up(story.mediator, story.case_id, each.public_id)


def _ring(story: Story, at: datetime | None) -> None:
    story.mediator, story.channel = story.cast.mediators[0], Channel.CALL
    plan = replace(arrivals.quick(story, NextAct.CALL_BACK), call_back_at=at)
    story.case_id = intake.log_intake(story.mediator, plan)


def _next_workday(hour: int, minute: int) -> datetime:
    return clock.at(calendar.current().add_workdays(clock.today(), 1), hour, minute)

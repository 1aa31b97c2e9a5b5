"""Follow-ups: promise somebody a call, and note that it was made."""

from mediation.gate.command import Work, command
from mediation.models import case, follow_up, visibility
from mediation.rules import follow_up as rules
from mediation.rules.follow_up import FollowUpEntry
from mediation.rules.permissions import Action


@command(Action.CALL_BACK, on=visibility.standing_on_case)
def call_back(work: Work, case_id: str, entry: FollowUpEntry) -> None:
    """Promise a call at a certain hour."""
    rules.may_promise("due_at", entry.due_at, work.now)
    matter = case.of_public_id(case_id)
    follow_up.add(matter.id, entry, work.now, work.user_id)


@command(Action.FINISH_FOLLOW_UP, on=visibility.standing_on_case)
def finish_follow_up(work: Work, case_id: str, follow_up_id: str) -> None:
    """Note that the call was made."""
    matter = case.of_public_id(case_id)
    promised = follow_up.find(matter.id, follow_up_id)
    rules.may_finish(promised.done_at)
    follow_up.finish(promised.id, work.now, work.user_id)

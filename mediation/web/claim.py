"""The claims of a case in words: what is asked for, how much, and by whom.

As long as a case has one applicant nobody has to be named.  Once there are more, what one of them
asks for carries that name; what stands for the whole case belongs to whoever asks for nothing of
their own, which is the first worker after a second one has joined, and else to the whole case.
"""

from mediation.basics.money import Money
from mediation.models.case_page import CaseInside
from mediation.models.claim import Claimant
from mediation.rules.causes import Cause
from mediation.wording.case import MANY_WORKERS, WHOLE_CASE
from mediation.wording.sentences import label

Line = tuple[str, Money | None, str, str]

_MOST_NAMES = 3


def shown(inside: CaseInside, worker_count: int) -> list[Line]:
    """Return the lines of the claims: cause, amount, remark, and whose it is."""
    names = {each.party_id: each.name for each in inside.claimants}
    rest = _whose_rest(inside.claimants, worker_count)
    return [
        (
            label(Cause(each.cause)),
            each.amount,
            each.note,
            rest if each.party_id is None else names.get(each.party_id, ""),
        )
        for each in inside.claims
    ]


def _whose_rest(claimants: tuple[Claimant, ...], worker_count: int) -> str:
    """Return whose the claims are that name nobody; empty while there is nobody to tell apart."""
    if not claimants:
        return ""
    without = [each.name for each in claimants if not each.has_own]
    if not without or len(without) == len(claimants):
        return WHOLE_CASE
    count = worker_count - (len(claimants) - len(without))
    if count > len(without) or len(without) > _MOST_NAMES:
        return MANY_WORKERS.format(name=without[0], count=max(count, len(without)))
    return "、".join(without)

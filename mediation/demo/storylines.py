"""The table of storylines: which acts, how many workdays apart, and how many cases end so.

A line is counted back from its last act, which falls on each of the given workdays before the
last workday of the demonstration.  So a time limit that is to be late today is late whenever the
demonstration is loaded, and festivals in between move the earlier acts and not the last one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mediation.demo import acts, arrivals, elsewhere, settling, telephone
from mediation.demo.story import Story

Act = Callable[[Story], None]
Beat = tuple[Act, int]


@dataclass(frozen=True, slots=True)
class Storyline:
    """One way in which a matter runs, told once for each of `ends`.

    A beat is an act and the workdays since the act before.  `owed` are days of payment, counted
    in workdays from the last day of the demonstration; `promised` from the seal of the agreement.
    """

    beats: tuple[Beat, ...]
    ends: tuple[int, ...]
    owed: tuple[int, ...] = ()
    promised: tuple[int, ...] = ()
    meets_after: int = 2
    workers: int = 1
    knew_days_ago: int = 0
    is_urgent: bool = False


def spread(count: int, first: int, last: int) -> tuple[int, ...]:
    """Return so many workdays, evenly from the first to the last."""
    return tuple(first + (last - first) * each // max(1, count - 1) for each in range(count))


LOGGED = ((arrivals.log, 0),)
WAITS = ((arrivals.log_for_later, 0),)
WRITTEN = ((arrivals.write_in, 0),)
TAKEN = (*LOGGED, (acts.accept, 2))
CALLED = (*TAKEN, (acts.note_call, 0), (settling.call, 1))
MET = (*CALLED, (settling.hold, 2))
DRAFTED = (*MET, (settling.draft, 1))
FINAL = (*DRAFTED, (settling.finalise, 0))
SIGNED = (*FINAL, (settling.sign, 1))
SEALED = (*SIGNED, (settling.seal, 1))
BY_TELEPHONE = (
    *TAKEN,
    (acts.note_call, 1),
    (settling.draft, 2),
    (settling.finalise, 0),
    (settling.sign, 1),
    (settling.seal, 0),
    (settling.pay, 3),
    (acts.close_performed, 1),
)
PAID = (*SEALED, (settling.pay, 4), (acts.close_performed, 1))
PAID_TWICE = (*SEALED, (settling.pay, 5), (acts.note_call, 9), (settling.pay, 1))
APART = (*CALLED, (settling.hold_apart, 2), (acts.fail, 1))
WITHDRAWN = (*TAKEN, (acts.withdraw, 3))
DECLINED = (*LOGGED, (acts.decline, 2))
REPORTED = ((arrivals.report, 0), (arrivals.triage, 1))
DELEGATED = ((arrivals.delegate, 0), (arrivals.triage, 1), (acts.accept, 1))

_WAITING = (
    Storyline(((arrivals.report, 0),), (1, 1, 2), workers=18, is_urgent=True),
    Storyline(((arrivals.delegate, 0),), (1, 3)),
    Storyline(((arrivals.hand_in, 0),), (1, 2, 4)),
    Storyline(((arrivals.log_for_later, 0), (acts.note_visit, 0)), (2, 6, 9)),
    Storyline(((arrivals.log_for_later, 0),), (3,), knew_days_ago=345),
    Storyline((*WRITTEN, (acts.answer, 3)), (4,), knew_days_ago=318),
    Storyline(((arrivals.consult, 0),), spread(6, 1, 230)),
    Storyline(
        ((arrivals.log_for_later, 0), (acts.note_call, 1), (acts.close_advised, 1)),
        spread(4, 6, 220),
    ),
    Storyline(((arrivals.log_for_later, 0), (acts.close_private, 3)), (14, 96)),
)
_APPLIED = (
    Storyline(LOGGED, (1, 2, 3, 4, 5)),
    Storyline(((telephone.agent_rings, 0),), (1, 3)),
    Storyline(REPORTED, (1,), workers=6),
    Storyline(((arrivals.delegate, 0), (arrivals.triage, 1)), (2,)),
    Storyline(DECLINED, (1, 3)),
    Storyline((*DECLINED, (acts.close_declined, 1)), spread(4, 4, 236)),
)
_TALKING = (
    Storyline((*TAKEN, (telephone.promise_call, 0)), (1,)),
    Storyline((*TAKEN, (acts.note_internal, 0)), (2, 4, 6, 7, 8, 9, 10)),
    Storyline((*TAKEN, (telephone.promise_call, 0), (telephone.call_back, 1)), (11, 12)),
    Storyline((*TAKEN, (telephone.agent_comes, 0)), (14,)),
    Storyline((*TAKEN, (acts.assign_lawyer, 0), (acts.note_lawyer, 1)), (2, 4, 7)),
    Storyline((*TAKEN, (acts.correct, 1), (acts.unmask, 0)), (3,), workers=26, is_urgent=True),
    Storyline(CALLED, (1,), meets_after=1),
    Storyline(CALLED, (1, 2), meets_after=3),
    Storyline(CALLED, (2,), meets_after=1),
    Storyline((*CALLED, (settling.cancel, 1), (settling.call, 0)), (1,), meets_after=4),
    Storyline((*MET, (acts.note_caucus, 0)), (1, 3)),
    Storyline((*CALLED, (settling.hold_adjourned, 3), (acts.extend, 2)), (1, 7)),
    Storyline((*DELEGATED, (settling.call, 1), (settling.hold, 2)), (2,)),
)
_AGREEING = (
    Storyline((*DRAFTED, (acts.note_message, 0)), (1, 1, 3), owed=(9,)),
    Storyline((*FINAL, (settling.redraft, 1)), (2,), owed=(12,)),
    Storyline(FINAL, (1, 2), owed=(8, 28)),
    Storyline((*FINAL, (settling.sign_worker, 1)), (1,), owed=(10,)),
    Storyline(SIGNED, (1, 1, 2), owed=(11,)),
)
_PERFORMING = (
    Storyline(SEALED, (1, 4), owed=(5, 26)),
    Storyline((*SEALED, (acts.note_internal, 0)), (6, 7), owed=(0, 22)),
    Storyline(SEALED, (9, 10), owed=(3,)),
    Storyline(SEALED, (19, 21), owed=(-2, 15)),
    Storyline((*SEALED, (acts.note_call, 12), (telephone.employer_rings, 0)), (8,), owed=(-5,)),
    Storyline((*SEALED, (settling.pay, 5)), (2, 6), owed=(12,)),
    Storyline((*SEALED, (settling.pay_part, 9)), (3,), owed=(-1, 20)),
    Storyline((*SEALED, (acts.assign_lawyer, 2), (acts.note_lawyer, 1)), (5,), owed=(-7,)),
    Storyline((*PAID, (acts.follow_again, 8)), (3,)),
)
_ENDED = (
    Storyline((*SEALED, (acts.note_message, 2), *PAID[-2:]), spread(4, 2, 216)),
    Storyline(BY_TELEPHONE, spread(5, 16, 242)),
    Storyline((*PAID_TWICE, (acts.close_performed, 1)), spread(5, 3, 190)),
    Storyline((*DELEGATED, *BY_TELEPHONE[2:]), (11, 150)),
    Storyline((*DELEGATED, (acts.fail, 6), (acts.close_failed, 1)), (60,)),
    Storyline((*REPORTED, *BY_TELEPHONE[1:]), (9, 74), workers=12, is_urgent=True),
    Storyline((*SEALED[:2], (acts.assign_lawyer, 0), *SEALED[2:], *PAID[-2:]), (7, 52)),
    Storyline((*SEALED, (acts.close_defaulted, 24)), (40, 130), promised=(8,)),
    Storyline((*SEALED, (settling.pay, 4), (acts.close_partly, 25)), (20,), promised=(12,)),
    Storyline(APART, (1, 3)),
    Storyline((*TAKEN, (acts.note_call, 3), (acts.fail_expired, 9)), (2,)),
    Storyline((*APART, (acts.close_failed, 1)), spread(6, 4, 240)),
    Storyline((*APART, (acts.close_failed, 1), (acts.resume, 12)), (2,)),
    Storyline(WITHDRAWN, (1, 2)),
    Storyline((*WITHDRAWN, (acts.close_withdrawn, 1)), spread(4, 5, 225)),
)
_ELSEWHERE = (
    Storyline((*WAITS, (elsewhere.refer_out, 1)), (3, 16)),
    Storyline((*WAITS, (elsewhere.refer_out, 2), (elsewhere.hear_back, 6)), (4,)),
    Storyline(
        (
            *WRITTEN,
            (acts.answer, 1),
            (elsewhere.refer_out, 1),
            (elsewhere.hear_back, 6),
            (acts.close_referred, 1),
        ),
        (30,),
    ),
    Storyline((*WRITTEN, (elsewhere.accept_petition, 3), (elsewhere.come_again, 4)), (5,)),
    Storyline((*WRITTEN, (elsewhere.accept_petition, 2), (elsewhere.decide_petition, 20)), (6,)),
    Storyline(((arrivals.hand_down, 0),), (13,)),
    Storyline(((arrivals.hand_down, 0), (elsewhere.reply_orders, 4)), (2, 45)),
    Storyline(((arrivals.hand_down, 0), (elsewhere.reply_orders, 15)), (8,)),
)

_CALLED_BACK = (
    Storyline(((telephone.ring_and_wait, 0),), (1,)),
    Storyline(((telephone.ring_and_wait_a_day, 0),), (1,)),
)

STORYLINES = (
    *_WAITING,
    *_APPLIED,
    *_TALKING,
    *_AGREEING,
    *_PERFORMING,
    *_ENDED,
    *_ELSEWHERE,
    *_CALLED_BACK,
)

"""The postman: takes letters on a lease, hands them over, records what came of it.

Nothing is sent while a transaction is open.  Just before the final dot the postman notes that it
comes; if this process dies after the note, the letter counts as perhaps delivered and is repeated
at most once, under the same Message-ID.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import structlog

from mediation.basics import clock
from mediation.gate.upkeep import upkeep
from mediation.mail import letters
from mediation.mail.message import Cover, compose
from mediation.mail.occasion import Occasion
from mediation.mail.transport import Result, Stage, StepTaken
from mediation.models import handover
from mediation.models.handover import ClaimedLetter, HandedOver
from mediation.rules.outbox import LetterState

Conversation = Callable[[EmailMessage, str], Iterator[StepTaken]]

_log = structlog.get_logger("mediation.post")
_BECOMES = {
    Result.DELIVERED: LetterState.SENT,
    Result.REFUSED: LetterState.DEAD,
    Result.DEFERRED: LetterState.RETRY,
    Result.UNKNOWN: LetterState.UNKNOWN,
}
_WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Postman:
    """One pair of hands: how letters leave, from whom, with which address in them."""

    converse: Conversation
    sender: str
    base_url: str
    worker: str
    clock_is_real: bool = True

    def deliver_due(self) -> int:
        """Deliver, one after another, the letters whose hour has come; return how many."""
        delivered = 0
        while claimed := self._claim():
            self._deliver(claimed)
            delivered += 1
        return delivered

    def _claim(self) -> ClaimedLetter | None:
        now, is_real = clock.now(), self.clock_is_real
        if not handover.is_any_waiting(now, clock_is_real=is_real):
            return None
        site = self.sender.rpartition("@")[2]
        with upkeep():
            return handover.claim(now, self.worker, site, clock_is_real=is_real)

    def _deliver(self, claimed: ClaimedLetter) -> None:
        try:
            outcome = self._hand_over(claimed)
        except Exception as fault:  # noqa: BLE001 - the postman records what it caught
            outcome = HandedOver(LetterState.RETRY, _WRITING, None, type(fault).__name__)
        if outcome is None:
            return
        with upkeep():
            state = handover.record(claimed.id, self.worker, outcome, clock.now())
        _log.info(
            "letter",
            letter=claimed.public_id,
            kind=claimed.kind,
            state=state.value if state else "lease_lost",
            stage=outcome.stage,
            code=outcome.code,
        )

    def _hand_over(self, claimed: ClaimedLetter) -> HandedOver | None:
        if not claimed.address:
            return HandedOver(LetterState.DEAD, Stage.RCPT.value, None, "no address")
        last: StepTaken | None = None
        for last in self.converse(self._message(claimed), claimed.address):
            if last.stage is Stage.DATA and last.result is Result.PASSED:
                with upkeep():
                    is_mine = handover.mark_handing_over(claimed.id, self.worker, clock.now())
                if not is_mine:
                    return None
        if last is None:
            return HandedOver(LetterState.RETRY, Stage.CONNECT.value, None, "")
        return HandedOver(_BECOMES[last.result], last.stage.value, last.code, last.reply)

    def _message(self, claimed: ClaimedLetter) -> EmailMessage:
        now = clock.now()
        letter = letters.written(
            claimed.kind, claimed.facts, Occasion(now, claimed.due_at, self.base_url)
        )
        cover = Cover(self.sender, claimed.address, claimed.message_id, now, claimed.in_reply_to)
        return compose(letter, cover)

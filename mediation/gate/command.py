"""A command: permission, one reading of the clock, one transaction, one audit row.

A verb is written as `def accept(work, case, …)` and called by the doors as `accept(actor, case,
…)`; the decorator makes the exchange, so nobody reaches a verb without passing here.  The
function given as `on` says how the actor stands to the object; it locks the object for the rest
of the transaction and answers `NotFound` for what is out of sight.

A refused permission is recorded too, in a transaction of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from mediation.basics import clock
from mediation.basics.errors import Conflict, NotAllowed
from mediation.basics.ids import is_public_id
from mediation.models import audit, case, case_text, draft, receipt, transaction
from mediation.rules.permissions import Action, Actor, Role, Standing, must, office

P = ParamSpec("P")
R = TypeVar("R")

Stand = Callable[..., Standing]


@dataclass(slots=True)
class Work:
    """One command under way: who acts, when, and on what."""

    actor: Actor
    action: Action
    now: datetime
    standing: Standing
    reason: str = ""
    others: list[Standing] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The calendar day of the command."""
        return clock.day_of(self.now)

    @property
    def user_id(self) -> int:
        """The key of the person who acts; the watch has none and may not come here."""
        return _given(self.actor.user_id)

    @property
    def district_id(self) -> int:
        """The district in which the actor works."""
        return _given(self.actor.district_id)

    @property
    def organisation_id(self) -> int:
        """The body in which the actor works."""
        return _given(self.actor.organisation_id)

    def about(
        self, kind: str, public_id: str, case_id: int | None = None, district_id: int | None = None
    ) -> None:
        """Say what the act is about when the verb has just made it."""
        self.standing = replace(
            self.standing,
            subject_kind=kind,
            subject_id=public_id,
            case_id=self.standing.case_id if case_id is None else case_id,
            district_id=self.standing.district_id if district_id is None else district_id,
        )

    def also_about(self, other: Standing) -> None:
        """Say that a second case is changed too: its version rises and its own trail tells it."""
        self.others.append(other)

    def because(self, reason: str) -> None:
        """Keep the reason that the actor gave beside the audit row."""
        self.reason = reason


def command(
    action: Action, *, on: Stand | None = None, once: bool = True
) -> Callable[[Callable[Concatenate[Work, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Turn a verb into a command that needs this action on the object that `on` finds.

    The same form sent again gets the first answer; with `once` off the verb runs and is recorded
    each time, and its answer is stored nowhere.
    """

    def around(verb: Callable[Concatenate[Work, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(verb)
        def guarded(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            if not once:
                actor = replace(actor, origin=replace(actor.origin, form_key=""))
            try:
                try:
                    return _carry_out(actor, action, on, verb, args, kwargs)
                except receipt.Raced:
                    return _carry_out(actor, action, on, verb, args, kwargs)
            except receipt.AlreadyDone as repeat:
                return repeat.answer  # type: ignore[return-value] # the first answer of this verb
            except NotAllowed as refusal:
                _record_refusal(actor, action, refusal)
                raise

        return guarded  # type: ignore[return-value] # ParamSpec and a variable tuple of arguments

    return around


def _carry_out(
    actor: Actor,
    action: Action,
    on: Stand | None,
    verb: Callable[..., R],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> R:
    now = clock.now()
    with transaction.writing(), audit.recording() as changes:
        origin = actor.origin
        if origin.form_key and actor.user_id is not None:
            receipt.claim(actor.user_id, origin.form_key, origin.form_digest, now)
        standing = office(actor) if on is None else on(actor, args[0])
        _must(actor, action, standing)
        if None not in (origin.form_version, standing.version):
            _refuse_stale(origin.form_version, standing)
        work = Work(actor, action, now, standing)
        answer = verb(work, *args, **kwargs)
        _close_books(work, changes, answer)
    return answer


def _given(key: int | None) -> int:
    if key is None:
        raise NotAllowed("permission.not_allowed")
    return key


def _must(actor: Actor, action: Action, standing: Standing) -> None:
    try:
        must(actor, action, standing)
    except NotAllowed as refusal:
        refusal.facts["standing"] = standing
        raise


def _refuse_stale(form_version: int | None, standing: Standing) -> None:
    if form_version != standing.version:
        raise Conflict(
            "case.changed_since",
            case_id=standing.case_id,
            opened=form_version,
            version=standing.version,
        )


def _close_books(work: Work, changes: list[dict[str, Any]], answer: object) -> None:
    """Write the version, the audit row and the receipt; the draft of the form is done with."""
    transaction.flush()
    standing, origin = work.standing, work.actor.origin
    if not changes and Role.WATCH in work.actor.roles:
        return
    version = _raise_version(standing.case_id) if changes else None
    audit.write(_act(work, version), changes)
    for other in work.others:
        told = replace(work, standing=other)
        raised = _raise_version(other.case_id)
        audit.write(_act(told, raised), [each for each in changes if _concerns(each, other)])
    if origin.form_key and work.actor.user_id is not None:
        made = answer if isinstance(answer, str) and is_public_id(answer) else None
        receipt.answer(work.actor.user_id, origin.form_key, made)
        draft.forget(work.actor.user_id, origin.form_key)


def _raise_version(case_id: int | None) -> int | None:
    if not case_id:
        return None
    case_text.follow(case_id)
    return case.next_version(case_id)


def _concerns(change: dict[str, Any], other: Standing) -> bool:
    """Tell whether a written row is the other case, or came to it or left it."""
    fields = change["fields"]
    keys = (*fields.get("case_id", ()), *fields.get("other_id", ()))
    return change["key"] == other.subject_id or other.case_id in keys


def _act(work: Work, version: int | None, result: str = "done") -> audit.Act:
    standing = work.standing
    return audit.Act(
        at=work.now,
        actor=work.actor,
        action=work.action.value,
        subject_kind=standing.subject_kind,
        subject_id=standing.subject_id,
        district_id=standing.district_id or work.actor.district_id,
        case_id=standing.case_id,
        case_version=version,
        result=result,
        reason=work.reason,
    )


def _record_refusal(actor: Actor, action: Action, refusal: NotAllowed) -> None:
    standing = refusal.facts.pop("standing", None)
    if not isinstance(standing, Standing):
        standing = office(actor)
    with transaction.writing():
        audit.write(_act(Work(actor, action, clock.now(), standing), None, "refused"), [])

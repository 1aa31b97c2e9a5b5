"""The quick form of intake, and the form of triage."""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics.errors import Problem
from mediation.basics.ids import is_public_id
from mediation.rules.caller import CallerRole, named
from mediation.rules.causes import QuickCause
from mediation.rules.channel import OWES_AN_ANSWER
from mediation.rules.intake import Channel, Employment, NextAct, QuickIntake, Triage, UrgentFlag
from mediation.rules.joining import KnownAs, KnownCase
from mediation.rules.party import IdKind
from mediation.schemas import channel as channels
from mediation.schemas.channel import ChannelFields
from mediation.schemas.fields import (
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Mobile,
    Moment,
    PublicId,
    Text,
    WholeNumber,
    Yuan,
    refusal,
)
from mediation.schemas.form import Form
from mediation.schemas.identity import ResidentId

_MOST_WORKERS = 20_000


class Known(Field[KnownCase]):
    """An earlier case that was chosen while typing, and what the call is to it: `join-…`."""

    def value_of(self, written: Any) -> KnownCase:
        """Return the choice; whether such a case is in sight is asked by the verb."""
        how, _, public_id = str(written).partition("-")
        if how not in set(KnownAs) or not is_public_id(public_id):
            raise refusal("form.not_a_choice")
        return KnownCase(KnownAs(how), public_id)


class IntakeForm(ChannelFields[QuickIntake]):
    """What a mediator notes during a call; a consultation needs only its question."""

    channel = Choice(Channel)
    received_on = Day()
    mobile = Mobile(required=False, landline=True)
    applicant = Text(60, required=False)
    caller_role = Choice(CallerRole, unsaid=CallerRole.WORKER)
    worker_name = Text(60, required=False)
    employer = Text(120, required=False)
    town_code = Text(9, required=False)
    causes = Choices(QuickCause, required=False)
    worker_count = WholeNumber(1, _MOST_WORKERS)
    amount = Yuan(required=False)
    urgent = Choices(UrgentFlag, required=False)
    request = LongText(500)
    next_act = Choice(NextAct)
    call_back_at = Moment(required=False)
    id_kind = Choice(IdKind, unsaid=IdKind.RESIDENT_ID)
    id_number = ResidentId(required=False)
    id_reason = Text(200, required=False)
    address = Text(200, required=False)
    employment = Choice(Employment)
    employment_ended_on = Day(required=False)
    knew_on = Day(required=False)
    outside_number = Text(60, required=False)

    known = Known(required=False)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """A case needs its people and its cause; an ended employment needs its day."""
        joins = fields["known"] is not None and fields["known"].how is KnownAs.JOIN
        if joins and fields["next_act"] is NextAct.CONSULTATION:
            yield "next_act", Problem("joining.not_a_consultation")
        if fields["next_act"] is not NextAct.CONSULTATION:
            for name in _needed(fields["caller_role"], joins=joins):
                if not fields[name]:
                    yield name, Problem("form.required", {"field": name})
            if not fields["causes"]:
                yield "causes", Problem("form.not_chosen", {"field": "causes"})
        if fields["employment"] is Employment.ENDED and fields["employment_ended_on"] is None:
            name = "employment_ended_on"
            yield name, Problem("form.required", {"field": name})
        if fields["next_act"] is NextAct.CONSULTATION and fields["channel"] in OWES_AN_ANSWER:
            yield "next_act", Problem("channel.owes_an_answer", {"channel": fields["channel"]})
        yield from self.check_channel(fields)

    @staticmethod
    def makes(**fields: Any) -> QuickIntake:
        """Fold the fields of the channel into one value, and tell the caller from the worker."""
        roles = [fields.pop(name) for name in ("caller_role", "applicant", "worker_name")]
        told = named(*roles)
        came_by = channels.taken(fields)
        if fields["next_act"] is not NextAct.CALL_BACK:
            fields["call_back_at"] = None
        return QuickIntake(came_by=came_by, caller=told.caller, applicant=told.worker, **fields)


def _needed(role: CallerRole, *, joins: bool) -> Iterator[str]:
    """Yield whose names a case needs: the caller, the worker if another, the employer."""
    yield "applicant"
    if role is not CallerRole.WORKER:
        yield "worker_name"
    if not joins:
        yield "employer"


class TriageForm(Form[Triage]):
    """Where a matter goes, and from which day."""

    makes = Triage
    applied_on = Day()
    body_public_id = PublicId()
    handler_public_id = PublicId(required=False)

"""How a dispute is settled in a story: the meeting, the agreement, what is paid.

Rooms and people are booked for real, so a meeting takes the next free hour of its day.
"""

from collections.abc import Iterator
from datetime import date

from mediation.basics import clock
from mediation.basics.errors import Conflict
from mediation.basics.money import Money
from mediation.casework import agreement, handling, meeting, party, performance
from mediation.demo import texts
from mediation.demo.story import Story
from mediation.models import agreement as agreements
from mediation.models import case, claim, proceeding
from mediation.models import meeting as meetings
from mediation.models import party as parties
from mediation.models.agreement import ObligationFacts
from mediation.models.case import CaseFacts
from mediation.rules.agreement import AgreementDraft, Sealing, Signing, Term, who_must_sign
from mediation.rules.causes import Cause
from mediation.rules.handling import ClaimLine, ClaimsSplit
from mediation.rules.meeting import MeetingCall, MeetingResult, MinutesOfMeeting, Seat, Side, Way
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.performance import Performance

_HOURS = ((9, 30), (10, 45), (14, 30), (15, 45), (8, 30), (13, 30))
_MINUTES_LONG = 60
_HUMAN_RESOURCES = ("潘映山", "侯谷雨")
_EMPLOYERS_SIDE = ("孔南乔", "段秋实")


def call(story: Story) -> None:
    """Call a meeting on the day that the plan foresees, at the first free hour."""
    day = story.meeting_days.pop(0)
    for count, (hour, minute) in enumerate(_HOURS):
        try:
            planned = _call(story, day, hour, minute)
            story.meeting_id = meeting.call_meeting(story.mediator, story.case_id, planned)
        except Conflict:
            if count + 1 == len(_HOURS):
                raise
        else:
            return


def hold(story: Story) -> None:
    """Write the minutes of a meeting that ended well."""
    _hold(story, MeetingResult.AGREED)


def hold_apart(story: Story) -> None:
    """Write the minutes of a meeting that ended without an agreement."""
    _hold(story, MeetingResult.NOT_AGREED)


def hold_adjourned(story: Story) -> None:
    """Write the minutes of a meeting that will go on another day."""
    _hold(story, MeetingResult.ADJOURNED)


def cancel(story: Story) -> None:
    """Cancel the meeting that was called."""
    meeting.cancel_meeting(story.mediator, story.case_id, story.meeting_id, "被申请人申请改期。")


def draft(story: Story) -> None:
    """Draft what both sides came to; the days of payment are those of the plan."""
    agreement.draft(story.mediator, story.case_id, _terms(story))


def finalise(story: Story) -> None:
    """Complete the parties, divide the claims and make the agreement final."""
    matter = case.of_public_id(story.case_id)
    _complete_employer(story, matter)
    if claim.count_unsplit(matter.id):
        _split(story, matter)
    agreement.finalise(story.mediator, story.case_id)


def redraft(story: Story) -> None:
    """Open a new edition, because the employer wants another day."""
    agreement.redraft(story.mediator, story.case_id, "被申请人请求调整付款日期。")


def sign(story: Story) -> None:
    """Take every signature."""
    _sign(story, _signers(story))


def sign_worker(story: Story) -> None:
    """Take the worker's signature alone."""
    _sign(story, _signers(story)[:1])


def seal(story: Story) -> None:
    """Set the seal of the body."""
    agreement.seal(story.supervisor, story.case_id, Sealing(clock.today()))


def pay(story: Story) -> None:
    """Record that the next item was paid in full."""
    owed = next(_owed(story))
    _record(story, owed, owed.amount, "银行转账，已核对回单。")


def pay_part(story: Story) -> None:
    """Record that about half of the next item was paid."""
    owed = next(_owed(story))
    half = Money((owed.amount or Money(0)).fen // 200 * 100)
    _record(story, owed, half, "先付一部分，余款尽快补足。")


def _call(story: Story, day: date, hour: int, minute: int) -> MeetingCall:
    rooms = meetings.rooms_of(case.of_public_id(story.case_id).body_id)
    room = story.chance.choice(rooms).public_id if rooms else ""
    return MeetingCall(
        starts_at=clock.at(day, hour, minute),
        minutes_long=_MINUTES_LONG,
        way=Way.ON_SITE,
        room_public_id=room,
        place="" if room else "诉调对接工作室",
        seats=(
            Seat(Side.HUMAN_RESOURCES, story.chance.choice(_HUMAN_RESOURCES)),
            Seat(Side.UNION, story.mediator.name, story.mediator.public_id),
            Seat(Side.EMPLOYERS, story.chance.choice(_EMPLOYERS_SIDE)),
        ),
    )


def _hold(story: Story, result: MeetingResult) -> None:
    chance = story.chance
    minutes = MinutesOfMeeting(
        texts.PRESENT, chance.choice(texts.MINUTES), chance.choice(texts.UNDISPUTED), result
    )
    meeting.hold_meeting(story.mediator, story.case_id, story.meeting_id, minutes)


def _terms(story: Story) -> AgreementDraft:
    chance, days = story.chance, sorted(story.due_days)
    total = story.amount.fen // 100 * chance.randint(60, 95) // 100 // 10 * 10
    share = total // len(days) // 10 * 10
    parts = [share] * (len(days) - 1) + [total - share * (len(days) - 1)]
    topic = texts.TOPICS[story.causes[0]]
    return AgreementDraft(
        facts=chance.choice(texts.FACTS).format(job=story.job, topic=topic),
        disputed=chance.choice(texts.DISPUTED),
        default_consequence=chance.choice(texts.CONSEQUENCES),
        other_terms=chance.choice(texts.OTHER_TERMS),
        total=Money(total * 100),
        copies=3,
        terms=tuple(
            Term(
                payee=story.worker.name,
                what=f"支付{topic}{part}",
                cause=story.causes[0].cause,
                amount=Money(yuan * 100),
                due_on=day,
                method="银行转账",
                account=f"0000{chance.randrange(10**12):012d}",
            )
            for day, yuan, part in zip(days, parts, _names_of_parts(len(days)), strict=True)
        ),
    )


def _names_of_parts(count: int) -> tuple[str, ...]:
    return ("",) if count == 1 else tuple(f"（第{each}期）" for each in range(1, count + 1))


def _complete_employer(story: Story, matter: CaseFacts) -> None:
    employer = next(each for each in parties.of_case(matter.id) if each.is_employer)
    entry = PartyEntry(
        public_id=employer.public_id,
        role=PartyRole.RESPONDENT,
        is_employer=True,
        name=employer.name,
        reason="按营业执照补全单位信息。",
        credit_code=story.employer.credit_code,
        office_address=story.employer.address,
        legal_representative=story.employer.legal_representative,
        representative_post="总经理",
    )
    party.write_party(story.mediator, story.case_id, entry)


def _split(story: Story, matter: CaseFacts) -> None:
    """Give each cause its share of the total; the last one takes what is left."""
    causes = [Cause(each.value) for each in story.causes]
    share = Money(story.amount.fen // len(causes) // 100 * 100)
    lines = [ClaimLine(each, share, "") for each in causes[:-1]]
    rest = story.amount - Money(share.fen * len(lines))
    split = ClaimsSplit((*lines, ClaimLine(causes[-1], rest, "")), "调解会上逐项确认。")
    handling.split_claims(story.mediator, matter.public_id, split)


def _signers(story: Story) -> tuple[str, ...]:
    matter = case.of_public_id(story.case_id)
    sides = [(each.id, each.public_id, each.role, each.name) for each in parties.of_case(matter.id)]
    return tuple(each.key for each in who_must_sign(sides, story.mediator.name))


def _sign(story: Story, keys: tuple[str, ...]) -> None:
    agreement.sign(story.mediator, story.case_id, Signing(keys, clock.today()))


def _owed(story: Story) -> Iterator[ObligationFacts]:
    matter = case.of_public_id(story.case_id)
    settled = agreements.find_latest(proceeding.find_leading(matter.id).id)
    return (each for each in settled.obligations if not each.is_performed)


def _record(story: Story, owed: ObligationFacts, amount: Money | None, note: str) -> None:
    performed = Performance(clock.today(), amount, note)
    performance.record_performance(story.mediator, story.case_id, owed.public_id, performed)

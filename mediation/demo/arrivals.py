"""How matters come in: logged by a mediator, reported from a town, delegated by the court.

Each act calls a real verb at the instant at which the clock is held; from then on the story knows
the public id of its case.
"""

from datetime import timedelta

from mediation.basics import clock
from mediation.casework import intake
from mediation.demo import texts
from mediation.demo.story import Story
from mediation.demo.workers import ID_REASON
from mediation.models import outreach
from mediation.rules.came_by import CameBy, PetitionKind
from mediation.rules.causes import QuickCause
from mediation.rules.channel import OWES_AN_ANSWER
from mediation.rules.hotline_order import IssuingLevel, OrderEntry, OrderSource
from mediation.rules.intake import Channel, Employment, NextAct, QuickIntake, Triage
from mediation.rules.permissions import Actor
from mediation.rules.referral import OtherBody, ReferralIn, TransferKind

_LEVELS = (IssuingLevel.PROVINCE, IssuingLevel.CITY)


def log(story: Story) -> None:
    """Log the matter and open its mediation at once."""
    story.case_id = intake.log_intake(story.mediator, quick(story, NextAct.MEDIATE))


def log_for_later(story: Story) -> None:
    """Log the matter and leave open what comes next."""
    story.case_id = intake.log_intake(story.mediator, quick(story, NextAct.LATER))


def hand_in(story: Story) -> None:
    """Log, as a supervisor, what came from outside; nobody handles it yet."""
    story.case_id = intake.log_intake(story.supervisor, quick(story, NextAct.LATER))


def write_in(story: Story) -> None:
    """Log a letter, which is a petition whatever becomes of it."""
    story.channel = Channel.LETTER
    log_for_later(story)


def hand_down(story: Story) -> None:
    """Log, as a supervisor, an order that a hotline handed down."""
    story.channel = Channel.HOTLINE_ORDER
    hand_in(story)


def consult(story: Story) -> None:
    """Answer a question at the desk of the mediator or of a lawyer."""
    if story.channel in OWES_AN_ANSWER:
        story.channel = Channel.CALL
    plan = quick(story, NextAct.CONSULTATION, story.chance.choice(texts.QUESTIONS))
    at_desk = story.chance.choice((story.mediator, story.mediator, story.cast.lawyers[0]))
    story.case_id = intake.log_consultation(at_desk, plan)


def report(story: Story) -> None:
    """Report a sign of trouble from the town."""
    sign = story.said(story.chance.choice(texts.SIGNS))
    liaison = _liaison_of(story)
    story.case_id = intake.report_sign(liaison, quick(story, NextAct.LATER, sign))


def delegate(story: Story) -> None:
    """Delegate a matter from the court before it is filed."""
    story.case_id = intake.delegate(story.cast.court, quick(story, NextAct.LATER))


def triage(story: Story) -> None:
    """Send a waiting matter to the centre; the studio's mediator leads what the court has sent."""
    if story.channel is Channel.COURT:
        story.mediator = story.cast.studio_mediator
    decision = Triage(clock.today(), story.cast.centre, story.mediator.public_id)
    intake.triage(story.supervisor, story.case_id, decision)


def quick(story: Story, next_act: NextAct, request: str = "") -> QuickIntake:
    """Return the intake of a story as somebody would type it."""
    today, worker = clock.today(), story.worker
    is_consultation = next_act is NextAct.CONSULTATION
    has_ended = QuickCause.TERMINATION in story.causes or story.chance.random() < 0.4
    number = story.chance.randint(100, 999)
    ended_on = today - timedelta(days=story.chance.randint(5, 50)) if has_ended else None
    return QuickIntake(
        channel=story.channel,
        received_on=today,
        request=request or story.said(story.chance.choice(texts.REQUESTS[story.causes[0]])),
        next_act=next_act,
        mobile=worker.mobile,
        applicant=worker.name,
        employer="" if is_consultation else story.employer.name,
        town_code=story.employer.town_code,
        causes=story.causes,
        worker_count=story.workers,
        amount=None if is_consultation else story.amount,
        urgent=story.urgent,
        id_number="" if is_consultation else worker.id_number,
        id_reason="" if is_consultation else ID_REASON,
        address="" if is_consultation else worker.address,
        employment=Employment.ENDED if has_ended else Employment.UNKNOWN,
        employment_ended_on=ended_on,
        knew_on=today - timedelta(days=story.knew_days_ago),
        outside_number=f"（示例）诉前调{number}号" if story.channel is Channel.COURT else "",
        came_by=_came_by(story, number),
    )


def _came_by(story: Story, number: int) -> CameBy:
    """Return what the channel brings; no number under which another body keeps it can be real."""
    today = clock.today()
    match story.channel:
        case Channel.VISIT:
            return CameBy(min(story.workers, 5), PetitionKind.APPEAL)
        case Channel.LETTER:
            return CameBy(letter_on=today - timedelta(days=4), petition_kind=PetitionKind.APPEAL)
        case Channel.HOTLINE_ORDER:
            sources = (OrderSource.HOTLINE_12351, OrderSource.WORKERS_ONLINE)
            source, level = story.chance.choice(sources), story.chance.choice(_LEVELS)
            due_on = today + timedelta(days=15)
            written = f"示例工单-{today:%y%m%d}-{number}"
            return CameBy(order=OrderEntry(source, level, written, today, due_on=due_on))
        case Channel.ARBITRATION:
            commission = "番禺区劳动人事争议仲裁委员会"
            kind = TransferKind.BEFORE_ACCEPTANCE
            sent = (f"（示例）仲转{number}号", today - timedelta(days=2), kind)
            return CameBy(referral=ReferralIn(OtherBody.ARBITRATION, commission, *sent))
        case Channel.REFERRAL:
            written, office = f"（示例）转办{number}号", "番禺区信访局"
            body, sent_on = OtherBody.PETITION_OFFICE, today - timedelta(days=1)
            return CameBy(referral=ReferralIn(body, office, written, sent_on))
        case Channel.EVENT:
            return CameBy(event_public_id=outreach.latest(story.mediator)[0].public_id)
        case _:
            return CameBy()


def _liaison_of(story: Story) -> Actor:
    key = story.cast.town_keys[story.employer.town_code]
    near = [each for each in story.cast.liaisons if key in each.town_ids]
    return near[0] if near else story.cast.liaisons[0]

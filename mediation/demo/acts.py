"""What people do with a case on its way, besides meeting and settling: accept, note, end, reopen.

Each act calls one or two real verbs at the instant at which the clock is held.
"""

from datetime import timedelta

from mediation.basics import clock
from mediation.casework import handling, petition, tripartite
from mediation.casework import party as parties
from mediation.demo import elsewhere, texts
from mediation.demo.story import Story
from mediation.models import case, deadline, party
from mediation.rules.handling import Assignment, Correction, NoteEntry, NoteKind
from mediation.rules.party import SealedField, Unmasking
from mediation.rules.petition import Telling, ToldHow
from mediation.rules.tripartite import (
    Acceptance,
    Closing,
    Dated,
    Ending,
    Extended,
    FailReason,
    Outcome,
)


def answer(story: Story) -> None:
    """Tell the petitioner in writing what happens with the matter."""
    text = story.chance.choice(texts.ANSWERED)
    telling = Telling(clock.today(), ToldHow.HANDED_OVER, text)
    petition.answer(story.mediator, story.case_id, telling)


def accept(story: Story) -> None:
    """Accept the application; both sides agreed today."""
    today = clock.today()
    tripartite.accept(story.mediator, story.case_id, Acceptance(today, today, today))


def decline(story: Story) -> None:
    """Decline the application for one of the reasons."""
    reason, note = story.chance.choice(list(texts.DECLINED.items()))
    tripartite.decline(story.mediator, story.case_id, Ending(clock.today(), reason, note))


def extend(story: Story) -> None:
    """Lengthen the period by some two weeks."""
    runs_to = deadline.find_running(case.of_public_id(story.case_id).id, "M4").due_on
    today = clock.today()
    longer = Extended(max(runs_to, today) + timedelta(days=12), today, today)
    tripartite.extend(story.mediator, story.case_id, longer)


def fail(story: Story) -> None:
    """End the mediation because the sides are too far apart."""
    _fail(story, FailReason.APART, texts.APART)


def fail_expired(story: Story) -> None:
    """End the mediation because its period is over."""
    _fail(story, FailReason.EXPIRED, texts.EXPIRED)


def withdraw(story: Story) -> None:
    """Take the application back for one of the reasons."""
    reason, note = story.chance.choice(list(texts.WITHDRAWN.items()))
    tripartite.withdraw(story.mediator, story.case_id, Ending(clock.today(), reason, note))


def assign_lawyer(story: Story) -> None:
    """Give the worker the lawyer whose account is published."""
    lawyer = story.cast.lawyers[0].public_id
    assignment = Assignment(
        story.mediator.public_id, lawyer, "职工申请工会法律援助，指派律师参与调解。"
    )
    handling.assign(story.supervisor, story.case_id, assignment)


def close_advised(story: Story) -> None:
    """Close a matter that needed only advice."""
    _close(story, Outcome.ADVISED, story.chance.choice(texts.ADVISED))


def close_private(story: Story) -> None:
    """Close a matter that both sides settled by themselves."""
    _close(story, Outcome.SETTLED_PRIVATELY, "双方自行和解，申请人确认已收到款项。")


def close_declined(story: Story) -> None:
    """Close a case that was not accepted."""
    _close(story, Outcome.DECLINED, "")


def close_failed(story: Story) -> None:
    """Close a case in which nothing was agreed."""
    _close(story, Outcome.NOT_SETTLED, "已告知申请人可以申请仲裁。")


def close_withdrawn(story: Story) -> None:
    """Close a case that was withdrawn."""
    _close(story, Outcome.WITHDRAWN, "")


def close_referred(story: Story) -> None:
    """Close a case with which another body goes on."""
    _close(story, Outcome.REFERRED, "对方已受理，已告知申请人。")


def close_performed(story: Story) -> None:
    """Close a case whose agreement was kept."""
    _close(story, Outcome.PERFORMED, story.chance.choice(texts.PERFORMED))


def close_partly(story: Story) -> None:
    """Close a case whose agreement was kept in part."""
    _close(story, Outcome.PARTLY_PERFORMED, "余款由申请人申请强制执行。")


def close_defaulted(story: Story) -> None:
    """Close a case whose agreement was not kept."""
    _close(story, Outcome.DEFAULTED, texts.DEFAULTED)


def resume(story: Story) -> None:
    """Open a closed case again and take up its application."""
    dated = Dated(clock.today(), texts.RESUMED)
    handling.reopen_case(story.supervisor, story.case_id, dated)
    tripartite.reopen(story.supervisor, story.case_id, dated)


def follow_again(story: Story) -> None:
    """Open a closed case again and follow its agreement."""
    dated = Dated(clock.today(), texts.REOPENED)
    handling.reopen_case(story.supervisor, story.case_id, dated)
    tripartite.reopen_performance(story.supervisor, story.case_id, dated)


def correct(story: Story) -> None:
    """Put the number of workers right."""
    matter = case.of_public_id(story.case_id)
    story.workers += 1
    correction = Correction(
        request=matter.request,
        worker_count=story.workers,
        town_code=story.employer.town_code,
        outside_number=matter.outside_number,
        urgent=story.urgent,
        reason="核对名单后人数有变。",
    )
    handling.correct(story.mediator, story.case_id, correction)


def unmask(story: Story) -> None:
    """Look at the worker's mobile in full, to call back."""
    people = party.of_case(case.of_public_id(story.case_id).id)
    applicant = next(each for each in people if not each.is_employer)
    wish = Unmasking(applicant.public_id, SealedField.MOBILE, "回访申请人。")
    parties.unmask(story.mediator, story.case_id, wish)


def note_call(story: Story) -> None:
    """Note a telephone call."""
    _note(story, NoteKind.CALL, texts.CALLS)


def note_visit(story: Story) -> None:
    """Note a visit."""
    _note(story, NoteKind.VISIT, texts.VISITS)


def note_message(story: Story) -> None:
    """Note a message."""
    _note(story, NoteKind.MESSAGE, texts.MESSAGES)


def note_internal(story: Story) -> None:
    """Note something for the office."""
    _note(story, NoteKind.INTERNAL, texts.INTERNALS)


def note_caucus(story: Story) -> None:
    """Note what one side said in confidence."""
    _note(story, NoteKind.CAUCUS, texts.CAUCUSES)


def note_lawyer(story: Story) -> None:
    """Let the lawyer of the case note something."""
    entry = NoteEntry(NoteKind.INTERNAL, story.chance.choice(texts.LAWYER_NOTES))
    handling.add_note(story.cast.lawyers[0], story.case_id, entry)


def _fail(story: Story, reason: FailReason, notes: tuple[str, ...]) -> None:
    ending = Ending(clock.today(), reason.value, story.chance.choice(notes))
    tripartite.fail(story.mediator, story.case_id, ending)


def _close(story: Story, outcome: Outcome, note: str) -> None:
    elsewhere.reply_orders(story)
    handling.close(story.mediator, story.case_id, Closing(clock.today(), outcome, note))


def _note(story: Story, kind: NoteKind, notes: tuple[str, ...]) -> None:
    entry = NoteEntry(kind, story.said(story.chance.choice(notes)))
    handling.add_note(story.mediator, story.case_id, entry)

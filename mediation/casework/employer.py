"""The registry of employers: entered, corrected, watched, two entries made one and parted again.

Each is an act of its own in the trail.  A correction says what was before; a merge can be taken
back as long as nobody has built on it.
"""

from mediation.gate.command import Work, command
from mediation.models import employer, employer_entry, employer_merge, employer_watch
from mediation.rules import employer as rules
from mediation.rules.employer import (
    EmployerEntry,
    EmployerMerging,
    Undoing,
    WatchEnding,
    WatchEntry,
)
from mediation.rules.permissions import Action


@command(Action.EDIT_EMPLOYERS)
def register(work: Work, entry: EmployerEntry) -> str:
    """Enter an employer of the actor's district; return its public id."""
    rules.may_count(entry, work.today)
    made = employer_entry.register(work.district_id, entry)
    work.about("employer", made.public_id)
    return made.public_id


@command(Action.EDIT_EMPLOYERS, on=employer.standing)
def correct(work: Work, public_id: str, entry: EmployerEntry) -> str:
    """Write down what is now true of an employer."""
    rules.may_count(entry, work.today)
    known = employer.find_standing(work.actor, public_id)
    employer_entry.change(known.id, entry)
    return public_id


@command(Action.WATCH_EMPLOYERS, on=employer.standing)
def watch(work: Work, public_id: str, entry: WatchEntry) -> str:
    """Put an employer on the watch list."""
    known = employer.find_standing(work.actor, public_id)
    history = employer_watch.of_employer(known.id)
    rules.may_watch(entry, is_watched=any(each.stands_on(work.today) for each in history))
    return employer_watch.add(known.id, entry, work.now, work.user_id)


@command(Action.WATCH_EMPLOYERS, on=employer.standing)
def stop_watching(work: Work, public_id: str, ending: WatchEnding) -> str:
    """Take an employer off the watch list; the entry stays in its history."""
    work.because(ending.reason)
    known = employer.find_standing(work.actor, public_id)
    employer_watch.end(known.id, work.today, ending.reason)
    return public_id


@command(Action.MERGE_EMPLOYERS, on=employer.standing)
def merge(work: Work, public_id: str, merging: EmployerMerging) -> str:
    """Move everything of another entry to this one; return the public id of the merge."""
    work.because(merging.reason)
    survivor = employer.find_standing(work.actor, public_id)
    merged = employer.find_standing(work.actor, merging.merged_public_id)
    rules.may_merge(survivor.id, merged.id)
    return employer_merge.merge(survivor.id, merged.id, merging, work.now, work.user_id)


@command(Action.MERGE_EMPLOYERS, on=employer_merge.standing)
def undo_merge(work: Work, merge_id: str, undoing: Undoing) -> str:
    """Take a merge back while it is untouched; exactly what moved returns."""
    work.because(undoing.reason)
    key = employer_merge.key_of(work.actor, merge_id)
    rules.may_undo(employer_merge.touched(key))
    employer_merge.undo(key, work.now, work.user_id)
    return merge_id

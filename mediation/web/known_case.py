"""Earlier cases that a caller may mean: shown while somebody types, and chosen with the form.

The choice is one field of the form, so that it is kept like everything else that was typed: a
refused form comes back with the cases and the choice, and a draft holds it.
"""

from flask import flash, request

from mediation.basics import clock
from mediation.basics.ids import is_public_id
from mediation.basics.text import tidied
from mediation.casework import joining
from mediation.models import case, duplicates
from mediation.models.duplicates import Caller
from mediation.models.employer_recent import Recent
from mediation.rules.caller import CallerRole
from mediation.rules.causes import Cause
from mediation.rules.intake import QuickIntake
from mediation.rules.joining import KnownAs, KnownCase
from mediation.web.case_list import TONES
from mediation.web.door import actor, retyped
from mediation.wording.joining import CLUSTER, CLUSTER_CAUSE, SAID
from mediation.wording.sentences import label

_LONGEST = 120
_PANEL = "intake-panel-"
_DIGITS = "23456789"


def found_so_far() -> dict[str, object]:
    """Return the cases and figures that belong to what has been typed into the form."""
    typed = {name: tidied(value)[:_LONGEST] for name, value in retyped().items()}
    role = typed.get("caller_role", CallerRole.WORKER.value)
    worker = "applicant" if role == CallerRole.WORKER.value else "worker_name"
    names = (worker, "mobile", "id_number", "employer")
    caller = Caller(*(typed.get(name, "") for name in names))
    known = typed.get("known", "")
    chosen = known.partition("-")[2]
    picked = chosen if is_public_id(chosen) else ""
    found = duplicates.likely(actor(), caller, clock.today(), picked)
    target = request.headers.get("HX-Target", "")
    return {
        "found": found,
        "tones": TONES,
        "known": known,
        "cluster": _cluster(found.recent),
        "offers": _offers(found),
        "known_id": f"{_PANEL if target.startswith(_PANEL) else 'field-'}known",
    }


def join(intake: QuickIntake, known: KnownCase) -> str:
    """Let the caller join the case that was chosen, and say so."""
    case_id = joining.join(actor(), known.case_public_id, intake)
    matter = case.of_public_id(case_id)
    said = SAID["joined"].format(number=matter.case_number, count=matter.worker_count)
    flash(said, "done")
    return case_id


def say_linked(known: KnownCase | None) -> None:
    """Say that the new case was linked with the one that was chosen."""
    if known is not None and known.how is KnownAs.LINK:
        number = case.of_public_id(known.case_public_id).case_number
        flash(SAID["linked"].format(number=number), "done")


def _cluster(recent: Recent | None) -> str:
    """Return the line on what came in against the employer of late."""
    if recent is None or not recent.cases:
        return ""
    line = CLUSTER.format(days=recent.days, people=recent.people, cases=recent.cases)
    for cause, people in recent.people_by_cause[:1]:
        line += CLUSTER_CAUSE.format(people=people, cause=label(Cause(cause)))
    return line


def _offers(found: duplicates.Likely) -> dict[str, list[tuple[str, str, str]]]:
    """Return for each case what can be chosen: the value, the words, and the digit that does it."""
    digits = iter(_DIGITS)
    return {
        row.public_id: [
            (f"{how.value}-{row.public_id}", label(how), next(digits, ""))
            for how in KnownAs
            if how is not KnownAs.JOIN or row.may_join
        ]
        for row in found.rows
    }

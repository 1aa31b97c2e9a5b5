"""The case that a page is about, found for whoever asks.

A page with a form is for those who may do what the form does: somebody who may only read the
case is told so before they type, and not after.  The act itself asks the gate, which also writes
down a refusal, so a view that only takes what was typed needs no more than that the case is in
sight.
"""

from mediation.models import case, visibility
from mediation.models.case import CaseFacts
from mediation.rules.permissions import Action, must
from mediation.web.door import actor


def matter_in_sight(case_id: str) -> CaseFacts:
    """Return a case that the person of this request may at least know of."""
    visibility.standing_on_case(actor(), case_id)
    return case.of_public_id(case_id)


def matter_for(action: Action, case_id: str) -> CaseFacts:
    """Return a case to which the person of this request may do this."""
    acting = actor()
    must(acting, action, visibility.standing_on_case(acting, case_id))
    return case.of_public_id(case_id)

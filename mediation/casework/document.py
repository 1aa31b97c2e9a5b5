"""Documents: a paper of the case is opened.

A paper bears names and numbers in full, so it is for those who may see them in full, and that
somebody opened it stands in the audit trail.
"""

from mediation.gate.command import Work, command
from mediation.models import case, document, sealing, visibility
from mediation.models.document import DocumentFacts
from mediation.rules.permissions import Action
from mediation.wording.paper import OPENED


@command(Action.UNMASK, on=visibility.standing_on_case)
def open_document(work: Work, case_id: str, document_id: str) -> tuple[DocumentFacts, bytes]:
    """Return a paper of the case with its bytes."""
    matter = case.of_public_id(case_id)
    found = document.opened(matter.id, document_id, sealing.case_seal(matter.public_id))
    work.because(OPENED.format(title=found[0].title))
    return found

"""What an agreement is made from, gathered from the whole case.

The paper, the checks before it is final and the list of who must sign all draw on the same
facts; here they are read once.  Numbers come in full, so what is returned is for papers and
checks and never for a list or a log.
"""

from datetime import date

from mediation.models import calendar, claim, employer, organisation, party, proceeding, user
from mediation.models.agreement import AgreementFacts, sealed_accounts
from mediation.models.case import CaseFacts
from mediation.models.party import OpenedParty
from mediation.models.sealing import CaseSeal, case_seal
from mediation.rules.agreement import (
    AgreementContents,
    AgreementDraft,
    AgreementParty,
    Request,
    Signer,
    Term,
    requests_together,
    who_must_sign,
)
from mediation.rules.agreement_checks import Surroundings
from mediation.rules.causes import Cause

ACCOUNT = "obligations.account"
_CLAIMS_ASKED = 5000


def gathered(case: CaseFacts, settled: AgreementFacts) -> AgreementContents:
    """Return all that the paper of this edition says, numbers in full."""
    draft = draft_of(settled, case_seal(case.public_id))
    return imagined(case, draft, settled)


def imagined(
    case: CaseFacts, draft: AgreementDraft, settled: AgreementFacts | None
) -> AgreementContents:
    """Return what the paper would say with a draft that is not stored, or not yet."""
    body = organisation.find_by_key(proceeding.find_leading(case.id).body_id)
    return AgreementContents(
        number=settled.number if settled else "",
        edition=settled.edition if settled else 1,
        case_number=case.case_number,
        body_name=body.name,
        nature=body.legal_nature,
        mediator=mediator_of(case, settled),
        parties=_parties_of(case),
        requests=requests_together(
            [
                Request(Cause(each.cause), each.amount, each.note, each.party_id)
                for each in claim.of_case(case.id, limit=_CLAIMS_ASKED)
            ]
        ),
        request_in_words=case.request,
        draft=draft,
    )


def surroundings(
    case: CaseFacts, contents: AgreementContents, today: date, missing: tuple[str, ...]
) -> Surroundings:
    """Return what the checks must know besides the draft; `missing` are characters without font."""
    return Surroundings(
        parties=contents.parties,
        unsplit_claims=claim.count_unsplit(case.id),
        today=today,
        calendar=calendar.current(),
        missing_characters=missing,
    )


def signers_of(case: CaseFacts, settled: AgreementFacts) -> tuple[Signer, ...]:
    """Return everybody whose signature the agreement needs."""
    sides = ((each.id, each.public_id, each.role, each.name) for each in party.of_case(case.id))
    return who_must_sign(sides, mediator_of(case, settled))


def mediator_of(case: CaseFacts, settled: AgreementFacts | None) -> str:
    """Name the mediator who signs: as printed on a final text, else the handler."""
    printed = settled.mediator_name if settled else ""
    if printed or case.handler_id is None:
        return printed
    return user.find_by_key(case.handler_id).name


def draft_of(settled: AgreementFacts, seal: CaseSeal) -> AgreementDraft:
    """Return what an edition says, with the accounts in full."""
    accounts = sealed_accounts(settled.id)
    return AgreementDraft(
        facts=settled.facts,
        disputed=settled.disputed,
        default_consequence=settled.default_consequence,
        other_terms=settled.other_terms,
        total=settled.total,
        copies=settled.copies,
        terms=tuple(
            Term(
                payee=each.payee,
                what=each.what,
                cause=Cause(each.cause) if each.cause else None,
                amount=each.amount,
                due_on=each.due_on,
                method=each.method,
                account=seal.open(ACCOUNT, accounts[each.id]) if each.has_account else "",
            )
            for each in settled.obligations
        ),
    )


def _parties_of(case: CaseFacts) -> tuple[AgreementParty, ...]:
    opened = party.opened_of_case(case.id, case_seal(case.public_id))
    return tuple(_party(each) for each in opened)


def _party(opened: OpenedParty) -> AgreementParty:
    facts = opened.facts
    registered = employer.of_id(facts.employer_id) if facts.employer_id else None
    return AgreementParty(
        id=facts.id,
        public_id=facts.public_id,
        role=facts.role,
        is_employer=facts.is_employer,
        name=facts.name,
        sex=facts.sex,
        born_on=facts.born_on,
        id_kind=facts.id_kind,
        id_number=opened.id_number,
        mobile=opened.mobile or (registered.telephone if registered else ""),
        address=opened.address or (registered.address if registered else ""),
        credit_code=registered.credit_code if registered else "",
        legal_representative=registered.legal_representative if registered else "",
        representative_post=registered.representative_post if registered else "",
        agent_name=facts.agent_name,
        agent_authority=facts.agent_authority,
    )

"""From what the service knows of a settlement to what its paper says.

Labels become words, one text field becomes the list that the paper numbers, and the remedies are
chosen: no arbitration review where a labour relation is confirmed (人社部令33号75), the payment
order only for the kinds of money that 调解仲裁法16 names.  A draft is shown with its numbers masked.
"""

import re
from collections.abc import Iterator
from datetime import date

from mediation.pdf.agreement import AgreementPaper, Panel, Payee, Term, agreement_text
from mediation.pdf.clauses import Body, Remedy, RemedyKind
from mediation.pdf.fonts import FontSet, missing_characters
from mediation.pdf.parties import Agent, Employer, Party, Person
from mediation.rules import agreement as rules
from mediation.rules.agreement import AgreementContents, AgreementDraft, AgreementParty, Request
from mediation.rules.identity import Sex, masked_id, masked_mobile
from mediation.rules.party import IdKind, PartyRole
from mediation.wording.sentences import label

_ACCOUNT = re.compile(r"(?P<bank>.*?)[\s:：，,]*(?P<number>[0-9*][0-9* -]{7,}[0-9*])", re.DOTALL)
_ADDRESS_MASK = "（住址在定稿后显示）"


def final_paper(contents: AgreementContents, on: date) -> AgreementPaper:
    """Return the paper as it is made final, numbers in full."""
    return _paper(contents, on, is_final=True)


def draft_paper(contents: AgreementContents, on: date) -> AgreementPaper:
    """Return the paper as a draft is looked at, numbers masked."""
    return _paper(contents, on, is_final=False)


def characters_without_font(paper: AgreementPaper, fonts: FontSet) -> tuple[str, ...]:
    """Return the characters of the paper that no font draws; they stop it from being final."""
    return missing_characters(agreement_text(paper), fonts)


def _paper(contents: AgreementContents, on: date, *, is_final: bool) -> AgreementPaper:
    draft = contents.draft
    return AgreementPaper(
        number=contents.number,
        version=contents.edition,
        case_number=contents.case_number,
        body=Body(contents.body_name, contents.nature),
        panel=Panel(contents.mediator),
        applicants=side(contents, PartyRole.APPLICANT, is_final=is_final),
        respondents=side(contents, PartyRole.RESPONDENT, is_final=is_final),
        third_parties=side(contents, PartyRole.THIRD_PARTY, is_final=is_final),
        requests=requests_of(contents),
        facts=draft.facts,
        disputed_points=_lines(draft.disputed),
        terms=tuple(_term(each, contents, is_final=is_final) for each in draft.terms),
        drafted_on=on,
        remedies=tuple(Remedy(kind) for kind in _remedies(draft)),
        default_consequence=draft.default_consequence,
        other_terms=_lines(draft.other_terms),
        copies=draft.copies,
        is_final=is_final,
    )


def side(contents: AgreementContents, role: PartyRole, *, is_final: bool) -> tuple[Party, ...]:
    """Return the parties of one side, their numbers in full only on a final paper."""
    return tuple(
        _party(party, is_final=is_final) for party in contents.parties if party.role is role
    )


def _party(party: AgreementParty, *, is_final: bool) -> Party:
    agents = (Agent(party.agent_name, authority=party.agent_authority),) if party.agent_name else ()
    phone = party.mobile if is_final else masked_mobile(party.mobile)
    if party.is_employer:
        return Employer(
            name=party.name,
            credit_code=party.credit_code,
            address=party.address,
            representative=party.legal_representative,
            representative_post=party.representative_post,
            phone=phone,
            agents=agents,
        )
    hidden_address = _ADDRESS_MASK if party.address else ""
    return Person(
        name=party.name,
        sex=label(Sex(party.sex)) if party.sex in set(Sex) else party.sex,
        born_on=party.born_on,
        id_kind=label(IdKind(party.id_kind)),
        id_number=party.id_number if is_final else masked_id(party.id_number),
        address=party.address if is_final else hidden_address,
        phone=phone,
        agents=agents,
    )


def requests_of(contents: AgreementContents) -> tuple[str, ...]:
    """Return what is asked for, claim by claim, or else in the words of the intake."""
    asked = tuple(_request(each) for each in contents.requests)
    return asked or _lines(contents.request_in_words)


def _request(request: Request) -> str:
    amount = f"人民币{request.amount.figures}元" if request.amount else ""
    note = f"（{request.note}）" if request.note else ""
    people = f"（共{request.people}人）" if request.people > 1 else ""
    return f"{label(request.cause)}{amount}{people}{note}"


def _term(term: rules.Term, contents: AgreementContents, *, is_final: bool) -> Term:
    return Term(
        debtor=rules.debtors_of(term, contents.parties),
        deed=term.what,
        creditor=term.payee,
        amount=term.amount,
        due_on=term.due_on,
        method=term.method,
        payee=_payee(term, is_final=is_final) if term.account else None,
    )


def _payee(term: rules.Term, *, is_final: bool) -> Payee:
    """Take the bank and the number out of what was typed in one line."""
    found = _ACCOUNT.fullmatch(term.account.strip())
    if found is None:
        shown = term.account if is_final else rules.masked_account(term.account)
        return Payee(term.payee, account=shown)
    number = re.sub(r"[\s-]", "", found["number"])
    return Payee(term.payee, found["bank"], number if is_final else rules.masked_account(number))


def _remedies(draft: AgreementDraft) -> Iterator[RemedyKind]:
    if not draft.confirms_labour_relation:
        yield RemedyKind.ARBITRATION_REVIEW
    yield RemedyKind.JUDICIAL_CONFIRMATION
    if draft.opens_payment_order:
        yield RemedyKind.PAYMENT_ORDER
    yield RemedyKind.ARBITRATION


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())

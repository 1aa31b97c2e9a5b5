"""What is looked at before an agreement is made final.

A finding that blocks names something without which the paper would not hold: a party that cannot
be told from another, a sum that does not add up, an item without a day or a manner
(人社部令17号26).  An advisory finding is shown and passed: it names what a careful colleague would
ask about.  Nothing is looked up here; the facts come in, the findings go out, each with the
article behind it or `PRACTICE`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mediation.rules.agreement import AgreementDraft, AgreementParty, Term
from mediation.rules.causes import Cause
from mediation.rules.party import PartyRole
from mediation.rules.workflow_table import PRACTICE
from mediation.rules.working_days import Calendar

_CONTENTS = ("人社部令17号26",)
_WAGES = frozenset({Cause.WAGES, Cause.OVERTIME, Cause.MINIMUM_WAGE})
_SWEEPING = ("放弃一切权利", "放弃全部权利", "放弃所有权利", "不得再主张任何权利", "永不追究")
_VAGUE = ("左右", "大约", "尽快", "若干", "等有钱", "资金到位后", "酌情")
_BY_BANK = ("银行", "转账", "汇款", "划款")


class Weight(StrEnum):
    """Whether a finding stands in the way."""

    BLOCKING = "blocking"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; `party` is the public id of the party to be completed, if it is one."""

    code: str
    weight: Weight
    cites: tuple[str, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    party: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the agreement cannot be made final before this is mended."""
        return self.weight is Weight.BLOCKING


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks must know besides the draft itself."""

    parties: tuple[AgreementParty, ...]
    unsplit_claims: int
    today: date
    calendar: Calendar
    missing_characters: tuple[str, ...] = ()


def findings_on(draft: AgreementDraft, around: Surroundings) -> tuple[Finding, ...]:
    """Return every finding, those that block first."""
    found = [
        *_about_contents(draft, around),
        *_about_total(draft),
        *(each for at, term in enumerate(draft.terms, 1) for each in _about_term(at, term, around)),
        *(each for party in around.parties for each in _about_party(party)),
        *_about_words(draft),
    ]
    return tuple(sorted(found, key=lambda each: not each.blocks))


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that stand in the way."""
    return tuple(each for each in findings if each.blocks)


def _about_contents(draft: AgreementDraft, around: Surroundings) -> Iterator[Finding]:
    if not draft.facts:
        yield _blocks("agreement.facts_missing", PRACTICE)
    if not draft.disputed:
        yield _blocks("agreement.disputed_missing", PRACTICE)
    if not draft.terms:
        yield _blocks("agreement.terms_missing", *_CONTENTS)
    if around.unsplit_claims:
        yield _blocks("agreement.claims_unsplit", PRACTICE)
    for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT):
        if not any(party.role is role for party in around.parties):
            yield _blocks("agreement.side_missing", *_CONTENTS, side=role)
    if around.missing_characters:
        named = tuple(f"{sign}（U+{ord(sign):04X}）" for sign in around.missing_characters)
        yield _blocks("agreement.characters_without_font", PRACTICE, characters=named)
    needed = len({party.role for party in around.parties}) + 1
    if draft.copies < needed:
        yield _advises("agreement.too_few_copies", *_CONTENTS, copies=draft.copies, needed=needed)


def _about_total(draft: AgreementDraft) -> Iterator[Finding]:
    added = draft.sum_of_terms
    if added < draft.total:
        less = draft.total - added
        yield _blocks("agreement.sum_too_small", *_CONTENTS, added=added, less=less)
    if added > draft.total:
        more = added - draft.total
        yield _blocks("agreement.sum_too_large", *_CONTENTS, added=added, more=more)


def _about_term(at: int, term: Term, around: Surroundings) -> Iterator[Finding]:
    if term.due_on is None:
        yield _blocks("agreement.day_missing", *_CONTENTS, at=at)
    elif term.due_on < around.today:
        yield _blocks("agreement.day_past", PRACTICE, at=at, day=term.due_on)
    elif around.calendar.is_rest_day(term.due_on):
        yield _on_rest_day(at, term, term.due_on, around.calendar)
    if not term.method:
        yield _blocks("agreement.method_missing", *_CONTENTS, at=at)
    if term.amount and not term.payee:
        yield _blocks("agreement.payee_missing", *_CONTENTS, at=at)
    if term.amount and not term.account and any(word in term.method for word in _BY_BANK):
        yield _advises("agreement.account_missing", PRACTICE, at=at)


def _on_rest_day(at: int, term: Term, due_on: date, calendar: Calendar) -> Finding:
    pay_by = calendar.previous_workday_on_or_before(due_on)
    if term.cause in _WAGES:
        articles = ("广东省工资支付条例12(2)", "工资支付暂行规定7")
        return _advises("agreement.wages_on_rest_day", *articles, at=at, day=due_on, pay_by=pay_by)
    return _advises("agreement.on_rest_day", PRACTICE, at=at, day=due_on, pay_by=pay_by)


def _about_party(party: AgreementParty) -> Iterator[Finding]:
    lacking = _lacking(party)
    if lacking:
        yield Finding(
            "agreement.identity_missing",
            Weight.BLOCKING,
            _CONTENTS,
            {"party": party.name, "lacking": lacking},
            party.public_id,
        )
    wanting = _wanting(party)
    if wanting:
        yield Finding(
            "agreement.particulars_missing",
            Weight.ADVISORY,
            ("人社部令33号74",),
            {"party": party.name, "lacking": wanting},
            party.public_id,
        )
    if party.agent_name and not party.agent_authority:
        facts = {"party": party.name, "agent": party.agent_name}
        yield Finding(
            "agreement.authority_missing", Weight.BLOCKING, (PRACTICE,), facts, party.public_id
        )


class Particular(StrEnum):
    """What tells one party from another on a paper."""

    ID_NUMBER = "id_number"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    CREDIT_CODE = "credit_code"
    OFFICE_ADDRESS = "office_address"
    LEGAL_REPRESENTATIVE = "legal_representative"


def _lacking(party: AgreementParty) -> tuple[Particular, ...]:
    """Return what the paper cannot do without: a person's number, an employer's three facts."""
    if not party.is_employer:
        return () if party.id_number else (Particular.ID_NUMBER,)
    kept = {
        Particular.CREDIT_CODE: party.credit_code,
        Particular.OFFICE_ADDRESS: party.address,
        Particular.LEGAL_REPRESENTATIVE: party.legal_representative,
    }
    return tuple(particular for particular, value in kept.items() if not value)


def _wanting(party: AgreementParty) -> tuple[Particular, ...]:
    """Return what the paper should say of a person, and a review of the agreement asks for."""
    if party.is_employer:
        return ()
    kept = {
        Particular.SEX: party.sex,
        Particular.BIRTH_DATE: party.born_on,
        Particular.ADDRESS: party.address,
        Particular.TELEPHONE: party.mobile,
    }
    return tuple(particular for particular, value in kept.items() if not value)


def _about_words(draft: AgreementDraft) -> Iterator[Finding]:
    said = [draft.default_consequence, draft.other_terms, *(term.what for term in draft.terms)]
    for words in _SWEEPING:
        if any(words in text for text in said):
            yield _advises("agreement.sweeping_waiver", PRACTICE, words=words)
    for words in _VAGUE:
        if any(words in term.what or words in term.method for term in draft.terms):
            yield _advises("agreement.vague_words", PRACTICE, words=words)
    if draft.confirms_labour_relation:
        yield _advises("agreement.review_barred", "人社部令33号75")


def _blocks(code: str, *cites: str, **facts: object) -> Finding:
    return Finding(code, Weight.BLOCKING, cites, facts)


def _advises(code: str, *cites: str, **facts: object) -> Finding:
    return Finding(code, Weight.ADVISORY, cites, facts)

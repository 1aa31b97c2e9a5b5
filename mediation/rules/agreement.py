"""The agreement: what it says, who must sign it, when it binds, and what it opens or shuts.

Its contents follow 人社部令17号26.  It takes effect with the last of the acts that 调解仲裁法14(2)
asks for: both sides sign or seal, the mediator signs, the body's seal is set; each act keeps a
day of its own.  An agreement that confirms a labour relation is shut out from the arbitration
commission's review (人社部令33号75(四)); one about wages, work-injury costs, severance or damages
opens the payment order (调解仲裁法16).

The checks before an agreement is made final stand in `agreement_checks`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mediation.basics.errors import Malformed, RuleBroken
from mediation.basics.money import Money
from mediation.rules.causes import Cause, bars_arbitral_review, opens_payment_order
from mediation.rules.organisation import LegalNature
from mediation.rules.party import PartyRole

NUMBER_PREFIX = "劳调协"
MEDIATOR_KEY = "mediator"
MOST_TERMS = 400

_RELATION_WORDS = ("确认劳动关系", "确认双方存在劳动关系", "确认存在劳动关系")
_SHOWN_DIGITS = 4
_HIDDEN = "*"


class Capacity(StrEnum):
    """In what capacity somebody signs."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"
    MEDIATOR = "mediator"


class AgreementGroup(StrEnum):
    """The groups in which a list shows agreements."""

    IN_HAND = "in_hand"
    RUNNING = "running"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Term:
    """One item of the result: what is owed to whom, by when and how."""

    payee: str
    what: str
    cause: Cause | None = None
    amount: Money | None = None
    due_on: date | None = None
    method: str = ""
    account: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What both sides came to, as long as it can still change."""

    facts: str
    disputed: str
    default_consequence: str
    other_terms: str
    total: Money
    copies: int
    terms: tuple[Term, ...]

    @property
    def sum_of_terms(self) -> Money:
        """What the money items add up to."""
        return Money.total(term.amount for term in self.terms if term.amount)

    @property
    def confirms_labour_relation(self) -> bool:
        """Whether some item, by cause or by words, confirms that a labour relation exists."""
        said = [self.other_terms, *(term.what for term in self.terms)]
        by_cause = any(term.cause and bars_arbitral_review(term.cause) for term in self.terms)
        return by_cause or any(words in text for words in _RELATION_WORDS for text in said)

    @property
    def opens_payment_order(self) -> bool:
        """Whether some item is of a kind that a court can order to be paid."""
        return any(term.cause and opens_payment_order(term.cause) for term in self.terms)


NOTHING_AGREED = AgreementDraft("", "", "", "", Money(0), 3, ())


@dataclass(frozen=True, slots=True)
class AgreementParty:
    """A party with all that the paper prints of it, numbers in full."""

    id: int
    public_id: str
    role: PartyRole
    is_employer: bool
    name: str
    sex: str = ""
    born_on: date | None = None
    id_kind: str = ""
    id_number: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    credit_code: str = ""
    legal_representative: str = ""
    representative_post: str = ""
    agent_name: str = ""
    agent_authority: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that was asked for, by one worker or alike by several."""

    cause: Cause
    amount: Money | None
    note: str
    party_id: int | None = None
    people: int = 1


@dataclass(frozen=True, slots=True)
class AgreementContents:
    """All that the paper of an agreement is made from."""

    number: str
    edition: int
    case_number: str
    body_name: str
    nature: LegalNature
    mediator: str
    parties: tuple[AgreementParty, ...]
    requests: tuple[Request, ...]
    request_in_words: str
    draft: AgreementDraft


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose signature the agreement needs; `key` is how a form names them."""

    key: str
    capacity: Capacity
    party_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Signing:
    """That some of the signers signed on a day; an agent may have signed for one of them."""

    signers: tuple[str, ...]
    signed_on: date
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Sealing:
    """That the seal of the body was set on a day."""

    sealed_on: date


def requests_together(requests: Sequence[Request]) -> tuple[Request, ...]:
    """Put what several workers each ask for alike into one request with its sum.

    The paper of a collective case says what three hundred people want in one line; the amount of
    each stands in the items of the result.
    """
    shared: dict[Cause, list[Request]] = {}
    for each in requests:
        if each.party_id is not None:
            shared.setdefault(each.cause, []).append(each)
    together = [_sum_of(cause, alike) for cause, alike in shared.items() if len(alike) > 1]
    merged = {each.cause for each in together}
    alone = [each for each in requests if each.party_id is None or each.cause not in merged]
    return (*alone, *together)


def who_must_sign(
    parties: Iterable[tuple[int, str, PartyRole, str]], mediator: str
) -> tuple[Signer, ...]:
    """Return every party (key, public id, role, name) and the mediator (调解仲裁法14(2))."""
    sides = tuple(
        Signer(public_id, Capacity(role.value), party_id, name)
        for party_id, public_id, role, name in parties
    )
    return (*sides, Signer(MEDIATOR_KEY, Capacity.MEDIATOR, None, mediator))


def still_to_sign(
    signers: Sequence[Signer], given: Collection[tuple[str, int | None]]
) -> tuple[Signer, ...]:
    """Return those whose signature (capacity and party) is not there yet."""
    return tuple(each for each in signers if (each.capacity.value, each.party_id) not in given)


def may_sign(signing: Signing, missing: Sequence[Signer], final_on: date, today: date) -> None:
    """Refuse a signature nobody waits for, one before the text was final, and one of tomorrow."""
    awaited = {each.key for each in missing}
    if any(key not in awaited for key in signing.signers):
        raise RuleBroken("agreement.signature_not_awaited")
    _not_in_future("signed_on", signing.signed_on, today)
    if signing.signed_on < final_on:
        raise Malformed.at("signed_on", "agreement.signed_before_final", final_on=final_on)


def may_seal(sealing: Sealing, signed_on: date, today: date) -> None:
    """Refuse a seal before the last signature, and one of tomorrow."""
    _not_in_future("sealed_on", sealing.sealed_on, today)
    if sealing.sealed_on < signed_on:
        raise Malformed.at("sealed_on", "agreement.sealed_before_signing", signed_on=signed_on)


def effective_on(signed_on: date, sealed_on: date) -> date:
    """Return the day of the last act that the law asks for (调解仲裁法14(2), 人民调解法29(2)).

    Both laws want all signatures and the seal, so one rule serves every body that has a seal to
    set.  An agreement of a court referral binds by the parties' signatures alone and needs a
    rule of its own when that track comes.
    """
    return max(signed_on, sealed_on)


def debtors_of(term: Term, parties: Sequence[AgreementParty]) -> str:
    """Name who owes an item: the side that does not receive it, and the employer by default."""
    receives = {party.role for party in parties if party.name == term.payee}
    owing = PartyRole.APPLICANT if PartyRole.RESPONDENT in receives else PartyRole.RESPONDENT
    return "、".join(party.name for party in parties if party.role is owing)


def masked_account(account: str) -> str:
    """Show of an account only its last four characters, of a short one nothing."""
    shown = account[-_SHOWN_DIGITS:] if len(account) >= 2 * _SHOWN_DIGITS else ""
    return f"{_HIDDEN * _SHOWN_DIGITS}{shown}" if account else ""


def kept_account(typed: str, payee: str, stored: Sequence[tuple[str, str]]) -> str:
    """Return the account that a form meant.

    A form shows a stored account masked; sent back unchanged it means the stored one.  `stored`
    are payees and accounts in full.  A mask that fits none, or two different ones, is refused,
    because a payment to a wrong account is worse than a question.
    """
    if _HIDDEN not in typed:
        return typed
    meant = {account for to, account in stored if to == payee and masked_account(account) == typed}
    if len(meant) != 1:
        raise RuleBroken("agreement.account_unclear", payee=payee)
    return meant.pop()


def _sum_of(cause: Cause, alike: Sequence[Request]) -> Request:
    amounts = [each.amount for each in alike if each.amount]
    people = len({each.party_id for each in alike})
    return Request(cause, Money.total(amounts) if amounts else None, "", people=people)


def _not_in_future(name: str, day: date, today: date) -> None:
    if day > today:
        raise Malformed.at(name, "agreement.in_the_future", field=name)

"""The agreement: drafted, revised, made final, drafted anew, signed, sealed.

While it is a draft its terms change freely.  Made final, its text is frozen, hashed and kept as a
document; to change it then is to draft a new edition, as long as nobody has signed.  The seal
makes it bind: the two windows for its confirmation open, and the days that the agreement itself
sets begin to run.
"""

from mediation.basics import clock
from mediation.basics.errors import RuleBroken
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    agreement,
    agreement_contents,
    case,
    case_facts,
    deadline,
    document,
    number,
    organisation,
    proceeding,
    sealing,
    visibility,
)
from mediation.models.agreement import Agreement, Obligation, Signature
from mediation.models.case import CaseFacts
from mediation.models.deadline import EndedAs
from mediation.models.proceeding import ProceedingFacts
from mediation.models.sealing import CaseSeal
from mediation.pdf.agreement import agreement_digest, agreement_pdf
from mediation.pdf.agreement_contents import characters_without_font, final_paper
from mediation.pdf.fonts import FontSet
from mediation.rules import agreement as rules
from mediation.rules.agreement import AgreementDraft, Sealing, Signing
from mediation.rules.agreement_checks import blocking, findings_on
from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import Paper, State, Step
from mediation.wording.sentences import label

_REVIEW = ("A1",)
_FONTS = FontSet()


@command(Action.DRAFT_AGREEMENT, on=visibility.standing_on_case)
def draft(work: Work, case_id: str, terms: AgreementDraft) -> str:
    """Begin an agreement with what both sides came to; it gets its number now."""
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    step.take(work, Step.DRAFT, matter.id, case_facts.stands_at(matter), work.today)
    earlier = agreement.latest(run.id)
    row = agreement.add(
        Agreement(
            case_id=matter.id,
            proceeding_id=run.id,
            edition=earlier.edition + 1 if earlier else 1,
            number=earlier.number if earlier else _next_number(work, matter),
        )
    )
    work.about("agreement", row.public_id)
    _write(row, terms, matter)
    return row.public_id


@command(Action.DRAFT_AGREEMENT, on=visibility.standing_on_case)
def revise(work: Work, case_id: str, terms: AgreementDraft) -> str:
    """Change what a draft says."""
    matter, run = _at(case_id, State.DRAFTED, "agreement.not_a_draft")
    row = agreement.latest_row(run.id)
    work.about("agreement", row.public_id)
    _write(row, terms, matter)
    return row.public_id


@command(Action.FINALISE_AGREEMENT, on=visibility.standing_on_case)
def finalise(work: Work, case_id: str, fonts: FontSet = _FONTS) -> str:
    """Freeze the text, print its digest on it and keep it as a document."""
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    facts = case_facts.stands_at(matter)
    row = agreement.latest_row(run.id)
    work.about("agreement", row.public_id)
    contents = agreement_contents.gathered(matter, agreement.find_latest(run.id))
    paper = final_paper(contents, work.today)
    missing = characters_without_font(paper, fonts)
    around = agreement_contents.surroundings(matter, contents, work.today, missing)
    in_the_way = blocking(findings_on(contents.draft, around))
    if in_the_way:
        raise RuleBroken("agreement.not_ready", count=len(in_the_way))
    kept = document.keep(
        matter.id,
        sealing.case_seal(matter.public_id),
        Paper.AGREEMENT.value,
        f"{label(Paper.AGREEMENT)} {contents.number}",
        agreement_pdf(paper, fonts),
        work.now,
    )
    row.finalised_at, row.digest = work.now, agreement_digest(paper)
    row.document_id, row.mediator_name = kept.id, contents.mediator
    step.take(work, Step.FINALISE, matter.id, facts, work.today, note=contents.number)
    return kept.public_id


@command(Action.DRAFT_AGREEMENT, on=visibility.standing_on_case)
def redraft(work: Work, case_id: str, reason: str) -> str:
    """Open a new edition with the terms of the final one, which nobody has signed yet."""
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    work.because(reason)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.REDRAFT, matter.id, facts, work.today, note=reason)
    before = agreement.find_latest(run.id)
    row = agreement.add(
        Agreement(
            case_id=matter.id,
            proceeding_id=run.id,
            edition=before.edition + 1,
            number=before.number,
        )
    )
    work.about("agreement", row.public_id)
    terms = agreement_contents.draft_of(before, sealing.case_seal(matter.public_id))
    _write(row, terms, matter)
    return row.public_id


@command(Action.SIGN_AGREEMENT, on=visibility.standing_on_case)
def sign(work: Work, case_id: str, signing: Signing) -> None:
    """Record who signed on a day; the last signature needed ends the mediation period."""
    matter, run = _at(case_id, State.FINALISED, "agreement.not_final")
    settled = agreement.find_latest(run.id)
    given = {(each.capacity, each.party_id) for each in settled.signatures}
    missing = rules.still_to_sign(agreement_contents.signers_of(matter, settled), given)
    rules.may_sign(signing, missing, clock.day_of(settled.finalised_at or work.now), work.today)
    signers = [each for each in missing if each.key in signing.signers]
    for signer in signers:
        agreement.sign(
            Signature(
                agreement_id=settled.id,
                capacity=signer.capacity.value,
                party_id=signer.party_id,
                name=f"{signer.name}（{signing.agent}）" if signing.agent else signer.name,
                signed_on=signing.signed_on,
            )
        )
    facts = case_facts.stands_at(matter)
    names = "、".join(each.name for each in signers)
    step.take(work, Step.SIGN, matter.id, facts, signing.signed_on, note=names)
    if len(missing) == len(signing.signers):
        _complete_signing(work, matter, run)


@command(Action.SEAL, on=visibility.standing_on_case)
def seal(work: Work, case_id: str, sealing_day: Sealing) -> None:
    """Record that the body's seal was set; from the last required act the agreement binds."""
    matter, run = _at(case_id, State.SIGNED, "agreement.not_signed")
    row = agreement.latest_row(run.id)
    signed_on = row.signed_on or work.today
    rules.may_seal(sealing_day, signed_on, work.today)
    binds_on = rules.effective_on(signed_on, sealing_day.sealed_on)
    row.sealed_on, row.effective_on = sealing_day.sealed_on, binds_on
    facts = case_facts.stands_at(matter)
    step.take(work, Step.SEAL, matter.id, facts, binds_on)
    settled = agreement.find_latest(run.id)
    terms = agreement_contents.draft_of(settled, sealing.case_seal(matter.public_id))
    if terms.confirms_labour_relation:
        deadline.end(matter.id, _REVIEW, binds_on, EndedAs.RELEASED)
    for each in settled.obligations:
        if each.due_on is not None:
            step.start_agreed(matter.id, run.id, each.id, binds_on, each.due_on)
    step.take(work, Step.FOLLOW_PERFORMANCE, matter.id, facts, binds_on)


def _at(case_id: str, state: State, refusal: str) -> tuple[CaseFacts, ProceedingFacts]:
    """Return the case and its leading proceeding, which must be in this state."""
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    if run.state is not state:
        raise RuleBroken(refusal)
    return matter, run


def _next_number(work: Work, matter: CaseFacts) -> str:
    district = next(each for each in organisation.districts() if each.id == matter.district_id)
    return number.next_number(district.number_prefix + rules.NUMBER_PREFIX, work.today.year)


def _write(row: Agreement, terms: AgreementDraft, matter: CaseFacts) -> None:
    """Write what both sides came to; an account sent back masked stays the stored one."""
    seal_of_case = sealing.case_seal(matter.public_id)
    before = agreement_contents.draft_of(agreement.find_latest(row.proceeding_id), seal_of_case)
    stored = [(each.payee, each.account) for each in before.terms]
    row.facts, row.disputed = terms.facts, terms.disputed
    row.default_consequence, row.other_terms = terms.default_consequence, terms.other_terms
    row.total_fen, row.copies = terms.total.fen, terms.copies
    accounts = [rules.kept_account(each.account, each.payee, stored) for each in terms.terms]
    agreement.replace_obligations(
        row.id,
        [
            Obligation(
                case_id=matter.id,
                agreement_id=row.id,
                position=place,
                payee=term.payee,
                what=term.what,
                cause=term.cause.value if term.cause else "",
                amount_fen=(term.amount.fen or None) if term.amount else None,
                due_on=term.due_on,
                method=term.method,
                account_sealed=_sealed(seal_of_case, account),
            )
            for place, (term, account) in enumerate(zip(terms.terms, accounts, strict=True))
        ],
    )


def _sealed(seal_of_case: CaseSeal, account: str) -> str | None:
    return seal_of_case.seal(agreement_contents.ACCOUNT, account) if account else None


def _complete_signing(work: Work, matter: CaseFacts, run: ProceedingFacts) -> None:
    settled = agreement.find_latest(run.id)
    last_day = max(each.signed_on for each in settled.signatures)
    agreement.latest_row(run.id).signed_on = last_day
    facts = case_facts.stands_at(matter)
    step.take(work, Step.COMPLETE_SIGNING, matter.id, facts, last_day)

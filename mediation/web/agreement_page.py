"""What the pages of an agreement show: its parts, what a check found, who may do what now.

Read for one actor and one case; nothing here changes anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mediation.basics import clock
from mediation.basics.errors import Problem, RuleBroken
from mediation.basics.money import Money
from mediation.models import (
    agreement,
    agreement_contents,
    calendar,
    case,
    claim,
    deadline,
    document,
    party,
    performance,
    proceeding,
    sealing,
    visibility,
)
from mediation.models.agreement import AgreementFacts
from mediation.models.case import CaseFacts
from mediation.pdf.agreement_contents import characters_without_font, final_paper
from mediation.rules import agreement_checks, clocks, permissions
from mediation.rules.agreement import (
    MOST_TERMS,
    AgreementDraft,
    masked_account,
    still_to_sign,
)
from mediation.rules.agreement_checks import Finding, Weight
from mediation.rules.causes import Cause
from mediation.rules.citations import article
from mediation.rules.clock_table import clock as clock_row
from mediation.rules.party import PartyRole
from mediation.rules.performance import standing_of
from mediation.rules.permissions import Action, Actor, Standing
from mediation.rules.workflow_table import PRACTICE
from mediation.rules.workflow_terms import State
from mediation.web.habits import habits
from mediation.wording.agreement import METHODS, PRACTICE_WORDS
from mediation.wording.sentences import label, sentence

_TONES = {
    State.ACCEPTED: "active",
    State.DRAFTED: "active",
    State.FINALISED: "waiting",
    State.SIGNED: "waiting",
    State.EFFECTIVE: "good",
    State.CONCLUDED: "ended",
}
_WINDOWS = ("A1", "A3")
_FEWEST_COPIES, _MOST_WITH_OWN_COPY = 3, 10
_MOST_OFFERED = 12  # each line of the editor repeats the names, and there may be hundreds


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding as the panel shows it."""

    words: str
    blocks: bool
    basis: str
    party: str


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case as this actor stands to it; `shown` masks names for those who only look on."""

    matter: CaseFacts
    actor: Actor
    standing: Standing
    shown: Callable[[str], str] = str

    def may(self, action: Action) -> bool:
        """Tell whether the actor may do this to this very case."""
        return permissions.may(self.actor, action, self.standing)


def seen_case(acting: Actor, case_id: str, action: Action = Action.SEE_CASE) -> SeenCase:
    """Return a case that the actor may do this to, or raise."""
    standing = visibility.standing_on_case(acting, case_id)
    permissions.must(acting, action, standing)
    matter = case.of_public_id(case_id)
    if permissions.may(acting, Action.ADD_NOTE, standing):
        return SeenCase(matter, acting, standing)
    mask = party.name_mask([matter.id])
    masked = replace(matter, applicant_name=mask(matter.applicant_name))
    return SeenCase(masked, acting, standing, mask)


def settled_of(seen: SeenCase) -> AgreementFacts | None:
    """Return the newest edition of the agreement of a case, if there is one."""
    run = proceeding.leading(seen.matter.id)
    settled = agreement.latest(run.id) if run else None
    return None if settled is None else _shown_to(seen, settled)


def context_of(seen: SeenCase) -> dict[str, Any]:
    """Return what every page of an agreement needs."""
    matter = seen.matter
    settled = settled_of(seen)
    return {
        "case": matter,
        "settled": settled,
        "state": matter.progress,
        "tone": _TONES.get(matter.progress, "ended") if matter.progress else "waiting",
        "may_draft": seen.may(Action.DRAFT_AGREEMENT)
        and matter.progress in {State.ACCEPTED, State.DRAFTED},
        "may_finalise": seen.may(Action.FINALISE_AGREEMENT) and matter.progress is State.DRAFTED,
        "may_redraft": seen.may(Action.DRAFT_AGREEMENT) and matter.progress is State.FINALISED,
        "may_sign": seen.may(Action.SIGN_AGREEMENT) and matter.progress is State.FINALISED,
        "may_seal": seen.may(Action.SEAL) and matter.progress is State.SIGNED,
        "may_perform": seen.may(Action.RECORD_PERFORMANCE) and matter.progress is State.EFFECTIVE,
        "may_preview": seen.may(Action.ADD_NOTE),
        "may_open": seen.may(Action.UNMASK),
    }


def editor_of(seen: SeenCase, lines: int) -> dict[str, Any]:
    """Return the choices of the editor; `lines` is how many items it shows."""
    parties = party.of_case(seen.matter.id, limit=_MOST_OFFERED)
    return {
        **context_of(seen),
        "parties": party.masked_of_case(
            seen.matter.id, sealing.case_seal(seen.matter.public_id), limit=20
        ),
        "payees": [each.name for each in parties],
        "causes": [(each.value, label(each)) for each in Cause if each is not Cause.UNSPLIT],
        "methods": list(METHODS),
        "count": max(1, lines),
    }


def values_of(settled: AgreementFacts, seal: sealing.CaseSeal) -> dict[str, str]:
    """Return a stored draft as the editor shows it, accounts masked."""
    draft = agreement_contents.draft_of(settled, seal)
    return _values(draft)


def proposal_for(matter: CaseFacts) -> dict[str, str]:
    """Return what the editor begins with: the claims as items, owed to the first applicant."""
    parties = party.of_case(matter.id)
    applicants = [each.name for each in parties if each.role is PartyRole.APPLICANT]
    copies = len(parties) + 1 if len(parties) <= _MOST_WITH_OWN_COPY else _FEWEST_COPIES
    values = {"copies": str(max(_FEWEST_COPIES, copies)), "facts": "", "disputed": ""}
    names = {each.id: each.name for each in parties}
    everything = claim.of_case(matter.id, limit=MOST_TERMS)
    asked = [each for each in everything if each.cause != claim.UNSPLIT]
    for line, each in enumerate(asked):
        first = applicants[0] if applicants else ""
        values[f"terms-{line}-payee"] = names.get(each.party_id or 0, first)
        values[f"terms-{line}-what"] = f"支付{label(Cause(each.cause))}"
        values[f"terms-{line}-cause"] = each.cause
        values[f"terms-{line}-amount"] = each.amount.figures if each.amount else ""
        values[f"terms-{line}-method"] = METHODS[0]
    amounts = [each.amount for each in asked if each.amount]
    values["total"] = Money.total(amounts).figures if amounts else ""
    causes = dict.fromkeys(each.cause for each in asked)
    values["disputed"] = "\n".join(label(Cause(each)) for each in causes)
    return values


def line_count(values: Iterable[str]) -> int:
    """Return how many items the editor must show for these fields; numbers may have gaps."""
    numbers = [name.split("-")[1] for name in values if name.startswith("terms-")]
    return 1 + max((int(each) for each in numbers if each.isdecimal() and len(each) < 4), default=0)


def findings_of(seen: SeenCase, draft: AgreementDraft | None = None) -> list[FindingWords]:
    """Look the stored draft over, or one that is only typed yet."""
    settled = settled_of(seen)
    if draft is not None:
        contents = agreement_contents.imagined(seen.matter, draft, settled)
    elif settled is not None:
        contents = agreement_contents.gathered(seen.matter, settled)
    else:
        return []
    today = clock.today()
    around = agreement_contents.surroundings(seen.matter, contents, today, ())
    try:
        missing = characters_without_font(final_paper(contents, today), habits().fonts)
    except RuleBroken as fault:
        refused = Finding(fault.code, Weight.BLOCKING, ("调解仲裁法10",), fault.facts)
        return [_words(refused)]
    around = replace(around, missing_characters=missing)
    return [_words(each) for each in agreement_checks.findings_on(contents.draft, around)]


def signing_of(seen: SeenCase, settled: AgreementFacts) -> dict[str, Any]:
    """Return who must sign and who has."""
    signers = agreement_contents.signers_of(seen.matter, settled)
    given = {(each.capacity, each.party_id): each for each in settled.signatures}
    missing = still_to_sign(signers, given)
    return {
        "signers": [
            (
                replace(each, name=seen.shown(each.name)),
                given.get((each.capacity.value, each.party_id)),
            )
            for each in signers
        ],
        "awaited": [(each.key, f"{label(each.capacity)} {each.name}") for each in missing],
    }


def performance_of(settled: AgreementFacts) -> dict[str, Any]:
    """Return how the items stand today, with what was recorded under each."""
    entries: dict[int, list[performance.PerformanceFacts]] = {}
    for each in performance.of_agreement(settled.id):
        entries.setdefault(each.obligation_id, []).append(each)
    today = clock.today()
    return {"entries": entries, "stands": standing_of(settled.obligations, today), "now": today}


def windows_of(matter: CaseFacts) -> list[tuple[str, date]]:
    """Return the windows for confirmation that are running, with their last days."""
    return [
        (clock_row(each.rule).name, each.due_on)
        for each in deadline.of_case(matter.id)
        if each.rule in _WINDOWS and each.ended_as is None
    ]


def windows_if_sealed(on: date) -> list[tuple[str, date]]:
    """Return the last days of the windows if the agreement bound from this day."""
    days = calendar.current()
    return [
        (clock_row(rule).name, clocks.reckon(clock_row(rule), on, days).due) for rule in _WINDOWS
    ]


def document_of(settled: AgreementFacts) -> document.DocumentFacts | None:
    """Return the stored final text of an edition."""
    papers = document.of_case(settled.case_id)
    return next((each for each in papers if each.id == settled.document_id), None)


def _shown_to(seen: SeenCase, settled: AgreementFacts) -> AgreementFacts:
    return replace(
        settled,
        facts=seen.shown(settled.facts),
        disputed=seen.shown(settled.disputed),
        default_consequence=seen.shown(settled.default_consequence),
        other_terms=seen.shown(settled.other_terms),
        obligations=tuple(
            replace(each, payee=seen.shown(each.payee), what=seen.shown(each.what))
            for each in settled.obligations
        ),
        signatures=tuple(replace(each, name=seen.shown(each.name)) for each in settled.signatures),
    )


def _values(draft: AgreementDraft) -> dict[str, str]:
    values = {
        "facts": draft.facts,
        "disputed": draft.disputed,
        "default_consequence": draft.default_consequence,
        "other_terms": draft.other_terms,
        "total": draft.total.figures,
        "copies": str(draft.copies),
    }
    for line, term in enumerate(draft.terms):
        fields = {
            "payee": term.payee,
            "what": term.what,
            "cause": term.cause.value if term.cause else "",
            "amount": term.amount.figures if term.amount else "",
            "due_on": term.due_on.isoformat() if term.due_on else "",
            "method": term.method,
            "account": masked_account(term.account),
        }
        values |= {f"terms-{line}-{name}": value for name, value in fields.items()}
    return values


def _words(finding: Finding) -> FindingWords:
    basis = "、".join(
        PRACTICE_WORDS if key == PRACTICE else article(key).label for key in finding.cites
    )
    said = sentence(Problem(finding.code, finding.facts))
    return FindingWords(said, finding.blocks, basis, finding.party)

"""The page of a case in words: its bar, its chips, its sections, for one person.

Everything that a template needs to know of permissions is asked here, of the standing of this
person on this very case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import current_app, url_for

from mediation.basics import clock
from mediation.basics.errors import NotFound
from mediation.basics.money import Money
from mediation.basics.text import masked_name
from mediation.models import (
    calendar,
    case_page,
    contact,
    follow_up,
    hotline_order,
    referral,
)
from mediation.models.case_page import CaseInside, CaseSummary
from mediation.models.contact import ContactFacts
from mediation.models.deadline import DeadlineFacts
from mediation.models.meeting import MeetingFacts
from mediation.models.warning import WarningFacts
from mediation.rules.case_link import LinkKind
from mediation.rules.case_list import status_of
from mediation.rules.channel import BRINGS_SOMEBODY
from mediation.rules.handling import NoteKind
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.meeting import MeetingResult, Way
from mediation.rules.merging_terms import OPEN_STAGES
from mediation.rules.permissions import Action, Actor, may
from mediation.rules.tripartite import MOVED_AWAY, Outcome
from mediation.rules.working_days import Calendar
from mediation.web import case_link, case_move, claim
from mediation.web import follow_up as calls
from mediation.web.case_list import TONES, cause_words, who_complains
from mediation.web.deadline import Chip, Derivation, chip_of, derivation_of, short_day
from mediation.web.door import may_here as may_ever_here
from mediation.web.next_steps import May, next_steps
from mediation.web.timeline import by_day
from mediation.wording import case as words
from mediation.wording.case_link import WENT_ON_THERE, WENT_OUT_OF_SIGHT
from mediation.wording.clock import clock_name
from mediation.wording.sentences import label

_INFORMING = frozenset({"L1", "L2", "M5"})
_MENU = (
    (Action.CORRECT, "handling.correct_form"),
    (Action.CORRECT, "party.new_form"),
    (Action.CORRECT, "handling.claims_form"),
    (Action.ASSIGN, "handling.assign_form"),
    (Action.LINK, "case_link.add_form"),
    (Action.MERGE, "merging.choose_form"),
    (Action.SPLIT, "splitting.split_form"),
    (Action.SEE_CASE, "case.history"),
)
_OF_OPEN_CASES = frozenset({"merging.choose_form", "splitting.split_form"})


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A chip with what stands behind it."""

    chip: Chip
    derivation: Derivation


def seen_in_full(acting: Actor, case_id: str) -> CaseSummary:
    """Return a case that somebody sees in full; anybody else does not find this page."""
    seen = case_page.summary(acting, case_id)
    if not seen.is_full:
        raise NotFound("case.not_found")
    return seen


def heading_context(acting: Actor, seen: CaseSummary) -> dict[str, Any]:
    """Return what the bar of the case says."""
    shows_names = seen.is_full and may(acting, Action.ADD_NOTE, seen.standing)
    return _bar(seen, shows_names=shows_names)


def summary_context(seen: CaseSummary) -> dict[str, Any]:
    """Return the page for those who see how a case goes, and nothing of its people."""
    return _bar(seen, shows_names=False) | {
        "clocks": _clocks(seen),
        "facts": _summary_facts(seen),
        "words_summary_only": words.SUMMARY_ONLY,
    }


def full_context(acting: Actor, seen: CaseSummary, inside: CaseInside) -> dict[str, Any]:
    """Return the whole page of a case for somebody who sees it in full."""
    clocks, days = _clocks(seen), calendar.current()
    lives_on = seen.case.outcome not in MOVED_AWAY

    def may_here(action: Action) -> bool:
        return may(acting, action, seen.standing)

    return _bar(seen, shows_names=inside.names_in_full) | {
        "clocks": clocks,
        "ended": [_chip(row, days) for row in seen.deadlines if row.ended_as],
        "inside": inside,
        "under_age": under_age_line(seen.has.under_age),
        "facts": _facts(seen),
        "steps": next_steps(seen, inside, may_here, tuple(each.chip for each in clocks)),
        "menu": _menu(seen, may_here),
        "may_take": seen.case.handler_id is None and may_here(Action.TAKE_CASE),
        **_arrival(seen, may_here),
        "may_note": lives_on and may_here(Action.ADD_NOTE),
        "may_correct": lives_on and may_here(Action.CORRECT),
        "may_unmask": may_here(Action.UNMASK),
        "may_write_minutes": may_here(Action.WRITE_MINUTES),
        "note_kinds": _note_kinds(inside),
        "warnings": [_warning(each) for each in inside.warnings],
        "seen_on": clock.today(),
        "claims": claim.shown(inside, seen.case.worker_count),
        "claimed": Money.total(each.amount for each in inside.claims if each.amount),
        "meetings": [_meeting(each) for each in inside.meetings],
        "days": by_day(inside.happenings),
        "employer_url": _employer_url(seen),
        "parties_more": seen.has.parties - len(inside.parties),
        "links": case_link.shown(seen.case.public_id, seen.links, may_link=may_here(Action.LINK)),
        "moves": _moves(seen, inside, may_here),
        "link_url": _link_url(seen) if may_here(Action.LINK) else "",
    }


def _moves(seen: CaseSummary, inside: CaseInside, may_here: May) -> list[dict[str, Any]]:
    """Return the merges and splits of the case as lines."""
    if not seen.has.moves:
        return []
    offers_undo, tells_reason = may_here(Action.MERGE), inside.names_in_full
    return case_move.shown(seen.case, offers_undo=offers_undo, tells_reason=tells_reason)


def _employer_url(seen: CaseSummary) -> str:
    """Return where the employer stands in the registry, for those who may open it."""
    entry = seen.names.employer_entry
    if not entry or not may_ever_here(Action.SEE_EMPLOYERS):
        return ""
    return url_for("employer.show", public_id=entry)


def under_age_line(count: int) -> str:
    """Return the line that warns of workers who are too young, or nothing."""
    return words.UNDER_AGE.format(count=count) if count else ""


def _arrival(seen: CaseSummary, may_here: May) -> dict[str, Any]:
    """Return how the matter came and went; what others wrote is for those who work on it."""
    contacts = contact.of_case(seen.case.id)
    sent = referral.of_case(seen.case.id) if seen.has.referrals else ()
    works_here = may_here(Action.ADD_NOTE)
    return {
        "contacts": [(each, _who_came(each, shows_names=works_here)) for each in contacts],
        "contacts_note": _times(contacts),
        "orders": hotline_order.of_case(seen.case.id) if seen.has.orders else (),
        "referrals": sent if works_here else [replace(each, answer="") for each in sent],
        "may_log_contact": may_here(Action.LOG_CONTACT),
        **_calls(seen, may_here),
    }


def _calls(seen: CaseSummary, may_here: May) -> dict[str, Any]:
    """Return the calls that were promised; what they are about is for those who work on it."""
    promised = follow_up.of_case(seen.case.id)
    if not may_here(Action.ADD_NOTE):
        promised = tuple(replace(each, note="") for each in promised)
    lives_on = seen.case.outcome not in MOVED_AWAY
    return {
        "follow_ups": [calls.shown(each) for each in promised],
        "may_call_back": lives_on and may_here(Action.CALL_BACK),
        "may_finish": may_here(Action.FINISH_FOLLOW_UP),
    }


def _who_came(row: ContactFacts, *, shows_names: bool) -> str:
    """Return for whom somebody came, and who it was if not the worker; other bodies are nobody."""
    if row.channel not in BRINGS_SOMEBODY:
        return ""
    name = row.caller.name if shows_names else masked_name(row.caller.name)
    return f"{label(row.caller.role)} {name}".strip()


def _times(contacts: Sequence[ContactFacts]) -> str:
    """Return how often people came, wrote and rang; only visits count in batches and heads."""
    visits = [each for each in contacts if each.channel is Channel.VISIT]
    said = words.TIMES
    if visits:
        said = words.VISITS if len(visits) == len(contacts) else words.VISITS_AMONG
    people = sum(each.person_count for each in visits)
    return said.format(times=len(contacts), batches=len(visits), people=people)


def _bar(seen: CaseSummary, *, shows_names: bool) -> dict[str, Any]:
    case = seen.case
    status = status_of(case.stage, case.progress)
    applicant = case.applicant_name if shows_names else masked_name(case.applicant_name)
    who = who_complains(applicant, case.worker_count)
    employer = case.employer_name or words.UNKNOWN_EMPLOYER
    amount = None if case.amount_fen is None else Money(case.amount_fen)
    return {
        "case": case,
        "seen": seen,
        "title": words.AGAINST.format(applicant=who, employer=employer),
        "status": label(status),
        "tone": TONES[status],
        "went_to": _went_to(seen),
        "bar_facts": [
            (words.BAR["cause"], cause_words(case.first_cause)),
            (words.BAR["amount"], f"¥{amount.figures}" if amount else ""),
            (words.BAR["handler"], seen.names.handler or words.NOBODY),
            (words.BAR["town"], seen.names.town),
            (words.BAR["urgent"], _urgent(seen)),
        ],
    }


def _went_to(seen: CaseSummary) -> dict[str, str]:
    """Return where a merged case went: with its address when that case is in sight."""
    if seen.case.outcome not in MOVED_AWAY:
        return {}
    kinds = {Outcome.MERGED.value: LinkKind.MERGED_INTO}
    kind = kinds.get(seen.case.outcome, LinkKind.SPLIT_FROM)
    for each in seen.links:
        if each.kind is kind and not each.is_source:
            url = url_for("case.show", case_id=each.public_id)
            return {"url": url, "number": each.case_number, "words": WENT_ON_THERE}
    return {"url": "", "number": "", "words": WENT_OUT_OF_SIGHT}


def _urgent(seen: CaseSummary) -> str:
    return "、".join(label(UrgentFlag(flag)) for flag in seen.case.urgent_flags)


def _clocks(seen: CaseSummary) -> list[ShownClock]:
    """Return the running clocks: what presses, what informs, and last what has run out."""
    days = calendar.current()
    shown = [_chip(row, days) for row in seen.deadlines if row.ended_as is None]
    return sorted(
        shown, key=lambda each: (each.chip.state == "stopped", each.chip.rule in _INFORMING)
    )


def _chip(row: DeadlineFacts, days: Calendar) -> ShownClock:
    return ShownClock(chip_of(row, days, clock.today()), derivation_of(row, days))


def _summary_facts(seen: CaseSummary) -> list[tuple[str, str]]:
    case, names, say = seen.case, seen.names, words.FACTS
    facts = [
        (say["stage"], label(case.stage)),
        (say["progress"], label(case.progress) if case.progress else ""),
        (say["outcome"], label(Outcome(case.outcome)) if case.outcome else ""),
        (say["closed_on"], _day(case.closed_on)),
        (say["received_on"], _day(case.received_on)),
        (say["outside_number"], case.outside_number),
        (say["body"], names.body),
        (say["handler"], names.handler or words.NOBODY),
    ]
    return [each for each in facts if each[1]]


def _facts(seen: CaseSummary) -> list[tuple[str, str]]:
    case, names, say = seen.case, seen.names, words.FACTS
    facts = [
        (say["request"], case.request),
        (say["received_on"], _logged(seen)),
        (say["worker_count"], words.PEOPLE.format(count=case.worker_count)),
        (say["town"], names.town),
        (say["body"], names.body),
        (say["handler"], names.handler or words.NOBODY),
        (say["knew_on"], _day(case.knew_on)),
    ]
    optional = [
        (say["lawyer"], names.lawyer),
        (say["delegated_by"], names.delegated_by),
        (say["outside_number"], case.outside_number),
        (say["employment_ended_on"], _day(case.employment_ended_on)),
        (say["urgent"], _urgent(seen)),
        (say["outcome"], label(Outcome(case.outcome)) if case.outcome else ""),
        (say["closed_on"], _day(case.closed_on)),
        (say["outcome_note"], case.outcome_note),
    ]
    return facts + [each for each in optional if each[1]]


def _logged(seen: CaseSummary) -> str:
    return words.LOGGED.format(
        day=seen.case.received_on.isoformat(),
        channel=label(Channel(seen.case.channel)),
        name=seen.names.logged_by,
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _menu(seen: CaseSummary, may_here: May) -> list[tuple[str, str]]:
    return [
        (words.MENU[endpoint], url_for(endpoint, case_id=seen.case.public_id))
        for action, endpoint in _MENU
        if may_here(action) and endpoint in current_app.view_functions
        if endpoint not in _OF_OPEN_CASES or seen.case.stage in OPEN_STAGES
    ]


def _link_url(seen: CaseSummary) -> str:
    return url_for("case_link.add_form", case_id=seen.case.public_id)


def _note_kinds(inside: CaseInside) -> list[tuple[str, str]]:
    return [
        (each.value, label(each))
        for each in NoteKind
        if each is not NoteKind.CAUCUS or inside.may_keep_caucus
    ]


def _warning(row: WarningFacts) -> dict[str, Any]:
    return {
        "level": row.level.value if row.level else "",
        "name": clock_name(row.rule),
        "due": short_day(row.due_on, clock.today()),
        "waits": row.waits,
        "url": url_for("warning.show", public_id=row.public_id),
    }


def _meeting(row: MeetingFacts) -> dict[str, Any]:
    starts, ends = clock.local(row.starts_at), clock.local(row.ends_at)
    day = short_day(starts.date(), clock.today())
    has_begun = row.starts_at <= clock.now()
    if row.cancelled_at is not None:
        status, tone = words.MEETING["cancelled"], "ended"
    elif row.held_at is not None:
        status, tone = label(MeetingResult(row.result)), "good"
    else:
        status = words.MEETING["minutes_missing" if has_begun else "ahead"]
        tone = "attention" if has_begun else "waiting"
    return {
        "row": row,
        "when": f"{day} {starts:%H:%M}–{ends:%H:%M}",
        "where": f"{label(Way(row.way))}，{row.place}" if row.place else label(Way(row.way)),
        "panel": "、".join(f"{label(seat.side)} {seat.name}" for seat in row.seats),
        "status": status,
        "tone": tone,
        "has_begun": has_begun,
    }

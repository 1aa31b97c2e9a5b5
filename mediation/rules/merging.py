"""Merging: two cases of one dispute become one, field by field, and nothing of either is lost.

A matter comes by telephone, on paper and through the town, and is logged three times.  One case
stays: the one whose mediation is further, else the one that is older.  The other is closed with a
reference to it and keeps its number, its papers and its history.

For each fact on which the two differ somebody chooses; a fact that only one of them has is kept.
One person stands once, by identity number, else by name and mobile, or because somebody says so.
What one person asks for under one cause is not counted twice.  Of two time limits of the same
kind the one that ends earlier counts (调解仲裁法 27: the period runs from when the worker knew).
"""

from collections.abc import Mapping

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.merging_terms import (
    OPEN_STAGES,
    UNDER_WAY,
    CaseFace,
    CaseField,
    ClaimPlan,
    ClockFace,
    ClockPlan,
    FieldPlan,
    MergePlan,
    Merging,
    PersonFace,
    PersonField,
    Union,
    Whose,
)
from mediation.rules.party import PartyRole

_LONGEST_JOINED = {CaseField.REQUEST: 500, CaseField.OUTSIDE_NUMBER: 60}


def stays_first(first: CaseFace, second: CaseFace) -> bool:
    """Tell whether the first of two cases is the one that should stay."""
    if first.progress_rank != second.progress_rank:
        return first.progress_rank > second.progress_rank
    return (first.logged_at, first.id) < (second.logged_at, second.id)


def may_merge(kept: CaseFace, gone: CaseFace) -> None:
    """Refuse two cases that are not two open cases of one district, in the order they came to."""
    if kept.id == gone.id:
        raise RuleBroken("merging.same_case")
    for each in (kept, gone):
        if each.stage not in OPEN_STAGES:
            raise RuleBroken("merging.not_open", number=each.case_number)
    if kept.district_id != gone.district_id:
        raise RuleBroken("merging.other_district")
    if kept.agreement_is_final and gone.agreement_is_final:
        raise RuleBroken("merging.both_agreed")
    if kept.state in UNDER_WAY and gone.state in UNDER_WAY:
        raise RuleBroken("merging.both_under_way")
    if gone.progress_rank > kept.progress_rank:
        raise RuleBroken("merging.other_is_further", number=gone.case_number)
    if gone.meetings_ahead:
        raise RuleBroken("merging.meeting_ahead", number=gone.case_number)


def may_merge_so(kept: CaseFace, gone: CaseFace, plan: MergePlan, reason: str) -> None:
    """Refuse what the chosen result would break."""
    if not same_employer(kept, gone) and not reason:
        raise Malformed.at("reason", "merging.why_two_employers")
    if kept.agreement_is_final and plan.moved:
        raise RuleBroken("merging.agreement_names_parties")
    workers = sum(_complains(each) for each in (*kept.persons, *plan.moved))
    [count] = plan.result(CaseField.WORKER_COUNT)
    if isinstance(count, int) and count < workers:
        raise Malformed.at("worker_count", "merging.too_few_workers", count=workers)


def same_employer(kept: CaseFace, gone: CaseFace) -> bool:
    """Tell whether both cases are against one employer, or one of them names none."""
    keys = {each.values["employer_id"] for each in (kept, gone)} - {None}
    return len(keys) < len((kept, gone))


def planned(kept: CaseFace, gone: CaseFace, wanted: Merging) -> MergePlan:
    """Return what merging would do with these choices; whatever was not chosen has its default."""
    pairs = _pairs(kept, gone, wanted)
    unions = tuple(_union(kept, *pair) for pair in pairs if pair[1] is not None)
    united = {each.gone.id: each.kept.id for each in unions}
    claims = _claims(kept, gone, united, wanted)
    older_is_kept = (kept.logged_at, kept.id) < (gone.logged_at, gone.id)
    default = Whose.KEPT if older_is_kept else Whose.GONE
    counted = {
        CaseField.WORKER_COUNT: _workers(kept, gone, unions),
        CaseField.AMOUNT: _amount(kept, gone, claims),
    }
    fields = tuple(
        _field(name, (kept.value(name), gone.value(name)), default, counted.get(name), wanted)
        for name in CaseField
    )
    return MergePlan(
        fields=fields,
        unions=unions,
        moved=tuple(each for each in gone.persons if each.id not in united),
        claims=claims,
        clocks=carried(kept.clocks, gone.clocks),
    )


def candidates(kept: CaseFace, person: PersonFace, most: int = 20) -> tuple[PersonFace, ...]:
    """Return the parties who may be the same as one of the other case: likely ones, or all."""
    alike = [
        each
        for each in kept.persons
        if each.is_employer == person.is_employer and each.role is person.role
    ]
    if len(alike) <= most:
        return tuple(alike)
    return tuple(each for each in alike if each.name == person.name or is_same(each, person))


def is_same(kept: PersonFace, gone: PersonFace) -> bool:
    """Tell whether two parties are one: by identity number, else by name and mobile."""
    if kept.is_employer != gone.is_employer or kept.role is not gone.role:
        return False
    if kept.is_employer:
        return bool(kept.employer_key) and kept.employer_key == gone.employer_key
    numbers = {each.marks.get(PersonField.ID_NUMBER, "") for each in (kept, gone)}
    if "" not in numbers:
        return len(numbers) == 1
    mobile = kept.marks.get(PersonField.MOBILE, "")
    same_mobile = bool(mobile) and mobile == gone.marks.get(PersonField.MOBILE)
    return same_mobile and kept.name == gone.name


def carried(kept: tuple[ClockFace, ...], gone: tuple[ClockFace, ...]) -> tuple[ClockPlan, ...]:
    """Return the time limits of the other case that count on, each with the one it replaces.

    Those of a proceeding end with it, unless the case that stays runs the same one later.
    """
    plans: list[ClockPlan] = []
    for clock in sorted(gone, key=lambda each: each.due_on):
        same = [each for each in kept if _kind(each.rule) == _kind(clock.rule)]
        if any(_kind(each.clock.rule) == _kind(clock.rule) for each in plans):
            continue
        if not same and not clock.of_proceeding:
            plans.append(ClockPlan(clock, None))
        elif same and clock.due_on < same[0].due_on:
            plans.append(ClockPlan(clock, same[0]))
    return tuple(plans)


def _kind(rule: str) -> str:
    """Both kinds of limitation are one thing: the day after which the claim can be refused."""
    return "limitation" if rule in {"L1", "L2"} else rule


def _pairs(
    kept: CaseFace, gone: CaseFace, wanted: Merging
) -> list[tuple[PersonFace, PersonFace | None, Mapping[PersonField, Whose]]]:
    """Return each party of the other case with the one of the case that stays that it is."""
    chosen = {each.party: each for each in wanted.persons}
    free = {each.public_id: each for each in kept.persons}
    by_mark = _by_mark(kept.persons)
    pairs: list[tuple[PersonFace, PersonFace | None, Mapping[PersonField, Whose]]] = []
    for person in gone.persons:
        choice = chosen.get(person.public_id)
        if choice is None:
            alike = [each for mark in _marks(person) for each in by_mark.get(mark, ())]
            twin = next(
                (each for each in alike if each.public_id in free and is_same(each, person)), None
            )
        elif choice.same_as is None:
            twin = None
        elif choice.same_as in free and free[choice.same_as] in candidates(kept, person):
            twin = free[choice.same_as]
        else:
            raise RuleBroken("merging.not_the_same", name=person.name)
        if twin is not None:
            del free[twin.public_id]
        pairs.append((person, twin, choice.facts if choice else {}))
    return pairs


def _marks(person: PersonFace) -> tuple[str, ...]:
    """Return the words under which somebody who may be the same is looked up."""
    number = person.marks.get(PersonField.ID_NUMBER, "")
    return tuple(each for each in (number, person.name, person.employer_key) if each)


def _by_mark(persons: tuple[PersonFace, ...]) -> Mapping[str, list[PersonFace]]:
    found: dict[str, list[PersonFace]] = {}
    for person in persons:
        for mark in _marks(person):
            found.setdefault(mark, []).append(person)
    return found


def _union(
    kept: CaseFace, gone: PersonFace, twin: PersonFace | None, facts: Mapping[PersonField, Whose]
) -> Union:
    """An agreement that is final names its parties, so that their facts stay as they are."""
    assert twin is not None
    sides: dict[PersonField, Whose] = {}
    for name in PersonField:
        only_gone = bool(gone.marks.get(name)) and not twin.marks.get(name)
        side = Whose.GONE if only_gone else facts.get(name, Whose.KEPT)
        sides[name] = Whose.KEPT if kept.agreement_is_final else side
    return Union(twin, gone, sides)


def _claims(
    kept: CaseFace, gone: CaseFace, united: Mapping[int, int], wanted: Merging
) -> tuple[ClaimPlan, ...]:
    chosen = {each.number: each.stays for each in wanted.claims}
    everybody_united = all(each.id in united for each in gone.persons if _complains(each))
    free = list(kept.claims)
    plans: list[ClaimPlan] = []
    for claim in gone.claims:
        party_id = united.get(claim.party_id, claim.party_id) if claim.party_id else None
        twin = next(
            (
                each
                for each in free
                if (each.cause, each.party_id) == (claim.cause, party_id)
                and (party_id is not None or everybody_united)
            ),
            None,
        )
        if twin is not None:
            free.remove(twin)
        stays = chosen.get(claim.number, Whose.KEPT) if twin else Whose.BOTH
        plans.append(ClaimPlan(claim, twin, party_id, stays))
    return tuple(plans)


def _workers(kept: CaseFace, gone: CaseFace, unions: tuple[Union, ...]) -> int:
    """Count both cases, and whoever stands in both only once."""
    counts = [each.values["worker_count"] for each in (kept, gone)]
    together = sum(count for count in counts if isinstance(count, int))
    united = sum(_complains(each.kept) for each in unions)
    named = sum(_complains(each) for each in (*kept.persons, *gone.persons)) - united
    return max(together - united, named, 1)


def _amount(kept: CaseFace, gone: CaseFace, claims: tuple[ClaimPlan, ...]) -> int | None:
    """Add up the claims that will stand in the merged case; without any, take the larger total."""
    replaced = {each.twin.id for each in claims if each.twin and each.stays is Whose.GONE}
    standing = [each.amount for each in kept.claims if each.id not in replaced]
    standing += [each.claim.amount for each in claims if each.stays is not Whose.KEPT]
    amounts = [each.fen for each in standing if each is not None]
    if amounts:
        return sum(amounts)
    totals = [each.values["amount_fen"] for each in (kept, gone)]
    return max((each for each in totals if isinstance(each, int)), default=None)


def _field(
    name: CaseField,
    both: tuple[tuple[object, ...], tuple[object, ...]],
    default: Whose,
    counted: int | None,
    wanted: Merging,
) -> FieldPlan:
    kept, gone = both
    results = {Whose.KEPT: kept, Whose.GONE: gone}
    if name in {CaseField.WORKER_COUNT, CaseField.AMOUNT}:
        results[Whose.COUNTED] = (counted,)
        default = Whose.COUNTED
    elif (joined := _joined(name, kept[0], gone[0])) is not None:
        results[Whose.BOTH] = (joined,)
        default = Whose.BOTH if name is CaseField.URGENT else default
    sides = _to_choose(results, kept, gone)
    chosen = wanted.fields.get(name, default)
    if chosen not in sides:
        chosen = default if default in sides else sides[0]
    return FieldPlan(name, kept, gone, sides, chosen, results[chosen])


def _to_choose(
    results: Mapping[Whose, tuple[object, ...]], kept: tuple[object, ...], gone: tuple[object, ...]
) -> tuple[Whose, ...]:
    """Return the sides between which there is a difference; an empty value is no choice."""
    if Whose.COUNTED in results:
        same = len(set(results.values())) == 1
        return (Whose.COUNTED,) if same else tuple(_filled(results))
    if kept == gone:
        return (Whose.KEPT,)
    if not _is_filled(kept):
        return (Whose.GONE,)
    return tuple(_filled(results)) if _is_filled(gone) else (Whose.KEPT,)


def _filled(results: Mapping[Whose, tuple[object, ...]]) -> list[Whose]:
    return [side for side, value in results.items() if _is_filled(value)] or [Whose.COUNTED]


def _is_filled(value: tuple[object, ...]) -> bool:
    return value[0] not in (None, "", ())


def _joined(name: CaseField, kept: object, gone: object) -> object:
    """Return both values in one, where a field can hold both."""
    if isinstance(kept, tuple) and isinstance(gone, tuple):
        return tuple(dict.fromkeys((*kept, *gone)))
    longest = _LONGEST_JOINED.get(name)
    if longest is None or not isinstance(kept, str) or not isinstance(gone, str):
        return None
    joined = f"{kept}；{gone}"
    return joined if len(joined) <= longest else None


def _complains(person: PersonFace) -> bool:
    return person.role is PartyRole.APPLICANT

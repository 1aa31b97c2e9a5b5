"""The preview of a merge in words: both values of each fact, the people, the claims, the days.

`rules.merging` has planned; this file only finds the words: what a key stands for, what an amount
looks like, which radio button is pressed.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from mediation.basics.money import Money
from mediation.models import organisation, user
from mediation.rules.causes import Cause
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.merging import candidates, same_employer
from mediation.rules.merging_terms import (
    CaseFace,
    CaseField,
    ClaimPlan,
    FieldPlan,
    MergePlan,
    PersonFace,
    PersonField,
    Whose,
)
from mediation.wording import merging as words
from mediation.wording.sentences import label

Shown = list[dict[str, Any]]

_RECKONED = (CaseField.WORKER_COUNT, CaseField.AMOUNT)
_EMPTY: tuple[object, ...] = (None, "", ())
_MOST_SHOWN = 60


def context(kept: CaseFace, gone: CaseFace, plan: MergePlan) -> dict[str, Any]:
    """Return everything that the preview shows."""
    value = _speaker(kept.district_id)
    choices = [each for each in plan.fields if each.differs]
    settled = [
        each
        for each in plan.fields
        if not each.differs and each.name not in _RECKONED and each.result[0] not in _EMPTY
    ]
    return {
        "kept": kept,
        "gone": gone,
        "choices": [_choice(each, value) for each in choices],
        "settled": [(label(each.name), value(each.name, each.result)) for each in settled],
        "persons": _persons(kept, gone, plan),
        "person_count": len(gone.persons),
        "claims": [_claim(each, gone) for each in plan.claims],
        "clocks": [words.carried(each) for each in plan.clocks] or [words.NOTHING_CARRIED],
        "rules": words.WHAT_BECOMES,
        "other_employer": not same_employer(kept, gone),
        "result": [(label(name), value(name, plan.result(name))) for name in _RECKONED],
    }


def people_of(face: CaseFace) -> dict[int, str]:
    """Return the names of the parties of a case by their keys."""
    return {each.id: each.name for each in face.persons}


def claim_words(claim: Any, names: dict[int, str]) -> str:
    """Return a claim in one line: whose, what, how much."""
    who = names.get(claim.party_id or 0, "")
    amount = f"¥{claim.amount.figures}" if claim.amount else "金额未填"
    return "，".join(each for each in (who, label(Cause(claim.cause)), amount, claim.note) if each)


def _choice(each: FieldPlan, value: Callable[[CaseField, tuple[object, ...]], str]) -> Any:
    of_side = {Whose.KEPT: each.kept, Whose.GONE: each.gone}
    third = next((side for side in each.sides if side not in of_side), None)
    shown = {side: value(each.name, held) for side, held in of_side.items()}
    if third is not None:
        result = each.result if each.chosen is third else None
        shown[third] = label(third) if result is None else value(each.name, result)
    return {
        "name": each.name.value,
        "words": label(each.name),
        "sides": [
            (side.value, shown.get(side, ""), side in each.sides, side is each.chosen)
            for side in (Whose.KEPT, Whose.GONE, third)
            if side is not None
        ],
    }


def _speaker(district_id: int) -> Callable[[CaseField, tuple[object, ...]], str]:
    """Return what puts the columns of a field into words."""
    towns = {each.id: each.name for each in organisation.towns(district_id)}

    def spoken(name: CaseField, columns: tuple[object, ...]) -> str:
        value = columns[0]
        if value in _EMPTY:
            return "未填写"
        if name is CaseField.TOWN:
            return towns.get(int(str(value)), "未填写")
        if name in {CaseField.HANDLER, CaseField.LAWYER}:
            return user.find_by_key(int(str(value))).name
        if name is CaseField.DELEGATED_BY:
            return organisation.find_by_key(int(str(value))).name
        return _plain(name, value)

    return spoken


def _plain(name: CaseField, value: object) -> str:
    if name is CaseField.AMOUNT:
        return f"¥{Money(int(str(value))).figures}"
    if name is CaseField.WORKER_COUNT:
        return f"{value}人"
    if name is CaseField.CHANNEL:
        return label(Channel(str(value)))
    if isinstance(value, tuple):
        return "、".join(label(UrgentFlag(each)) for each in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _persons(kept: CaseFace, gone: CaseFace, plan: MergePlan) -> Shown:
    unions = {each.gone.id: each for each in plan.unions}
    shown: Shown = []
    many = len(gone.persons) > _MOST_SHOWN
    for line, person in enumerate(gone.persons):
        union = unions.get(person.id)
        if many and union is None:
            continue
        likely = candidates(kept, person)
        shown.append(
            {
                "line": line,
                "party": person.public_id,
                "name": person.name,
                "role": label(person.role),
                "told": _told(person),
                "same_as": union.kept.public_id if union else "",
                "options": [(each.public_id, f"{each.name} {_told(each)}") for each in likely],
                "facts": [
                    {
                        "name": f"persons-{line}-{name.value}",
                        "words": label(name),
                        "kept": union.kept.shown[name],
                        "gone": person.shown[name],
                        "chosen": union.facts[name].value,
                    }
                    for name in union.differing()
                ]
                if union and not person.is_employer
                else [],
            }
        )
    return shown


def _told(person: PersonFace) -> str:
    """Return the masked numbers by which somebody tells two people apart."""
    told = (person.shown[PersonField.ID_NUMBER], person.shown[PersonField.MOBILE])
    return "" if person.is_employer else " ".join(each for each in told if each)


def _claim(plan: ClaimPlan, gone: CaseFace) -> dict[str, Any]:
    own = claim_words(plan.claim, people_of(gone))
    shown = {Whose.KEPT: claim_words(plan.twin, {}) if plan.twin else "", Whose.GONE: own}
    stays = words.CLAIM_STAYS
    return {
        "number": plan.claim.number,
        "words": own,
        "twin": shown[Whose.KEPT],
        "stays": plan.stays.value,
        "options": [(side.value, says + shown.get(side, "")) for side, says in stays.items()],
    }

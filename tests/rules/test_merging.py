"""What merging plans: which case stays, who is one person, whose facts hold, which day counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mediation.basics.errors import Malformed, RuleBroken
from mediation.basics.money import Money
from mediation.rules.merging import (
    candidates,
    carried,
    is_same,
    may_merge,
    may_merge_so,
    planned,
    stays_first,
)
from mediation.rules.merging_terms import (
    CaseFace,
    CaseField,
    ClaimChoice,
    ClaimFace,
    ClockFace,
    Merging,
    PersonChoice,
    PersonFace,
    PersonField,
    Whose,
)
from mediation.rules.party import PartyRole
from mediation.rules.workflow_terms import Stage, State

NOTHING = Merging({})


def person(
    key: int,
    name: str,
    mobile: str = "",
    number: str = "",
    role: PartyRole = PartyRole.APPLICANT,
) -> PersonFace:
    """Return a person whose marks are simply what was written."""
    marks = {
        PersonField.NAME: name,
        PersonField.MOBILE: mobile,
        PersonField.ID_NUMBER: number,
    }
    return PersonFace(f"p{key}", key, role, False, name, marks, marks)


def firm(key: int, name: str, entry: str):
    marks = {PersonField.NAME: name}
    return PersonFace(f"p{key}", key, PartyRole.RESPONDENT, True, name, marks, marks, entry)


def face(key: int, **changes: object) -> CaseFace:
    """Return a case that was logged on a day of its own."""
    values: dict[str, object] = {
        "employer_name": "某厂",
        "employer_id": 1,
        "town_id": None,
        "request": "",
        "channel": "call",
        "received_on": date(2026, 3, 1),
        "knew_on": None,
        "employment_ended_on": None,
        "urgent_flags": (),
        "handler_id": 1,
        "lawyer_id": None,
        "delegated_by_id": None,
        "outside_number": "",
        "worker_count": 1,
        "amount_fen": None,
        "first_cause": "wages",
    }
    own = changes.pop("values", {})
    assert isinstance(own, dict)
    plain = CaseFace(
        id=key,
        public_id=f"c{key}",
        case_number=f"{key}号",
        district_id=1,
        version=1,
        stage=Stage.IN_PROGRESS,
        state=None,
        logged_at=datetime(2026, 3, key, tzinfo=UTC),
        values=values | own,
        persons=(),
        claims=(),
        clocks=(),
        meetings_ahead=0,
        agreement_is_final=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the face


@pytest.mark.parametrize(
    ("kept", "gone", "code"),
    [
        pytest.param(face(1), face(1), "same_case", id="a case with itself"),
        pytest.param(face(1, stage=Stage.CLOSED), face(2), "not_open", id="a closed one stays"),
        pytest.param(face(1), face(2, stage=Stage.CONSULTED), "not_open", id="a consultation"),
        pytest.param(face(1), face(2, district_id=2), "other_district", id="two districts"),
        pytest.param(
            face(1, state=State.DRAFTED), face(2, state=State.ACCEPTED), "both_under_way", id="two"
        ),
        pytest.param(
            face(1, state=State.SIGNED, agreement_is_final=True),
            face(2, state=State.EFFECTIVE, agreement_is_final=True),
            "both_agreed",
            id="two final texts",
        ),
        pytest.param(face(1), face(2, state=State.APPLIED), "other_is_further", id="applied for"),
        pytest.param(
            face(1, state=State.APPLIED), face(2, state=State.ACCEPTED), "other_is_further", id="on"
        ),
        pytest.param(face(1), face(2, meetings_ahead=1), "meeting_ahead", id="a meeting is called"),
    ],
)
def test_what_forbids_a_merge(kept, gone, code):
    with pytest.raises(RuleBroken) as refused:
        may_merge(kept, gone)
    assert refused.value.code == f"merging.{code}"


@pytest.mark.parametrize("state", [None, *State], ids=str)
def test_whatever_is_under_way_stays_and_what_is_not_begun_joins_it(state):
    further = face(2, state=state)
    if further.progress_rank:
        assert stays_first(further, face(1))
    may_merge(further, face(1))


def test_of_two_that_are_equally_far_the_older_stays():
    assert stays_first(face(1), face(2))
    assert not stays_first(face(2), face(1))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(person(1, "王", number="A"), person(2, "汪", number="A"), True, id="number"),
        pytest.param(
            person(1, "王", "139", "A"), person(2, "王", "139", "B"), False, id="two numbers"
        ),
        pytest.param(person(1, "王", "139"), person(2, "王", "139", "B"), True, id="one number"),
        pytest.param(person(1, "王", "139"), person(2, "王", "138"), False, id="two mobiles"),
        pytest.param(person(1, "王", "139"), person(2, "李", "139"), False, id="two names"),
        pytest.param(person(1, "王"), person(2, "王"), False, id="only a name"),
        pytest.param(firm(1, "某厂", "7"), firm(2, "某厂", "7"), True, id="one entry"),
        pytest.param(firm(1, "某厂", "7"), firm(2, "某厂", "8"), False, id="two entries"),
        pytest.param(firm(1, "王", "7"), person(2, "王"), False, id="a firm and a person"),
        pytest.param(
            person(1, "王", number="A"),
            person(2, "王", number="A", role=PartyRole.THIRD_PARTY),
            False,
            id="two sides",
        ),
    ],
)
def test_who_is_one_person(first, second, same):
    assert is_same(first, second) is same


def test_an_empty_fact_is_filled_and_a_differing_one_is_that_of_the_older_case():
    older = face(1, values={"town_id": 5, "request": "旧"})
    newer = face(2, values={"lawyer_id": 9, "request": "新", "town_id": 6})
    plan = planned(newer, older, NOTHING)
    assert plan.result(CaseField.REQUEST) == ("旧",)
    assert plan.result(CaseField.TOWN) == (5,)
    assert plan.result(CaseField.LAWYER) == (9,)


@pytest.mark.parametrize(
    ("side", "request_words"),
    [(Whose.KEPT, "甲"), (Whose.GONE, "乙"), (Whose.BOTH, "甲；乙"), (Whose.COUNTED, "甲")],
    ids=str,
)
def test_a_fact_is_the_chosen_one_and_a_choice_that_is_none_is_the_default(side, request_words):
    kept, gone = face(1, values={"request": "甲"}), face(2, values={"request": "乙"})
    plan = planned(kept, gone, Merging({CaseField.REQUEST: side}))
    assert plan.result(CaseField.REQUEST) == (request_words,)


def test_two_long_texts_are_not_joined_beyond_what_the_field_holds():
    kept, gone = face(1, values={"request": "甲" * 300}), face(2, values={"request": "乙" * 300})
    [field] = [each for each in planned(kept, gone, NOTHING).fields if each.name == "request"]
    assert field.sides == (Whose.KEPT, Whose.GONE)


def test_urgent_flags_of_both_stand_unless_somebody_chooses():
    kept = face(1, values={"urgent_flags": ("gathering",)})
    gone = face(2, values={"urgent_flags": ("stoppage", "gathering")})
    assert planned(kept, gone, NOTHING).result(CaseField.URGENT) == (("gathering", "stoppage"),)


@pytest.mark.parametrize(
    ("kept_count", "gone_count", "names", "count"),
    [
        pytest.param(1, 1, ("王",), 1, id="one who came twice"),
        pytest.param(30, 1, ("王",), 30, id="thirty and one of them"),
        pytest.param(30, 1, ("李",), 31, id="thirty and another"),
        pytest.param(1, 1, ("王", "李", "赵"), 3, id="more named than counted"),
    ],
)
def test_workers_are_counted_once(kept_count, gone_count, names, count):
    kept = face(1, values={"worker_count": kept_count}, persons=(person(1, "王", "139"),))
    others = tuple(person(10 + place, name, "139") for place, name in enumerate(names))
    gone = face(2, values={"worker_count": gone_count}, persons=others)
    assert planned(kept, gone, NOTHING).result(CaseField.WORKER_COUNT) == (count,)


def test_a_count_below_the_named_workers_is_refused():
    kept = face(1, persons=(person(1, "王", "139"),))
    gone = face(2, persons=(person(2, "李", "138"),))
    plan = planned(kept, gone, Merging({CaseField.WORKER_COUNT: Whose.KEPT}))
    with pytest.raises(Malformed) as refused:
        may_merge_so(kept, gone, plan, "同一事")
    assert refused.value.problems["worker_count"][0].facts["count"] == 2


def claims(first: int, *amounts: str, cause: str = "wages", party: int | None = None):
    return tuple(
        ClaimFace(place, first + place, party, cause, Money.of_yuan(amount), "")
        for place, amount in enumerate(amounts, start=1)
    )


def test_a_claim_of_somebody_new_is_no_twin():
    kept = face(1, persons=(person(1, "王", "139"),), claims=claims(0, "100"))
    gone = face(2, persons=(person(2, "李", "138"),), claims=claims(9, "70"))
    plan = planned(kept, gone, NOTHING)
    assert [(each.twin, each.stays) for each in plan.claims] == [(None, Whose.BOTH)]
    assert plan.result(CaseField.AMOUNT) == (17_000,)


def test_a_claim_under_the_name_of_a_united_person_is_a_twin():
    kept = face(1, persons=(person(1, "王", "139"),), claims=claims(0, "100", party=1))
    gone = face(2, persons=(person(2, "王", "139"),), claims=claims(9, "70", party=2))
    plan = planned(kept, gone, Merging({}, (), (ClaimChoice(1, Whose.GONE),)))
    [claim] = plan.claims
    assert (claim.party_id, claim.stays) == (1, Whose.GONE)
    assert plan.result(CaseField.AMOUNT) == (7_000,)


def test_two_claims_have_two_twins_and_a_third_has_none():
    kept = face(1, persons=(person(1, "王", "139"),), claims=claims(0, "100", "200"))
    gone = face(2, persons=(person(2, "王", "139"),), claims=claims(9, "1", "2", "3"))
    twins = [each.twin.id if each.twin else None for each in planned(kept, gone, NOTHING).claims]
    assert twins == [1, 2, None]


def test_somebody_is_paired_with_one_person_only():
    kept = face(1, persons=(person(1, "王", "139"),))
    gone = face(2, persons=(person(2, "王", "139"), person(3, "王", "139")))
    plan = planned(kept, gone, NOTHING)
    assert ([each.gone.id for each in plan.unions], [each.id for each in plan.moved]) == ([2], [3])
    both = tuple(PersonChoice(each, "p1", {}) for each in ("p2", "p3"))
    with pytest.raises(RuleBroken, match=r"merging\.not_the_same"):
        planned(kept, gone, Merging({}, both))


def test_nobody_is_paired_with_a_firm_or_with_a_stranger():
    kept = face(1, persons=(firm(1, "某厂", "7"),))
    gone = face(2, persons=(person(2, "王"),))
    for other in ("p1", "p9"):
        with pytest.raises(RuleBroken, match=r"merging\.not_the_same"):
            planned(kept, gone, Merging({}, (PersonChoice("p2", other, {}),)))


def test_among_many_only_the_likely_ones_are_offered():
    crowd = tuple(person(place, f"工友{place}", f"13{place}") for place in range(1, 40))
    kept = face(1, persons=crowd)
    offered = candidates(kept, person(99, "工友7", "138"))
    assert [each.name for each in offered] == ["工友7"]


@pytest.mark.parametrize("final", [False, True])
def test_the_facts_of_a_final_text_stay(final):
    kept = face(1, persons=(person(1, "王", "", "A"),), agreement_is_final=final)
    gone = face(2, persons=(person(2, "汪", "139", "A"),))
    facts = {PersonField.NAME: Whose.GONE}
    [union] = planned(kept, gone, Merging({}, (PersonChoice("p2", "p1", facts),))).unions
    expected = Whose.KEPT if final else Whose.GONE
    assert (union.facts[PersonField.NAME], union.facts[PersonField.MOBILE]) == (expected, expected)


def clock_of(key: int, rule: str, due: date, *, of_proceeding: bool = False) -> ClockFace:
    return ClockFace(key, rule, due.replace(year=due.year - 1), due, of_proceeding)


SOON, LATE = date(2026, 10, 1), date(2027, 2, 1)


@pytest.mark.parametrize(
    ("kept", "gone", "expected"),
    [
        pytest.param([("L1", LATE)], [("L1", SOON)], [("L1", "L1")], id="L1 ends earlier there"),
        pytest.param([("L1", SOON)], [("L1", LATE)], [], id="L1 ends earlier here"),
        pytest.param([("L1", LATE)], [("L2", SOON)], [("L2", "L1")], id="both kinds are one"),
        pytest.param([], [("L1", SOON)], [("L1", None)], id="only there"),
        pytest.param([], [("X1", SOON)], [("X1", None)], id="an answer owed only there"),
        pytest.param([], [("L1", LATE), ("L2", SOON)], [("L2", None)], id="one of each kind"),
    ],
)
def test_the_time_limit_that_ends_earlier_counts(kept, gone, expected):
    here = tuple(clock_of(place, *each) for place, each in enumerate(kept))
    there = tuple(clock_of(90 + place, *each) for place, each in enumerate(gone))
    found = [
        (each.clock.rule, each.replaces.rule if each.replaces else None)
        for each in carried(here, there)
    ]
    assert found == expected


def test_a_time_limit_of_a_proceeding_ends_with_it_unless_the_same_one_runs():
    there = (clock_of(9, "M3", SOON, of_proceeding=True),)
    assert carried((), there) == ()
    here = (clock_of(1, "M3", LATE, of_proceeding=True),)
    [plan] = carried(here, there)
    assert (plan.clock, plan.replaces) == (there[0], here[0])

"""What must be mended before an agreement is final, who signs it, and when it binds."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.basics.errors import Malformed, RuleBroken
from mediation.basics.money import Money
from mediation.rules.agreement import (
    MEDIATOR_KEY,
    AgreementDraft,
    AgreementParty,
    Capacity,
    Request,
    Sealing,
    Signing,
    Term,
    debtors_of,
    effective_on,
    kept_account,
    masked_account,
    may_seal,
    may_sign,
    requests_together,
    still_to_sign,
    who_must_sign,
)
from mediation.rules.agreement_checks import (
    Particular,
    Surroundings,
    Weight,
    blocking,
    findings_on,
)
from mediation.rules.causes import Cause
from mediation.rules.citations import article
from mediation.rules.party import PartyRole
from mediation.rules.workflow_table import PRACTICE
from tests.rules.days import CALENDAR

TODAY = date(2026, 3, 2)
WORKER = AgreementParty(
    id=1,
    public_id="aaaaaaaaaaaa",
    role=PartyRole.APPLICANT,
    is_employer=False,
    name="王𠮷平",
    sex="male",
    born_on=date(1990, 1, 1),
    id_number="000000199001011239",
    mobile="19900001111",
    address="某路1号",
)
EMPLOYER = AgreementParty(
    id=2,
    public_id="bbbbbbbbbbbb",
    role=PartyRole.RESPONDENT,
    is_employer=True,
    name="某某电子有限公司",
    address="某路8号",
    credit_code="91440113000000000T",
    legal_representative="钱某",
)
TERM = Term("王𠮷平", "支付拖欠工资", Cause.WAGES, Money.of_yuan("100"), date(2026, 3, 31), "现金")
DRAFT = AgreementDraft("有拖欠", "支付时间", "", "", Money.of_yuan("100"), 3, (TERM,))


def around(*parties, **changes):
    """Return sound surroundings, with other parties or facts where a test wants them."""
    sides = parties or (WORKER, EMPLOYER)
    return replace(Surroundings(sides, 0, TODAY, CALENDAR), **changes)


def codes(draft, surroundings=None):
    """Return what is found, by code."""
    return [each.code for each in findings_on(draft, surroundings or around())]


def with_term(**changes):
    """Return the sound draft with its one item changed."""
    return replace(DRAFT, terms=(replace(TERM, **changes),))


def test_a_sound_draft_has_nothing_to_mend():
    assert codes(DRAFT) == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        pytest.param(replace(DRAFT, facts=""), "facts_missing", id="no facts"),
        pytest.param(replace(DRAFT, disputed=""), "disputed_missing", id="no disputed points"),
        pytest.param(with_term(due_on=None), "day_missing", id="an item without a day"),
        pytest.param(with_term(due_on=date(2026, 3, 1)), "day_past", id="a day that has passed"),
        pytest.param(with_term(method=""), "method_missing", id="an item without a manner"),
        pytest.param(with_term(payee=""), "payee_missing", id="money owed to nobody"),
        pytest.param(replace(DRAFT, total=Money(1)), "sum_too_large", id="items above the total"),
    ],
)
def test_this_stands_in_the_way_of_a_final_text(draft, code):
    assert [each.code for each in blocking(findings_on(draft, around()))] == [f"agreement.{code}"]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        pytest.param(
            with_term(method="银行转账"), "account_missing", id="a transfer to no account"
        ),
        pytest.param(with_term(what="尽快付清"), "vague_words", id="words that fix nothing"),
        pytest.param(
            replace(DRAFT, other_terms="申请人放弃一切权利"),
            "sweeping_waiver",
            id="a waiver of all",
        ),
        pytest.param(
            replace(DRAFT, other_terms="确认劳动关系至3月底"), "review_barred", id="labour relation"
        ),
        pytest.param(
            with_term(due_on=date(2026, 10, 1), cause=Cause.SEVERANCE), "on_rest_day", id="holiday"
        ),
        pytest.param(replace(DRAFT, copies=2), "too_few_copies", id="fewer copies than holders"),
    ],
)
def test_this_is_worth_a_look_and_may_pass(draft, code):
    found = findings_on(draft, around())
    assert [(each.code, each.weight) for each in found] == [(f"agreement.{code}", Weight.ADVISORY)]


def test_a_sum_below_the_total_is_said_to_the_fen():
    short = replace(DRAFT, total=Money.of_yuan("2100"))
    found = findings_on(short, around())[0]
    assert (found.code, found.facts["less"]) == ("agreement.sum_too_small", Money.of_yuan("2000"))


def test_wages_due_on_a_rest_day_are_paid_on_the_workday_before():
    found = findings_on(with_term(due_on=date(2026, 10, 3)), around())[0]
    assert found.facts["pay_by"] == date(2026, 9, 30)
    assert "广东省工资支付条例12(2)" in found.cites


def test_wages_due_on_a_make_up_workday_stay_where_they_are():
    assert codes(with_term(due_on=date(2026, 10, 10))) == []


def test_a_party_that_cannot_be_told_apart_is_named_with_what_it_lacks():
    unknown = replace(WORKER, id_number="")
    found = findings_on(DRAFT, around(unknown, EMPLOYER))[0]
    assert found.facts["lacking"] == (Particular.ID_NUMBER,)
    assert found.party == unknown.public_id


def test_an_employer_is_known_by_its_code_its_seat_and_who_represents_it():
    unknown = replace(EMPLOYER, credit_code="", address="", legal_representative="")
    found = findings_on(DRAFT, around(WORKER, unknown))[0]
    assert found.facts["lacking"] == (
        Particular.CREDIT_CODE,
        Particular.OFFICE_ADDRESS,
        Particular.LEGAL_REPRESENTATIVE,
    )


def test_an_agent_without_named_authority_stands_in_the_way():
    spoken_for = replace(WORKER, agent_name="李律师")
    assert "agreement.authority_missing" in codes(DRAFT, around(spoken_for, EMPLOYER))


def test_a_missing_telephone_or_address_is_only_worth_a_look():
    silent = replace(WORKER, mobile="", address="")
    found = findings_on(DRAFT, around(silent, EMPLOYER))[0]
    assert (found.code, found.blocks) == ("agreement.particulars_missing", False)
    assert found.facts["lacking"] == (Particular.ADDRESS, Particular.TELEPHONE)


def test_three_copies_are_enough_for_two_sides_however_many_people_stand_on_one():
    crowd = [replace(WORKER, id=number, name=f"工友{number}") for number in range(10, 22)]
    assert codes(DRAFT, around(*crowd, EMPLOYER)) == []


def test_what_many_ask_for_alike_becomes_one_request_with_its_sum():
    each = [Request(Cause.WAGES, Money.of_yuan("100"), "", party_id=n) for n in range(1, 4)]
    own = Request(Cause.SEVERANCE, None, "", party_id=1)
    assert requests_together([*each, own]) == (
        own,
        Request(Cause.WAGES, Money.of_yuan("300"), "", people=3),
    )


def test_claims_that_are_not_divided_stand_in_the_way():
    assert codes(DRAFT, around(unsplit_claims=1)) == ["agreement.claims_unsplit"]


def test_a_case_without_a_respondent_cannot_be_settled():
    assert "agreement.side_missing" in codes(DRAFT, around(WORKER))


def test_characters_without_a_font_stand_in_the_way_by_name():
    found = findings_on(DRAFT, around(missing_characters=("𰻝",)))[0]
    assert (found.blocks, found.facts["characters"]) == (True, ("𰻝（U+30EDD）",))


def test_what_blocks_stands_before_what_advises():
    found = findings_on(replace(DRAFT, copies=2, facts=""), around())
    assert [each.blocks for each in found] == [True, False]


def test_every_finding_cites_an_entered_article_or_practice():
    worst = replace(DRAFT, facts="", copies=2, total=Money(1), other_terms="确认劳动关系")
    bare = replace(WORKER, id_number="", mobile="", agent_name="李律师")
    found = findings_on(worst, around(bare, unsplit_claims=1))
    cited = {key for each in found for key in each.cites}
    assert all(each.cites for each in found)
    assert [article(key).key for key in sorted(cited - {PRACTICE})] == sorted(cited - {PRACTICE})


def test_every_party_and_the_mediator_must_sign():
    signers = who_must_sign(
        [(1, "aaaaaaaaaaaa", PartyRole.APPLICANT, "张"), (2, "b", PartyRole.RESPONDENT, "某公司")],
        "何敏仪",
    )
    given = {(Capacity.APPLICANT.value, 1)}
    assert [each.key for each in still_to_sign(signers, given)] == ["b", MEDIATOR_KEY]


def test_a_signature_that_nobody_waits_for_is_refused():
    with pytest.raises(RuleBroken, match=r"agreement\.signature_not_awaited"):
        may_sign(Signing(("b",), TODAY), (), TODAY, TODAY)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 3)], ids=["early", "tomorrow"])
def test_nobody_signs_before_the_text_is_final_or_tomorrow(day):
    missing = who_must_sign([], "何敏仪")
    with pytest.raises(Malformed):
        may_sign(Signing((MEDIATOR_KEY,), day), missing, TODAY, TODAY)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 3)], ids=["early", "tomorrow"])
def test_the_seal_follows_the_last_signature(day):
    with pytest.raises(Malformed):
        may_seal(Sealing(day), TODAY, TODAY)


def test_the_agreement_binds_from_the_last_act():
    assert effective_on(date(2026, 3, 2), date(2026, 3, 5)) == date(2026, 3, 5)


def test_the_side_that_does_not_receive_owes():
    back = replace(TERM, payee=EMPLOYER.name, what="返还门禁卡")
    assert debtors_of(TERM, (WORKER, EMPLOYER)) == EMPLOYER.name
    assert debtors_of(back, (WORKER, EMPLOYER)) == WORKER.name


def test_an_account_sent_back_masked_is_the_stored_one():
    account = "工商银行番禺支行 6222000000001234567"
    assert kept_account(masked_account(account), "张", [("张", account)]) == account


def test_a_mask_that_fits_none_or_two_accounts_is_asked_about():
    two = [("张", "6222000000001234567"), ("张", "6222999999991234567")]
    for stored in (two, [("李", "6222000000001234567")]):
        with pytest.raises(RuleBroken, match=r"agreement\.account_unclear"):
            kept_account("****4567", "张", stored)


@pytest.mark.parametrize(
    ("cause", "opens"), [(Cause.SEVERANCE, True), (Cause.SOCIAL_INSURANCE, False), (None, False)]
)
def test_the_payment_order_is_open_for_four_kinds_of_money(cause, opens):
    assert with_term(cause=cause).opens_payment_order is opens

"""Identity numbers: what is an error, what is only a warning, and what is shown of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from mediation.rules.identity import (
    NumberKind,
    Severity,
    Sex,
    examine_credit_code,
    examine_mobile,
    examine_permanent_residence,
    examine_residence_permit,
    examine_resident_id,
    examine_travel_permit,
    looks_like_credit_code,
    masked_account,
    masked_id,
    masked_mobile,
    phone_spellings,
)
from tests.rules.days import day

TODAY = day("2026-11-20")


def an_id(first: str) -> str:
    """Complete seventeen digits by their check sign."""
    return first + ric.calc_check_digit(first + "0")


def a_code(first: str) -> str:
    """Complete seventeen signs of a credit code by their check sign."""
    return first + uscc.calc_check_digit(first)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("11010519491231002X", id="the example of the standard, old enough for a note"),
        pytest.param(an_id("44011319900101001"), id="born before the area code 440113 existed"),
        pytest.param(an_id("81000019900101001"), id="a Hong Kong resident's permit"),
        pytest.param(an_id("83000019900101001"), id="a Taiwan resident's permit"),
        pytest.param(" １１０１０５１９４９１２３１００２ｘ ", id="full-width, small x, spaces"),
    ],
)
def test_numbers_of_real_people_are_sound(number):
    examined = examine_resident_id(number, TODAY)
    assert examined.is_sound
    assert examined.born_on is not None


@pytest.mark.parametrize(
    ("number", "code", "severity"),
    [
        ("", "identity.id_length", Severity.ERROR),
        ("4401131990010100", "identity.id_length", Severity.ERROR),
        ("44011319900101A011", "identity.id_characters", Severity.ERROR),
        ("44011319900101001²", "identity.id_characters", Severity.ERROR),
        ("440113199001010010", "identity.id_checksum", Severity.ERROR),
        (an_id("44011319900230001"), "identity.id_birth_date", Severity.ERROR),
        (an_id("44011318991231001"), "identity.id_birth_date", Severity.ERROR),
        (an_id("44011320320101001"), "identity.id_born_in_future", Severity.ERROR),
        (an_id("99011319900101001"), "identity.id_area", Severity.WARNING),
        (an_id("44011320101121001"), "identity.id_age", Severity.WARNING),
        (an_id("44011319501119001"), "identity.id_age", Severity.WARNING),
        ("440113900101001", "identity.id_old_form", Severity.WARNING),
    ],
)
def test_what_is_odd_about_a_resident_number_is_named(number, code, severity):
    examined = examine_resident_id(number, TODAY)
    assert [(each.code, each.severity) for each in examined.findings] == [(code, severity)]
    assert examined.is_sound is (severity is Severity.WARNING)
    assert examined.warnings if severity is Severity.WARNING else examined.errors


@pytest.mark.parametrize(
    ("number", "kind", "sex"),
    [
        (an_id("44011319900101001"), NumberKind.RESIDENT_ID, Sex.MALE),
        (an_id("82000019900101002"), NumberKind.RESIDENCE_PERMIT, Sex.FEMALE),
        ("440113900101002", NumberKind.OLD_RESIDENT_ID, Sex.FEMALE),
    ],
)
def test_a_number_tells_its_kind_birth_date_and_sex(number, kind, sex):
    examined = examine_resident_id(number, TODAY)
    assert (examined.kind, examined.sex) == (kind, sex)
    assert examined.born_on == day("1990-01-01")


@pytest.mark.parametrize("born", ["20101120", "19511120"])
def test_workers_of_exactly_sixteen_and_seventy_five_raise_no_warning(born):
    assert examine_resident_id(an_id(f"440113{born}001"), TODAY).findings == ()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**17 - 1), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, difference):
    whole = an_id(f"{number:017d}")
    wrong = str((int(whole[place]) + difference) % 10)
    spoilt = whole[:place] + wrong + whole[place + 1 :]
    codes = {each.code for each in examine_resident_id(spoilt, TODAY).errors}
    assert "identity.id_checksum" in codes


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("91110000600037341L", id="an enterprise"),
        pytest.param(a_code("N2440113MF0000004"), id="a village collective"),
        pytest.param(a_code("81440113MF0000004"), id="a trade union"),
        pytest.param(" 91110000600037341l", id="small letters and a space"),
    ],
)
def test_credit_codes_of_all_kinds_are_sound(code):
    examined = examine_credit_code(code)
    assert examined.is_sound
    assert examined.kind is NumberKind.CREDIT_CODE


@pytest.mark.parametrize(
    ("code", "finding", "severity"),
    [
        ("9111000060003734", "identity.code_length", Severity.ERROR),
        ("9111000060003734IL", "identity.code_characters", Severity.ERROR),
        ("911100006000373412", "identity.code_checksum", Severity.ERROR),
        (a_code("91110000600037342"), "identity.body_code_checksum", Severity.WARNING),
    ],
)
def test_what_is_odd_about_a_credit_code_is_named(code, finding, severity):
    examined = examine_credit_code(code)
    assert [(each.code, each.severity) for each in examined.findings] == [(finding, severity)]


def test_a_code_that_really_exists_and_breaks_the_rule_can_be_kept_with_a_reason():
    examined = examine_credit_code("91350213M0001Q7Q47")
    assert not examined.is_sound
    assert examined.value == "91350213M0001Q7Q47"


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("138 0013 8000", "13800138000", NumberKind.MOBILE),
        ("+86-138-0013-8000", "13800138000", NumberKind.MOBILE),
        ("１９９００００１２３４", "19900001234", NumberKind.MOBILE),
        ("020-84640000", "02084640000", NumberKind.LANDLINE),
        ("(0758) 2222222", "07582222222", NumberKind.LANDLINE),
        ("+852 2123 4567", "+85221234567", NumberKind.HONG_KONG_OR_MACAO),
        ("+853 6612 3456", "+85366123456", NumberKind.HONG_KONG_OR_MACAO),
    ],
)
def test_telephone_numbers_are_recognised(text, value, kind):
    examined = examine_mobile(text)
    assert (examined.value, examined.kind, examined.is_sound) == (value, kind, True)


@pytest.mark.parametrize("text", ["", "12345678901", "1380013800", "84640000", "١٣٨٠٠١٣٨٠٠٠"])
def test_other_telephone_numbers_need_a_reason(text):
    assert [each.code for each in examine_mobile(text).errors] == ["identity.phone"]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (masked_id("44011319900101001X"), "440************01X"),
        (masked_mobile("13800138000"), "138****8000"),
        (masked_account("6222021234567890123"), "***************0123"),
        (masked_id("G1234567"), "********"),
        (masked_mobile("110"), "***"),
        (masked_id(""), ""),
    ],
)
def test_a_mask_shows_only_the_ends_and_of_short_numbers_nothing(shown, expected):
    assert shown == expected


@pytest.mark.parametrize(
    ("examine", "number", "is_sound"),
    [
        (examine_travel_permit, "H12345678", True),
        (examine_travel_permit, "ｍ１２３４５６７８０１", True),
        (examine_travel_permit, "12345678", True),
        (examine_travel_permit, "A12345678", False),
        (examine_travel_permit, "H1234567", False),
        (examine_permanent_residence, "USA110087062201", True),
        (examine_permanent_residence, "911001198701010017", True),
        (examine_permanent_residence, "110101198701010017", False),
        (examine_permanent_residence, "US110087062201", False),
    ],
)
def test_other_documents_have_shapes_of_their_own(examine, number, is_sound):
    assert examine(number).is_sound is is_sound


def test_a_residence_permit_begins_with_the_area_of_its_holder():
    hong_kong, panyu = an_id("81000019900101001"), an_id("44011319900101001")
    assert examine_residence_permit(hong_kong, TODAY).is_sound
    [fault] = examine_residence_permit(panyu, TODAY).errors
    assert fault.code == "identity.permit_area"


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("+86 138 0013-8000", ("13800138000",)),
        ("（０２０）84640000", ("02084640000", "020-84640000")),
        ("0760-88880000", ("076088880000", "0760-88880000")),
        ("+852-12345678", ("+85212345678", "+852-12345678")),
        ("020-84640000-12", ("020-84640000-12",)),
    ],
)
def test_one_telephone_is_found_however_it_was_written(typed, spellings):
    assert phone_spellings(typed) == spellings


@pytest.mark.parametrize(
    ("typed", "is_code"),
    [
        (a_code("91440113MA59ABCD0"), True),
        (a_code("N2440113MF1234567"), True),
        ("ｙ1440113MA5D00000Ｘ", True),
        ("番禺某某电子有限公司", False),
        ("ABCDEFGHIJKLMNOPQR", False),
        ("9144011300000000", False),
    ],
)
def test_a_credit_code_is_recognised_where_a_name_should_stand(typed, is_code):
    assert looks_like_credit_code(typed) is is_code

"""Money: what may be written, and how it is printed in figures and in 大写."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.wording.money import ERRORS

AMOUNTS = st.integers(min_value=0, max_value=10**14).map(Money)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        pytest.param("38600", 3_860_000, id="whole yuan"),
        pytest.param("12,345.60", 1_234_560, id="thousands marks where they belong"),
        pytest.param("１２３．４５", 12_345, id="full-width digits"),
        pytest.param("￥ 88.8 元", 8_880, id="with the sign and the word"),
        pytest.param("1.2万", 1_200_000, id="in ten thousands, as said on the phone"),
        pytest.param("0.000001万", 1, id="a fen in ten thousands"),
        pytest.param(" 0 ", 0, id="zero with spaces around"),
        pytest.param("1000000000", 10**11, id="the largest amount"),
        pytest.param(Decimal("1E+3"), 100_000, id="a decimal value"),
        pytest.param(7, 700, id="an integer of yuan"),
    ],
)
def test_an_amount_is_read(written, fen):
    assert Money.of_yuan(written) == Money(fen)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        pytest.param("", "money.missing", id="empty"),
        pytest.param("1E+400", "money.not_an_amount", id="an exponent"),
        pytest.param("1e3", "money.not_an_amount", id="a small exponent"),
        pytest.param("NaN", "money.not_an_amount", id="not a number"),
        pytest.param("12,34", "money.not_an_amount", id="thousands marks out of place"),
        pytest.param("1.", "money.not_an_amount", id="a point without decimals"),
        pytest.param("三千", "money.not_an_amount", id="words"),
        pytest.param("9" * 5_000_000, "money.not_an_amount", id="five million digits"),
        pytest.param("-1", "money.negative", id="negative"),
        pytest.param(Decimal(-1), "money.negative", id="a negative decimal value"),
        pytest.param("1.001", "money.too_precise", id="less than a fen"),
        pytest.param("1.00000000000000000001", "money.too_precise", id="far less than a fen"),
        pytest.param("1000000000.01", "money.too_large", id="above the largest"),
        pytest.param(Decimal("1E+400000000"), "money.too_large", id="a huge decimal value"),
        pytest.param(Decimal("1E-400000"), "money.too_precise", id="a tiny decimal value"),
        pytest.param(Decimal("Infinity"), "money.not_an_amount", id="infinity"),
    ],
)
def test_what_is_no_payable_amount_is_refused(written, code):
    with pytest.raises(RuleBroken) as refused:
        Money.of_yuan(written)
    assert refused.value.code == code
    assert ERRORS[code].format(**refused.value.facts).startswith("请")


@pytest.mark.parametrize(
    ("yuan", "capitals"),
    [
        ("38600", "叁万捌仟陆佰元整"),
        ("1005.06", "壹仟零伍元零陆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.56", "伍角陆分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("10.01", "壹拾元零壹分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100500", "壹拾万零伍佰元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("10010", "壹万零壹拾元整"),
        ("20000000", "贰仟万元整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100000001", "壹亿零壹元整"),
        ("120000000", "壹亿贰仟万元整"),
        ("1000000000", "壹拾亿元整"),
    ],
)
def test_capitals_follow_the_form_of_the_banks(yuan, capitals):
    assert Money.of_yuan(yuan).capitals == f"人民币{capitals}"


def test_a_negative_difference_says_so_in_figures_and_in_capitals():
    difference = Money.of_yuan("1") - Money.of_yuan("4.05")
    assert difference.figures == "-3.05"
    assert difference.capitals == "人民币负叁元零伍分"


def test_a_total_of_more_than_one_may_write_is_still_named():
    assert Money(10**14).capitals == "人民币壹万亿元整"
    assert Money(100_010_000 * 10**6).capitals == "人民币壹万零壹亿元整"


@given(AMOUNTS)
def test_capitals_can_be_read_back(amount):
    assert _value_of(amount.capitals) == amount.fen


@given(AMOUNTS)
def test_capitals_never_stammer(amount):
    words = amount.capitals
    assert "零零" not in words
    assert not words.endswith("零整")
    assert not words.startswith("人民币零") or words == "人民币零元整"
    assert all(f"零{mark}" not in words for mark in "仟佰拾万亿角分")


@given(st.integers(min_value=0, max_value=10**11).map(Money))
def test_figures_can_be_read_back(amount):
    assert Money.of_yuan(amount.figures) == amount
    assert Money.of_yuan(amount.yuan) == amount


@given(st.lists(AMOUNTS, max_size=5))
def test_a_total_is_the_sum_and_keeps_order(amounts):
    total = Money.total(amounts)
    assert total.fen == sum(amount.fen for amount in amounts)
    assert all(amount <= total for amount in amounts)
    assert total + Money(1) > total


def _value_of(words: str) -> int:
    """Read 大写 back by a way that shares nothing with the way it was written."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    units = {"仟": 1000, "佰": 100, "拾": 10}
    whole, _, change = words.removeprefix("人民币").rpartition("元")
    yuan = section = digit = 0
    for sign in whole:
        if sign in digits:
            digit = digits[sign]
        elif sign in units:
            section, digit = section + digit * units[sign], 0
        elif sign == "万":
            yuan, section, digit = yuan + (section + digit) * 10**4, 0, 0
        else:
            yuan, section, digit = (yuan + section + digit) * 10**8, 0, 0
    fen = (yuan + section + digit) * 100
    for sign, following in pairwise(change):
        fen += digits.get(sign, 0) * {"角": 10, "分": 1}.get(following, 0)
    return fen

"""Every code and member of the law rooms has its words, none is spare, and they read well."""

import ast
import re
from enum import Enum
from pathlib import Path

import pytest

from mediation.rules.causes import Cause, QuickCause, StatisticalCause
from mediation.rules.citations import Confidence, Reading
from mediation.rules.clock_table import AGREED_DATE, CLOCKS, clock
from mediation.rules.clock_terms import (
    ClockKind,
    Consent,
    Event,
    Expiry,
    Hours,
    Months,
    NaturalDays,
    WorkingDays,
    Years,
)
from mediation.rules.clocks import agreed_date, reckon
from mediation.rules.derivation import Derived
from mediation.rules.identity import NumberKind, Severity, Sex
from mediation.rules.warning_table import policy_of
from mediation.rules.warnings import Measure, Recipient, Span, WarningLevel, schedule
from mediation.wording import calendar, cause, citation, identity, money, warning
from mediation.wording import clock as clock_words
from tests.rules.days import CALENDAR, day

MEMBERS: tuple[type[Enum], ...] = (
    Cause,
    ClockKind,
    Confidence,
    Consent,
    Event,
    Expiry,
    Measure,
    NumberKind,
    QuickCause,
    Reading,
    Recipient,
    Severity,
    Sex,
    StatisticalCause,
    WarningLevel,
)
LABELS = {
    kind: words
    for room in (cause, citation, clock_words, identity, warning)
    for kind, words in room.LABELS.items()
}
SPEAKERS = {
    "mediation/basics/money.py": money.ERRORS,
    "mediation/rules/identity.py": identity.ERRORS,
    "mediation/rules/working_days.py": calendar.ERRORS,
    "mediation/rules/clocks.py": clock_words.ERRORS,
    "mediation/rules/clock_table.py": clock_words.ERRORS,
    "mediation/rules/citations.py": citation.ERRORS,
    "mediation/rules/warning_table.py": warning.ERRORS,
    "mediation/casework/warning.py": warning.ERRORS,
    "mediation/models/warning.py": warning.ERRORS,
}
ROOT = Path(__file__).parents[2]
CODE = re.compile(r"(?:money|identity|calendar|clock|citation|warning)\.[a-z_]+")


def codes_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


@pytest.mark.parametrize("kind", MEMBERS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_label_of_its_own(kind):
    assert set(LABELS[kind]) == set(kind)
    assert len(set(LABELS[kind].values())) == len(kind)


def test_no_label_is_spare():
    assert set(LABELS) == set(MEMBERS)


def test_every_derived_line_and_every_measure_has_a_sentence():
    assert set(clock_words.DERIVATIONS) == set(Derived)
    assert set(warning.REASONS) == set(Measure)


def test_every_code_that_the_rules_raise_has_a_sentence():
    silent = {path: codes_in(path) - set(errors) for path, errors in SPEAKERS.items()}
    assert not any(silent.values()), silent


def test_no_sentence_is_spare():
    raised = {code for path in SPEAKERS for code in codes_in(path)}
    ours = {*money.ERRORS, *identity.ERRORS, *clock_words.ERRORS, *citation.ERRORS, *warning.ERRORS}
    assert ours - raised == set()


def test_sentences_at_a_field_begin_with_what_to_do():
    at_fields = {**money.ERRORS, **identity.ERRORS}
    assert [text for text in at_fields.values() if not text.startswith("请")] == []


@pytest.mark.parametrize("row", CLOCKS, ids=lambda row: row.id)
def test_the_derivation_of_every_row_reads_as_sentences(row):
    for start in ("2026-02-10", "2026-09-19", "2026-12-24"):
        lines = reckon(row, day(start), CALENDAR).derivation
        read_out = clock_words.derivation_sentences(lines)
        assert len(read_out) == len(lines)
        assert all(line.endswith("。") and "{" not in line and "_" not in line for line in read_out)


def test_the_first_line_says_what_started_the_period_and_why_the_day_does_not_count():
    lines = reckon(clock("M4"), day("2026-03-02"), CALENDAR).derivation
    first, second, third = (clock_words.derivation_sentence(line) for line in lines[:3])
    assert first == "2026-03-02（周一）受理，当日不计入，自次日起算（民法典第201条）。"
    assert second == "期限为15日（自然日），最后一日为2026-03-17（周二）（人社部令17号第29条）。"
    assert third == "2026-03-17（周二）是工作日，不顺延。"


def test_a_roll_names_the_festival_and_a_single_rest_day_is_not_a_span():
    rolled = reckon(clock("M4"), day("2025-09-20"), CALENDAR).derivation[2]
    assert clock_words.derivation_sentence(rolled) == (
        "2025-10-05（周日）为国庆节，以休假日结束的次日2025-10-09（周四）为最后一日（民法典第203条）。"
    )
    skipped = reckon(clock("M3"), day("2026-02-27"), CALENDAR).derivation[2]
    assert clock_words.derivation_sentence(skipped) == "2026-03-01（周日）为周末，不计入。"


def test_an_extension_and_an_agreed_day_read_as_sentences():
    extended = reckon(clock("M4"), day("2026-03-02"), CALENDAR, extended_to=day("2026-04-10"))
    assert (
        "双方当事人书面同意，期限延长至2026-04-10（周五）（人社部令17号第29条；民法典第204条）。"
        in (clock_words.derivation_sentences(extended.derivation))
    )
    agreed = clock_words.derivation_sentences(agreed_date(day("2026-10-03"), CALENDAR).derivation)
    assert "如为工资，应提前到2026-09-30（周三）支付" in agreed[1]


@pytest.mark.parametrize(
    ("length", "phrase"),
    [
        (NaturalDays(15), "15日（自然日）"),
        (WorkingDays(3), "3个工作日"),
        (Months(6), "6个月"),
        (Years(1), "1年"),
        (Hours(24), "24小时"),
    ],
)
def test_a_length_is_named_with_its_unit(length, phrase):
    assert clock_words.length_phrase(length) == phrase


@pytest.mark.parametrize(
    ("days", "phrase", "sign"),
    [(6, "剩6天", "○"), (3, "剩3天", "▲"), (0, "今天到期", "▲"), (-2, "已超2天", "■")],
)
def test_a_chip_says_what_is_left_in_words_and_by_a_sign(days, phrase, sign):
    assert clock_words.remaining_phrase(days) == phrase
    assert clock_words.urgency_sign(days) == sign


def test_every_rule_and_the_agreed_day_have_a_name():
    assert clock_words.clock_name("M4") == "调解期限"
    assert clock_words.clock_name(AGREED_DATE) == "协议约定履行日"


def test_a_warning_says_why_it_stands_and_whose_scale_it_uses():
    span = Span(day("2026-11-05"), day("2026-11-20"), day("2026-11-20"))
    signals = schedule(policy_of("A1"), span, CALENDAR).signals
    assert [warning.reason_for(signal) for signal in signals] == [
        "已进入最后7日",
        "已进入最后3日",
        "已进入最后1个工作日",
        "期限已满，请人工确认是否仍有其他途径",
    ]
    assert "不是法定预警级别" in warning.SCALE_NOTE

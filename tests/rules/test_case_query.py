"""The language of the search box: what people type, what it means, and that it can be written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.rules.case_query import (
    DAYS,
    NUMBERS,
    TEXTS,
    Bounds,
    CaseQuery,
    Condition,
    Qualifier,
    Recent,
    Span,
    Word,
    days_of,
    month_of,
    year_of,
)
from mediation.rules.case_query_text import read, written
from mediation.wording.case_query import vocabulary

WORDS = vocabulary(
    towns=(("440113016", ("大龙街道", "大龙")),),
    handlers=(("abcabcabcabc", ("何敏仪",)), ("defdefdefdef", ("何敏仪",))),
)
Q = Qualifier


@pytest.mark.parametrize(
    ("text", "by", "value"),
    [
        pytest.param("状态:调解中", Q.STATUS, "accepted", id="a label"),
        pytest.param("状态：调解中", Q.STATUS, "accepted", id="a full-width colon"),
        pytest.param("状态: 调解中", Q.STATUS, "accepted", id="a space behind the colon"),
        pytest.param("zt:在办", Q.STATUS, "open", id="initials, and a group"),
        pytest.param("status:open", Q.STATUS, "open", id="English"),
        pytest.param("类型:欠薪", Q.CAUSE, "wages", id="everyday words"),
        pytest.param("案由:二倍", Q.CAUSE, "double_wages", id="a part that only one word has"),
        pytest.param("人数:>=10", Q.PEOPLE, Bounds(10, None), id="at least"),
        pytest.param("人数≥10", Q.PEOPLE, Bounds(10, None), id="without a colon"),
        pytest.param("人数：＞10", Q.PEOPLE, Bounds(11, None), id="more than, full-width"),
        pytest.param("人数:10人以上", Q.PEOPLE, Bounds(10, None), id="as people say it"),
        pytest.param("人数:10-20", Q.PEOPLE, Bounds(10, 20), id="from to"),
        pytest.param("金额:>50000", Q.AMOUNT, Bounds(5000001, None), id="an amount"),
        pytest.param("金额:<=1.2万元", Q.AMOUNT, Bounds(None, 1200000), id="ten thousands"),
        pytest.param("到期:<7天", Q.DUE, Bounds(None, 6), id="in less than a week"),
        pytest.param("到期:3天内", Q.DUE, Bounds(0, 3), id="within three days"),
        pytest.param("到期:超期", Q.DUE, "overdue", id="overdue"),
        pytest.param("承办:我", Q.HANDLER, "me", id="mine"),
        pytest.param("cb:hmy", Q.HANDLER, "abcabcabcabc", id="a colleague by initials"),
        pytest.param("承办:何敏仪2", Q.HANDLER, "defdefdefdef", id="the second of that name"),
        pytest.param('单位:"某某 电子"', Q.EMPLOYER, "某某 电子", id="quoted"),
        pytest.param("单位:“某某 电子”", Q.EMPLOYER, "某某 电子", id="Chinese quotes"),
        pytest.param("镇街:大龙", Q.TOWN, "440113016", id="a town"),
        pytest.param("渠道:热线", Q.CHANNEL, "hotline_order", id="a channel"),
        pytest.param("登记:2026-11", Q.RECEIVED, month_of(date(2026, 11, 1)), id="a month"),
        pytest.param("登记:2026年11月", Q.RECEIVED, month_of(date(2026, 11, 1)), id="in words"),
        pytest.param(
            "收案:2026-01..2026-06",
            Q.RECEIVED,
            Span(date(2026, 1, 1), date(2026, 6, 30)),
            id="half",
        ),
        pytest.param("办结:本月", Q.CLOSED, "this_month", id="relative"),
        pytest.param("敏感期:是", Q.SENSITIVE, "yes", id="yes"),
        pytest.param("集体:否", Q.COLLECTIVE, "no", id="no"),
        pytest.param("紧急:聚集", Q.URGENT, "gathering", id="urgent"),
        pytest.param("排序:期限", Q.ORDER, "due", id="order"),
        pytest.param("is:集体", Q.COLLECTIVE, "yes", id="is"),
    ],
)
def test_what_is_typed_is_understood(text, by, value):
    reading = read(text, WORDS)
    assert reading.problems == ()
    assert reading.query == CaseQuery((Condition(by, (value,)),))


def test_conditions_and_words_stand_side_by_side():
    query = read('张伟 -结果:撤回 状态:调解中、待受理 "工资 社保" -李四', WORDS).query
    assert query.words == (Word("张伟"), Word("工资 社保"), Word("李四", negated=True))
    assert query.conditions == (
        Condition(Q.OUTCOME, ("withdrawn",), negated=True),
        Condition(Q.STATUS, ("accepted", "applied")),
    )


def test_of_what_a_case_has_only_once_two_conditions_mean_either():
    query = read("状态:调解中 状态:待受理 案由:欠薪 案由:加班费", WORDS).query
    assert [each.values for each in query.conditions] == [
        ("accepted", "applied"),
        ("wages",),
        ("overtime",),
    ]


@pytest.mark.parametrize(
    ("text", "code", "near", "words"),
    [
        pytest.param("壮态:调解中", "case_query.name_unknown", "状态", ["壮态:调解中"], id="name"),
        pytest.param(
            "张伟:欠薪", "case_query.name_strange", "", ["张伟:欠薪"], id="no name at all"
        ),
        pytest.param("状态:调节中", "case_query.value_unknown", "调解中", [], id="value"),
        pytest.param("状态:xyz", "case_query.value_strange", "", [], id="a strange value"),
        pytest.param("人数:很多", "case_query.not_a_number", None, [], id="no number"),
        pytest.param("收案:2026-13", "case_query.not_a_day", None, [], id="no month"),
        pytest.param("张伟 状态:", "case_query.value_missing", None, ["张伟"], id="nothing behind"),
        pytest.param("-排序:期限", "case_query.order_negated", None, [], id="an order left out"),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_still_counts(text, code, near, words):
    reading = read(text, WORDS)
    [problem] = reading.problems
    assert problem.code == code
    assert near is None or problem.facts["near"] == near
    assert [each.text for each in reading.query.words] == words


def test_a_time_of_day_is_a_word():
    reading = read("10:30", WORDS)
    assert (reading.query.words, reading.problems) == ((Word("10:30"),), ())


@pytest.mark.parametrize(
    ("recent", "first", "last"),
    [
        (Recent.TODAY, "2026-03-04", "2026-03-04"),
        (Recent.THIS_WEEK, "2026-03-02", "2026-03-08"),
        (Recent.LAST_WEEK, "2026-02-23", "2026-03-01"),
        (Recent.LAST_MONTH, "2026-02-01", "2026-02-28"),
        (Recent.LAST_YEAR, "2025-01-01", "2025-12-31"),
    ],
)
def test_days_are_named_from_today(recent, first, last):
    span = days_of(recent, date(2026, 3, 4))
    assert span == Span(date.fromisoformat(first), date.fromisoformat(last))


DAY = st.dates(date(1950, 1, 1), date(2090, 12, 31))
WORD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    str.strip
)
COUNT = st.integers(0, 10**8)


@st.composite
def spans(draw):
    """Make some days: a day, a month, a year, open or from one to another."""
    first, last = sorted((draw(DAY), draw(DAY)))
    open_end, open_start = Span(first, None), Span(None, last)
    kinds = [Span(first, last), open_end, open_start, month_of(first), year_of(first)]
    return draw(st.sampled_from(kinds))


@st.composite
def bounds(draw):
    """Make some numbers."""
    least, most = sorted((draw(COUNT), draw(COUNT)))
    return draw(st.sampled_from([Bounds(least, most), Bounds(least, None), Bounds(None, most)]))


def values_of(by):
    """Return what a condition of this name can hold."""
    if by in TEXTS:
        return WORD
    ready = [st.sampled_from(sorted(set(WORDS.values[by].values())))] if by in WORDS.values else []
    measured = {Q.DUE: [spans(), bounds()]} | {each: [bounds()] for each in NUMBERS}
    return st.one_of(*ready, *(measured | {each: [spans()] for each in DAYS}).get(by, []))


@st.composite
def queries(draw):
    """Make some query, each name at most once and once more as a negation."""
    names = draw(st.lists(st.tuples(st.sampled_from(list(Q)), st.booleans()), unique=True))
    conditions = []
    for by, negated in names:
        most = 1 if by is Q.ORDER else 3
        values = draw(st.lists(values_of(by), min_size=1, max_size=most, unique=True))
        conditions.append(Condition(by, tuple(values), negated and by is not Q.ORDER))
    words = draw(st.lists(st.builds(Word, WORD, st.booleans()), unique=True, max_size=4))
    return CaseQuery(tuple(dict.fromkeys(conditions)), tuple(words))


@given(queries())
def test_a_query_that_is_written_reads_as_itself(query):
    seen = [(each.by, each.negated) for each in query.conditions]
    if len(seen) == len(set(seen)):
        reading = read(written(query, WORDS), WORDS)
        assert (reading.query, reading.problems) == (query, ())


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_read_and_written(text):
    query = read(text, WORDS).query
    assert read(written(query, WORDS), WORDS).query == query

"""The articles: each entered once, readable as printed, and every citation leads to one."""

import pytest

from mediation.basics.errors import NotFound
from mediation.rules.citations import ARTICLES, GROUNDS, Confidence, Reading, article
from mediation.rules.workflow_table import PRACTICE, STEPS


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("民法典203", "民法典第203条"),
        ("调解仲裁法14(3)", "调解仲裁法第14条第3款"),
        ("人社部令17号29", "人社部令17号第29条"),
    ],
)
def test_an_article_is_found_by_its_key_and_printed_in_full(key, label):
    assert article(key).label == label
    assert article(key).key == key


def test_an_article_that_was_not_entered_cannot_be_cited():
    with pytest.raises(NotFound) as refused:
        article("劳动法82")
    assert refused.value.code == "citation.not_entered"


def test_each_article_is_entered_once_and_none_is_unverified():
    keys = [each.key for each in ARTICLES]
    assert len(keys) == len(set(keys))
    assert Confidence.UNVERIFIED not in {each.confidence for each in ARTICLES}
    assert all(each.text_date in {"2025-04", "2026-07", "2026-09", "2026-11"} for each in ARTICLES)


def test_the_marks_are_those_of_the_page_that_lists_the_rules():
    marks = [confidence.mark for confidence in Confidence]
    assert marks == ["T1", "T2", "T3", "T4", "P", "S", "I", "M"]


def test_every_reading_says_what_it_rests_on():
    assert set(GROUNDS) == set(Reading)


def test_every_article_behind_a_step_is_entered():
    cited = {key for row in STEPS for key in row.cites} - {PRACTICE}
    assert [key for key in cited if article(key).key != key] == []

"""`mediation clock`: a time limit reckoned at the command line."""

import json
from dataclasses import replace
from datetime import date

import pytest

from mediation.app import create_app
from mediation.basics import clock
from mediation.models import calendar, transaction
from mediation.models.db import let_go
from mediation.settings import read_settings
from tests.cli.commands import call, done, refused


def reckoned(tmp_path, rule, start):
    """Return what the command says as JSON."""
    return json.loads(done("clock", rule, "--from", start, "--json", "--instance", tmp_path / "i"))


def test_the_mediation_period_is_told_with_every_key(tmp_path):
    said = reckoned(tmp_path, "M4", "2026-03-02")
    keys = {"rule", "start", "raw_due", "due", "provisional", "basis", "derivation"}
    assert set(said) == keys
    assert (said["rule"], said["start"]) == ("M4", "2026-03-02")
    assert (said["raw_due"], said["due"], said["provisional"]) == ("2026-03-17",) * 2 + (False,)
    assert any("人社部令17号" in each for each in said["basis"])
    assert all(each.endswith("。") for each in said["derivation"])


def test_a_last_day_in_the_holiday_rolls(tmp_path):
    said = reckoned(tmp_path, "m4", "2026-09-18")
    assert (said["raw_due"], said["due"]) == ("2026-10-03", "2026-10-08")


def test_a_year_without_its_notice_is_provisional(tmp_path):
    assert reckoned(tmp_path, "M4", "2027-01-04")["provisional"] is True


def test_the_words_name_both_days_the_article_and_the_way(tmp_path):
    said = done("clock", "M4", "--from", "2026-09-18", "--instance", tmp_path)
    for words in ("调解期限", "2026-10-03（周六）", "2026-10-08（周四）", "第29条", "推算过程"):
        assert words in said


def test_an_unknown_rule_is_named(tmp_path):
    said = refused("clock", "Z9", "--from", "2026-03-02", "--instance", tmp_path)
    assert "Z9" in said


@pytest.mark.parametrize("start", ["2026-02-30", "gestern", "1800-01-01"])
def test_a_day_that_is_none_is_refused(tmp_path, start):
    assert call("clock", "M4", "--from", start, "--instance", tmp_path).exit_code in {1, 2}


def test_the_calendar_of_the_instance_comes_first(tmp_path):
    folder = tmp_path / "i"
    done("init", "--instance", folder, "--kind", "test")
    with create_app(read_settings({}, folder)).app_context():
        known = calendar.current()
        (year,) = [each for each in known.years if each.year == 2026]
        longer = replace(year, off_days={**year.off_days, date(2026, 3, 17): "停电"})
        with transaction.writing():
            calendar.store(known.with_year(longer), "停电", clock.now())
        let_go()
    assert reckoned(tmp_path, "M4", "2026-03-02")["due"] == "2026-03-18"

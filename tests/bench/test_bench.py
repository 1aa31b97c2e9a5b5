"""The benchmark still works: a tiny district is filled, served, asked and reported on."""

import json

import pytest
from sqlalchemy import func, select

from mediation.cli.instance import opened_unchecked
from mediation.models.case import Case
from mediation.models.db import session
from mediation.settings import read_settings
from tests.bench.__main__ import main
from tests.bench.acts import ACTS
from tests.bench.instance import filled
from tests.bench.measuring import Figures, Measured, Round
from tests.bench.report import missed

CASES = 60


@pytest.mark.slow
def test_a_tiny_district_is_measured_and_written_down(tmp_path, capsys):
    options = ["--sizes", str(CASES), "--engines", "sqlite", "--requests", "3", "--seconds", "0.3"]
    assert main([*options, "--out", str(tmp_path)]) == 0
    (measured,) = json.loads((tmp_path / "bench.json").read_text())["rounds"]
    asked = {each["act"] for each in measured["measured"]} | set(measured["absent"])
    assert asked == {act.name for act in ACTS}
    assert {"list, filtered", "case page", "create by the form"} <= asked - set(measured["absent"])
    assert measured["memory"] > 1
    assert "| list, filtered | sqlite | 60 |" in capsys.readouterr().out


@pytest.mark.slow
def test_a_filled_database_is_one_that_the_service_can_read(tmp_path, empty_url):
    engine = empty_url.partition(":")[0].partition("+")[0]
    url = "" if engine == "sqlite" else empty_url
    instance = filled(engine, CASES, tmp_path, lambda _name: url)
    with opened_unchecked(read_settings(instance.environment, instance.folder)):
        assert session().scalar(select(func.count()).select_from(Case)) == CASES


def test_a_missed_target_is_named():
    slow = Figures(p50=9.0, p95=9.5, per_second=100.0, worked=8.0, requests=10)
    quick = Figures(p50=4.0, p95=4.5, per_second=400.0, worked=3.0, requests=10)
    small = Measured("sqlite", 1_000, "list, filtered", 5, 100, quick, quick)
    large = Measured("sqlite", 100_000, "list, filtered", 5, 100, slow, slow)
    assert missed([Round((small,), (), 200.0)]) == []
    assert missed([Round((small, large), (), 400.0)]) == [
        "list, filtered (sqlite, 100,000): p50 9.0 ms, wanted 5",
        "list, filtered (sqlite, 100,000): 100.0 requests a second, wanted 350.0",
        "list, filtered (sqlite, 100,000): grew 2.25×, wanted 1.3×",
        "sqlite: 400 MB, wanted 300",
    ]

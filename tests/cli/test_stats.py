"""`mediation stats`: the figures by key for programs, in words for people."""

import json

import pytest

from mediation.basics import clock as real_clock
from mediation.casework import instance, intake
from mediation.casework import user as users
from mediation.cli.instance import opened
from mediation.models import organisation, sign_in
from mediation.rules.districts import DistrictRow
from mediation.rules.intake import Channel, NextAct
from mediation.rules.organisation import OrganisationKind
from mediation.rules.permissions import Origin, Role, operator
from mediation.rules.statistics import Figure
from mediation.rules.user import UserEntry
from tests.builders import a_wage_dispute
from tests.cli.commands import done, refused

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture
def office(tmp_path, clock):
    """An instance with one call of today in it."""
    folder = tmp_path / "office"
    done("init", "--instance", folder, "--kind", "test")
    with opened(folder):
        [district] = organisation.districts()
        body = organisation.find_by_key(
            organisation.of_kind(district.id, OrganisationKind.CENTRE)
        ).public_id
        entry = UserEntry("he", "何敏仪", "he@office.example", body, (Role.MEDIATOR,), ())
        mediator = sign_in.find_actor(users.add(operator(), entry), Origin(door="test"))
        intake.log_intake(mediator, a_wage_dispute(channel=Channel.CALL, next_act=NextAct.LATER))
    return folder


def test_the_figures_are_printed_by_key(office):
    told = json.loads(done("stats", *YEAR, "--json", "--instance", office))
    assert {each.value for each in Figure} <= told.keys()
    assert (told["district"], told["from"], told["to"]) == ("440113", "2026-01-01", "2026-12-31")
    assert (told["calls"], told["cases"], told["letters"]) == (1, 1, 0)
    assert told["cases_by_channel"] == {channel.value: 0 for channel in Channel} | {"call": 1}


def test_without_json_they_are_said_with_their_units(office):
    told = done("stats", *YEAR, "--instance", office)
    assert "来电：1个" in told
    assert "来访批数：0批（同来一次算一批" in told
    assert real_clock.today().isoformat() not in told


def test_nobody_is_named(office):
    told = done("stats", *YEAR, "--instance", office) + done(
        "stats", *YEAR, "--json", "--instance", office
    )
    assert "王" not in told
    assert "19900001111" not in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--from", "2026-02-01", "--to", "2026-01-01"), "早于起始日期"),
        ((*YEAR, "--district", "999999"), "没有代码为999999的区"),
    ],
    ids=["a period that ends before it begins", "a district that is not there"],
)
def test_what_cannot_be_counted_is_refused_in_words(office, asked, said):
    assert said in refused("stats", *asked, "--instance", office)


def test_an_instance_with_two_districts_asks_which(office):
    with opened(office):
        instance.found(operator(), DistrictRow("440106", "广州市天河区", "天", ()))
    assert "440106广州市天河区" in refused("stats", *YEAR, "--instance", office)
    told = done("stats", *YEAR, "--district", "440106", "--json", "--instance", office)
    assert json.loads(told)["calls"] == 0

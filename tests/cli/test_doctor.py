"""`mediation doctor`: each question has a good and a bad answer, and the exit code follows."""

import json
from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.cli.finding import Grade
from mediation.cli.instance import opened_unchecked
from mediation.gate.upkeep import upkeep
from mediation.models import watch
from mediation.settings import read_settings
from mediation.wording.doctor import FIXES, GRADES, PROVES, SUMMARY
from tests.cli.commands import call, done
from tests.engines import free_port

WHO = ["--organisation", "番禺区总工会"]


@pytest.fixture
def office(tmp_path, clock, post_office):
    """An instance in good order, and the environment in which it is."""
    folder = tmp_path / "office"
    done("init", "--instance", folder)
    for username, role in (("guo", "admin"), ("he", "supervisor")):
        who = ("--name", "测试", "--role", role, "--email", f"{username}@office.example")
        done("user", "add", username, *WHO, *who, "--instance", folder)
    words = tmp_path / "words"
    words.write_text("three sides at one table")
    done("backup", "--to", tmp_path, "--instance", folder, "--passphrase-file", words)
    said = {
        "MEDIATION_SMTP_PORT": str(post_office.port),
        "MEDIATION_BASE_URL": "https://mediation.office.example",
    }
    beat(folder)
    return folder, said


def beat(folder):
    """Leave the sign of life that a worker leaves."""
    with opened_unchecked(read_settings({}, folder)), upkeep():
        watch.beat(watch.TICK, "test", real_clock.now())


def grades(folder, said):
    """Return the grade of each finding, and check what is said of each."""
    result = call("doctor", "--json", "--instance", folder, **said)
    findings = json.loads(result.output)
    for each in findings:
        assert each["proves"] == PROVES[each["name"]]
        assert each["fix"] == ("" if each["grade"] == "sound" else FIXES[each["name"]])
    worst = max(list(Grade).index(Grade(each["grade"])) for each in findings)
    assert result.exit_code == worst
    return {each["name"]: each["grade"] for each in findings}


def test_an_office_in_good_order_gets_no_remark(office):
    folder, said = office
    found = grades(folder, said)
    assert set(found) == set(PROVES)
    assert {name for name, grade in found.items() if grade != "sound"} == set()


def test_the_words_end_with_a_summary(office):
    folder, said = office
    result = call("doctor", "--instance", folder, **said)
    assert result.exit_code == 0
    assert result.output.rstrip().endswith(SUMMARY["sound"])
    assert f"[{GRADES['sound']}] {PROVES['trail']}" in result.output


def test_a_key_that_others_can_read_is_broken(office):
    folder, said = office
    (folder / "keys" / "audit.key").chmod(0o644)
    assert grades(folder, said)["private"] == "broken"


def test_a_missing_key_is_broken(office):
    folder, said = office
    (folder / "keys" / "audit.key").unlink()
    assert grades(folder, said) == {"settings": "broken"}


def test_debugging_in_production_is_broken(office):
    folder, said = office
    assert grades(folder, said | {"FLASK_DEBUG": "1"}) == {"settings": "broken"}


def test_a_forged_trail_is_broken(office):
    folder, said = office
    key = folder / "keys" / "audit.key"
    key.write_text(f"{'ab' * 32}\n")
    assert grades(folder, said)["trail"] == "broken"


def test_a_relay_that_is_away_wants_attention(office):
    folder, said = office
    away = said | {"MEDIATION_SMTP_PORT": str(free_port())}
    assert grades(folder, away)["relay"] == "noticed"


def test_an_address_without_tls_wants_attention(office):
    folder, said = office
    plain = said | {"MEDIATION_BASE_URL": "http://10.0.0.8:8000"}
    assert grades(folder, plain)["address"] == "noticed"


def test_time_that_passes_is_noticed(office, clock):
    folder, said = office
    clock.set(real_clock.now() + timedelta(hours=27))
    found = grades(folder, said)
    assert (found["backup"], found["watch"]) == ("noticed", "noticed")


def test_a_calendar_without_next_year_wants_attention(office, clock):
    folder, said = office
    clock.set("2026-11-20T09:00")
    assert grades(folder, said)["calendar"] == "noticed"


def test_an_office_without_people_wants_attention(tmp_path, clock):
    done("init", "--instance", tmp_path / "empty")
    found = grades(tmp_path / "empty", {})
    assert (found["administrator"], found["recipients"]) == ("noticed", "noticed")


def test_a_folder_without_an_instance_is_broken(tmp_path):
    assert grades(tmp_path / "nowhere", {}) == {"settings": "broken"}


def test_a_database_that_is_away_is_broken(office):
    folder, said = office
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    assert grades(folder, said | {"MEDIATION_DATABASE_URL": away})["database"] == "broken"


def test_a_newer_or_missing_schema_is_broken(office, tmp_path):
    folder, said = office
    empty = {"MEDIATION_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    assert grades(folder, said | empty)["schema"] == "broken"

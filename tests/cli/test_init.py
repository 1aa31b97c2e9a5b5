"""Making an instance: private, complete, without anybody in it, and never over another's keys."""

import pytest

from mediation.app import create_app
from mediation.models import audit, calendar, meeting, organisation, user
from mediation.models.db import let_go
from mediation.rules.organisation import OrganisationKind
from mediation.rules.permissions import operator
from mediation.settings import InstanceKind, key_names, read_settings
from tests.cli.commands import done, refused


@pytest.fixture
def made(tmp_path):
    folder = tmp_path / "office"
    done("init", "--instance", folder)
    return folder


def inside(folder, ask, **environment):
    """Ask something of the records of an instance."""
    app = create_app(read_settings(environment, folder))
    with app.app_context():
        answer = ask()
        let_go()
        return answer


def test_nobody_else_can_read_the_folder_and_its_keys(made):
    assert made.stat().st_mode & 0o777 == 0o700
    keys = [made / "keys" / f"{name}.key" for name in key_names()]
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}
    assert {len(bytes.fromhex(key.read_text())) for key in keys} == {32}


def test_a_fresh_instance_has_bodies_and_nobody(made):
    def found():
        kinds = {each.kind for each in organisation.search(operator())}
        centre = organisation.find_by_name("番禺区劳动人事争议三方联合调解中心")
        towns = organisation.towns(centre.district_id)
        return user.count(), kinds, len(towns), meeting.rooms_of(centre.id)

    people, kinds, towns, rooms = inside(made, found)
    assert (people, towns) == (0, 16)
    assert kinds == set(OrganisationKind) - {OrganisationKind.LAW_FIRM}
    assert rooms


def test_an_instance_is_for_production_unless_something_else_is_said(made, tmp_path):
    assert read_settings({}, made).kind is InstanceKind.PRODUCTION
    assert read_settings({}, made).secure_cookies
    done("init", "--instance", tmp_path / "trial", "--kind", "test")
    assert not read_settings({}, tmp_path / "trial").secure_cookies


def test_the_calendar_stands_in_the_database(made):
    years = inside(made, lambda: calendar.current().years)
    assert (years[0].year, years[-1].year) == (2004, 2027)


def test_a_second_init_changes_nothing(made):
    before = {each.name: each.read_bytes() for each in (made / "keys").iterdir()}
    assert "没有改动" in done("init", "--instance", made)
    assert {each.name: each.read_bytes() for each in (made / "keys").iterdir()} == before
    assert inside(made, audit.count_entries) == 1


def test_no_new_key_is_made_for_a_database_that_is_there(made):
    (made / "keys" / "sealing.key").unlink()
    assert "sealing" in refused("init", "--instance", made)
    assert not (made / "keys" / "sealing.key").exists()


def test_the_key_of_another_instance_is_refused(made, tmp_path):
    done("init", "--instance", tmp_path / "other")
    strange = (tmp_path / "other" / "keys" / "sealing.key").read_bytes()
    (made / "keys" / "sealing.key").write_bytes(strange)
    for command in (["audit", "verify"], ["init"]):
        assert "密钥与数据库不符" in refused(*command, "--instance", made)


def test_an_instance_does_not_change_its_kind(made):
    assert "请换一个文件夹" in refused("init", "--instance", made, "--kind", "demo")


def test_the_records_may_stand_in_a_named_database(empty_url, tmp_path):
    said = done("init", "--instance", tmp_path / "a", MEDIATION_DATABASE_URL=empty_url)
    assert str(tmp_path / "a") in said
    people = inside(tmp_path / "a", user.count, MEDIATION_DATABASE_URL=empty_url)
    assert people == 0


def test_a_lost_folder_does_not_make_new_keys_for_a_database_on_a_server(empty_url, tmp_path):
    done("init", "--instance", tmp_path / "a", MEDIATION_DATABASE_URL=empty_url)
    said = refused("init", "--instance", tmp_path / "b", MEDIATION_DATABASE_URL=empty_url)
    assert "密钥与数据库不符" in said
    assert list((tmp_path / "b" / "keys").iterdir()) == []


def test_the_first_administrator_comes_from_the_command_line(made):
    who = ["--name", "郭守正", "--organisation", "番禺区总工会", "--role", "admin"]
    assert "首次登录密码" in done("user", "add", "guo", *who, "--instance", made)
    assert inside(made, user.count) == 1

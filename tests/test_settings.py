"""The settings: read once, all faults at once, and no secret where somebody could see it."""

import pytest

from mediation.basics.errors import RuleBroken
from mediation.settings import (
    InstanceKind,
    demo_folder,
    environment_of,
    instance_folder,
    key_names,
    read_settings,
    write_settings,
)


@pytest.fixture
def folder(tmp_path):
    """A folder with a kind and four keys."""
    (tmp_path / "keys").mkdir()
    for number, name in enumerate(key_names()):
        (tmp_path / "keys" / f"{name}.key").write_text(f"{number:064x}\n")
    return tmp_path


def faults(environment, folder):
    """Return the names that a refusal names."""
    with pytest.raises(RuleBroken) as refusal:
        read_settings(environment, folder)
    return str(refusal.value.facts["names"]).split("、")


def test_every_fault_is_named_in_one_refusal(folder):
    (folder / "keys" / "audit.key").write_text("too short")
    given = {
        "MEDIATION_SMTP_HOTS": "mail",
        "MEDIATION_SMTP_PORT": "twenty-five",
        "MEDIATION_SESSION_HOURS": "-3",
        "MEDIATION_SMTP_PASSWORD_FILE": "/nowhere",
        "MEDIATION_KIND": "office",
    }
    found = faults(given, folder)
    assert {each.rstrip("?") for each in found} == {*given, "keys/audit.key"}


def test_what_the_environment_says_comes_before_the_file_of_the_instance(folder):
    write_settings(folder, {"smtp_host": "mail.office.example", "smtp_port": 587})
    settings = read_settings({"MEDIATION_SMTP_PORT": "2525"}, folder)
    assert (settings.smtp_host, settings.smtp_port) == ("mail.office.example", 2525)


def test_a_misspelt_line_in_the_file_is_named_too(folder):
    (folder / "settings.env").write_text("# the relay\nMEDIATION_SMTP_HOTS=mail\n")
    assert faults({}, folder) == ["MEDIATION_SMTP_HOTS?"]


@pytest.mark.parametrize(
    ("kind", "secure"),
    [(InstanceKind.PRODUCTION, True), (InstanceKind.DEMO, False), (InstanceKind.TEST, False)],
)
def test_only_play_may_do_without_tls_in_its_cookies(folder, kind, secure):
    (folder / "kind").write_text(f"{kind}\n")
    settings = read_settings({}, folder)
    assert (settings.secure_cookies, settings.is_movable) == (secure, not secure)


@pytest.mark.parametrize("said", [{"MEDIATION_SECURE_COOKIES": "0"}, {"FLASK_DEBUG": "1"}])
def test_production_refuses_what_only_play_may_do(folder, said):
    assert faults(said, folder) == list(said)


def test_a_password_comes_from_a_file_and_never_from_a_variable(folder):
    (folder / "word").write_text("secret words\n")
    said = {"MEDIATION_SMTP_PASSWORD_FILE": str(folder / "word")}
    settings = read_settings(said, folder)
    assert settings.smtp_password == "secret words"
    assert "secret words" not in repr(settings)
    assert faults({"MEDIATION_SMTP_PASSWORD": "x"}, folder) == ["MEDIATION_SMTP_PASSWORD?"]


def test_no_key_is_seen_in_what_the_settings_say_of_themselves(folder):
    assert f"{1:064x}" not in repr(read_settings({}, folder))
    assert "\\x00" not in repr(read_settings({}, folder).keys)


def test_a_key_may_stand_elsewhere(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("ab" * 32)
    settings = read_settings({"MEDIATION_AUDIT_KEY_FILE": str(elsewhere)}, folder)
    assert settings.keys.audit == b"\xab" * 32


def test_a_demo_hears_nothing_of_another_instance(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "SEALING_KEY_FILE", "SMTP_HOST", "KIND", "FONT_FANGSONG"):
        monkeypatch.setenv(f"MEDIATION_{name}", "of another")
    heard = {k: v for k, v in environment_of(tmp_path, is_demo=True).items() if "MEDIATION" in k}
    assert heard == {"MEDIATION_INSTANCE": str(tmp_path), "MEDIATION_FONT_FANGSONG": "of another"}


def test_the_demo_does_not_stand_in_the_folder_of_the_office(monkeypatch, tmp_path):
    monkeypatch.delenv("MEDIATION_INSTANCE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert {instance_folder(), demo_folder()} == {
        tmp_path / "mediation",
        tmp_path / "mediation-demo",
    }

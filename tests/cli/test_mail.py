"""The trial letter from the server's command line, over a real connection."""

import pytest

from mediation.models.db import session
from tests.builders import a_district
from tests.cli.commands import done, refused
from tests.engines import free_port
from tests.instance import KEYS


@pytest.fixture
def surroundings(service):
    """What an operator's shell says of the instance of the test, with its people in it."""
    folder = service.settings.instance
    (folder / "keys").mkdir()
    for name in ("secret", "sealing", "index", "audit"):
        (folder / "keys" / f"{name}.key").write_text(getattr(KEYS, name).hex())
    a_district()
    session().rollback()
    return {
        "MEDIATION_INSTANCE": str(folder),
        "MEDIATION_KIND": "test",
        "MEDIATION_SECURE_COOKIES": "false",
        "MEDIATION_SMTP_FROM": "no-reply@office.example",
    }


def test_every_step_of_the_trial_letter_is_said(surroundings, post_office):
    said = done("mail", "test", "admin", **surroundings, MEDIATION_SMTP_PORT=str(post_office.port))
    assert "收件人（RCPT）：通过" in said
    assert "确认收下：已收下  250" in said
    assert len(post_office.letters_to("admin@office.example")) == 1


def test_a_relay_that_does_not_answer_is_told_and_fails(surroundings):
    said = refused("mail", "test", "admin", **surroundings, MEDIATION_SMTP_PORT=str(free_port()))
    assert "连接邮件服务器：暂未通过" in said

"""A draft outlives the process that kept it: killed without warning, it comes back as typed."""

import signal

import pytest

from tests.builders import a_district, a_password, a_visitor
from tests.visitor import given_values
from tests.web.draft_process import begin

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("engine_url")]


def test_a_killed_process_takes_no_draft_with_it(service):
    people = a_district()
    a_password(people.mediator)
    process = begin(service.settings.instance, service.settings.database)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "200"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    page = a_visitor(service.app, people.mediator).open("/intake")
    values = given_values(page.form("/intake"))
    assert "草稿已恢复" in page.text
    assert (values["mobile"], values["applicant"]) == ("13800001111", "龚䶮")

"""Chromium and axe are really there: a page with a barrier is reported, one without is not."""

import pytest
from playwright.sync_api import Browser

from tests.accessibility import grave_barriers
from tests.chromium import Complaints

GOOD = '<!doctype html><html lang="zh-CN"><title>页</title><main><h1>页</h1>{}</main></html>'


@pytest.fixture
def blank(browser: Browser):
    """A page that has opened nothing yet."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_axe_reports_a_field_without_a_label_and_only_that(blank):
    blank.set_content(GOOD.format(""))
    assert grave_barriers(blank) == []
    blank.set_content(GOOD.format('<input type="text">'))
    assert [barrier.partition(":")[0] for barrier in grave_barriers(blank)] == ["label"]


def test_a_page_that_reaches_for_another_machine_is_heard(blank):
    complaints = Complaints(blank)
    blank.set_content(GOOD.format('<img alt="" src="http://elsewhere.invalid/x.png">'))
    assert "asked for http://elsewhere.invalid/x.png" in complaints.heard

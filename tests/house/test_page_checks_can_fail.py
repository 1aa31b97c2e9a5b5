"""The checks that every fetched page undergoes are each shown a page that breaks one of them."""

import pytest

from tests.pages import faults_of

GOOD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>案件 · 调解</title></head><body>
<h1>案件</h1>
<form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="name">姓名</label><input id="name" name="name" aria-describedby="help">
<small id="help">请按证件填写。</small><button>保存</button></form>
</body></html>"""


def test_a_good_page_has_no_fault():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        pytest.param("<h1>案件</h1>", "<h2>案件</h2>", id="no heading"),
        pytest.param("案件 · 调解", "调解", id="a title that does not say the heading"),
        pytest.param('lang="zh-CN"', "", id="no language"),
        pytest.param('id="help"', 'id="name"', id="an id twice"),
        pytest.param('for="name"', "", id="no label"),
        pytest.param('name="csrf_token"', 'name="other"', id="no CSRF token"),
        pytest.param("<small ", '<small style="color:red" ', id="inline style"),
        pytest.param("</form>", "</form><script>go()</script>", id="inline script"),
        pytest.param("<button>", '<button onclick="go()">', id="inline handler"),
        pytest.param("保存</button>", "</button>", id="a button without a word"),
        pytest.param("</form>", '</form><img src="x.png">', id="a picture without words"),
        pytest.param("姓名", "姓名,电话", id="half-width punctuation"),
        pytest.param("请按证件填写。", "请您填写。", id="a word that the house does not use"),
        pytest.param("</small>", "", id="an element that is not closed"),
    ],
)
def test_each_fault_is_named(good, bad):
    assert good in GOOD
    assert faults_of(GOOD.replace(good, bad)) != []

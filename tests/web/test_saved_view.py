"""Saved views at the door: kept from a list, counted, pinned, put first."""

import pytest

from mediation.casework import saved_view as verbs
from mediation.models import saved_view
from mediation.rules.saved_view import SystemView, ViewEntry, ViewScope
from tests.builders import a_case, a_district, a_visitor


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def visitor(service, people):
    """The mediator at the door."""
    return a_visitor(service.app, people.mediator)


def link_to(page, words):
    """Return the address behind these words."""
    return next(e.get("href") for e in page.tree.iter("a") if e.text == words)


def test_a_list_is_kept_as_a_view_and_opened_from_the_navigation(people, visitor):
    matter = a_case(people)
    page = visitor.open(link_to(visitor.open("/cases?status=open&cause=wages"), "存为视图"))
    page = visitor.submit(page, {"name": "欠薪在办", "scope": "group"}, to="/views/new")
    assert "视图“欠薪在办”已保存。" in page.text
    assert matter.case_number in page.text
    pinned = link_to(visitor.open("/"), "欠薪在办")
    assert matter.case_number in visitor.open(pinned).text


def test_a_shared_view_with_a_name_in_it_is_refused_and_what_was_typed_stays(people, visitor):
    found = visitor.submit(visitor.open("/cases"), {"q": "王𠮷平"}, to="/cases/search")
    page = visitor.open(link_to(found, "存为视图"))
    page = visitor.submit(page, {"name": "王", "scope": "group"}, to="/views/new")
    assert page.status == 422
    assert "本组视图只能有条件" in page.text


def test_a_view_holds_no_number(people, visitor):
    found = visitor.submit(visitor.open("/cases"), {"q": "19900001111"}, to="/cases/search")
    page = visitor.open(link_to(found, "存为视图"))
    page = visitor.submit(page, {"name": "号码", "scope": "own"}, to="/views/new")
    assert "视图不保存号码" in page.errors["name"]
    assert saved_view.in_reach(people.mediator) == ()


def test_views_are_counted_after_the_page(people, visitor):
    a_case(people)
    page = visitor.open("/cases?view=mine")
    address = next(e.get("hx-get") for e in page.tree.iter("div") if e.get("hx-get"))
    answer = visitor.client.get(address, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert 'aria-current="page">待我处理<span class="count">1</span>' in answer


@pytest.mark.parametrize("view", list(SystemView))
def test_every_shipped_view_opens(people, visitor, view):
    a_case(people)
    assert visitor.open(f"/cases?view={view.value}").status == 200


def test_a_view_of_somebody_else_is_not_there(people, visitor):
    view = verbs.keep_view(people.colleague, ViewEntry("别人的"), "张三")
    assert visitor.open(f"/cases?view={view}").status == 404


def test_views_are_renamed_pinned_put_first_and_forgotten(people, visitor):
    entry = ViewEntry("旧名", ViewScope.OWN)
    view = verbs.keep_view(people.mediator, entry, "状态:调解中")
    page = visitor.submit(visitor.open(f"/views/{view}/name"), {"name": "新名"}, to="/name")
    assert "名称已改为“新名”。" in page.text
    visitor.submit(page, {}, to=f"/views/{view}/pin")
    page = visitor.submit(visitor.open("/views"), {}, to=f"/views/{view}/first")
    assert saved_view.choices_of(people.mediator) == saved_view.Chosen((view,), view)
    assert "没有符合条件的案件" in visitor.open("/cases").text
    page = visitor.submit(page, {}, to=f"/views/{view}/removal")
    assert "视图已删除" in page.text
    assert saved_view.choices_of(people.mediator) == saved_view.Chosen()

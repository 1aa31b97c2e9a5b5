"""The pages of people, bodies and the trail, walked as an administrator walks them."""

import pytest

from mediation.models import user as accounts
from mediation.models.db import session
from mediation.rules.permissions import Role, operator
from tests.people import PASSWORD, a_body, a_person
from tests.visitor import Visitor


@pytest.fixture
def admin(service):
    """An administrator who is signed in."""
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    visitor.sign_in("li", PASSWORD)
    return visitor


def new_person(**instead):
    typed = {
        "username": "wang",
        "name": "王𠮷平",
        "email": "wang@example.org",
        "roles": ["mediator"],
    }
    return typed | {"organisation": a_body()} | instead


def test_a_person_is_added_and_sets_a_password_with_the_link(service, admin):
    page = admin.submit(admin.open("/users/new"), new_person(), to="/users")
    assert page.heading == "王𠮷平"
    page = admin.submit(page, {}, to="/link")
    address = page.tree.find(".//input[@id='link']").get("value")
    assert address.startswith("http://127.0.0.1:8000/password/")
    newcomer = Visitor(service.app)
    page = newcomer.open(address.removeprefix("http://127.0.0.1:8000"))
    assert page.path == "/password"
    typed = {"new_password": PASSWORD, "repeated_password": PASSWORD}
    assert newcomer.submit(page, typed, to="/password").heading == "登录"
    newcomer.sign_in("wang", PASSWORD)
    assert newcomer.open("/account").heading == "我的账号"


def test_a_spent_link_says_where_to_get_a_new_one(service):
    page = Visitor(service.app).open("/password/guessed")
    assert page.status == 410
    assert "请向管理员索取新的链接" in page.text


@pytest.mark.parametrize(
    ("instead", "field"),
    [
        pytest.param({"name": ""}, "name", id="no name"),
        pytest.param({"name": "张\u202e三"}, "name", id="writing direction"),
        pytest.param({"username": "王"}, "username", id="a user name that cannot be typed"),
        pytest.param({"email": "wang@"}, "email", id="half an address"),
        pytest.param(
            {"organisation": "a2b3c4d5e6f7"}, "organisation", id="a body that is not there"
        ),
        pytest.param({"roles": ["admin", "mediator"]}, "roles", id="roles that exclude each other"),
        pytest.param({"roles": ["liaison"]}, "towns", id="a liaison without a town"),
        pytest.param({"towns": ["999999999"]}, "towns", id="a town that is not there"),
        pytest.param({"username": "li"}, "username", id="a user name that is taken"),
    ],
)
def test_a_form_that_cannot_be_read_is_shown_again_as_typed(admin, instead, field):
    page = admin.submit(admin.open("/users/new"), new_person(**instead), to="/users")
    assert page.status == 422
    marked = {part.get("id") for part in page.tree.iter() if "error" in (part.get("class") or "")}
    assert f"field-{field}-error" in marked
    kept = page.tree.find(".//input[@id='field-email']").get("value")
    assert kept == new_person(**instead)["email"]
    session().rollback()
    assert accounts.search(operator(), words="wang").rows == ()


def test_a_field_that_the_page_does_not_have_is_refused(admin):
    typed = new_person(password_hash="x", district_id="2")
    page = admin.submit(admin.open("/users/new"), typed, to="/users")
    assert page.status == 422
    assert "收到了页面上没有的内容" in page.text


def test_the_same_form_twice_opens_one_account(admin):
    page = admin.open("/users/new")
    typed = new_person()
    first = admin.submit(page, typed, to="/users")
    second = admin.submit(page, typed, to="/users")
    assert first.path == second.path
    session().rollback()
    assert len(accounts.search(operator(), words="wang").rows) == 1


def test_two_administrators_at_once_see_both_versions(service, admin):
    wu = a_person("wu", Role.MEDIATOR)
    stale = admin.open(f"/users/{wu.public_id}/edit")
    changed = {"name": "吴一", "roles": ["mediator"], "organisation": a_body()}
    admin.submit(admin.open(f"/users/{wu.public_id}/edit"), changed, to="/edit")
    page = admin.submit(stale, changed | {"name": "吴二"}, to="/edit")
    assert (page.status, page.heading) == (409, "内容已有更新")
    assert "吴二" in page.text
    admin.submit(page, {}, to="/edit")
    session().rollback()
    assert accounts.find(operator(), wu.public_id).name == "吴二"


def test_an_account_is_closed_and_opened_again(admin):
    wu = a_person("wu", Role.MEDIATOR)
    page = admin.submit(admin.open(f"/users/{wu.public_id}"), {}, to="/disable")
    assert "账号已停用" in page.text
    page = admin.submit(page, {}, to="/enable")
    assert "账号已启用" in page.text


def test_a_locked_account_is_unlocked_on_its_page(service, admin):
    wu = a_person("wu", Role.MEDIATOR)
    stranger = Visitor(service.app)
    for number in range(6):
        stranger.sign_in("wu", f"wrong {number}")
    admin.submit(admin.open(f"/users/{wu.public_id}"), {}, to="/unlock")
    stranger.sign_in("wu", PASSWORD)
    assert stranger.open("/account").heading == "我的账号"


def test_people_are_found_by_name_and_role(admin):
    a_person("wu", Role.MEDIATOR)
    assert "wu" in admin.open("/users?words=wu").text
    assert "没有符合条件的人员" in admin.open("/users?words=nobody&role=auditor").text


def test_the_list_turns_its_pages(admin):
    for number in range(26):
        a_person(f"zz{number:02}", Role.LIAISON, towns=("440113007",))
    page = admin.open("/users")
    following = page.tree.find(".//a[@rel='next']")
    assert following is not None
    assert "zz25" in admin.open(following.get("href", "")).text


def test_a_body_is_added_and_changed(admin):
    typed = {
        "organisation_name": "石碁镇总工会",
        "kind": "town_union",
        "legal_nature": "town_mediation_body",
        "town": "440113120",
        "phone": "020-84850000",
    }
    page = admin.submit(admin.open("/organisations/new"), typed, to="/organisations")
    assert "石碁镇总工会" in page.text
    found = [a for a in page.tree.iter("a") if (a.text or "") == "石碁镇总工会"]
    edit = admin.open(found[0].get("href", ""))
    page = admin.submit(edit, {"organisation_name": "石碁镇工会", "town": "440113120"}, to="/edit")
    assert "石碁镇工会" in page.text


def test_a_body_keeps_its_name_for_itself(admin):
    a_body("番禺区人民法院")
    typed = {
        "organisation_name": "番禺区人民法院",
        "kind": "court",
        "legal_nature": "no_mediation_body",
    }
    page = admin.submit(admin.open("/organisations/new"), typed, to="/organisations")
    assert "请换一个名称" in page.errors["organisation_name"]


def test_the_trail_shows_who_did_what(admin):
    wu = a_person("wu", Role.MEDIATOR)
    admin.submit(admin.open(f"/users/{wu.public_id}"), {}, to="/disable")
    page = admin.open("/audit?kind=user")
    assert "管理人员" in page.text
    assert "停用时间" in page.text


def test_the_size_of_the_letters_is_kept(admin):
    page = admin.submit(admin.open("/account"), {"large_text": "yes"}, to="/text-size")
    assert page.tree.get("data-text") == "large"


def test_an_auditor_sees_people_and_changes_none(service):
    a_person("zhou", Role.AUDITOR)
    visitor = Visitor(service.app)
    visitor.sign_in("zhou", PASSWORD)
    assert visitor.open("/users").status == 200
    assert visitor.open("/users/new").status == 403

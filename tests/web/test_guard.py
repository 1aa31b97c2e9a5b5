"""The guard: every route says what it demands, and nothing gets past it unasked."""

import re
from dataclasses import replace

import pytest

from mediation.models.db import UNREACHABLE
from mediation.rules.permissions import MATRIX, Action, Role
from mediation.web import guard
from mediation.web.habits import Habits
from mediation.web.sessions import BrowserSessions
from tests.instance import serving
from tests.people import PASSWORD, a_person
from tests.visitor import Visitor, given_values

SOME_ID = "a2b3c4d5e6f7"
OPEN_TO_ALL = {
    "static",
    "account.show_sign_in",
    "account.come_in",
    "account.sign_out",
    "account.open_link",
    "account.show_link_form",
    "account.set_password",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)


def addresses(app, *, changing):
    """Return an address and a method for every route that changes something, or does not."""
    adapter, found = app.url_map.bind("localhost"), []
    for rule in app.url_map.iter_rules():
        values = {name: _some(rule.rule, name) for name in rule.arguments}
        wanted = {"POST", "PUT", "PATCH", "DELETE"} if changing else {"GET"}
        methods = sorted((rule.methods or set()) & wanted)
        path = adapter.build(rule.endpoint, values)
        found += [(rule.endpoint, path, method) for method in methods]
    assert found
    return found


def _some(rule, name):
    """Return a value that an argument of a route takes: a choice of its own, a number, an id."""
    choice = re.search(rf"<any\((\w+)[^>]*\):{name}>", rule)
    if choice:
        return choice[1]
    return 1 if f"<int:{name}>" in rule else SOME_ID


def test_every_route_says_what_it_demands(service):
    endpoints = {rule.endpoint for rule in service.app.url_map.iter_rules()}
    demands = {name: guard.demand_of(service.app, name) for name in endpoints}
    assert {name for name, demand in demands.items() if demand is None} == set()
    assert {name for name, demand in demands.items() if demand == "public"} == OPEN_TO_ALL | (
        {"health.show_live", "health.show_ready"} & endpoints
    )


def test_the_start_is_refused_while_a_route_is_silent(service):
    service.app.add_url_rule("/silent", "silent", lambda: "")
    with pytest.raises(RuntimeError, match="silent"):
        guard.check_every_route(service.app)


def test_a_route_that_came_after_the_check_is_closed(service):
    service.app.add_url_rule("/silent", "silent", lambda: "secret")
    visitor = Visitor(service.app)
    assert visitor.open("/silent").heading == "登录"
    a_person("li", Role.ADMIN)
    visitor.sign_in("li", PASSWORD)
    assert visitor.open("/silent").status == 403


def test_a_stranger_is_shown_the_sign_in_and_nothing_else(service):
    visitor = Visitor(service.app)
    pages = addresses(service.app, changing=False)
    closed = [(name, path) for name, path, _ in pages if name not in OPEN_TO_ALL]
    answers = {path: visitor.client.get(path) for name, path in closed if "health" not in name}
    strange = {
        path: answer.status_code
        for path, answer in answers.items()
        if not answer.headers.get("Location", "").startswith("/sign-in")
    }
    assert strange == {}


def test_a_form_without_its_token_changes_nothing_anywhere(service):
    for role in Role:
        if role is not Role.WATCH:
            a_person(role.value.replace("_", "-"), role)
    open_doors = {role: [name for name, grant in MATRIX.items() if role in grant] for role in Role}
    tried = set()
    for role in (Role.ADMIN, Role.SUPERVISOR, Role.MEDIATOR, Role.LIAISON, Role.COURT_CLERK):
        visitor = Visitor(service.app)
        visitor.sign_in(role.value.replace("_", "-"), PASSWORD)
        for endpoint, path, method in addresses(service.app, changing=True):
            demand = guard.demand_of(service.app, endpoint)
            if demand == "public" or demand in open_doors[role]:
                answer = visitor.client.open(path, method=method, data={"name": "x"})
                assert answer.status_code == 400, (endpoint, answer.status_code)
                tried.add(endpoint)
    assert tried == {name for name, _, _ in addresses(service.app, changing=True)}


def test_the_sign_in_needs_its_token_too(service):
    sent = {"username": "li", "password": PASSWORD}
    assert Visitor(service.app).client.post("/sign-in", data=sent).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 400, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 400, id="a neighbour of this site"),
        pytest.param({"Origin": "https://evil.example"}, 400, id="another origin"),
        pytest.param({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303, id="our own page"),
        pytest.param({"Origin": "http://localhost"}, 303, id="an old browser"),
    ],
)
def test_a_form_is_believed_only_from_our_own_pages(service, headers, status):
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    given = given_values(visitor.open("/sign-in").form("/sign-in"))
    sent = {**given, "username": "li", "password": PASSWORD}
    assert visitor.client.post("/sign-in", data=sent, headers=headers).status_code == status


def test_every_answer_carries_the_headers_of_the_house(service):
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    visitor.sign_in("li", PASSWORD)
    service.app.view_functions["account.show"] = guard.public(_broken)
    for path in ("/users", "/nothing", "/account/password", "/account", "/sign-in"):
        answer = visitor.client.get(path)
        assert answer.headers["Content-Security-Policy"] == POLICY, path
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Cookie" in answer.headers["Vary"]


def test_an_unforeseen_fault_says_nothing_but_a_number(service):
    service.app.view_functions["account.show"] = guard.public(_broken)
    answer = Visitor(service.app).client.get("/account")
    assert answer.status_code == 500
    assert "编号" in answer.text
    assert not [word for word in ("secret", "Error", "Traceback", "/work") if word in answer.text]


def test_the_program_files_may_be_kept_by_their_content(service):
    answer = Visitor(service.app).client.get("/static/mediation.css?h=abc")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Visitor(service.app).client.get("/static/../app.py").status_code == 404


def test_over_tls_the_browser_is_told_to_stay_there_and_gets_the_strict_cookie(settings, clock):
    strict = replace(settings, secure_cookies=True, trusted_hosts=("mediation.test",))
    with serving(strict) as service:
        client = service.app.test_client()
        answer = client.get("/sign-in", base_url="https://mediation.test")
        name, _, rest = answer.headers["Set-Cookie"].partition("=a.")
        assert name == "__Host-mediation"
        assert rest.partition("; ")[2] == "Secure; HttpOnly; Path=/; SameSite=Lax"
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert client.get("/sign-in", base_url="https://evil.example").status_code == 400


def test_the_cookie_has_its_plain_name_only_where_it_may_be_insecure():
    assert BrowserSessions(Habits(secure_cookies=True)).cookie == "__Host-mediation"
    assert BrowserSessions(Habits(secure_cookies=False)).cookie == "mediation"


def test_signing_out_tells_the_browser_to_forget(service):
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    visitor.sign_in("li", PASSWORD)
    given = given_values(visitor.open("/account").form("/sign-out"))
    answer = visitor.client.post("/sign-out", data=given)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_claimed_address_does_not_open_a_new_account_of_tries(service):
    visitor = Visitor(service.app)
    given = given_values(visitor.open("/sign-in").form("/sign-in"))
    answers = [
        visitor.client.post(
            "/sign-in",
            data={**given, "username": f"nobody{n}", "password": "x"},
            headers={"X-Forwarded-For": f"10.0.0.{n}"},
        ).status_code
        for n in range(101)
    ]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/users/new", 405), ("TRACE", "/sign-in", 405), ("DELETE", "/account", 405)],
)
def test_what_an_address_does_not_offer_is_refused(service, method, path, status):
    visitor = Visitor(service.app)
    assert visitor.client.open(path, method=method).status_code == status


def test_more_than_a_megabyte_is_not_read(service):
    visitor = Visitor(service.app)
    given = given_values(visitor.open("/sign-in").form("/sign-in"))
    sent = {**given, "username": "长" * 10_000_000, "password": "x"}
    answer = visitor.client.post("/sign-in", data=sent)
    assert answer.status_code == 413
    assert "提交的内容过大" in answer.text


def test_who_may_not_is_told_so_and_who_may_not_see_finds_nothing(service):
    a_person("zhao", Role.MEDIATOR)
    visitor = Visitor(service.app)
    visitor.sign_in("zhao", PASSWORD)
    assert visitor.open("/users").status == 403
    assert visitor.open("/nothing").heading == "没有找到，或没有查看权限"


def test_a_second_role_opens_its_doors_as_well(service):
    a_person("qian", Role.MEDIATOR, Role.SUPERVISOR)
    visitor = Visitor(service.app)
    visitor.sign_in("qian", PASSWORD)
    assert visitor.open("/audit").status == 200
    assert visitor.open("/users").status == 403


def test_the_menu_shows_what_the_person_could_do(service):
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    visitor.sign_in("li", PASSWORD)
    navigation = visitor.open("/users").tree.find(".//nav[@id='navigation']")
    words = "".join(navigation.itertext()) if navigation is not None else ""
    assert "人员" in words
    assert "案件" not in words
    assert Action.SEE_CASE not in {a for a, grant in MATRIX.items() if Role.ADMIN in grant}


def _broken(**_named):
    raise ValueError("secret")


def test_a_database_that_is_away_is_no_fault_of_the_page(service):
    service.app.view_functions["account.show"] = guard.public(_without_database)
    answer = Visitor(service.app).client.get("/account")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "编号" in answer.text


def _without_database(**_named):
    raise UNREACHABLE[0]("SELECT secret", {}, OSError("no such host"))

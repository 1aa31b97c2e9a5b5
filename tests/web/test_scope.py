"""Who gets how far: every route with an object, asked by every kind of person for every kind of it.

The routes come from the application itself, so a new one has to be classified here before the
suite passes.  A case of one's own body, of another body and of another district is asked for; then
what belongs to one case is asked for under the address of another.  Whatever a person may not do
must also write nothing.
"""

from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

import pytest
from sqlalchemy import func, select

from mediation.basics.errors import NotAllowed
from mediation.models.audit import AuditEntry
from mediation.models.db import session
from mediation.rules.permissions import Action, Standing, district_office, may, may_ever
from mediation.web.guard import demand_of
from mediation.wording.sentences import sentence
from tests.clockwork import TurnableClock
from tests.instance import serving, settings_for
from tests.pages import parse
from tests.scope import (
    CASE_ACTS,
    CASE_PAGES,
    CAUCUS,
    DISTRICT_ACTS,
    KINDS,
    MOBILE,
    NAME,
    NUMBER,
    OBJECT_PAGES,
    OFFICE_PAGES,
    PUBLIC,
    ROLES,
    STREET,
    WHO,
    World,
    a_world,
    columns,
)


@pytest.fixture(scope="module")
def world(databases, tmp_path_factory) -> Iterator[World]:
    """A world that the tests only look at."""
    folder = tmp_path_factory.mktemp("scope")
    clock = TurnableClock()
    with databases.fresh("sqlite", folder) as url, serving(settings_for(folder, url)) as service:
        yield a_world(service, clock)
    clock.release()


def test_every_route_is_classified(world):
    rules = list(world.service.app.url_map.iter_rules())
    of_case = {each.endpoint for each in rules if "case_id" in each.arguments}
    assert of_case == CASE_PAGES.keys() | CASE_ACTS.keys()
    pages = {each.endpoint for each in rules if "GET" in (each.methods or ())} - of_case
    assert pages - PUBLIC == OFFICE_PAGES.keys() | OBJECT_PAGES.keys()


def test_every_person_gets_as_far_into_a_case_as_the_matrix_says(world):
    pages = {endpoint: KINDS[kind] for endpoint, kind in CASE_PAGES.items()}
    wrong = [
        (endpoint, who, expected, found)
        for endpoint, who, expected in columns(pages, WHO)
        if (found := world.ask(who, endpoint).status_code) != expected
    ]
    assert wrong == [], wrong


def test_what_somebody_may_not_do_is_refused_and_writes_nothing(world):
    acts = {endpoint: KINDS[kind] for endpoint, kind in CASE_ACTS.items()}
    refused = [each for each in columns(acts, WHO) if each[2] != 200]
    before = done()
    wrong = [
        (endpoint, who, expected, found)
        for endpoint, who, expected in refused
        if (found := world.ask(who, endpoint, "POST").status_code) != expected
        and (expected, found) != (403, 422)  # an empty form is refused before the gate is asked
    ]
    assert wrong == [], wrong
    assert done() == before


@pytest.mark.parametrize("who", ["handler", "body", "lawyer", "liaison", "court"])
def test_a_case_of_another_body_and_town_is_not_there(world, who):
    app, acting = world.service.app, world.people[who]
    wrong = []
    for endpoint, method in [(each, "GET") for each in CASE_PAGES] + [
        (each, "POST") for each in CASE_ACTS
    ]:
        demand = Action(demand_of(app, endpoint) or "")
        expected = 404 if may_ever(acting, demand) else 403
        found = world.ask(who, endpoint, method, case_id=world.elsewhere).status_code
        if found != expected:
            wrong.append((endpoint, expected, found))
    assert wrong == [], wrong


@pytest.mark.parametrize(
    "name", ["deadline_id", "document_id", "meeting_id", "move_id", "obligation_id", "party_id"]
)
def test_what_belongs_to_one_case_is_not_found_under_another(world, name):
    app = world.service.app
    asked = [
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in ("GET", "POST")
        if name in rule.arguments and method in (rule.methods or ())
    ]
    twin = {name: world.twin[name]}
    found = {each: world.ask("supervisor", *each, **twin).status_code for each in asked}
    assert asked
    assert set(found.values()) == {404}, found


def test_the_pages_of_the_office_open_to_their_roles_only(world):
    wrong = [
        (endpoint, who, expected, found)
        for endpoint, who, expected in columns(OFFICE_PAGES | OBJECT_PAGES, ROLES)
        if (found := world.ask(who, endpoint).status_code) != expected
    ]
    assert wrong == [], wrong


def test_what_belongs_to_the_office_of_one_district_is_not_there_in_another(world):
    found = {
        (endpoint, who): world.ask(who, endpoint).status_code
        for endpoint in OBJECT_PAGES
        for who in ("far_supervisor", "far_admin")
    }
    assert set(found.values()) == {403, 404}, found


def test_what_holds_for_the_whole_district_is_refused_at_a_town_and_says_so(world):
    before = written()
    answers = {each: world.ask("town", each, "POST") for each in sorted(DISTRICT_ACTS)}
    assert {each: found.status_code for each, found in answers.items()} == dict.fromkeys(
        DISTRICT_ACTS, 403
    )
    said = sentence(NotAllowed("permission.for_district_office"))
    assert all(said in each.get_data(as_text=True) for each in answers.values())
    assert written() == before


def test_every_act_that_the_table_keeps_at_the_district_is_among_them(world):
    app, boss = world.service.app, world.people["supervisor"]
    kept = {action for action in Action if may(boss, action, Standing(district_office(boss)))}
    posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and demand_of(app, rule.endpoint) in kept
    }
    assert posts == DISTRICT_ACTS | {"employer.register", "outreach.record"}


@pytest.mark.parametrize("who", ["supervisor", "town"])
def test_no_page_offers_what_is_refused(world, who):
    client, refused = world.visitor(who).client, []
    for endpoint, page in open_pages(world, who):
        refused += [(endpoint, each) for each in sent_to(page) if not may_send(world, who, each)]
    assert refused == []
    pages = {each for _endpoint, page in open_pages(world, who) for each in led_to(page)}
    assert [each for each in sorted(pages) if client.get(each).status_code >= 400] == []


@pytest.mark.parametrize("who", [*WHO.split(), "town"])
def test_no_page_shows_a_number_in_full(world, who):
    shown = [
        (endpoint, word)
        for endpoint, page in open_pages(world, who)
        for word in (MOBILE, NUMBER, STREET)
        if word in page
    ]
    assert shown == []


@pytest.mark.parametrize("who", ["liaison", "court", "auditor", "admin"])
def test_those_who_only_look_on_read_no_name_of_a_worker(world, who):
    assert [endpoint for endpoint, page in open_pages(world, who) if NAME in page] == []


@pytest.mark.parametrize("who", sorted(set(WHO.split()) - {"handler", "supervisor"}))
def test_what_one_side_said_in_confidence_is_nowhere_to_be_read(world, who):
    assert [endpoint for endpoint, page in open_pages(world, who) if CAUCUS in page] == []


def test_the_title_of_no_window_names_a_worker(world):
    titles = [
        page[page.index("<title>") : page.index("</title>")]
        for _, page in open_pages(world, "handler")
    ]
    assert [title for title in titles if NAME in title] == []


def open_pages(world: World, who: str) -> Iterator[tuple[str, str]]:
    """Yield every page that opens to somebody, with its route."""
    for endpoint in (*CASE_PAGES, *OFFICE_PAGES, *OBJECT_PAGES):
        answer = world.ask(who, endpoint)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield endpoint, answer.get_data(as_text=True)


def led_to(page: str) -> set[str]:
    """Return the addresses of this site to which a page links."""
    links = {urldefrag(each.get("href", "")).url for each in parse(page)[0].iter("a")}
    return {each for each in links if each.startswith("/")}


def sent_to(page: str) -> set[str]:
    """Return the addresses to which the forms of a page are posted."""
    forms = (each for each in parse(page)[0].iter("form") if each.get("method") == "post")
    return {urlsplit(each.get("action", "")).path for each in forms} - {""}


def may_send(world: World, who: str, address: str) -> bool:
    """Tell whether somebody could ever do what a form asks for."""
    app = world.service.app
    endpoint, _values = app.url_map.bind("localhost").match(address, method="POST")
    demand = demand_of(app, endpoint)
    return demand == "public" or may_ever(world.people[who], Action(demand or ""))


def written() -> int:
    """Return how many acts were carried out on anything."""
    session().rollback()
    query = select(func.count()).select_from(AuditEntry).where(AuditEntry.result == "done")
    return session().scalar(query) or 0


def done() -> int:
    """Return how many acts were carried out on cases."""
    session().rollback()
    query = (
        select(func.count())
        .select_from(AuditEntry)
        .where(AuditEntry.result == "done", AuditEntry.case_id.is_not(None))
    )
    return session().scalar(query) or 0

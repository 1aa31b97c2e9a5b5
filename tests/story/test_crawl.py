"""Every link that a page offers to somebody leads to a page that they may see, and looking at
pages changes nothing.

The crawl starts at home, follows the links of this site, and reads each page as the visitor does.
Cases in several states stand in the district, so that most pages have something to show.
"""

import re
from dataclasses import fields
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import select

from mediation.models import audit
from mediation.models.audit import AuditEntry
from mediation.models.db import Base, session
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, a_visitor
from tests.pages import faults_of, parse

MOST = 120
# What a look may leave behind: that the browser was seen, and that a paper was opened.
LOOKED_AT = {"web_sessions", "audit_entries", "audit_heads"}
# The same page with another filter, another mark or another case is looked at once.
QUERY = re.compile(r"\?.*$")
PUBLIC_ID = re.compile(r"/[a-z2-7]{12}(?=/|$)")


def crawl(visitor):
    """Return what was found wrong with the pages that can be reached from home."""
    waiting, wrong = ["/"], {}
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        shape = PUBLIC_ID.sub("/id", QUERY.sub("", path))
        if shape in seen:
            continue
        seen.add(shape)
        answer = visitor.client.get(path, follow_redirects=True)
        if answer.status_code != 200:
            wrong[path] = answer.status_code
        elif answer.mimetype == "text/html":
            html = answer.get_data(as_text=True)
            if "</html>" in html and faults_of(html):
                wrong[path] = faults_of(html)
            waiting += links(path, html)
    return wrong, seen


def links(path, html):
    """Return the addresses of this site that a page links to."""
    tree, _ = parse(html)
    found = [urlsplit(urljoin(path, link.get("href") or "#")) for link in tree.iter("a")]
    here = [each for each in found if not each.netloc and each.scheme in {"", "http"}]
    return [each.path + (f"?{each.query}" if each.query else "") for each in here if each.path]


def everything():
    """Return every row of every table, but those that a look may touch."""
    session().rollback()
    return {
        table.name: sorted(map(repr, session().execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in LOOKED_AT
    }


@pytest.fixture
def people(service):
    """The district with cases in several states."""
    everybody = a_district()
    for state in (State.APPLIED, State.DRAFTED, State.SIGNED, State.FAILED):
        a_case(everybody, at=state)
    return everybody


@pytest.mark.slow
@pytest.mark.parametrize("who", [each.name for each in fields(People)])
def test_every_offered_link_leads_somewhere_and_a_look_changes_nothing(service, people, who):
    visitor = a_visitor(service.app, getattr(people, who))
    before, acts = everything(), audit.count_entries()
    wrong, seen = crawl(visitor)
    assert wrong == {}
    assert len(seen) > 3
    assert everything() == before
    new = select(AuditEntry.action).where(AuditEntry.sequence > acts)
    assert set(session().scalars(new)) <= {"unmask"}

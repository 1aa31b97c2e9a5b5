"""What is measured: the requests of a mediator's and a supervisor's day, each whole.

An act prepares itself once (it looks up an address, reads the token of a form) and is then asked
again and again.  Each answer is checked for what it must show, so that an error page is never
taken for a fast page.  A page that this service does not have yet is left out of the table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from itertools import count
from secrets import token_bytes, token_hex

from mediation.basics import clock
from mediation.rules.export import MOST_AT_ONCE
from tests.bench.browser import Answer, Browser
from tests.bench.instance import MEDIATORS, SUPERVISOR
from tests.bench.words import COMMON_THREE, COMMON_TWO, RARE_THREE, RARE_TWO
from tests.pages import parse
from tests.people import PASSWORD
from tests.visitor import given_values

Ask = Callable[[Browser], Answer]

_CASE = re.compile(r'href="(/cases/[a-z0-9]{12})"')
_NEXT = re.compile(r'href="(/cases\?[^"]*after=[^"]+)"')
_CHECKED = re.compile(r'name="column" value="(\w+)"[^>]*checked')
_ROWS = re.compile(r"当前筛选 ([\d,]+) 行")
_DEEP = 20
_FILTER = "status=open&cause=wages"
_MATTER = {
    "channel": "call",
    "applicant": "欧阳建国",
    "employer": "广州市恒润电子有限公司",
    "town_code": "440113016",
    "causes": "wages",
    "amount": "12000",
    "request": "单位拖欠三月至今的工资，多次催要未果，请求支付拖欠的报酬。",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One request that is measured: who asks, what, and within which time it has to be answered."""

    name: str
    who: str
    target: float | None
    """Milliseconds of the median with one client and a hundred thousand cases."""
    prepare: Callable[[Browser], Ask]
    shows: str
    """What an answer must hold: words of the page, or the beginning of a Location."""


def people_at(port: int) -> dict[str, Browser]:
    """Sign in everybody who acts, through the door."""
    at = {name: Browser(port) for name in (MEDIATORS[0], SUPERVISOR)}
    for name, browser in at.items():
        browser.sign_in(name, PASSWORD)
    return at


def _opens(path: str) -> Callable[[Browser], Ask]:
    def prepare(_browser: Browser) -> Ask:
        return lambda browser: browser.get(path)

    return prepare


def _opens_deep(browser: Browser) -> Ask:
    """Turn so many pages of the list, and return the page there."""
    path = "/cases"
    for _ in range(_DEEP):
        found = _NEXT.search(browser.get(path).text)
        if found is None:
            break
        path = unescape(found[1])
    return lambda browser: browser.get(path)


def _opens_cases(browser: Browser) -> Ask:
    """Open the cases of the first page in turn."""
    paths = _CASE.findall(browser.get(f"/cases?{_FILTER}").text)
    assert paths
    turns = count()
    return lambda browser: browser.get(paths[next(turns) % len(paths)])


def _finds(words: str) -> Callable[[Browser], Ask]:
    """Keep a search as the box does, and show what it finds."""

    def prepare(browser: Browser) -> Ask:
        typed = {"csrf_token": browser.get("/cases").token, "q": words}
        path = browser.post("/cases/search", typed).header("Location")
        return lambda browser: browser.get(path)

    return prepare


def _logs(next_act: str) -> Callable[[Browser], Ask]:
    """Log a matter through the form, each time under the key of a form of its own."""

    def prepare(browser: Browser) -> Ask:
        given = _given_by("/intake", browser) | _MATTER | {"next_act": next_act}
        turns = count(token_bytes(3)[0] * 1_000_000)

        def log(browser: Browser) -> Answer:
            own = {"mobile": f"139{next(turns):08}"[:11], "form_key": token_hex(16)}
            return browser.post("/intake", given | own)

        return log

    return prepare


def _exports(file_kind: str) -> Callable[[Browser], Ask]:
    """Export the usual columns of the newest cases, as many as leave the house at once."""

    def prepare(browser: Browser) -> Ask:
        address = _newest(browser)
        page = browser.get(address).text
        asked = _given_by(address, browser)
        asked |= {"file_kind": file_kind, "column": _CHECKED.findall(page)}
        return lambda browser: browser.post(address, asked)

    return prepare


def _newest(browser: Browser) -> str:
    """Return where the newest cases are exported, as many whole days as are written at once.

    What was logged today is left out: the measurement itself may have logged it.
    """
    yesterday, known = clock.today() - timedelta(days=1), "/ledger/export"
    shortest, longest = 0, 2_000
    while shortest < longest:
        days = (shortest + longest + 1) // 2
        first = yesterday - timedelta(days=days)
        address = f"/ledger/export?received={first}..{yesterday}"
        found = _ROWS.search(browser.get(address).text)
        if found and int(found[1].replace(",", "")) <= MOST_AT_ONCE:
            shortest, known = days, address
        else:
            longest = days - 1
    return known


def _given_by(path: str, browser: Browser) -> dict[str, object]:
    """Return what the form on a page sends when nobody has typed anything."""
    page = parse(browser.get(path).text)[0]
    return dict(
        given_values(next(each for each in page.iter("form") if each.get("action") == path))
    )


ACTS = (
    Act("list, filtered", SUPERVISOR, 5, _opens(f"/cases?{_FILTER}"), "<tr data-row>"),
    Act("list, filtered, of a body", MEDIATORS[0], 5, _opens(f"/cases?{_FILTER}"), "<tr data-row>"),
    Act("list, all", SUPERVISOR, 5, _opens("/cases"), "<tr data-row>"),
    Act("list, all, page 21", SUPERVISOR, 5, _opens_deep, "<tr data-row>"),
    Act(
        "list, own, by deadline",
        MEDIATORS[0],
        5,
        _opens("/cases?handler=me&order=due"),
        "<tr data-row>",
    ),
    Act("case page", MEDIATORS[0], 6, _opens_cases, "下一步"),
    Act("create by the form", MEDIATORS[0], 6, _logs("later"), "/intake/"),
    Act("create and begin mediation", MEDIATORS[0], None, _logs("mediate"), "/intake/"),
    Act("search, rare, 2 characters", SUPERVISOR, 6, _finds(RARE_TWO), "<tr data-row>"),
    Act("search, rare, 3 characters", SUPERVISOR, 6, _finds(RARE_THREE), "<tr data-row>"),
    Act("search, common, 2 characters", SUPERVISOR, 20, _finds(COMMON_TWO), "<tr data-row>"),
    Act("search, common, 3 characters", SUPERVISOR, 20, _finds(COMMON_THREE), "<tr data-row>"),
    Act("home of a mediator", MEDIATORS[0], 10, _opens("/"), "main"),
    Act("home of a supervisor", SUPERVISOR, 10, _opens("/"), "main"),
    Act("export, 10,000 rows, .csv", SUPERVISOR, 150, _exports("csv"), "案号"),
    Act("export, 10,000 rows, .xlsx", SUPERVISOR, 1_500, _exports("xlsx"), ""),
)

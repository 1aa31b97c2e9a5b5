"""Whether people with a screen reader, a keyboard or weak eyes can use a page: axe asks it.

axe is a program of others (tests/vendor/README.md) and runs inside the page.  What it calls
serious or critical fails the test; its lesser hints are left to people.
"""

from typing import TypedDict

from playwright.sync_api import Page

from tests.house.sources import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe" / "axe.min.js").read_text(encoding="utf-8")
ASK = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
GRAVE = {"serious", "critical"}


class Violation(TypedDict):
    """The part of axe's answer that is read here."""

    id: str
    impact: str
    help: str
    nodes: list[dict[str, object]]


def grave_barriers(page: Page) -> list[str]:
    """Return what keeps somebody from using the page that is open."""
    page.evaluate(AXE)
    violations: list[Violation] = page.evaluate(ASK)
    return [
        f"{found['id']}: {found['help']} at {node.get('target')}"
        for found in violations
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


def assert_open_to_everybody(page: Page) -> None:
    """Fail when axe finds something serious on the page, or when it is wider than the screen."""
    assert grave_barriers(page) == []
    too_wide = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide <= 0, f"the page is {too_wide} pixels wider than the screen"

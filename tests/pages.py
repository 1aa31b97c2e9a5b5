"""What every page must be, whichever test fetches it.

`faults_of` reads a page as a browser would and names what is wrong with it; the visitor of
tests/visitor.py asks it about every page that it opens, so a new page is checked by the first
test that happens to fetch it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

# Jinja leaves white space and attributes in any order; these are not faults of a page.
FORGIVEN = {"expected-doctype-but-got-chars"}
CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
CHINESE = "[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(f"{CHINESE}[,;:?]{CHINESE}|{CHINESE}\\.$|！|您|你")


def parse(html: str) -> tuple[Element, list[str]]:
    """Read a page as a browser does; the second value names what a browser had to mend."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    mended = [f"{kind} at {place}" for place, kind, _ in parser.errors if kind not in FORGIVEN]
    return tree, mended


def text_of(element: Element) -> str:
    """Return the words of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def faults_of(html: str) -> list[str]:
    """Name everything that is wrong with a page."""
    tree, faults = parse(html)
    checks = (_head, _ids, _labels, _forms, _inline, _images, _words)
    return faults + [fault for check in checks for fault in check(tree)]


def _head(tree: Element) -> Iterator[str]:
    headings = [text_of(heading) for heading in tree.iter("h1")]
    title = tree.findtext(".//title", "").strip()
    if len(headings) != 1 or not headings[0]:
        yield f"headings of the first level: {headings}"
    elif headings[0] not in title:
        yield f"the title {title!r} does not say {headings[0]!r}"
    if tree.get("lang") != "zh-CN":
        yield f"lang is {tree.get('lang')!r}"


def _ids(tree: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    for element in tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            lost = [name for name in (element.get(attribute) or "").split() if name not in ids]
            yield from (f"{attribute} points to {name!r}, which is not there" for name in lost)


def _labels(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {id(control) for label in tree.iter("label") for control in label.iter()}
    for control in tree.iter():
        if control.tag not in CONTROLS or control.get("type") in UNLABELLED:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby")
        if not (named or control.get("id") in labelled or id(control) in inside):
            yield f"{control.tag} {control.get('name')!r} has no label"
    for button in tree.iter("button"):
        if not (text_of(button) or button.get("aria-label") or button.get("title")):
            yield "a button says nothing"


def _forms(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        names = {field.get("name") for field in form.iter("input")}
        if (form.get("method") or "get").lower() == "post" and "csrf_token" not in names:
            yield f"the form to {form.get('action')!r} has no CSRF token"


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"an inline {element.tag}"
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"{element.tag} carries {name}"


def _images(tree: Element) -> Iterator[str]:
    yield from (
        f"image {i.get('src')!r} has no alt" for i in tree.iter("img") if "alt" not in i.attrib
    )


def _words(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in {"textarea", "option", "pre", "code", "td"}:
            continue
        words = (element.text or "").strip()
        if found := HALF_WIDTH.search(words):
            yield f"typography: {found.group()!r} in {words[:40]!r}"

"""Real Chromium for the stories: one browser per worker, one fresh context per page.

A page that writes an error to its console, breaks the content security policy or asks for
something from another machine fails its test, also when the test looks elsewhere.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}


class Complaints:
    """What a page did that a page of ours must not do."""

    def __init__(self, page: Page) -> None:
        """Listen to the page from its first request on."""
        self.heard: list[str] = []
        page.on("console", self._hear_console)
        page.on("pageerror", self._hear_error)
        page.on("request", self._hear_request)

    def _hear_console(self, message: ConsoleMessage) -> None:
        # Chromium reports each answer of 400 and above; whether it was due, the test says itself.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.heard.append(message.text)

    def _hear_error(self, error: Error) -> None:
        self.heard.append(str(error))

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1", "https://127.0.0.1", "data:", "blob:")):
            self.heard.append(f"asked for {request.url}")


def find_chromium() -> str:
    """Return where Chromium is; without it the test fails under CI and is left out elsewhere."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    reason = "Chromium is missing: apt-get install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Run Chromium for the length of a block."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, base_url: str | None = None, *, on_phone: bool) -> Iterator[Page]:
    """Lend a page in a context of its own; afterwards it must have given no complaint."""
    context = browser.new_context(
        base_url=base_url,
        viewport=PHONE if on_phone else DESK,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        ignore_https_errors=True,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints = Complaints(page)
    yield page
    context.close()
    assert complaints.heard == []

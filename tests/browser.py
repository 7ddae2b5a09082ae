"""A real browser for the tests: Debian's chromium, driven by playwright, that notes whatever a page does wrong."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright
from werkzeug.serving import make_server

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_VIOLATIONS = "window.broken = []; document.addEventListener('securitypolicyviolation', (e) => window.broken.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));"


def need_browser() -> None:
    """Skip where there is no browser; under CI that is an error."""
    if Path(CHROMIUM).exists():
        return
    reason = "NO BROWSER TESTS: chromium is not installed; run `make system`"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def browser() -> Iterator[Browser]:
    """Open a browser."""
    need_browser()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an application on loopback from a thread and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


@dataclass
class Visit:
    """An open page and all that went wrong on it."""

    page: Page
    base: str
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open an address of the service and return the answer."""
        answer = self.page.goto(f"{self.base}{path}")
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until the page has what it loads by itself."""
        if self.page.locator("#stage").count():
            self.page.wait_for_selector("#canvas[data-drawn], #listing:not([hidden]) tr")
            expect(self.page.locator("#panel")).not_to_contain_text("引用を読み込んでいます")

    def broken(self) -> list[str]:
        """Return the violations of the content security policy."""
        found: list[str] = self.page.evaluate("window.broken")
        return found

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wide

    def check(self) -> None:
        """Assert that nothing went wrong: no error, no violation, no other host, no scrolling sideways."""
        assert self.complaints == []
        assert self.broken() == []
        assert self.hosts <= {urlsplit(self.base).netloc}
        assert self.sideways() <= 0


@contextmanager
def visiting(opened: Browser, base: str, width: int = 1280, height: int = 800, **options: Any) -> Iterator[Visit]:
    """Open a window and watch it."""
    context = opened.new_context(viewport={"width": width, "height": height}, locale="ja-JP", reduced_motion="reduce", **options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    visit = Visit(page, base)
    page.add_init_script(_VIOLATIONS)

    def note_request(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            visit.hosts.add(urlsplit(request.url).netloc)

    def note_message(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visit.complaints.append(f"{message.type}: {message.text}")

    page.on("request", note_request)
    page.on("console", note_message)
    page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
    try:
        yield visit
    finally:
        context.close()

"""YASGUI as others host it, on an origin of its own, against the endpoint unchanged: it asks, and shows what it is answered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, send_from_directory
from playwright.sync_api import Browser, expect

from tests.browser import browser, serving

FOLDER = Path(__file__).parent.parent / ".yasgui"
RELEASES = ("@triply", "@zazuko")
PAGE = """<!DOCTYPE html><html lang="en"><title>YASGUI</title><link rel="stylesheet" href="/{release}/yasgui/build/yasgui.min.css">
<div id="yasgui"></div><script src="/{release}/yasgui/build/yasgui.min.js"></script>
<script>new Yasgui(document.getElementById("yasgui"), {{
  requestConfig: {{ endpoint: "{endpoint}" }}, copyEndpointOnNewTab: false, persistencyExpire: 0, autofocus: true,
}});</script></html>"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def elsewhere(app: Flask) -> Iterator[str]:
    """Serve both releases of YASGUI from another origin than the endpoint's."""
    if not (FOLDER / ".fetched").exists():
        reason = "NO YASGUI TESTS: it is not installed; run `make yasgui`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    host = Flask("yasgui")
    with serving(app) as endpoint, serving(host) as address:

        @host.get("/<path:path>")
        def file(path: str) -> Response:
            return send_from_directory(FOLDER / "node_modules", path)

        @host.get("/on/<release>")
        def page(release: str) -> str:
            return PAGE.format(release=release, endpoint=f"{endpoint}/sparql")

        yield address


@pytest.mark.parametrize("release", RELEASES)
def test_it_asks_the_endpoint_and_shows_the_rows(chromium: Browser, elsewhere: str, release: str):
    page = chromium.new_page()
    try:
        page.goto(f"{elsewhere}/on/{release}")
        query = 'SELECT ?label WHERE { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?label FILTER(STR(?label) = "RPA") } LIMIT 1'
        page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", query)
        with page.expect_response(lambda answer: answer.request.method in {"GET", "POST"} and "/sparql" in answer.url) as asked:
            page.locator(".yasqe_queryButton").first.click()
        assert asked.value.status == 200
        expect(page.locator(".yasr table.dataTable tbody").last).to_contain_text("RPA")
        page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", "SELECT * WHERE { ?s ?p }")
        with page.expect_response(lambda answer: "/sparql" in answer.url and answer.status == 400):
            page.locator(".yasqe_queryButton").first.click()
        expect(page.locator(".yasr .errorResult")).to_be_visible()
    finally:
        page.close()

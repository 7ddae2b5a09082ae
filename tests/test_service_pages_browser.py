"""All pages in a real browser: nothing from elsewhere, nothing inline, no scrolling sideways, accessible, hostile words stay words."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from graph.pipeline.deriving import writing
from graph.store import Settings
from service.application import Configuration, create_app
from tests.browser import browser, serving, visiting

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
WIDTHS = {"phone": (390, 844), "desktop": (1280, 800)}
PAGES = {
    "start": "/",
    "concepts": "/concepts",
    "concept": "/concepts/gov-cloud",
    "meetings": "/meetings",
    "meeting": "/meetings >",
    "documents": "/documents",
    "document": "/documents >",
    "opinion": "/concepts/gov-cloud >",
    "people": "/people",
    "person": "/people >",
    "organisation": "/organisations >",
    "search": "/search?q=自治体",
    "search without hits": "/search?q=そのような言葉はない&act=concern",
    "search that cannot be": "/search?from=x",
    "nothing": "/nothing",
    "network": "/network",
    "network of a concept": "/network?concept=gov-cloud&selected=gov-cloud",
    "network as a list": "/network?view=list&selected=gov-cloud",
}
FOLLOWED = {"meeting": "/meetings/", "document": "/documents/", "opinion": "/opinions/", "person": "/people/", "organisation": "/organisations/"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def base(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


def violations(page) -> list[str]:
    """Return what axe-core finds against the page."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_sound_and_accessible(chromium: Browser, base: str, width: str):
    wrong: dict[str, object] = {}
    with visiting(chromium, base, *WIDTHS[width]) as visit:
        for name, path in PAGES.items():
            visit.go(path.removesuffix(" >"))
            if path.endswith(" >"):
                link = visit.page.locator(f"main a[href^='{FOLLOWED[name]}']").first
                visit.go(link.get_attribute("href"))
            found = [violations(visit.page), visit.broken(), visit.sideways()]
            if any(found):
                wrong[name] = found
        visit.complaints = [words for words in visit.complaints if "404" not in words and "400" not in words]
        assert wrong == {}
        visit.check()


@pytest.mark.parametrize("path", ["/", "/concepts/gov-cloud", "/network?selected=gov-cloud", "/?lang=en", "/network?lang=en", "/search?q=自治体&act=concern&lang=en"])
def test_dark_and_english_pages_are_sound_too(chromium: Browser, base: str, path: str):
    with visiting(chromium, base, color_scheme="dark") as visit:
        visit.go(path)
        assert violations(visit.page) == []
        visit.check()


def test_the_policy_is_strict(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        for path in ("/", "/network"):
            policy = visit.go(path).header_value("content-security-policy")
            assert "script-src 'self'; style-src 'self'" in policy
            assert "unsafe" not in policy


def test_the_first_tab_skips_to_the_content(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        visit.go("/concepts")
        visit.page.keyboard.press("Tab")
        expect(visit.page.locator(".skip")).to_be_focused()
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("main")).to_be_focused()


def test_concepts_are_offered_as_one_types_and_chosen_by_keyboard(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        visit.go("/")
        visit.page.get_by_role("combobox").fill("ガバクラ")
        expect(visit.page.get_by_role("option").first).to_contain_text("Gov-Cloud")
        visit.page.keyboard.press("ArrowDown")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/concepts/gov-cloud")
        expect(visit.page.locator("h1")).to_have_text("Gov-Cloud")
        visit.check()


def test_an_opinion_leads_to_its_place_in_the_source(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        visit.go("/concepts/gov-cloud")
        visit.page.get_by_role("link", name="原文で見る").last.click()
        expect(visit.page.locator("mark:target")).to_contain_text("Ｇｏｖ－Ｃｌｏｕｄ")
        expect(visit.page.locator("mark:target")).to_be_in_viewport()
        visit.check()


HOSTILE = "<img src=x onerror=alert(1)>"
POISON = f"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX ronten: <https://w3id.org/ronten/ns#>
DELETE {{ GRAPH ?g {{ ?thing ?property ?old }} }} INSERT {{ GRAPH ?g {{ ?thing ?property "{HOSTILE}"@ja }} }}
WHERE {{ GRAPH ?g {{ ?thing ?property ?old . FILTER (?property IN (skos:prefLabel, dcterms:title, ronten:text, ronten:cue)) }} }}"""


def test_hostile_words_stay_words(chromium: Browser, own_settings: Settings):
    with writing(own_settings) as writer, writer.transaction() as transaction:
        transaction.update(POISON)
    app = create_app(Configuration(own_settings))
    with serving(app) as address, visiting(chromium, address) as visit:
        visit.page.on("dialog", lambda dialog: visit.complaints.append(f"dialog: {dialog.message}"))
        for path in ("/", "/concepts", "/concepts/gov-cloud", "/meetings", "/network?view=list&selected=gov-cloud", "/network?concept=gov-cloud&selected=gov-cloud"):
            visit.go(path)
            expect(visit.page.get_by_text(HOSTILE).first).to_be_attached()
            assert visit.page.locator("main img").count() == 0
        x, y = visit.page.evaluate("(() => { const at = ronten.explorer.picture.network.canvasToDOM(ronten.explorer.picture.network.getPosition('gov-cloud')); return [at.x, at.y]; })()")
        box = visit.page.locator("#canvas").bounding_box()
        visit.page.mouse.move(box["x"] + x, box["y"] + y)
        expect(visit.page.locator(".vis-tooltip")).to_contain_text(HOSTILE)
        assert visit.page.locator("img").count() == 0
        visit.check()
    app.extensions["ronten"].reader.close()

"""The SPARQL editor in a real browser: written, completed, asked, shown, saved and shared, by mouse and keyboard, from this host alone."""

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, browser, serving, visiting
from tests.test_service_pages_browser import WIDTHS, violations


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def base(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, base: str) -> Iterator[Visit]:
    with visiting(chromium, base) as opened:
        yield opened


def asked(page: Page) -> str:
    """Return what stands in the editor."""
    text: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text


def write(page: Page, text: str) -> None:
    """Write a query as a person does."""
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def answered(page: Page, times: int = 1) -> None:
    """Wait until so many queries have been answered on this page."""
    expect(page.locator(f"#answer[data-of='{times}']")).to_be_visible()


def open_query(visit: Visit, query: str, view: str = "table") -> None:
    visit.go(f"/editor?query={quote(query)}&view={view}")
    answered(visit.page)


SHOWN = {"disputed-concepts": "#shown .chart li", "spoken-of-together": "#shown .canvas[data-drawn]", "quotations-and-places": "#shown tbody tr", "around-a-concept": "#shown .canvas[data-drawn]"}


@pytest.mark.parametrize(("width", "scheme", "language"), [("phone", "light", "ja"), ("desktop", "dark", "en")])
def test_the_page_is_sound_and_accessible_in_every_view(chromium: Browser, base: str, width: str, scheme: str, language: str):
    with visiting(chromium, base, *WIDTHS[width], color_scheme=scheme) as visit:
        for name, part in SHOWN.items():
            visit.go(f"/editor?example={name}&lang={language}")
            expect(visit.page.locator(part).first).to_be_visible()
            assert violations(visit.page) == []
            visit.check()


def test_one_click_puts_an_example_into_the_editor_and_asks_it(visit: Visit):
    visit.go("/editor")
    expect(visit.page.locator("#answer")).to_be_hidden()
    visit.page.get_by_role("link", name="質問と回答").click()
    answered(visit.page)
    assert "ronten:respondsTo" in asked(visit.page)
    expect(visit.page.locator("#shown tbody tr")).to_have_count(2)
    expect(visit.page.locator("#examples [aria-current]")).to_have_text("質問と回答（回答のないものから）")
    visit.check()


def test_it_is_used_by_keyboard_alone(visit: Visit):
    visit.go("/editor")
    write(visit.page, 'SELECT ("あ" AS ?one) (1 AS ?two) {}')
    visit.page.keyboard.press("Control+Enter")
    answered(visit.page)
    expect(visit.page.locator("#shown td").first).to_have_text("あ")
    visit.page.keyboard.press("Tab")  # the editor is no trap
    expect(visit.page.locator("#run")).to_be_focused()
    visit.page.keyboard.press("Shift+Tab")
    expect(visit.page.locator(".CodeMirror textarea")).to_be_focused()
    visit.page.locator("#views [data-view=chart]").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#shown .chart li")).to_have_count(1)
    visit.check()


def test_terms_are_completed_with_our_labels_and_their_prefix_declared(visit: Visit):
    visit.go("/editor")
    write(visit.page, "SELECT * WHERE {\n  ?opinion ")
    visit.page.keyboard.type("ronten:polar", delay=20)
    expect(visit.page.locator(".CodeMirror-hint").first).to_contain_text("ronten:polarity")
    expect(visit.page.locator(".CodeMirror-hint").first).to_contain_text("賛否")
    visit.page.keyboard.press("Enter")
    assert "ronten:polarity" in asked(visit.page)
    assert "PREFIX ronten: <https://w3id.org/ronten/ns#>" in asked(visit.page)
    visit.check()


def test_a_concept_is_put_where_the_cursor_is(visit: Visit):
    visit.go("/editor")
    write(visit.page, "SELECT * { ?m <https://w3id.org/ronten/ns#concept> ")
    visit.page.get_by_role("combobox", name="概念をさがして照会に入れる").fill("ガバクラ")
    expect(visit.page.get_by_role("option").first).to_contain_text("Gov-Cloud")
    visit.page.keyboard.press("Enter")
    assert asked(visit.page).endswith("<concept/gov-cloud>")
    expect(visit.page.locator(".CodeMirror textarea")).to_be_focused()
    visit.check()


def test_an_error_says_where_it_is(visit: Visit):
    visit.go("/editor")
    write(visit.page, "SELECT * {\n  ?s ?p ?o .\n  FILTER (\n}")
    expect(visit.page.locator("#syntax")).to_contain_text("4行目")
    visit.page.locator("#run").click()
    expect(visit.page.get_by_role("alert")).to_contain_text("Line 4")
    expect(visit.page.locator(".CodeMirror .wrong")).to_have_count(1)
    visit.complaints = [words for words in visit.complaints if "400" not in words]
    visit.check()


def test_an_answer_is_sorted_and_turned_by_the_page(visit: Visit):
    open_query(visit, "SELECT ?name WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } LIMIT 250")
    rows = visit.page.locator("#shown tbody tr")
    expect(rows).to_have_count(100)
    first = rows.first.inner_text()
    visit.page.get_by_role("button", name="次へ").click()
    expect(visit.page.locator("#shown .pages")).to_contain_text("101–200 / 250行")
    visit.page.get_by_role("button", name="name").click()
    expect(visit.page.locator("#shown th")).to_have_attribute("aria-sort", "ascending")
    expect(rows.first).not_to_have_text(first)
    visit.check()


@pytest.mark.parametrize(("name", "query", "ending", "begins"), [("CSV", "SELECT (1 AS ?one) {}", "csv", "one\r\n1"), ("JSON", "ASK {}", "json", '{"head":{}'), ("Turtle", "CONSTRUCT { <urn:a> <urn:b> 1 } {}", "ttl", "<urn:a> <urn:b>")])
def test_an_answer_is_saved(visit: Visit, name: str, query: str, ending: str, begins: str):
    open_query(visit, query)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename == f"ronten.{ending}"
    assert download.value.path().read_bytes().decode().startswith(begins)
    visit.check()


@pytest.mark.parametrize("length", [10, 9000])
def test_the_address_shares_the_query(visit: Visit, length: int):
    visit.go("/editor")
    query = f"# {'x' * length}\nSELECT (42 AS ?answer) {{}}"
    write(visit.page, query)
    visit.page.keyboard.press("Control+Enter")
    answered(visit.page)
    visit.page.locator("#views [data-view=chart]").click()
    visit.page.locator("#share").click()
    link = visit.page.locator("#link").input_value()
    assert parse_qs(urlsplit(link).query or urlsplit(link).fragment)["query"] == [query]
    visit.page.goto("about:blank")
    visit.page.goto(link)
    answered(visit.page)
    assert asked(visit.page) == query
    expect(visit.page.locator("#shown .chart")).to_contain_text("42")
    visit.check()


def test_hostile_answers_stay_words(visit: Visit):
    visit.page.on("dialog", lambda dialog: visit.complaints.append(f"dialog: {dialog.message}"))
    hostile = "<img src=x onerror=alert(1)>"
    query = f'SELECT * {{ VALUES (?a ?b ?c) {{ ("{hostile}" <javascript:alert(1)> 1) ("b" <http://127.0.0.1:8000/id/concept/gov-cloud> 2) }} }}'
    for view, part in {"table": "table", "chart": ".chart", "network": ".canvas[data-drawn]"}.items():
        open_query(visit, query, view)
        expect(visit.page.locator(f"#shown {part}")).to_be_visible()
        assert visit.page.locator("main img").count() == 0
        assert visit.page.locator("a[href^='javascript']").count() == 0
        visit.check()
    open_query(visit, query)
    visit.page.get_by_role("link", name="concept/gov-cloud").click()
    expect(visit.page.locator("h1")).to_have_text("Gov-Cloud")


def test_a_query_can_be_stopped(visit: Visit):
    visit.go("/editor")
    write(visit.page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    visit.page.locator("#run").click()
    expect(visit.page.locator("#run")).to_have_text("中止")
    visit.page.locator("#run").click()
    expect(visit.page.locator("#said")).to_have_text("中止しました。")
    expect(visit.page.locator("#run")).to_have_text("実行")
    visit.check()

"""All pages in a real browser: nothing from elsewhere, nothing inline, no scrolling sideways, accessible, hostile words stay words."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

import seeds
from graph.pipeline.deriving import writing
from graph.store import Settings
from service.application import Configuration, create_app
from tests.browser import browser, serving, visiting

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
WIDTHS = {"phone": (390, 844), "desktop": (1280, 800)}
PAGES = {
    "start": "/",
    "concepts": "/concepts?type=technology",
    "issues": "/issues",
    "concept": "/concepts/共同化",
    "concept narrowed": "/concepts/j-lis?with=telework",
    "meetings": "/meetings",
    "meeting": "/meetings >",
    "documents": "/documents",
    "document": "/documents >",
    "opinion": "/concepts/gov-cloud >",
    "people": "/people",
    "person": "/people >",
    "organisation": "/organisations >",
    "help": "/help",
    "adding, read-only": "/add",
    "search": "/search?q=自治体",
    "search without hits": "/search?q=そのような言葉はない&act=concern",
    "search that cannot be": "/search?from=x",
    "nothing": "/nothing",
    "map": "/map",
    "map as a list": "/map?view=list&selected=gov-cloud",
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
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    found = page.evaluate('rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false})', RULES)
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_sound_and_accessible_on_a_phone_and_on_a_desktop(chromium: Browser, base: str, half: int):
    wrong: dict[str, object] = {}
    with visiting(chromium, base, *WIDTHS["phone"]) as visit:
        for name, path in list(PAGES.items())[half::2]:
            visit.page.set_viewport_size(dict(zip(("width", "height"), WIDTHS["phone"], strict=True)))
            visit.go(path.removesuffix(" >"))
            if path.endswith(" >"):
                link = visit.page.locator(f"main a[href^='{FOLLOWED[name]}']").first
                visit.go(link.get_attribute("href"))
            for width, size in WIDTHS.items():
                visit.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
                found = [violations(visit.page), visit.broken(), visit.sideways()]
                if any(found):
                    wrong[f"{name} on a {width}"] = found
        visit.complaints = [words for words in visit.complaints if "404" not in words and "400" not in words]
        assert wrong == {}
        visit.check()


@pytest.mark.parametrize("path", ["/", "/network?selected=gov-cloud", "/concepts/gov-cloud?lang=en", "/help?lang=en", "/search?q=自治体&act=concern&lang=en"])
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


def test_things_of_all_kinds_are_offered_as_one_types_and_chosen_by_keyboard(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        keys, options = visit.page.keyboard, visit.page.get_by_role("option")
        visit.go("/")
        field = visit.page.get_by_role("combobox")
        field.fill("ｶﾞﾊﾞｸﾗ")
        expect(options.first).to_contain_text("Gov-Cloud")
        field.fill("船橋")
        expect(visit.page.get_by_role("group", name="組織")).to_contain_text("船橋市")
        keys.press("ArrowDown")
        expect(field).to_have_attribute("aria-activedescendant", "q-offers-0")
        keys.press("ArrowDown")
        keys.press("Escape")
        expect(options.first).to_be_hidden()
        assert field.get_attribute("aria-expanded") == "false"
        field.fill("RPA導入団体数")
        expect(visit.page.get_by_role("group", name="意見")).to_contain_text("反対である")
        keys.press("ArrowDown")
        keys.press("Enter")
        visit.page.wait_for_url("**/concepts/**")
        expect(visit.page.locator("h1")).to_have_text("RPA導入団体数")
        visit.page.get_by_role("combobox", name="概念・人・会議・意見をさがす").fill("a" * 200 + "<b>'\"%00")
        expect(visit.page.locator("[role=status]").first).to_have_text("候補はありません")
        visit.check()


QUESTIONS = {
    "what do people think of RPA as a target?": (["a:text-is('RPA導入団体数')"], "#sides", "反対である"),
    "who attended for 船橋市?": (["nav >> text=組織", "main a:text-is('船橋市')"], "main", "千葉大右"),
    "what speaks against 共同化?": (["#issues a:text-is('共同化')"], "#sides", "調整に一年以上を要し"),
    "what has J-LIS to do with telework?": (["nav >> text=概念", "TYPE J-LIS", "main .rows a:text-is('J-LIS')", "#related summary:has-text('テレワーク')"], "#related", "非常に使い勝手がよかった"),
    "which concepts are disputed?": ([], "#issues", "Gov-Cloud"),
}


def test_five_questions_are_answered_within_three_clicks(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        for question, (steps, where, answer) in QUESTIONS.items():
            visit.go("/")
            for step in steps:
                if step.startswith("TYPE "):
                    visit.page.locator("#q").fill(step.removeprefix("TYPE "))
                    visit.page.locator("#q").press("Enter")
                else:
                    visit.page.locator(step).first.click()
            expect(visit.page.locator(where), question).to_contain_text(answer)
            assert len([step for step in steps if not step.startswith("TYPE ")]) <= 3, question
        visit.check()


def test_what_an_address_narrows_is_chosen_by_keyboard_and_kept_in_the_address(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        visit.go("/concepts/gov-cloud")
        visit.page.get_by_label("種類").select_option("opposition")
        visit.page.get_by_role("button", name="絞り込む").press("Enter")
        visit.page.wait_for_url("**/gov-cloud?act=opposition#opinions")
        expect(visit.page.locator("#opinions article")).to_have_count(2)
        expect(visit.page.get_by_label("種類")).to_have_value("opposition")
        visit.page.get_by_role("link", name="絞り込みを解く").press("Enter")
        expect(visit.page.locator("#sides")).to_be_visible()
        visit.check()


def test_a_citation_is_copied_by_keyboard_and_said(chromium: Browser, base: str):
    with visiting(chromium, base, permissions=["clipboard-read", "clipboard-write"]) as visit:
        visit.go("/concepts/gov-cloud?act=opposition")
        visit.page.get_by_role("link", name="この意見").first.press("Enter")
        visit.page.get_by_role("button", name="引用文を写し取る").press("Enter")
        expect(visit.page.locator("[data-copied]")).to_have_text("写し取りました。")
        copied = visit.page.evaluate("navigator.clipboard.readText()")
        assert copied == visit.page.locator("#citation").input_value()
        assert copied.startswith("「")
        assert "/id/opinion/" in copied
        visit.check()


def test_the_reader_s_choice_of_colours_holds_against_the_device_s(chromium: Browser, base: str):
    with visiting(chromium, base, color_scheme="light") as visit:
        visit.go("/")
        ground = "getComputedStyle(document.body).backgroundColor"
        light = visit.page.evaluate(ground)
        visit.page.locator("#scheme").press("Enter")
        expect(visit.page.locator("#scheme")).to_have_text("表示：暗い")
        dark = visit.page.evaluate(ground)
        assert dark != light
        visit.go("/help")
        assert visit.page.evaluate(ground) == dark
        assert violations(visit.page) == []
        visit.check()


def test_an_opinion_leads_to_its_place_in_the_source(chromium: Browser, base: str):
    with visiting(chromium, base) as visit:
        visit.go("/concepts/gov-cloud")
        visit.page.get_by_role("link", name="原文で見る").last.click()
        expect(visit.page.locator("mark:target")).to_contain_text("Ｇｏｖ－Ｃｌｏｕｄ")
        expect(visit.page.locator("mark:target")).to_be_in_viewport()
        visit.check()


def test_a_document_is_seen_before_it_is_kept(chromium: Browser, own_settings: Settings, tmp_path: Path):
    seed = (Path(next(iter(seeds.__path__))) / "example-dx-4.txt").read_text(encoding="utf-8")
    new, broken = tmp_path / "第5回<b>.txt", tmp_path / "broken.pdf"
    new.write_text(seed.replace("第４回", "第５回").replace("令和４年２月", "令和４年５月"), encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7 broken")
    app = create_app(Configuration(own_settings, token="secret", body_bytes=100_000))
    with serving(app) as address, visiting(chromium, address, 390, 844) as visit:
        page = visit.page
        visit.go("/add")
        page.locator("#files").set_input_files(new)
        expect(page.locator("#said")).to_have_text("先に合言葉を入れてください。")
        page.get_by_label("合言葉").fill("secret")
        page.locator("#files").set_input_files([new, broken])
        kept, failed = page.get_by_role("region", name="第5回<b>.txt"), page.get_by_role("region", name="broken.pdf")
        expect(kept).to_contain_text("まだ何も書き込んでいません", timeout=30_000)
        expect(kept).to_contain_text("2022-05-15")
        expect(kept.locator(".quote")).to_have_count(13)
        expect(failed).to_contain_text("PDF", timeout=30_000)
        failed.get_by_role("button", name="やめる").press("Enter")
        expect(failed).to_have_count(0)
        assert violations(page) == []
        kept.get_by_role("button", name="この文書を残す").press("Enter")
        expect(kept).to_contain_text("加えました", timeout=30_000)
        kept.get_by_role("link", name="この文書のページ").press("Enter")
        expect(page.locator("h1")).to_contain_text("第5回")
        page.go_back()
        expect(page.get_by_label("合言葉")).to_have_value("secret")
        visit.complaints = [words for words in visit.complaints if "422" not in words]
        visit.check()
    app.extensions["ronten"].reader.close()


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

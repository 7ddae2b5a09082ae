"""The map of the whole in a real browser: drawn at once, read by mouse and keyboard, searched, filtered, and held by its address."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, browser, serving, visiting


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


def point(page: Page, node: str) -> tuple[float, float]:
    """Return where a concept is in the window."""
    at = page.evaluate("id => { const { map } = ronten.explorer; return map.point(map.data.nodes.findIndex((node) => node.id === id)); }", node)
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def lettered(page: Page) -> list[dict]:
    found: list[dict] = page.evaluate("ronten.explorer.map.lettered")
    return found


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_names_never_overlap_and_more_are_shown_as_one_zooms_in(chromium: Browser, base: str, width: int, height: int):
    with visiting(chromium, base, width, height) as visit:
        visit.go("/map")
        named = []
        for _ in range(3):
            labels = lettered(visit.page)
            named.append({label["text"] for label in labels if label["index"] is not None})
            for one, other in combinations(labels, 2):
                assert one["right"] <= other["left"] or one["left"] >= other["right"] or one["bottom"] <= other["top"] or one["top"] >= other["bottom"]
            if len(named) == 1:
                assert len([label for label in labels if label["community"] is not None]) >= 4
            visit.page.locator("#nearer").click()
            visit.page.locator("#nearer").click()
            visit.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert named[1] - named[0]
        visit.check()


def test_a_click_tells_of_a_concept_and_leads_to_it(visit: Visit):
    visit.go("/map")
    visit.page.mouse.click(*point(visit.page, "gov-cloud"))
    panel = visit.page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Gov-Cloud")
    count = visit.page.evaluate("ronten.explorer.map.data.nodes.find((node) => node.id === 'gov-cloud').opinions")
    expect(panel).to_contain_text(f"意見 {count}")
    neighbour = panel.locator("ul button").first
    name = neighbour.inner_text()
    neighbour.press("Enter")
    expect(panel.locator("h2")).to_have_text(name)
    expect(panel).to_be_focused()
    visit.page.mouse.click(*point(visit.page, "gov-cloud"))
    panel.get_by_role("link", name="概念のページ").click()
    visit.page.wait_for_url("**/concepts/gov-cloud")
    visit.page.go_back()
    visit.settle()
    expect(panel.locator("h2")).to_have_text("Gov-Cloud")  # the address had it
    panel.get_by_role("link", name="この概念のネットワーク").click()
    visit.page.wait_for_url("**/network?concept=gov-cloud")
    visit.check()


def test_a_search_by_keyboard_centres_what_it_finds(visit: Visit):
    visit.go("/map")
    visit.page.locator("#seek").focus()
    visit.page.keyboard.type("ガバクラ")
    expect(visit.page.get_by_role("option").first).to_contain_text("Gov-Cloud")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#panel h2")).to_have_text("Gov-Cloud")
    box = visit.page.locator("#canvas").bounding_box()
    x, y = point(visit.page, "gov-cloud")
    assert (x, y) == pytest.approx((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), abs=2)
    visit.check()


def test_filters_view_and_choice_are_held_by_the_address(visit: Visit):
    visit.go("/map")
    visit.page.get_by_label("組織・人").uncheck()
    visit.page.locator("#least").fill("3")
    visit.page.get_by_role("button", name="一覧").press("Enter")
    rows = visit.page.locator("#listing tbody tr")
    expect(rows.first).to_be_visible()
    counts = [int(words) for words in visit.page.locator("#listing tbody td:nth-child(4)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) == 3
    assert "組織" not in visit.page.locator("#listing tbody td:nth-child(2)").all_inner_texts()
    rows.first.get_by_role("button").first.press("Enter")
    expect(visit.page.locator("#panel")).to_be_focused()
    visit.page.wait_for_url("**selected=*")
    shown, chosen = visit.page.locator("#shown").inner_text(), visit.page.locator("#panel h2").inner_text()
    visit.page.reload()
    visit.settle()
    assert visit.page.locator("#shown").inner_text() == shown
    expect(visit.page.locator("#panel h2")).to_have_text(chosen)
    assert visit.page.locator("#least").input_value() == "3"
    visit.page.get_by_role("button", name="図", exact=True).press("Enter")
    visit.page.wait_for_selector("#canvas[data-drawn]")
    visit.check()


def test_a_group_of_topics_is_shown_with_what_is_central_to_it(visit: Visit):
    visit.go("/map")
    first = visit.page.locator("#panel .groups button").first
    name = first.inner_text()
    first.press("Enter")
    panel = visit.page.locator("#panel")
    expect(panel.locator("h2")).to_have_text(name)
    assert panel.locator("li button").first.inner_text() == name.split("・")[0]
    visit.page.wait_for_url("**group=0*")
    visit.page.keyboard.press("Escape")
    expect(panel.locator(".groups")).to_be_visible()
    visit.check()


def test_the_map_moves_by_mouse_wheel_and_keys(visit: Visit):
    visit.go("/map")
    view = "({ ...ronten.explorer.map.view })"
    before = visit.page.evaluate(view)
    box = visit.page.locator("#canvas").bounding_box()
    visit.page.mouse.move(box["x"] + 300, box["y"] + 300)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 400, box["y"] + 300, steps=4)
    visit.page.mouse.up()
    dragged = visit.page.evaluate(view)
    assert before["x"] - dragged["x"] == pytest.approx(100 / before["scale"], rel=0.1)
    visit.page.mouse.wheel(0, -200)
    visit.page.locator("#canvas").focus()
    visit.page.keyboard.press("+")
    visit.page.keyboard.press("ArrowRight")
    moved = visit.page.evaluate(view)
    assert moved["scale"] > before["scale"] * 1.29
    assert moved["x"] > dragged["x"] - 200 / before["scale"]
    visit.page.keyboard.press("0")
    assert visit.page.evaluate(view) == before
    visit.check()

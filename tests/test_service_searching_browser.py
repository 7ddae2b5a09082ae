"""The search page in a real browser: searched, narrowed and widened by keyboard, and all the same without JavaScript."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser import browser, serving, visiting


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def base(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_search_is_narrowed_and_widened_by_keyboard(chromium: Browser, base: str, width: int, script: bool):
    with visiting(chromium, base, width, 800, java_script_enabled=script) as visit:
        page = visit.page
        page.goto(f"{base}/search")
        page.get_by_role("searchbox").fill("ｊｉｃｈｉ　")
        page.get_by_role("searchbox").fill("自治体")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        expect(page.locator("mark").first).to_have_text("自治体")
        whole = page.get_by_role("status").inner_text()
        facets = page.get_by_role("complementary", name="絞り込み")
        if width == 390:
            page.get_by_role("link", name="絞り込む").press("Enter")
            expect(facets).to_be_in_viewport()
        choice = facets.get_by_role("link", name="懸念")
        count = choice.locator(".number").inner_text()
        choice.press("Enter")
        page.wait_for_url("**act=concern**")
        expect(page.get_by_role("status")).to_have_text(f"{count}件")
        expect(page.locator("article .act")).to_have_text(["！懸念"] * min(int(count), 20))
        page.get_by_role("link", name="新しい順").press("Enter")
        page.wait_for_url("**sort=date**")
        page.get_by_role("list", name="選んだ絞り込み").get_by_role("link", name="懸念").press("Enter")
        expect(page.get_by_role("status")).to_have_text(whole)
        assert "act=" not in page.url
        page.get_by_label("いつから").fill("2021-01-01")
        page.get_by_role("button", name="この期間でさがす").press("Enter")
        page.wait_for_url("**from=2021-01-01**")
        expect(page.get_by_role("link", name="2021年1月1日から")).to_be_visible()
        if script:
            visit.check()
        assert visit.complaints == []

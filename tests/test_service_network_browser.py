"""The network view in a real browser: it rests, it answers to mouse and keyboard, and every connection shows its quotations."""

import re
from collections.abc import Iterator
from itertools import combinations

import networkx as nx
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, browser, serving, visiting

SECONDS = 4.0
"""Within what the network of the seeds must rest; 2 is promised, the rest is for slow machines."""


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


def positions(page: Page) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = page.evaluate("ronten.explorer.picture.network.getPositions()")
    return found


def point(page: Page, node: str) -> tuple[float, float]:
    """Return where a node is in the window."""
    at = page.evaluate("node => { const { network } = ronten.explorer.picture; return network.canvasToDOM(network.getPosition(node)); }", node)
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def boxes(page: Page) -> list[dict[str, float]]:
    """Return the boxes of the labels that are drawn."""
    found: list[dict[str, float]] = page.evaluate("ronten.explorer.picture.placed.labels.map(label => label.box)")
    return found


def test_the_network_is_drawn_and_at_rest_at_once(chromium: Browser, base: str, record_property):
    with visiting(chromium, base) as visit:
        visit.go("/network")
        drawn = visit.page.evaluate("performance.getEntriesByName('ronten:drawn')[0].startTime") / 1000
        record_property("seconds_until_drawn", drawn)
        assert drawn < SECONDS
        before, picture = positions(visit.page), visit.page.evaluate("document.querySelector('#canvas canvas').toDataURL()")
        visit.page.wait_for_timeout(600)
        assert positions(visit.page) == before
        assert visit.page.evaluate("document.querySelector('#canvas canvas').toDataURL()") == picture
        assert len(before) >= 30
        visit.check()


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 800, 40), (390, 844, 15)])
def test_labels_do_not_overlap(chromium: Browser, base: str, width: int, height: int, least: int):
    with visiting(chromium, base, width, height) as visit:
        for path in ("/network", "/network?concept=rpa&selected=rpa"):
            visit.go(path)
            found = boxes(visit.page)
            assert len(found) >= min(least, len(positions(visit.page)) // 2)
            for one, other in combinations(found, 2):
                apart = one["right"] <= other["left"] or one["left"] >= other["right"] or one["bottom"] <= other["top"] or one["top"] >= other["bottom"]
                assert apart or "selected" in path
        visit.check()


def test_a_click_shows_the_quotations_of_gov_cloud(visit: Visit):
    visit.go("/network")
    visit.page.mouse.click(*point(visit.page, "gov-cloud"))
    panel = visit.page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Gov-Cloud")
    quote = panel.locator("article", has_text="注目していくべき指標")
    expect(quote).to_contain_text("2020-12-18")
    expect(quote.locator("mark")).to_have_text("Gov-Cloud")
    expect(panel.locator("article", has_text="霞浜").locator(".fiction").first).to_have_text("架空の例")
    assert "selected=gov-cloud" in visit.page.url
    quote.get_by_role("link", name="原文で見る").click()
    expect(visit.page.locator("mark:target")).to_contain_text("Ｇｏｖ－Ｃｌｏｕｄ")
    visit.check()


def test_on_a_phone_a_tap_brings_the_quotations_into_view(chromium: Browser, base: str):
    with visiting(chromium, base, 390, 844, has_touch=True) as visit:
        visit.go("/network")
        visit.page.touchscreen.tap(*point(visit.page, "gov-cloud"))
        expect(visit.page.locator("#panel h2")).to_have_text("Gov-Cloud")
        expect(visit.page.locator("#panel h2")).to_be_in_viewport()
        visit.check()


FREE_EDGE = """(() => {
  const { explorer } = ronten, { network } = explorer.picture;
  for (const edge of explorer.edges.values()) {
    if (edge.kind !== 'together' || edge.opinions.length < 3) continue;
    const [one, other] = [edge.from, edge.to].map((id) => network.canvasToDOM(network.getPosition(id)));
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const at = { x: one.x + (other.x - one.x) * share, y: one.y + (other.y - one.y) * share };
      const met = network.getEdgeAt(at);
      const joined = met && explorer.edges.get(met);
      const inside = network.DOMtoCanvas(at);
      if (!explorer.picture.nodeAt(inside) && !explorer.picture.labelAt(inside) && joined && joined.kind === 'together') return at;
    }
  }
  return null;
})()"""
"""Finds a place where a click meets an edge between concepts and no node."""


def test_an_edge_shows_what_joins_its_ends(visit: Visit):
    visit.go("/network")
    place = visit.page.evaluate(FREE_EDGE)
    assert place, "no edge of the picture can be clicked"
    box = visit.page.locator("#canvas").bounding_box()
    visit.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    expect(visit.page.locator("#panel h3")).to_have_text("両者を結ぶ引用")
    quotes = visit.page.locator("#panel article")
    expect(quotes.first).to_be_visible()
    for number in range(quotes.count()):
        assert quotes.nth(number).locator("mark").count() >= 1
    visit.check()


def test_a_double_click_adds_the_neighbourhood_and_moves_nothing(visit: Visit):
    visit.go("/network?concept=gov-cloud&limit=12")
    before = positions(visit.page)
    other = next(node for node in visit.page.evaluate("[...ronten.explorer.nodes.values()]") if node["kind"] == "concept" and node["id"] != "gov-cloud")
    visit.page.mouse.dblclick(*point(visit.page, other["id"]))
    expect(visit.page.locator("#said")).to_contain_text("加えました")
    after = positions(visit.page)
    assert len(after) > len(before)
    assert {node: after[node] for node in before} == before
    assert "expand=" in visit.page.url
    visit.page.reload()
    visit.settle()
    assert positions(visit.page).keys() == after.keys()
    visit.check()


@pytest.mark.parametrize("words", ["ガバクラ", "Ｇｏｖ－Ｃｌｏｕｄ", "gov-cl"])
def test_the_search_finds_any_label_and_shows_it(visit: Visit, words: str):
    visit.go("/network")
    visit.page.locator("#seek").fill(words)
    expect(visit.page.get_by_role("option").first).to_contain_text("Gov-Cloud")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#panel h2")).to_have_text("Gov-Cloud")
    visit.check()


def test_a_concept_that_is_not_in_the_picture_becomes_its_middle(visit: Visit):
    visit.go("/network?concept=gov-cloud&limit=5")
    visit.page.locator("#seek").fill("テレワーク")
    expect(visit.page.get_by_role("option").first).to_contain_text("テレワーク")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/network?concept=*")
    expect(visit.page.locator("h1")).to_have_text("「テレワーク」のつながり")


def test_the_list_has_the_same_by_keyboard_alone(visit: Visit):
    visit.go("/network")
    visit.page.get_by_role("button", name="一覧").focus()
    visit.page.keyboard.press("Enter")
    tables = visit.page.locator("#listing table")
    expect(tables).to_have_count(2)
    nodes, edges = visit.page.evaluate("[ronten.explorer.nodes.size, ronten.explorer.edges.size]")
    assert tables.first.locator("tbody tr").count() == nodes
    assert tables.last.locator("tbody tr").count() == edges
    row = tables.first.get_by_role("button", name="Gov-Cloud", exact=True)
    row.focus()
    visit.page.keyboard.press("Enter")
    panel = visit.page.locator("#panel")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("注目していくべき指標")
    pair = tables.last.get_by_role("button", name=re.compile("Gov-Cloud")).first
    pair.focus()
    visit.page.keyboard.press("Enter")
    expect(panel.locator("h3")).to_have_text("両者を結ぶ引用")
    expect(panel.locator("article").first).to_be_visible()
    visit.check()


def test_filters_and_the_address_hold_the_state(visit: Visit):
    visit.go("/network")
    visit.page.get_by_label("会議", exact=True).or_(visit.page.locator("#kinds input[value=meeting]")).last.uncheck()
    visit.page.get_by_text("条件と表示").click()
    visit.page.locator("#topic").select_option(label="ＡＩ・ＲＰＡについて") if visit.page.locator("#topic option", has_text="ＡＩ・ＲＰＡ").count() else visit.page.locator("#topic").select_option(index=1)
    shown = visit.page.locator("#shown").inner_text()
    assert "hide=meeting" in visit.page.url
    assert "topic=" in visit.page.url
    visible = visit.page.evaluate("ronten.explorer.picture.nodes.get({ filter: node => !node.hidden }).length")
    assert 0 < visible < visit.page.evaluate("ronten.explorer.nodes.size")
    visit.page.reload()
    visit.settle()
    assert visit.page.locator("#shown").inner_text() == shown
    visit.page.locator("#meeting").select_option(index=1)
    visit.page.wait_for_url("**meeting=*")
    visit.check()


def test_the_picture_moves_and_zooms_by_keyboard(visit: Visit):
    visit.go("/network")
    state = "(() => { const { network } = ronten.explorer.picture; return [network.getScale(), network.getViewPosition().x]; })()"
    scale, x = visit.page.evaluate(state)
    visit.page.locator("#canvas").focus()
    visit.page.keyboard.press("+")
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.evaluate(state)[0] > scale
    assert visit.page.evaluate(state)[1] > x
    visit.page.keyboard.press("0")
    assert visit.page.evaluate(state)[0] == pytest.approx(scale)
    visit.check()


SHOWN = "ronten.explorer.shown().map((node) => node.id)"


def test_deeds_by_keyboard_and_their_undoing(visit: Visit):
    page = visit.page
    visit.go("/network?concept=gov-cloud&limit=12&selected=gov-cloud")
    before = set(page.evaluate(SHOWN))
    other = next(node["id"] for node in page.evaluate("ronten.explorer.shown()") if node["kind"] == "concept" and node["id"] != "gov-cloud")
    page.mouse.click(*point(page, other))
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("加えました")
    grown = set(page.evaluate(SHOWN))
    assert grown > before
    page.locator("#canvas").focus()
    page.keyboard.press("c")
    assert set(page.evaluate(SHOWN)) == before
    page.keyboard.press("Control+z")
    assert set(page.evaluate(SHOWN)) == grown
    page.locator("#canvas").focus()
    page.keyboard.press("p")
    page.locator("#kinds input:visible").first.focus()
    for box in page.locator("#kinds input:visible").all():
        box.uncheck()
    assert page.evaluate(SHOWN) == [other]  # what is pinned stays in sight
    assert "pin=" in page.url
    page.reload()
    visit.settle()
    assert page.evaluate(SHOWN) == [other]
    for box in page.locator("#kinds input:visible").all():
        box.check()
    page.mouse.click(*point(page, "gov-cloud"))
    page.get_by_role("button", name="隠す", exact=True).press("Enter")
    assert "gov-cloud" not in page.evaluate(SHOWN)
    page.get_by_role("button", name="元に戻す").press("Enter")
    assert set(page.evaluate(SHOWN)) == grown
    visit.check()


def test_a_node_that_is_moved_is_pinned_and_goes_back(visit: Visit):
    page = visit.page
    visit.go("/network?concept=gov-cloud&limit=12")
    before = positions(page)
    x, y = point(page, "gov-cloud")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    expect(page.locator("#said")).to_contain_text("固定しました")
    moved = positions(page)
    assert {node for node in moved if moved[node] != before[node]} == {"gov-cloud"}
    page.reload()
    visit.settle()
    assert positions(page)["gov-cloud"] == pytest.approx(moved["gov-cloud"], abs=1)
    page.mouse.move(*point(page, "gov-cloud"))
    page.mouse.down()
    page.mouse.move(x, y, steps=5)
    page.mouse.up()
    page.keyboard.press("Control+z")
    assert positions(page)["gov-cloud"] == pytest.approx(moved["gov-cloud"], abs=1)
    visit.check()


def test_conditions_leave_what_opinions_of_that_kind_hold_together(visit: Visit):
    page = visit.page
    visit.go("/network?limit=300")
    edges = "[...ronten.explorer.edges.values()].filter((edge) => ronten.explorer.edgePasses(edge.id))"
    whole = page.evaluate(f"{edges}.length")
    page.get_by_text("条件と表示").click()
    page.locator("#act").select_option("concern")
    facts = page.evaluate("Object.fromEntries(ronten.explorer.filters.facts)")
    found = page.evaluate(edges)
    assert 0 < len(found) < whole
    assert all(any(facts[opinion][0] == "concern" for opinion in edge["opinions"]) for edge in found)
    page.locator("#days input").first.focus()
    page.keyboard.press("ArrowRight")
    begin = page.evaluate("ronten.explorer.filters.wanted.from")
    later = page.evaluate(edges)
    assert len(later) < len(found)
    assert all(any(facts[opinion][0] == "concern" and facts[opinion][2] >= begin for opinion in edge["opinions"]) for edge in later)
    expect(page.locator("#active")).to_have_text("2件の条件")
    page.reload()
    visit.settle()
    assert page.evaluate(edges) == later
    page.locator("#act").select_option("")
    page.locator("#side").select_option("against")
    assert all(any("against" in facts[opinion][3] for opinion in edge["opinions"]) for edge in page.evaluate(edges))
    page.get_by_role("button", name="条件をすべて外す").click()
    assert page.evaluate(f"{edges}.length") == whole
    visit.check()


def test_groups_of_topics_colour_and_centrality_sizes_the_nodes(visit: Visit):
    page = visit.page
    visit.go("/network?colour=community&size=centrality")
    colours = page.evaluate("ronten.explorer.shown().filter((node) => node.kind === 'concept').map((node) => [node.community, ronten.explorer.picture.nodes.get(node.id).color.background])")
    assert len({colour for _, colour in colours}) >= 4
    assert len({tuple(each) for each in colours}) == len({community for community, _ in colours})
    expect(page.locator("#groups li").first).to_contain_text("・")
    sizes = page.evaluate("ronten.explorer.shown().filter((node) => node.centrality).map((node) => [node.centrality, ronten.explorer.picture.nodes.get(node.id).size])")
    assert [size for _, size in sorted(sizes)] == sorted(size for _, size in sizes)
    visit.check()


@pytest.mark.parametrize(("button", "name", "begins"), [("画像（PNG）", "ronten-network.png", b"\x89PNG"), ("画像（SVG）", "ronten-network.svg", b"<svg"), ("GraphML", "ronten-network.graphml", b"<?xml")])
def test_the_picture_is_kept_as_a_file(visit: Visit, button: str, name: str, begins: bytes):
    visit.go("/network?concept=gov-cloud&limit=12")
    visit.page.locator("summary", has_text="保存").press("Enter")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).or_(visit.page.get_by_role("link", name=button)).click()
    assert download.value.suggested_filename == name
    body = download.value.path().read_bytes()
    assert body.startswith(begins)
    if name.endswith("svg"):
        words = re.findall("<text[^>]*>([^<]*)", body.decode())
        assert {"Gov-Cloud", "「Gov-Cloud」のつながり"} <= set(words)
        assert any("線の太さ＝根拠の数" in each and "架空の例を含みます" in each for each in words), "a picture says what it shows and where it comes from"
        assert len(words) <= len(positions(visit.page)) + 2 + visit.page.locator("#kinds label:visible").count()
    visit.check()


def test_nodes_are_chosen_one_after_the_other_by_keyboard(visit: Visit):
    visit.go("/network?concept=gov-cloud")
    assert visit.page.locator("#canvas [tabindex='0']").count() == 0, "one stop for the whole picture"
    visit.page.locator("#canvas").focus()
    names = []
    for key in ("]", "]", "["):
        visit.page.keyboard.press(key)
        names.append(visit.page.locator("#panel h2").first.inner_text())
    assert names[0] == names[2] != names[1]
    visit.page.keyboard.press("h")
    expect(visit.page.locator("#canvas")).to_be_focused()
    visit.check()


def test_an_empty_picture_says_why(visit: Visit):
    visit.go("/network?concept=gov-cloud&from=2099-01-01")
    expect(visit.page.locator("#hint")).to_contain_text("条件に合う項目がありません")
    visit.page.locator("#clear").click()
    expect(visit.page.locator("#hint")).to_be_hidden()
    visit.check()


def test_the_other_language_shows_the_same(visit: Visit):
    visit.go("/network?concept=gov-cloud")
    visit.page.locator("summary", has_text="条件と表示").press("Enter")
    visit.page.locator("#act").select_option("opposition")
    visit.page.get_by_role("link", name="English").click()
    visit.page.wait_for_url("**lang=en**")
    assert "act=opposition" in visit.page.url
    visit.page.goto(visit.page.url.partition("/network")[0] + "/issues?lang=en")
    expect(visit.page.locator(".issue h2 a").first).to_have_attribute("lang", "ja")
    expect(visit.page.get_by_role("heading", level=1)).not_to_have_attribute("lang", "ja")
    visit.page.goto(visit.page.url.partition("/issues")[0] + "/?lang=ja")
    visit.check()


def test_what_is_saved_is_what_is_seen(visit: Visit):
    visit.go("/network?concept=gov-cloud&limit=30&act=opposition&hide=meeting")
    shown = set(visit.page.evaluate("ronten.explorer.shown().map(({ iri }) => iri)"))
    assert 1 < len(shown) < visit.page.evaluate("ronten.explorer.nodes.size")
    visit.page.locator("summary", has_text="保存").press("Enter")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="GraphML").click()
    drawn = nx.read_graphml(download.value.path())
    assert set(drawn.nodes) == shown
    assert drawn.number_of_edges() == visit.page.evaluate("Array.from(ronten.explorer.edges.keys()).filter((id) => ronten.explorer.edgePasses(id)).length")
    visit.check()


def test_under_conditions_the_panel_quotes_what_passes_them(visit: Visit):
    visit.go("/network?concept=gov-cloud&act=opposition&selected=gov-cloud")
    stamps = visit.page.locator("#panel .quote .stamp")
    expect(stamps.first).to_contain_text("反対")
    assert {re.sub("[^反対]", "", words) for words in stamps.all_inner_texts()} == {"反対"}
    visit.page.locator("summary", has_text="条件と表示").press("Enter") if not visit.page.locator("#act").is_visible() else None
    visit.page.locator("#act").select_option("")
    expect(visit.page.locator("#panel .quote .act-proposal").first).to_be_visible()
    visit.check()


def test_the_saved_file_opens_without_a_server(chromium: Browser, app: Flask, tmp_path):
    page = tmp_path / "network.html"
    page.write_bytes(app.test_client().get("/network/download.html").data)
    with visiting(chromium, page.as_uri()) as visit:
        visit.page.goto(page.as_uri())
        visit.page.wait_for_selector("#canvas[data-drawn]")
        assert visit.hosts == {""}
        assert visit.complaints == []

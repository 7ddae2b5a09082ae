"""A page in a real browser with a clock: when it was first drawn, and how long frames take while the picture is dragged."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import networkx as nx
from playwright.sync_api import Browser, Page

from tests.browser import browser

_FRAMES = """() => { window.frames_ = []; let last = performance.now();
const each = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(each); }; requestAnimationFrame(each); }"""
_AT_REST = """() => new Promise((done) => {
for (const rest of ["stabilizationIterationsDone", "stabilized"]) network.on(rest, () => done(performance.now())); })"""


@contextmanager
def window(width: int = 1280, height: int = 800) -> Iterator[Page]:
    """Open a window of a browser of its own."""
    with browser() as opened:
        yield _page(opened, width, height)


def _page(opened: Browser, width: int, height: int) -> Page:
    page = opened.new_page(viewport={"width": width, "height": height}, locale="ja-JP")
    page.set_default_timeout(180_000)
    return page


def drawn(page: Page) -> float:
    """Return the seconds from the beginning of the page to the mark that its picture is drawn."""
    page.wait_for_selector("#canvas[data-drawn]")
    seconds: float = page.evaluate("performance.getEntriesByName('ronten:drawn')[0].startTime") / 1000
    return seconds


def dragging(page: Page, steps: int = 90) -> float:
    """Return the median milliseconds between frames while the picture is dragged to and fro."""
    box = page.locator("#canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y)
    page.evaluate(_FRAMES)
    for step in range(steps):
        page.mouse.move(x + (step % 30) * 6, y + (step % 20) * 4)
    frames: list[float] = page.evaluate("frames_")
    page.mouse.up()
    return median(frames[1:])


def plain_pyvis(nodes: int) -> float:
    """Return the seconds until a graph of so many nodes rests as pyvis alone draws it: its page with physics on, as it comes."""
    from pyvis.network import Network  # noqa: PLC0415 imports IPython

    made = Network(height="720px", width="100%", cdn_resources="in_line")
    made.from_nx(nx.relabel_nodes(nx.barabasi_albert_graph(nodes, 3, seed=1), str))
    with tempfile.TemporaryDirectory() as folder, window() as page:
        file = Path(folder) / "plain.html"
        file.write_text(made.generate_html(notebook=False), encoding="utf-8")
        page.route("http**", lambda route: route.abort())  # its style sheets are at a content delivery network
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_function("() => typeof network !== 'undefined' && network && network.body")
        milliseconds: float = page.evaluate(_AT_REST)
        return milliseconds / 1000

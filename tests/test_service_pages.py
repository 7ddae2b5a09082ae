"""The pages without a browser: every link leads somewhere, quotations are marked, words are translated."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import service
from graph.analysis.places import MentionPlace, OpinionPlace
from service.passages import parts, pieces

FOLDER = Path(next(iter(service.__path__)))
LISTS = ("/", "/search", "/search?q=ｇｏｖ+-指標&act=concern", "/concepts", "/meetings", "/documents", "/people", "/organisations", "/network")
JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")


def first(client: FlaskClient, kind: str) -> str:
    """Return the address of the first thing of a list."""
    found = re.search(rf'href="(/{kind}/[^"?#]+)"', client.get(f"/{kind}").text)
    assert found, kind
    return found[1]


def every_page(client: FlaskClient) -> list[str]:
    single = [first(client, kind) for kind in ("concepts", "meetings", "documents", "people", "organisations")]
    opinion = re.search(r'href="(/opinions/[^"]+)"', client.get(single[1]).text)
    assert opinion
    return [*LISTS, *single, opinion[1], "/concepts/gov-cloud"]


def test_every_link_of_every_page_leads_somewhere(client: FlaskClient):
    links = set()
    for page in every_page(client):
        answer = client.get(page)
        assert answer.status_code == 200, page
        links |= {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', answer.text)}
    for link in sorted(links):
        with client.get(link, headers={"Accept": "text/html"}) as answer:
            assert answer.status_code in {200, 303}, link


def test_every_page_says_its_language_and_has_one_heading(client: FlaskClient):
    for page in every_page(client):
        text = client.get(page).text
        assert '<html lang="ja">' in text
        assert len(re.findall("<h1", text)) == 1, page


def test_nothing_is_inline(client: FlaskClient):
    for page in every_page(client):
        text = client.get(page).text
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))|<style|<[^>]+\s(?:style|on\w+)=", text), page


def test_gov_cloud_is_quoted_with_its_meeting_and_source(client: FlaskClient):
    text = client.get("/concepts/gov-cloud").text
    assert "ガバメントクラウド" in text
    assert "長期的に「RPA導入団体数」は注目していくべき指標" in text
    assert "地方自治体のデジタルトランスフォーメーション推進に係る検討会" in text


def test_fictional_documents_are_marked_wherever_they_are_quoted(client: FlaskClient):
    for page in every_page(client):
        text = client.get(page).text
        for quoted in re.findall(r"<article.*?</article>", text, re.DOTALL):
            assert "霞浜" not in quoted or "架空の例</span>" in quoted, page


def test_a_document_page_shows_all_of_its_text_and_where_the_opinions_stand(client: FlaskClient):
    page = first(client, "documents")
    text = client.get(page).text
    shown = re.search(r'<div class="source"[^>]*>(.*?)</div>', text, re.DOTALL)
    assert shown
    assert len(re.findall(r'<mark id="o-[0-9a-f]{16}">', shown[1])) >= 11


def test_a_search_is_indifferent_to_width(client: FlaskClient):
    wide, narrow = client.get("/concepts?q=Ｇｏｖ－Ｃｌｏｕｄ").text, client.get("/concepts?q=gov-cloud").text
    assert re.findall(r'href="/concepts/[^"]+"', wide) == re.findall(r'href="/concepts/[^"]+"', narrow) != []


def test_what_was_searched_for_stays_words(client: FlaskClient):
    text = client.get("/concepts?q=<img src=x onerror=alert(1)>").text
    assert "<img" not in text
    assert "見つかりませんでした" in text


def test_a_page_that_is_not_there_is_a_page(client: FlaskClient):
    for page in ("/nothing", "/concepts/nothing", "/opinions/nothing", "/meetings/nothing", "/documents/nothing", "/people/x", "/organisations/x"):
        answer = client.get(page, headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "見つかりません" in answer.text
        assert client.get(page, headers={"Accept": "application/json"}).mimetype == "application/problem+json"


def test_lists_take_any_offset(client: FlaskClient):
    for offset in ("-5", "x", "100000"):
        assert client.get(f"/concepts?offset={offset}").status_code == 200
    assert 'rel="next"' in client.get("/concepts").text
    assert 'rel="prev"' in client.get("/concepts?offset=50").text


def test_english_is_one_click_away_and_is_kept(client: FlaskClient):
    switch = re.search(r'class="tongue" href="([^"]+)"', client.get("/concepts?q=RPA").text)
    assert switch
    assert switch[1].replace("&amp;", "&") == "?q=RPA&lang=en"
    assert '<html lang="en">' in client.get("/?lang=en").text
    assert '<html lang="en">' in client.get("/").text
    assert '<html lang="ja">' in client.get("/?lang=ja").text


def test_english_pages_have_no_japanese_words_of_ours(client: FlaskClient):
    client.get("/?lang=en")
    for page in ("/", "/network"):
        text = client.get(page).text
        frame = re.sub(r"<main.*?</main>|<script.*?</script>", "", text, flags=re.DOTALL)
        assert set(JAPANESE.findall(frame)) <= set("日本語"), page


def sentences() -> set[str]:
    """Return the Japanese sentences that templates and scripts ask to be translated."""
    found: set[str] = set()
    for file in [*FOLDER.glob("templates/*.html"), *FOLDER.glob("static/*.js"), *FOLDER.glob("static/editor/*.js"), FOLDER / "network.py"]:
        found |= {match[1] for match in re.findall(r"\b(?:t|translate)\(([\"'])(.*?)\1", file.read_text(encoding="utf-8"))}
    return {sentence for sentence in found if JAPANESE.search(sentence)}


def test_every_sentence_has_its_english_with_the_same_blanks():
    catalogue = json.loads((FOLDER / "wording_en.json").read_text(encoding="utf-8"))
    for sentence in sentences():
        assert sentence in catalogue
        assert set(re.findall(r"\{\w+\}", catalogue[sentence])) == set(re.findall(r"\{\w+\}", sentence)), sentence


def test_pieces_hold_every_character_once():
    text = "前置き○意見の文章です。未読の行。おわり"
    opinion = OpinionPlace(4, 12, "o", [MentionPlace(4, 6, "c"), MentionPlace(5, 8, "d"), MentionPlace(7, 9, "e")])
    overlapping = OpinionPlace(6, 14, "p", [])
    found = list(pieces(text, [opinion, overlapping], [(12, 17)]))
    assert "".join(piece.text for piece in found) == text
    assert [piece.opinion for piece in found if piece.opinion] == ["o"]
    assert [piece.text for piece in found if piece.unread] == [text[12:17]]
    inside = next(piece for piece in found if piece.opinion)
    assert [(part.text, part.concept) for part in inside.parts if part.concept] == [("意見", "c"), ("文章", "e")]


@pytest.mark.parametrize("mentions", [[], [MentionPlace(0, 99, "c")], [MentionPlace(3, 3, "c")]])
def test_places_that_cannot_be_are_left_out(mentions):
    assert [part.text for part in parts("みじかい", mentions)] == ["みじかい"]

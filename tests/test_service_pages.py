"""The pages without a browser: every link leads somewhere, quotations are marked, words are translated."""

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import service
from graph.analysis.places import MentionPlace, OpinionPlace
from service import wording
from service.drawing import TYPE_NAMES
from service.passages import parts, pieces
from service.wording import translate

FOLDER = Path(next(iter(service.__path__)))
LISTS = ("/", "/search", "/search?q=ｇｏｖ+-指標&act=concern", "/concepts", "/issues", "/meetings", "/documents", "/people", "/organisations", "/network", "/help", "/add")
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
    return [*LISTS, *single, opinion[1], "/concepts/gov-cloud", "/concepts/rpa?act=concern", "/concepts/共同化?side=against"]


def test_every_link_of_every_page_leads_somewhere(client: FlaskClient):
    links = set()
    for page in every_page(client):
        answer = client.get(page)
        assert answer.status_code == 200, page
        links |= {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', answer.text)}
    followed: Counter[str] = Counter()
    for link in sorted(links, key=lambda link: hash((link, 1))):  # of every kind of address a dozen, other ones each time
        kind = re.split(r"[/?]", link)[1] + str("?" in link)
        followed[kind] += 1
        if followed[kind] <= 12:
            with client.get(link, headers={"Accept": "text/html,*/*;q=0.5"}) as answer:
                assert answer.status_code in {200, 303}, link


def test_every_page_says_its_language_and_has_one_heading(client: FlaskClient):
    for page in every_page(client):
        text = client.get(page).text
        assert '<html lang="ja"' in text
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
    shown = re.search(r'<div class="source[^>]*>(.*?)</div>', text, re.DOTALL)
    assert shown
    assert len(re.findall(r'<mark class="act-[a-z]+" id="o-[0-9a-f]{16}">', shown[1])) >= 11


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
    switch = re.search(r'class="choice tongue" href="([^"]+)"', client.get("/concepts?q=RPA").text)
    assert switch
    assert switch[1].replace("&amp;", "&") == "?q=RPA&lang=en"
    assert '<html lang="en"' in client.get("/?lang=en").text
    assert '<html lang="en"' in client.get("/").text
    assert '<html lang="ja"' in client.get("/?lang=ja").text


def test_english_pages_have_no_japanese_words_of_ours(client: FlaskClient):
    client.get("/?lang=en")
    for page in ("/", "/network", "/help", "/add"):
        text = client.get(page).text
        frame = re.sub(r"<main.*?</main>|<script.*?</script>", "", text, flags=re.DOTALL)
        assert set(JAPANESE.findall(frame)) <= set("日本語"), page


def sentences() -> set[str]:
    """Return the Japanese sentences that templates and scripts ask to be translated."""
    found: set[str] = set()
    for file in [*FOLDER.glob("templates/**/*.html"), *FOLDER.glob("static/*.js"), *FOLDER.glob("static/editor/*.js"), FOLDER / "network.py", *FOLDER.glob("pages/*.py")]:
        found |= {match[1] for match in re.findall(r"\b(?:t|translate)\(([\"'])(.*?)\1", file.read_text(encoding="utf-8"))}
    return {sentence for sentence in found if JAPANESE.search(sentence)}


def test_every_sentence_has_its_english_with_the_same_blanks():
    catalogue = json.loads((FOLDER / "wording_en.json").read_text(encoding="utf-8"))
    for sentence in sentences():
        assert sentence in catalogue
        assert set(re.findall(r"\{(\w+)", catalogue[sentence])) == set(re.findall(r"\{(\w+)\}", sentence)), sentence


def test_english_nouns_follow_their_number(app: Flask):
    for count, words in (("1", "1 opinion"), ("2", "2 opinions"), (0, "0 opinions")):
        with app.test_request_context("/?lang=en"):
            assert translate("意見 {count}", count=count) == words


def test_a_concept_is_shown_with_both_sides_its_course_and_what_it_is_said_to_cause(client: FlaskClient):
    text = re.sub(r"\s+", " ", client.get("/concepts/共同化").text)
    sides = text[text.index('id="sides"') : text.index('id="opinions"')]
    for side in ("賛成", "反対"):
        assert f'</span>{side}</span> <span class="count">3件' in sides
    assert "には反対である" in re.sub("<[^>]*>", "", sides)
    assert '3<span class="soft">／13</span>' in text[text.index('id="course"') :]
    relations = re.sub("<[^>]*>", "", text[text.index('id="relations"') : text.index('id="related"')])
    assert "共同化引き起こすベンダーロックイン" in relations
    assert "地域全体が一つのベンダーに縛られ" in relations


def test_the_address_narrows_a_concept_s_opinions_and_the_ways_for_machines_follow(client: FlaskClient):
    text = client.get("/concepts/gov-cloud?act=opposition").text
    assert len(re.findall("<article", text)) == 2
    data = html.unescape(re.search(r'href="([^"]*/concepts/gov-cloud/opinions[^"]*)"', text)[1])
    assert {item["act"] for item in client.get(data).get_json()["items"]} == {"opposition"}
    table = html.unescape(re.search(r'href="([^"]+format=csv)"', text[text.index('id="opinions"') :])[1])
    assert len(client.get(table).text.strip().splitlines()) == 3
    both = client.get("/concepts/j-lis?with=telework").text
    assert len(re.findall("<article", both)) == 1
    assert "<mark>テレワーク</mark>" in both
    assert "<mark>J-LIS</mark>" in both


def test_nonsense_in_the_address_narrows_nothing(client: FlaskClient):
    whole = re.findall("<article", client.get("/concepts/gov-cloud").text)
    for asked in ("act=no", "meeting=no", "with=no", "side=no", "meeting=<x>", "with=http://a b", "meeting=%25", "offset=1e9"):
        answer = client.get(f"/concepts/gov-cloud?{asked}")
        assert answer.status_code == 200
        assert len(re.findall("<article", answer.text)) == len(whole), asked


def test_an_opinion_is_cited_with_its_words_document_date_and_permanent_address(client: FlaskClient):
    opinion = client.get("/api/v1/concepts/gov-cloud/opinions?act=opposition").get_json()["items"][0]
    text = client.get(f"/opinions/{opinion['id']}").text
    cited = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)[1])
    assert cited.startswith(f"「{opinion['text']}」（{opinion['document']['label']}、2021年11月10日")
    assert "架空の例" in cited
    assert cited.endswith(opinion["iri"])


def test_the_share_that_documents_attribute_is_said_of_a_person(client: FlaskClient):
    person = client.get("/api/v1/people?q=仮野智子").get_json()["items"][0]
    found = client.get(f"/api/v1/people/{person['id']}").get_json()
    assert (found["heard"], found["attributable"], found["opinions"]) == (54, 2, 0)
    text = client.get(f"/people/{person['id']}").text
    assert "意見 54件のうち、文書が発言者を記しているのは 2件（4％）" in text
    assert "文書がこの人の発言と記している意見はありません" in text


def test_colours_that_were_chosen_are_kept(client: FlaskClient):
    assert 'data-scheme="auto"' in client.get("/").text
    assert 'data-scheme="dark"' in client.get("/?scheme=dark").text
    assert 'data-scheme="dark"' in client.get("/concepts").text
    assert 'data-scheme="dark"' in client.get("/concepts?scheme=no").text


@pytest.mark.parametrize("sheet", ["colours.css", "groups.css"])
def test_dark_is_the_same_by_choice_and_by_the_device(sheet: str):
    text = (FOLDER / "static" / sheet).read_text(encoding="utf-8")
    by_device = re.search(r':root:not\(\[data-scheme="light"\]\) \{(.*?)\}', text, re.DOTALL)[1]
    by_choice = re.search(r':root\[data-scheme="dark"\] \{(?:\s*color-scheme: dark;)?(.*?)\}', text, re.DOTALL)[1]
    assert by_device.split() == by_choice.split()


def test_the_help_page_explains_every_act_polarity_type_of_link_and_relation(client: FlaskClient):
    for language in ("ja", "en"):
        text = client.get(f"/help?lang={language}").text
        for act in wording.ACTS:
            assert f"act-{act}" in text
        for polarity in wording.POLARITIES:
            assert f"side-{polarity}" in text
    words = re.sub("<[^>]*>", "", client.get("/help?lang=ja").text)
    assert all(name in words for name in [*wording.PREDICATES.values(), "賛同", "異論", "補足", "応答", *TYPE_NAMES.values()])


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

"""Full-text search over HTTP: the answer's items, marks and counts, its table, the page, and what is said where there is no index."""

import csv
import io
import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from graph.analysis.facts import opinions_of
from graph.fulltext import Words
from graph.pipeline.keeping import delete_documents, kept_documents
from graph.store import Iri, open_reader, open_writer
from service.application import Configuration, create_app


@pytest.fixture(scope="module")
def opinions(settings):
    reader = open_reader(settings)
    found = opinions_of(reader, [document.iri for document in kept_documents(settings)])
    reader.close()
    return found


def ask(client: FlaskClient, **given) -> dict:
    answer = client.get("/api/v1/search", query_string=given)
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.mark.parametrize("typed", ["指標", "国", "ｇｏｖｃｌｏｕｄ", "がばめんとくらうど", "自治体 -国", "「導入団体数」", "zzz", "・", ""])
def test_it_finds_what_the_graph_holds_and_marks_the_words(client, opinions, typed):
    words = Words.of(typed)
    found = ask(client, q=typed, limit=200)
    assert {item["iri"] for item in found["items"]} == {each.iri for each in opinions if words.found_in(each.text)}
    assert found["total"] == len(found["items"])
    for item in found["items"]:
        assert [tuple(place) for place in item["highlights"]] == [tuple(span) for span in words.marks(item["text"])]
        assert bool(item["highlights"]) == bool(words.wanted)
    assert sum(value["opinions"] for value in found["facets"]["act"]) == found["total"]


def test_each_count_is_what_choosing_it_gives(client):
    whole = ask(client, q="自治体", facets=5)
    for name, values in whole["facets"].items():
        for value in values:
            chosen = {"from": f"{value['id']}-01-01", "to": f"{value['id']}-12-31"} if name == "year" else {name: value["id"]}
            narrowed = ask(client, q="自治体", facets=5, **chosen)
            assert narrowed["total"] == value["opinions"], (name, value)
            assert narrowed["facets"][name] == values, "a facet's own choice leaves its counts"
    assert {name for name, values in whole["facets"].items() if not values} == {"role"}, "the seeds name no speaker"


def test_order_and_pages(client):
    first, second = ask(client, q="自治体", limit=3), ask(client, q="自治体", limit=3, offset=3)
    whole = ask(client, q="自治体", limit=6, facets=0)
    assert first["items"] + second["items"] == whole["items"]
    assert not any(whole["facets"].values())
    dates = [item["meeting"]["date"] for item in ask(client, q="自治体", sort="date", limit=200)["items"]]
    assert dates == sorted(dates, reverse=True) != []
    answer = client.get("/api/v1/search?q=自治体&limit=3&offset=3")
    assert 'rel="next"' in answer.headers["Link"]
    assert ask(client, q="自治体", offset=10_000_000)["items"] == []


@pytest.mark.parametrize(
    ("given", "parameter"),
    [({"q": "あ" * 401}, "q"), ({"from": "2024-13-01"}, "from"), ({"to": "20240401"}, "to"), ({"act": "x"}, "act"), ({"sort": "x"}, "sort"), ({"x": "y"}, "x")],
)
def test_what_cannot_be_is_said(client, given, parameter):
    answer = client.get("/api/v1/search", query_string=given)
    assert (answer.status_code, answer.json["parameter"]) == (400, parameter)
    if parameter in {"q", "from", "to"}:
        page = client.get("/search", query_string=given)
        assert page.status_code == 400
        assert "この指定ではさがせません" in page.text


def test_ids_that_nothing_has_find_nothing(client):
    for name in ("concept", "series", "meeting", "topic", "role"):
        assert ask(client, **{name: "no such thing"})["total"] == 0
    assert ask(client, **{"from": "2024-01-01", "to": "2020-01-01"})["total"] == 0


def test_the_table_has_all_hits_the_newest_first(client):
    found = ask(client, q="自治体", sort="date", limit=200)
    answer = client.get("/export/search.csv?q=自治体&bom=1")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert [row["opinion"] for row in rows] == [item["iri"] for item in found["items"]]
    every = {row["opinion"]: row for row in csv.DictReader(io.StringIO(client.get("/export/opinions.csv").text))}
    assert rows == [every[row["opinion"]] for row in rows] != []


def hrefs(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/search[^"]*)"', text)]


def test_the_address_of_the_page_holds_the_state(client):
    text = client.get("/search?q=自治体&act=concern&sort=date&from=2020-01-01").text
    kept = [parse_qs(urlsplit(link).query) for link in hrefs(text)]
    assert {"q": ["自治体"], "sort": ["date"], "from": ["2020-01-01"]} in kept, "the act can be taken off"
    assert {"q": ["自治体"], "sort": ["date"], "act": ["concern"]} in kept, "the date can be taken off"
    assert {"q": ["自治体"], "sort": ["date"]} in kept, "all can be taken off"
    assert any(state.get("act") == ["proposal"] and state.get("from") for state in kept), "another act can be chosen"
    for name, value in (("act", "concern"), ("sort", "date")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert "<mark>自治体</mark>" in text
    for link in hrefs(text):
        assert client.get(link).status_code == 200, link


def test_counts_of_the_page_are_those_of_the_answer(client):
    text = client.get("/search?q=自治体").text
    total = ask(client, q="自治体")["total"]
    assert f'role="status">{total}件' in text
    for value in ask(client, q="自治体", facets=24)["facets"]["act"]:
        assert re.search(rf'act={value["id"]}"[^\n]*<span class="number">{value["opinions"]}</span>', text)


def test_nothing_found_says_what_to_do(client):
    text = client.get("/search?q=そのような言葉はない&act=concern").text
    assert "見つかりませんでした。" in text
    assert "絞り込みをすべて外してさがす" in text
    assert "さがせる文字がありません" in client.get("/search?q=・").text


def test_the_index_follows_what_is_written(own_settings):
    app = create_app(Configuration(own_settings))
    client = app.test_client()
    before = ask(client, q="自治体")["total"]
    document = kept_documents(own_settings)[0]
    gone = ask(client, q="自治体", limit=200)
    delete_documents(own_settings, [document.file_name])
    after = ask(client, q="自治体", limit=200)
    assert after["total"] == sum(item["document"]["iri"] != document.iri for item in gone["items"]) < before
    app.extensions["ronten"].reader.close()


def test_a_missing_index_is_said_and_made_by_the_next_write(own_settings):
    shutil.rmtree(own_settings.home / "fulltext")
    app = create_app(Configuration(own_settings))
    client = app.test_client()
    answer = client.get("/api/v1/search?q=自治体")
    assert (answer.status_code, answer.json["title"]) == (503, "The full-text index is missing")
    assert "ronten ingest" in answer.json["detail"]
    page = client.get("/search?q=自治体")
    assert page.status_code == 503
    assert "検索の索引がまだありません" in page.text
    assert client.get("/export/search.csv?q=自治体").status_code == 503
    from graph.pipeline.deriving import writing

    with writing(own_settings):
        pass
    assert ask(client, q="自治体")["total"] > 0
    app.extensions["ronten"].reader.close()


def test_what_an_update_changed_is_found_once_it_is_followed(own_settings):
    from graph.pipeline.deriving import writing

    with open_writer(own_settings) as writer, writer.transaction() as transaction:
        transaction.update(
            'PREFIX ronten: <https://w3id.org/ronten/ns#> DELETE { GRAPH ?g { ?o ronten:text ?t } } INSERT { GRAPH ?g { ?o ronten:text "まったく別の文言" } }'
            " WHERE { GRAPH ?g { ?o ronten:text ?t } FILTER (?o = $opinion) }",
            opinion=Iri(first_opinion(own_settings)),
        )
    with writing(own_settings):
        pass
    app = create_app(Configuration(own_settings))
    assert ask(app.test_client(), q="まったく別の文言")["total"] == 1
    app.extensions["ronten"].reader.close()


def first_opinion(settings) -> str:
    reader = open_reader(settings)
    try:
        return reader.select("SELECT ?o { ?o a <https://w3id.org/ronten/ns#Opinion> } ORDER BY ?o LIMIT 1")[0]["o"]
    finally:
        reader.close()


@pytest.mark.parametrize(("typed", "heading"), [("船橋市", "組織"), ("第３回", "会議"), ("ガバメントクラウド", "概念")])
def test_the_page_names_the_things_that_the_words_may_mean(client, typed, heading):
    page = client.get(f"/search?q={typed}").text
    called = page.partition('class="search-called')[2].partition("</section>")[0]
    assert f"<dt>{heading}</dt>" in called
    address = re.search(r'href="([^"]+)"', called.partition(f"<dt>{heading}</dt>")[2])
    assert address is not None
    assert client.get(address[1]).status_code == 200
    assert "search-called" not in client.get("/search?q=zzzz").text

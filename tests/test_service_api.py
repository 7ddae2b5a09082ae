"""The JSON API as docs/api.md has it."""

import gzip
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.pipeline.deriving import writing
from graph.store import Settings
from service.application import Configuration, create_app
from service.problems import MEDIA_TYPE

API = "/api/v1"


def get(client: FlaskClient, path: str) -> dict:
    answer = client.get(API + path)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/json"
    return answer.get_json()


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Ｇｏｖ－Ｃｌｏｕｄ", "gov-cloud"),
        ("ガバメントクラウド", "gov-cloud"),
        ("gov-cloud", "gov-cloud"),
        ("J-LIS", "j-lis"),
        ("Ｊ－ＬＩＳ", "j-lis"),
        ("地方公共団体情報システム機構", "j-lis"),
    ],
)
def test_labels_lead_to_one_concept(client: FlaskClient, words: str, id_: str):
    items = get(client, f"/concepts?q={quote(words)}")["items"]
    assert items[0]["id"] == id_
    assert set(items[0]) == {"iri", "id", "label", "type", "provisional", "opinions", "match"}


def test_japanese_is_not_escaped(client: FlaskClient):
    assert "ガバメントクラウド" in client.get(f"{API}/concepts/gov-cloud").text


def test_a_list_without_q_has_no_match(client: FlaskClient):
    assert "match" not in get(client, "/concepts?limit=1")["items"][0]


def test_pages_lead_to_each_other(client: FlaskClient):
    answer = client.get(f"{API}/concepts?q=%E5%8C%96&limit=2&offset=2")
    assert answer.get_json()["offset"] == 2
    links = dict(reversed(link.strip().split("; ")) for link in answer.headers["Link"].split(","))
    assert links['rel="next"'] == "</api/v1/concepts?q=%E5%8C%96&limit=2&offset=4>"
    assert links['rel="prev"'] == "</api/v1/concepts?q=%E5%8C%96&limit=2&offset=0>"
    following = client.get(links['rel="next"'].strip("<>")).get_json()
    assert following["total"] == answer.get_json()["total"]
    assert "next" not in client.get(f"{API}/documents").headers.get("Link", "")


def test_related_concepts_say_why(client: FlaskClient):
    page = get(client, "/concepts/rpa/related")
    found = {item["label"]: item for item in page["items"]}
    assert {"データ連携", "自動化", "Gov-Cloud"} <= set(found)
    assert "Gov-Cloud" in found["Gov-Cloud"]["opinions"][0]["text"]
    assert {"together", "score", "opinions"} <= set(found["自動化"])


def test_all_reasons_are_had_by_with(client: FlaskClient):
    item = next(item for item in get(client, "/concepts/rpa/related")["items"] if item["together"] > 2)
    both = get(client, f"/concepts/rpa/opinions?with={quote(item['id'], safe='')}")
    assert both["total"] == item["together"]


def test_an_opinion_quotes_its_source(client: FlaskClient):
    listed = get(client, "/concepts/gov-cloud/opinions")["items"]
    for each in listed:
        opinion = get(client, f"/opinions/{each['id']}")
        text = client.get(f"{API}/documents/{opinion['document']['id']}/text")
        assert text.content_type == "text/plain; charset=utf-8"
        assert text.text[opinion["start"] : opinion["end"]] == opinion["quotation"]
        mention = next(mention for mention in opinion["mentions"] if mention["concept"]["id"] == "gov-cloud")
        assert text.text[mention["start"] : mention["end"]] == mention["surface"]
        assert opinion["text"][slice(*mention["in_text"])]


def test_every_thing_is_found_by_its_id(client: FlaskClient):
    for kind in ("concepts", "opinions", "meetings", "people", "organisations", "documents"):
        for item in get(client, f"/{kind}?limit=200")["items"]:
            for part in {item["id"], quote(item["id"], safe="")}:  # joined as it is, or encoded as one segment
                assert get(client, f"/{kind}/{part}")["iri"] == item["iri"]
            assert item["iri"].endswith(f"/{item['id']}")


def test_filters_name_things_by_their_ids(client: FlaskClient):
    meeting = get(client, "/meetings")["items"][-1]
    assert get(client, f"/opinions?meeting={meeting['id']}")["total"] == meeting["opinions"] == 11
    assert get(client, f"/meetings?series={quote(meeting['series']['id'])}")["total"] == 1
    document = get(client, "/documents")["items"][0]
    assert get(client, f"/opinions?document={document['id']}")["total"] == document["opinions"]
    topic = get(client, f"/meetings/{meeting['id']}")["topics"][0]
    assert get(client, f"/opinions?topic={topic['id']}")["total"] == topic["opinions"]
    assert get(client, "/opinions?concept=nothing")["total"] == 0


def test_the_network(client: FlaskClient):
    found = get(client, "/network?concept=rpa&limit=50")
    assert found["centre"] == "rpa"
    assert len(found["nodes"]) <= 50
    assert {"id", "from", "to", "kind", "value", "opinions"} == set(found["edges"][0])
    assert get(client, "/network")["centre"] is None


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/concepts?limit=0", "limit"),
        ("/concepts?limit=201", "limit"),
        ("/concepts?limit=ten", "limit"),
        ("/concepts?limit=１", "limit"),
        ("/concepts?offset=-1", "offset"),
        ("/concepts?type=thing", "type"),
        ("/concepts?sort=label", "sort"),
        ("/concepts?q=a&q=b", "q"),
        (f"/concepts?q={'a' * 201}", "q"),
        ("/concepts?q=%00", "q"),
        ("/opinions?act=praise", "act"),
        ("/network?concept=rpa&q=rpa", "q"),
        ("/network?limit=301", "limit"),
        ("/documents?q=x", "q"),
    ],
)
def test_wrong_parameters_are_named(client: FlaskClient, path: str, parameter: str):
    answer = client.get(API + path)
    body = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype, body["parameter"]) == (400, MEDIA_TYPE, parameter)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "/concepts/nothing",
        "/concepts/%3Cscript%3E",
        "/concepts/a%20b%0A",
        "/concepts/nothing/related",
        "/concepts/nothing/opinions",
        "/opinions/nothing",
        "/meetings/%22%7D",
        "/people/nobody",
        "/organisations/none",
        "/documents/none",
        "/documents/none/text",
        "/network?concept=nothing",
        "/network?meeting=nothing",
        "/nowhere",
        "/concepts/http%3A%2F%2Fexample.org%2Fx",
    ],
)
def test_what_is_not_there_is_a_404(client: FlaskClient, path: str):
    answer = client.get(API + path)
    assert (answer.status_code, answer.mimetype) == (404, MEDIA_TYPE)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.embedded("others may change a server's state without its number telling, so nothing is tagged")
def test_an_answer_that_is_known_is_not_sent_again(client: FlaskClient):
    first = client.get(f"{API}/meetings")
    again = client.get(f"{API}/meetings", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get(f"{API}/meetings", headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_map_names_its_groups_and_joins_nodes_by_their_places(client: FlaskClient):
    found = get(client, "/map")
    nodes, communities = found["nodes"], {each["id"]: each for each in found["communities"]}
    assert found["drawn_of"] == found["opinions"] == get(client, "/opinions?limit=1")["total"]
    assert len(nodes) == get(client, "/concepts?limit=1")["total"]
    assert all(0 <= one < other < len(nodes) and together > 0 for one, other, together in found["edges"])
    assert sum(each["size"] for each in communities.values()) == sum(node["community"] is not None for node in nodes)
    rpa = next(node for node in nodes if node["id"] == "rpa")
    alone = get(client, "/concepts/rpa")
    assert (alone["community"], alone["centrality"]) == (communities[rpa["community"]], rpa["centrality"])
    most = max((node for node in nodes if node["community"] == rpa["community"]), key=lambda node: node["centrality"])
    assert alone["community"]["label"].startswith(most["label"])


def test_answers_are_packed_for_those_who_take_it(client: FlaskClient):
    plain, packed = client.get(f"{API}/map"), client.get(f"{API}/map", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3


@pytest.mark.embedded("others may change a server's state without its number telling, so nothing is tagged")
def test_a_write_changes_the_tag_and_the_answer(own_settings: Settings):
    app = create_app(Configuration(own_settings))
    client = app.test_client()
    first = client.get(f"{API}/documents")
    graph = f"{own_settings.base}data/document/{first.get_json()['items'][0]['id']}"
    with writing(own_settings) as writer, writer.transaction() as transaction:
        transaction.drop_graph(graph)
    then = client.get(f"{API}/documents", headers={"If-None-Match": first.headers["ETag"]})
    assert then.status_code == 200
    assert then.get_json()["total"] == first.get_json()["total"] - 1
    app.extensions["ronten"].reader.close()


def test_head_and_options(client: FlaskClient):
    head = client.head(f"{API}/concepts")
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) > 0
    options = client.options(f"{API}/concepts")
    assert options.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in options.headers["Access-Control-Allow-Methods"]
    assert client.post(f"{API}/concepts").status_code == 405


def test_an_imported_concept_of_another_base_is_found_by_its_whole_address(own_settings: Settings):
    concept = "http://example.org/terms/Ｘ#1"
    with writing(own_settings) as writer, writer.transaction() as transaction:
        transaction.add(
            f"{own_settings.base}data/vocabulary-added",
            f"<{concept}> a <http://www.w3.org/2004/02/skos/core#Concept> ; "
            '<http://www.w3.org/2004/02/skos/core#prefLabel> "<img onerror=alert(1)>"@ja .'.encode(),
            "text/turtle",
        )
    app = create_app(Configuration(own_settings))
    client = app.test_client()
    item = get(client, "/concepts?q=onerror")["items"][0]
    assert item["id"] == concept
    assert get(client, f"/concepts/{quote(concept, safe='')}")["label"] == "<img onerror=alert(1)>"
    app.extensions["ronten"].reader.close()

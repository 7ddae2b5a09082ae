"""The endpoint on the seeds: formats, errors with their place, the token, the data set, the description, what browsers need."""

import gzip
import json

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import VOID

from graph.store import open_reader, open_writer
from service.application import Configuration, create_app

OPINIONS = (
    "PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?opinion WHERE { ?opinion a ronten:Opinion } ORDER BY ?opinion"
)
TOPICS = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?topic (COUNT(?opinion) AS ?count) WHERE {
  ?opinion ronten:topic/skos:prefLabel ?topic ; ronten:meeting/ronten:series/skos:prefLabel ?series .
  FILTER (CONTAINS(?series, "地方自治体のデジタルトランスフォーメーション推進に係る検討会"))
} GROUP BY ?topic"""
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
TOKEN = {"Authorization": "Bearer secret"}
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib's own, on reading JSON-LD


def ask(client, sparql, **arguments):
    return client.get("/sparql", query_string={"query": sparql}, **arguments)


@pytest.fixture
def writable(own_settings):
    app = create_app(Configuration(own_settings, token="secret"))
    yield app.test_client()
    app.extensions["ronten-queries"].close()
    app.extensions["ronten"].reader.close()


def test_the_sample_answers(client):
    rows = ask(client, TOPICS).json["results"]["bindings"]
    assert {row["topic"]["value"]: int(row["count"]["value"]) for row in rows} == {
        "情報システムの標準化について": 4,
        "AI・RPAについて": 3,
        "テレワークの導入について": 2,
        "業務改革について": 2,
    }


@pytest.mark.parametrize(
    ("accept", "begin"),
    [
        ("application/sparql-results+json", b'{"head":'),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"opinion\r\nhttp://127.0.0.1:8000/id/opinion/"),
        ("text/tab-separated-values", b"?opinion\n<http://127.0.0.1:8000/id/opinion/"),
    ],
)
def test_rows_come_in_four_formats(client, accept, begin):
    response = ask(client, OPINIONS, headers={"Accept": accept})
    assert response.mimetype == accept
    assert response.data.startswith(begin)
    assert response.content_length == len(response.data)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "reads"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/trig", "turtle"),
        ("application/n-quads", "nt"),
    ],
)
def test_graphs_come_in_six_formats(client, accept, reads):
    response = ask(client, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 25", headers={"Accept": accept})
    assert response.mimetype == accept
    assert len(Graph().parse(data=response.data, format=reads)) == 25


def test_describe_gives_a_graph(client):
    one = ask(client, f"{OPINIONS} LIMIT 1").json["results"]["bindings"][0]["opinion"]["value"]
    assert URIRef(one) in set(Graph().parse(data=ask(client, f"DESCRIBE <{one}>").data, format="turtle").subjects())


def test_a_short_name_for_the_format(client):
    assert client.get("/sparql", query_string={"query": OPINIONS, "format": "csv"}).mimetype == "text/csv"
    assert (
        client.post("/sparql", data={"query": OPINIONS, "format": "xml"}).mimetype == "application/sparql-results+xml"
    )


def test_what_cannot_be_had_is_named(client):
    response = ask(client, OPINIONS, headers={"Accept": "image/png"})
    assert (response.status_code, response.mimetype) == (406, "application/problem+json")
    assert "format=csv" in response.json["detail"]


@pytest.mark.parametrize(
    ("sparql", "line"),
    [
        ("SELECT * WHERE {", 1),
        ("SELECT *\nWHERE { ?s ?p }", 2),
        ("", 1),
        ("SELECT ?x\n\n{ ?x @ }", 3),
        ("ASK { ?s <a b> ?o }", 1),
    ],
)
def test_errors_say_line_and_column(client, sparql, line):
    response = ask(client, sparql)
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.json["line"] == line
    assert response.json["column"] >= 1


def test_errors_in_updates_say_line_and_column(writable):
    body = "INSERT DATA { <urn:s> <urn:p> 1 } ;\nINSERT DATA { oops }"
    response = writable.post("/sparql", data=body, content_type="application/sparql-update", headers=TOKEN)
    assert (response.status_code, response.json["line"]) == (400, 2)


def test_updates_need_the_token(client, writable):
    update = "INSERT DATA { <urn:s> <urn:p> 1 }"
    assert client.post("/sparql", data={"update": update}).status_code == 403  # this service has no token: read-only
    missing = writable.post("/sparql", data={"update": update})
    wrong = writable.post("/sparql", data={"update": update}, headers={"Authorization": "Bearer guess"})
    other = writable.post("/sparql", data={"update": update}, headers={"Authorization": "Basic c2VjcmV0OnNlY3JldA=="})
    assert [response.status_code for response in (missing, wrong, other)] == [401, 401, 401]
    assert missing.headers["WWW-Authenticate"].startswith("Bearer")
    assert (
        'error="invalid_token"' in wrong.headers["WWW-Authenticate"]
        or "error=invalid_token" in wrong.headers["WWW-Authenticate"]
    )
    assert ask(writable, "ASK { <urn:s> ?p ?o }").json["boolean"] is False
    assert writable.post("/sparql", data={"update": update}, headers=TOKEN).status_code == 204
    assert ask(writable, "ASK { <urn:s> ?p ?o }").json["boolean"] is True


def test_an_update_is_taken_by_post_only(writable):
    response = writable.get("/sparql", query_string={"update": "CLEAR ALL"}, headers=TOKEN)
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")


def test_an_update_posing_as_a_query_is_refused(writable):
    assert ask(writable, "INSERT DATA { <urn:s> <urn:p> 1 }", headers=TOKEN).status_code in {400, 403}
    assert writable.post(
        "/sparql", data="CLEAR ALL", content_type="application/sparql-query", headers=TOKEN
    ).status_code in {400, 403}
    assert ask(writable, "ASK { ?s ?p ?o }").json["boolean"] is True


def test_what_is_derived_follows_an_update(writable, own_settings):
    derived = """ASK { GRAPH ?g { ?link <https://w3id.org/ronten/ns#linkType> ?kind } FILTER(CONTAINS(STR(?g), "/data/derived/")) }"""
    reader = open_reader(own_settings)
    assert reader.ask(derived)
    reader.close()
    update = "DELETE { GRAPH ?g { ?p ?polarity ?value } } WHERE { GRAPH ?g { ?p ?polarity ?value FILTER(?polarity = <https://w3id.org/ronten/ns#polarity>) } }"
    assert writable.post("/sparql", data={"update": update}, headers=TOKEN).status_code == 204
    with open_writer(own_settings) as writer:
        assert not writer.reader.ask(derived)
        assert writer.dirty() == []


def test_load_is_refused_in_updates(writable):
    response = writable.post("/sparql", data={"update": "LOAD <http://127.0.0.1:9/x.ttl>"}, headers=TOKEN)
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ("DELETE WHERE { ?s <urn:p> ?o }", "default: 2, a: 1, b: 1"),
        ("WITHOUT", "default: 1 2, a: 1, b: 1"),
        ("DELETE { GRAPH <urn:a> { ?s ?p ?o } } WHERE { ?s ?p ?o }", "default: 1 2, b: 1"),
        ("DELETE { GRAPH <urn:b> { ?s ?p ?o } } WHERE { GRAPH <urn:b> { ?s ?p ?o } }", "default: 1 2, a: 1, b: 1"),
        (
            "DELETE WHERE { GRAPH <urn:a> { ?s ?p ?o } } ; INSERT DATA { <urn:s> <urn:p> 3 }",
            "default: 1 2 3, a: 1, b: 1",
        ),
        (
            "INSERT { <urn:s> <urn:p> 4 } # WHERE {\nwhere { ?s ?p '}' } ; INSERT { <urn:s> <urn:p> 5 } WHERE { ?s ?p 1 }",
            "default: 1 2 5, a: 1, b: 1",
        ),
    ],
)
def test_an_update_sees_the_data_set_of_the_protocol_only(writable, update, left):
    data = (
        "INSERT DATA { <urn:s> <urn:p> 1, 2 GRAPH <urn:a> { <urn:s> <urn:p> 1 } GRAPH <urn:b> { <urn:s> <urn:p> 1 } }"
    )
    assert writable.post("/sparql", data={"update": data}, headers=TOKEN).status_code == 204
    response = writable.post("/sparql", data={"update": update, "using-graph-uri": "urn:a"}, headers=TOKEN)
    assert response.status_code == (204 if update != "WITHOUT" else 400), response.get_data(as_text=True)
    seen = []
    for name, graph in (("default", "urn:x-arq:DefaultGraph"), ("a", "urn:a"), ("b", "urn:b")):
        rows = client_rows(writable, "SELECT ?o { <urn:s> <urn:p> ?o } ORDER BY ?o", graph)
        seen += [f"{name}: {' '.join(rows)}"] if rows else []
    assert ", ".join(seen) == left


def client_rows(client, sparql, graph):
    found = client.get("/sparql", query_string={"query": sparql, "default-graph-uri": graph}).json
    return [row["o"]["value"] for row in found["results"]["bindings"]]


def test_protocol_data_set_goes_before_from(client):
    graph = "http://127.0.0.1:8000/data/ontology"
    query = "SELECT (COUNT(*) AS ?n) FROM <http://127.0.0.1:8000/data/vocabulary> { ?s ?p ?o }"
    by_protocol = client.get("/sparql", query_string={"query": query, "default-graph-uri": graph}).json
    by_query = ask(client, f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}").json
    assert by_protocol["results"] == by_query["results"]


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_name_that_is_none_is_refused(client, name):
    assert client.get("/sparql", query_string={"query": "ASK {}", name: "not an iri"}).status_code == 400


def test_head_and_options(client):
    head = client.head("/sparql", query_string={"query": OPINIONS})
    assert (head.status_code, head.data) == (200, b"")
    assert head.content_length == len(ask(client, OPINIONS).data)
    options = client.options("/sparql")
    assert options.status_code == 200
    assert {"GET", "HEAD", "POST"} <= set(options.headers["Allow"].split(", "))


def test_pages_of_other_origins_may_ask(client):
    assert (
        ask(client, "ASK {}", headers={"Origin": "https://example.org"}).headers["Access-Control-Allow-Origin"] == "*"
    )
    assert ask(client, "ASK {").headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]


def test_answers_are_packed_where_the_client_takes_that(client):
    plain = ask(client, OPINIONS, headers={"Accept": "text/csv"})
    packed = ask(client, OPINIONS, headers={"Accept": "text/csv", "Accept-Encoding": "gzip"})
    refused = ask(client, OPINIONS, headers={"Accept": "text/csv", "Accept-Encoding": "gzip;q=0"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == refused.data


@pytest.mark.embedded("others may change a server's state without its number telling, so nothing is tagged")
def test_the_same_answer_is_not_sent_twice(client):
    tag = ask(client, OPINIONS).headers["ETag"]
    again = ask(client, OPINIONS, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert ask(client, OPINIONS, headers={"If-None-Match": tag, "Accept": "text/csv"}).status_code == 200
    assert "ETag" not in ask(client, "SELECT (NOW() AS ?now) {}").headers


@pytest.mark.embedded("others may change a server's state without its number telling, so nothing is tagged")
def test_a_write_changes_the_tag(writable):
    tag = ask(writable, OPINIONS).headers["ETag"]
    writable.post("/sparql", data={"update": "INSERT DATA { <urn:s> <urn:p> 1 }"}, headers=TOKEN)
    assert ask(writable, OPINIONS, headers={"If-None-Match": tag}).status_code == 200


def test_a_body_over_the_bound_is_refused(own_settings):
    app = create_app(Configuration(own_settings, token="secret", body_bytes=1000))
    for body in ("ASK {} #" + "x" * 2000, "query=ASK%20%7B%7D&x=" + "x" * 2000):
        media_type = "application/sparql-query" if body.startswith("ASK") else "application/x-www-form-urlencoded"
        assert app.test_client().post("/sparql", data=body, content_type=media_type).status_code == 413


@pytest.mark.parametrize("body", [b"query=ASK%20%7B%7D%FF", b"query=ASK \xff"])
def test_parameters_that_are_no_utf8_are_refused(client, body):
    assert client.post("/sparql", data=body, content_type="application/x-www-form-urlencoded").status_code == 400


def test_a_body_that_is_no_utf8_is_refused(client):
    assert client.post("/sparql", data=b"ASK {} # \xff", content_type="application/sparql-query").status_code == 400


def test_too_many_parameters_are_refused(client):
    assert (
        client.post(
            "/sparql", data=b"a=1&" * 2000 + b"query=ASK{}", content_type="application/x-www-form-urlencoded"
        ).status_code
        == 400
    )


def test_the_service_describes_itself(client):
    graph = Graph().parse(data=client.get("/sparql").data, format="turtle")
    service = URIRef("http://127.0.0.1:8000/sparql")
    assert (service, RDF.type, SD.Service) in graph
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Update) not in graph  # read-only here
    names = set(graph.objects(None, SD.name))
    assert URIRef("http://127.0.0.1:8000/data/vocabulary") in names
    assert int(next(graph.objects(None, VOID.triples))) > 0


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
)
def test_the_description_comes_in_four_formats(client, accept):
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.mimetype == accept
    data = response.data
    if accept.endswith("ld+json"):
        data = json.dumps({**json.loads(data), "@context": client.get("/ns/context.jsonld").json["@context"]})
    graph = Graph().parse(data=data, format=accept)
    assert (None, RDF.type, SD.Service) in graph


def test_a_browser_gets_a_page_with_a_form(client):
    response = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response.mimetype == "text/html"
    page = response.get_data(as_text=True)
    assert 'name="query"' in page
    assert "<script" not in page.replace('<script type="application/json"', "").replace(
        '<script type="module" src="', ""
    )
    assert "style=" not in page


def test_the_examples_on_the_page_give_answers(client):
    from service.sparql.describing import EXAMPLES

    for _, query in EXAMPLES:
        assert ask(client, query).json["results"]["bindings"]

"""The 34 cases of the W3C's SPARQL 1.1 Protocol tests, said anew: what is asked, and what must come back."""

from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from graph.store import open_writer
from service.application import Configuration, create_app

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
TABULAR = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
GRAPH = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}
ONE, TWO, THREE, NONE = (f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3, 0))
TYPE = "<http://purl.org/dc/terms/BibliographicResource>"
RESULT = "http://example.org/protocol-update-dataset-test/"


@dataclass(frozen=True)
class Call:
    """One request and what is expected: a status class, an answer to ASK, or media types."""

    method: str
    parameters: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    media_type: str | None = None
    status: int = 2
    boolean: bool | None = None
    types: frozenset[str] = frozenset()


def get(*parameters, **expected):
    return Call("GET", parameters, **expected)


def post(body, media_type, *parameters, **expected):
    return Call("POST", parameters, body if isinstance(body, bytes) else body.encode(), media_type, **expected)


def documents(*graphs):
    return (
        "INSERT DATA { "
        + " ".join(f"GRAPH <{graph}> {{ <{graph}> a <http://xmlns.com/foaf/0.1/Document> }}" for graph in graphs)
        + " }"
    )


INSERT = f"INSERT {{ GRAPH <{RESULT}> {{ ?s a {TYPE} }} }} WHERE"
FOAF = "?s a <http://xmlns.com/foaf/0.1/Document>"
BOTH_TYPED = f"<{ONE}> a ?type . <{TWO}> a ?type ."
BOTH_NAMED = f"GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }}"
ONLY_TWO = f"ASK {{ GRAPH <{RESULT}> {{ <{ONE}> a {TYPE} . <{TWO}> a {TYPE} }} FILTER NOT EXISTS {{ GRAPH <{RESULT}> {{ <{THREE}> a {TYPE} }} }} }}"
DEFAULT, NAMED, USING, USING_NAMED = "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"

CASES = {
    "query_post_form": [post("query=ASK%20%7B%7D", FORM, (DEFAULT, NONE), boolean=True)],
    "query_dataset_default_graphs_get": [
        get(("query", f"ASK {{ {BOTH_TYPED} }}"), (DEFAULT, ONE), (DEFAULT, TWO), boolean=True)
    ],
    "query_dataset_default_graphs_post": [
        post(f"ASK {{ {BOTH_TYPED} }}", QUERY, (DEFAULT, ONE), (DEFAULT, TWO), boolean=True)
    ],
    "query_dataset_named_graphs_post": [
        post(f"ASK {{ {BOTH_NAMED} }}", QUERY, (NAMED, ONE), (NAMED, TWO), boolean=True)
    ],
    "query_dataset_named_graphs_get": [
        get(("query", f"ASK {{ {BOTH_NAMED} }}"), (NAMED, ONE), (NAMED, TWO), boolean=True)
    ],
    "query_dataset_full": [
        post(
            f"ASK {{ <{THREE}> a ?type {BOTH_NAMED} }}",
            QUERY,
            (DEFAULT, THREE),
            (NAMED, ONE),
            (NAMED, TWO),
            boolean=True,
        )
    ],
    "query_multiple_dataset": [
        post(f"ASK FROM <{THREE}> {{ {BOTH_NAMED} }}", QUERY, (NAMED, ONE), (NAMED, TWO), boolean=True)
    ],
    "query_get": [get(("query", "ASK {}"), (DEFAULT, NONE), boolean=True)],
    "query_content_type_select": [post("SELECT (1 AS ?value) {}", QUERY, (DEFAULT, NONE), types=frozenset(TABULAR))],
    "query_content_type_ask": [post("ASK {}", QUERY, (DEFAULT, NONE), types=frozenset(TABULAR))],
    "query_content_type_describe": [
        post("DESCRIBE <http://example.org/>", QUERY, (DEFAULT, NONE), types=frozenset(GRAPH))
    ],
    "query_content_type_construct": [
        post("CONSTRUCT { <s> <p> 1 } WHERE {}", QUERY, (DEFAULT, NONE), types=frozenset(GRAPH))
    ],
    "update_dataset_default_graph": [
        post(f"CLEAR ALL ; {documents(ONE)} ; {INSERT} {{ {FOAF} }}", UPDATE, (USING, ONE)),
        post(f"ASK {{ GRAPH <{RESULT}> {{ <{ONE}> a {TYPE} }} }}", QUERY, boolean=True),
    ],
    "update_dataset_default_graphs": [
        post(f"DROP ALL ; {documents(ONE, TWO, THREE)} ; {INSERT} {{ {FOAF} }}", UPDATE, (USING, ONE), (USING, TWO)),
        post(ONLY_TWO, QUERY, boolean=True),
    ],
    "update_dataset_named_graphs": [
        post(
            f"DROP ALL ; {documents(ONE, TWO, THREE)} ; {INSERT} {{ GRAPH ?g {{ {FOAF} }} }}",
            UPDATE,
            (USING_NAMED, ONE),
            (USING_NAMED, TWO),
        ),
        post(ONLY_TWO, QUERY, boolean=True),
    ],
    "update_dataset_full": [
        post(
            f"DROP ALL ; {documents(ONE, TWO, THREE)} ; INSERT {{ GRAPH <{RESULT}> {{ ?s <http://example.org/in> ?in }} }} "
            f'WHERE {{ {{ GRAPH ?g {{ {FOAF} }} BIND (?g AS ?in) }} UNION {{ {FOAF} . BIND ("default" AS ?in) }} }}',
            UPDATE,
            (USING, ONE),
            (USING_NAMED, TWO),
        ),
        post(
            f'ASK {{ GRAPH <{RESULT}> {{ <{ONE}> <http://example.org/in> "default" . <{TWO}> <http://example.org/in> <{TWO}> }} '
            f"FILTER NOT EXISTS {{ GRAPH <{RESULT}> {{ <{THREE}> ?p ?o }} }} }}",
            QUERY,
            boolean=True,
        ),
    ],
    "update_post_form": [post("update=CLEAR+ALL", FORM)],
    "update_post_direct": [post("CLEAR ALL", UPDATE)],
    "update_base_uri": [
        post(
            "CLEAR SILENT GRAPH <http://example.org/protocol-base-test/> ; "
            "INSERT DATA { GRAPH <http://example.org/protocol-base-test/> { <http://example.org/s> <http://example.org/p> <test> } }",
            UPDATE,
        ),
        post(
            "ASK { GRAPH <http://example.org/protocol-base-test/> { ?s ?p ?o } FILTER (isIRI(?o) && STRSTARTS(STR(?o), 'http')) }",
            QUERY,
            boolean=True,
        ),
    ],
    "query_post_direct": [post("ASK {}", QUERY, boolean=True)],
    "bad_query_method": [Call("PUT", (("query", "ASK {}"), (DEFAULT, NONE)), b"", FORM, status=4)],
    "bad_multiple_queries": [get(("query", "ASK {}"), ("query", "SELECT * {}"), status=4)],
    "bad_query_wrong_media_type": [post("ASK {}", "text/plain", status=4)],
    "bad_query_missing_form_type": [post("query=ASK%20%7B%7D", None, status=4)],
    "bad_query_missing_direct_type": [post("ASK {}", None, status=4)],
    "bad_query_non_utf8": [post("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", status=4)],
    "bad_query_syntax": [get(("query", "ASK {"), status=4)],
    "bad_update_get": [get(("update", "CLEAR ALL"), status=4)],
    "bad_multiple_updates": [post("update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, status=4)],
    "bad_update_wrong_media_type": [post("CLEAR NAMED", "text/plain", status=4)],
    "bad_update_missing_form_type": [post("update=CLEAR%20NAMED", None, status=4)],
    "bad_update_non_utf8": [post("CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16", status=4)],
    "bad_update_syntax": [post("update=CLEAR%20XYZ", FORM, status=4)],
    "bad_update_dataset_conflict": [
        post(
            "WITH <http://example/addresses> DELETE { ?person ?name 'Bill' } INSERT { ?person ?name 'William' } WHERE { ?person ?name 'Bill' }",
            UPDATE,
            (USING_NAMED, "http://example/people"),
            status=4,
        )
    ],
}


@pytest.fixture(scope="module")
def client(lasting_store_at, tmp_path_factory):
    settings = lasting_store_at(tmp_path_factory.mktemp("protocol") / "home", "http://127.0.0.1:8000/")
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.update(documents(ONE, TWO, THREE))
    app = create_app(Configuration(settings, token="secret"))
    yield app.test_client()
    app.extensions["ronten-queries"].close()
    app.extensions["ronten"].reader.close()


def test_all_cases_of_the_suite_are_here():
    assert len(CASES) == 34


@pytest.mark.parametrize("name", CASES)
def test_the_protocol_is_kept(client, name):
    token = {"Authorization": "Bearer secret"}
    if name.startswith("query"):  # the updates of other cases may have cleared the graphs
        assert (
            client.post("/sparql", data=documents(ONE, TWO, THREE), content_type=UPDATE, headers=token).status_code
            == 204
        )
    for call in CASES[name]:
        response = client.open(
            f"/sparql?{urlencode(call.parameters)}",
            method=call.method,
            data=call.body,
            content_type=call.media_type,
            headers=token,
        )
        assert response.status_code // 100 == call.status, response.get_data(as_text=True)
        if call.boolean is not None:
            assert response.json["boolean"] is call.boolean
        if call.types:
            assert response.mimetype in call.types
        if call.status == 4:
            assert response.mimetype == "application/problem+json"

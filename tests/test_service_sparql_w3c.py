"""The W3C's SPARQL tests over HTTP: what the engine passes by itself, the endpoint passes too, in every format of results."""

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import DEFAULT_GRAPH, Settings, open_writer
from service.application import Configuration, create_app
from tests.test_service_sparql_protocol import CASES as PROTOCOL
from tests.w3c import BASE, FOLDER, Case, Data, answer, canonical, cases, expected, path

A_CATEGORY = 1
"""How many tests of each folder and kind the normal run takes."""

TABULAR = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
FETCHING = re.compile(r"\b(?:SERVICE|LOAD)\b", re.IGNORECASE)
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
ENGINE_PASSES = 852
"""How many of the tests the engine passes at least, so that none goes missing unnoticed."""


def parameters():
    """All tests, those beyond the first of each folder and kind for the long run."""
    seen = Counter()
    for case in cases() if (FOLDER / ".fetched").exists() else ():
        kind = (case.category, case.kind)
        seen[kind] += 1
        yield pytest.param(case, id=case.name, marks=[pytest.mark.soak] if seen[kind] > A_CATEGORY else [])


def test_the_tests_are_there():
    if not (FOLDER / ".fetched").exists():
        reason = "NO TESTS OF THE W3C: they have not been fetched; run `make w3c`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    passed = Counter(case.kind for case in cases() if engine_passes(case))
    assert sum(passed.values()) >= ENGINE_PASSES, passed


def test_our_cases_of_the_protocol_are_the_suites():
    manifest = FOLDER / "sparql11/protocol/manifest.ttl"
    if not manifest.exists():
        pytest.skip("NO TESTS OF THE W3C: run `make w3c`")
    named = re.findall(r"^:(\w+) rdf:type mf:ProtocolTest", manifest.read_text(), re.MULTILINE)
    assert set(PROTOCOL) == set(named)


def engine_passes(case: Case) -> bool:
    """Whether the engine by itself gives what the test expects."""
    store = ox.Store()
    store.extend(case.data.quads())
    try:
        if case.is_update:
            store.update(case.text, base_iri=case.base)
            return case.positive and (case.after is None or canonical(iter(store)) == canonical(case.after.quads()))
        found = engine_answer(store, case)
        return case.positive and (case.result is None or is_right(found, case))
    except SyntaxError:
        return not case.positive
    except (RuntimeError, OSError, ValueError):  # it is understood, and there is nothing to run it on
        return case.result is None and case.after is None and case.positive


def is_right(found, case: Case) -> bool:
    if case.kind == "CSVResultFormatTest":
        return same_csv(found.serialize(format=ox.QueryResultsFormat.CSV), case)
    return answer(found, case.text) == expected(case, gives_graph=isinstance(found, ox.QueryTriples))


def engine_answer(store: ox.Store, case: Case):
    named = None if case.names_data_set else [ox.NamedNode(name) for name, _ in case.data.named]
    default = None if case.names_data_set else [ox.DefaultGraph()]
    return store.query(case.text, base_iri=case.base, default_graph=default, named_graphs=named)


def same_csv(content: bytes, case: Case) -> bool:
    """Whether two tables have the same rows, their columns in any order."""

    def rows(text: bytes) -> list[list[tuple[str, str]]]:
        found = csv.DictReader(io.StringIO(re.sub(r"_:\w+", "_:b", text.decode()), newline=""))
        return sorted(sorted(row.items()) for row in found)

    return rows(content) == rows(path(case.result).read_bytes())


class Endpoint:
    """The application on a store of its own, its default graph not the union of the others."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(home, BASE, union_default_graph=False)
        with open_writer(self.settings) as writer, writer.transaction() as transaction:
            transaction.update("DROP ALL")
        self.app = create_app(Configuration(self.settings, token="secret", query_workers=1))
        self.client = self.app.test_client()

    def load(self, data: Data) -> None:
        """Put a data set in the place of all that is stored."""
        with open_writer(self.settings) as writer, writer.transaction() as transaction:
            transaction.update("DROP ALL")
            for name, quads in groupby(sorted(data.quads(), key=graph_of), graph_of):
                content = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
                transaction.add(name or DEFAULT_GRAPH, content)

    def ask(self, case: Case, media_type: str):
        """Send a query with its data set, as the protocol has it, and return what comes."""
        graphs = [("named-graph-uri", name) for name, _ in case.data.named]
        data_set = [] if case.names_data_set else [("default-graph-uri", str(DEFAULT_GRAPH)), *graphs]
        text = f"BASE <{case.base}>\n{case.text}".encode()
        return self.client.post(
            "/sparql", query_string=data_set, data=text, content_type=QUERY, headers={"Accept": media_type}
        )

    def update(self, case: Case):
        """Send an update and return what comes."""
        text, token = f"BASE <{case.base}>\n{case.text}".encode(), {"Authorization": "Bearer secret"}
        return self.client.post("/sparql", data=text, content_type=UPDATE, headers=token)

    def stored(self) -> Iterator[ox.Quad]:
        """Yield all that is stored, read over the Graph Store protocol, but the store's own state and what is derived."""
        asked = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "format": "json"}
        rows = self.client.get("/sparql", query_string=asked).json["results"]["bindings"]
        names = [row["g"]["value"] for row in rows]
        for name in [None, *(name for name in names if not name.startswith(f"{BASE}data/"))]:
            which = {"graph": name} if name else {"default": ""}
            content = self.client.get("/data", query_string=which, headers={"Accept": "application/n-triples"}).data
            graph = ox.NamedNode(name) if name else ox.DefaultGraph()
            for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def graph_of(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    made = Endpoint(tmp_path_factory.mktemp("w3c") / "home")
    yield made
    made.app.extensions["ronten-queries"].close()
    made.app.extensions["ronten"].reader.close()


@pytest.mark.parametrize("case", list(parameters()))
def test_what_the_engine_passes_passes_over_http(endpoint, case):
    if not engine_passes(case):
        pytest.skip("the engine does not pass it by itself")
    if case.result is None and case.after is None:
        response = endpoint.update(case) if case.is_update else endpoint.ask(case, "*/*")
        assert understood(response, case) is case.positive, response.text
    elif case.is_update:
        endpoint.load(case.data)
        response = endpoint.update(case)
        if FETCHING.search(case.text):
            assert response.status_code == 403
        else:
            assert response.status_code == 204, response.text
            assert canonical(endpoint.stored()) == canonical(case.after.quads())
    else:
        endpoint.load(case.data)
        check_answers(endpoint, case)


def understood(response, case: Case) -> bool:
    """Whether a text was taken for SPARQL, whatever came of it; what fetches from elsewhere is refused before."""
    if response.status_code == 403:
        assert FETCHING.search(case.text), response.text
        return case.positive
    assert response.status_code < 500, response.text
    return not (response.status_code == 400 and response.json["type"].endswith("query-syntax-error"))


def check_answers(endpoint: Endpoint, case: Case) -> None:
    gives_graph = bool(re.search(r"^\s*(?:CONSTRUCT|DESCRIBE)\b", case.text, re.IGNORECASE | re.MULTILINE))
    if case.kind == "CSVResultFormatTest":
        assert same_csv(endpoint.ask(case, "text/csv").data, case)
        return
    for media_type, form in (GRAPHS if gives_graph else TABULAR).items():
        response = endpoint.ask(case, media_type)
        assert (response.status_code, response.mimetype) == (200, media_type), response.text
        if gives_graph:
            assert canonical(ox.parse(response.data, form)) == expected(case, gives_graph=True)
        elif not (is_boolean(case) and media_type == "text/tab-separated-values"):
            found = answer(ox.parse_query_results(response.data, form), case.text)
            assert found == expected(case, gives_graph=False), media_type


def is_boolean(case: Case) -> bool:
    """Whether the answer is yes or no, for which TSV has no form of its own."""
    return isinstance(expected(case, gives_graph=False), bool)

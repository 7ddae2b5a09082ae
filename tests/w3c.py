"""The W3C's SPARQL 1.0 and 1.1 tests, read from their manifests: `make w3c` fetches them, they are no part of this project."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox

FOLDER = Path(__file__).parents[1] / ".w3c"
BASE = "http://w3c.test/"
NOT_FOR_AN_ENDPOINT = {"service", "syntax-fed", "entailment", "protocol", "service-description", "http-rdf-update"}
"""What is left out: federation, which is refused on purpose, other entailment regimes than RDF's own, and what other tests of ours are for."""

_TESTS = """PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> PREFIX ut: <http://www.w3.org/2009/sparql/tests/test-update#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dawgt: <http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#>
"""
_ACTIONS = (
    _TESTS
    + """SELECT ?test ?type ?action ?query ?result WHERE {
  ?test a ?type ; mf:action ?action OPTIONAL { ?test mf:result ?result }
  OPTIONAL { ?action qt:query|ut:request ?query }
  FILTER NOT EXISTS { ?test dawgt:approval dawgt:Withdrawn }
} ORDER BY ?test"""
)
_DATA = (
    _TESTS
    + """SELECT ?node ?file ?name WHERE {
  { ?node qt:data|ut:data ?file } UNION { ?node qt:graphData|ut:graphData ?file FILTER isIRI(?file) BIND (STR(?file) AS ?name) }
  UNION { ?node qt:graphData|ut:graphData [ qt:graph|ut:graph ?file ; rdfs:label ?name ] }
}"""
)
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_ANY = ox.NamedNode("urn:any")
_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES}


@dataclass(frozen=True, slots=True)
class Data:
    """A data set: files for the default graph, and files by the names of their graphs."""

    default: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    def quads(self) -> Iterator[ox.Quad]:
        """Yield all statements, blank nodes of two files apart."""
        for file, name in [*((file, None) for file in self.default), *((file, name) for name, file in self.named)]:
            for quad in triples(file):
                graph = ox.NamedNode(name) if name else ox.DefaultGraph()
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its kind, its text and where that stands, what it runs on, and what must come of it."""

    name: str
    kind: str
    text: str
    base: str
    data: Data
    result: str | None = None
    after: Data | None = None

    @property
    def category(self) -> str:
        """The folder that the test stands in."""
        return self.name.rpartition("/")[0]

    @property
    def positive(self) -> bool:
        """Whether a test of syntax is right."""
        return not self.kind.startswith("Negative")

    @property
    def is_update(self) -> bool:
        """Whether the text is an update."""
        return "Update" in self.kind or self.base.endswith(".ru")

    @property
    def names_data_set(self) -> bool:
        """Whether the query says itself which graphs it is on."""
        return bool(_FROM.search(self.text))


def path(iri: str) -> Path:
    """Return the file of an address."""
    return FOLDER / iri.removeprefix(BASE)


def triples(file: str) -> Iterator[ox.Quad]:
    """Yield the statements of a file of RDF."""
    form = _FORMATS[file.rpartition(".")[2]]
    yield from ox.parse(path(file).read_bytes(), form, base_iri=file, rename_blank_nodes=True)


@cache
def cases() -> tuple[Case, ...]:
    """Return all tests for an endpoint that are there, in the order of their names."""
    manifests = sorted([*FOLDER.glob("*/*/manifest.ttl"), *FOLDER.glob("*/*/*-manifest.ttl")])
    found = [
        case for manifest in manifests if manifest.parent.name not in NOT_FOR_AN_ENDPOINT for case in _read(manifest)
    ]
    return tuple({case.name: case for case in found}.values())


def _read(manifest: Path) -> Iterator[Case]:
    base = f"{BASE}{manifest.parent.relative_to(FOLDER)}/"
    store = ox.Store()
    store.load(manifest.read_bytes(), ox.RdfFormat.TURTLE, base_iri=f"{base}{manifest.name}")
    data = {
        node: list(rows)
        for node, rows in groupby(
            sorted(store.query(_DATA), key=lambda row: str(row["node"])), lambda row: str(row["node"])
        )
    }
    for row in store.query(_ACTIONS):
        kind, query = row["type"].value.partition("#")[2], row["query"] or row["action"]
        if not isinstance(query, ox.NamedNode) or not path(query.value).is_file():
            continue
        text = path(query.value).read_bytes().decode()
        given, result = _data(data.get(str(row["action"]), [])), row["result"]
        fetched = {urljoin(query.value, name) for name in _FROM.findall(text)} - {name for name, _ in given.named}
        extra = tuple((name, name) for name in sorted(fetched) if path(name).is_file())
        yield Case(
            f"{manifest.parent.relative_to(FOLDER)}/{re.split('[/#]', row['test'].value)[-1]}",
            kind,
            text,
            query.value,
            Data(given.default, given.named + extra),
            result.value if isinstance(result, ox.NamedNode) else None,
            _data(data.get(str(result), [])) if kind == "UpdateEvaluationTest" else None,
        )


def _data(rows: list[ox.QuerySolution]) -> Data:
    default = [row["file"].value for row in rows if row["name"] is None]
    named = [(row["name"].value, row["file"].value) for row in rows if row["name"] is not None]
    return Data(tuple(sorted(set(default))), tuple(sorted(set(named))))


@cache
def normal(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term as the engine keeps it: numbers in their canonical form (007 as 7), which is the same value."""
    if not isinstance(term, ox.Literal):
        return term
    store = ox.Store()
    store.add(ox.Quad(_ANY, _ANY, term))
    return next(iter(store)).object


class Rows:
    """Solutions to compare: as a list where they are ordered, otherwise as a bag, with blank nodes that any other may stand for."""

    def __init__(self, rows: list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]], *, ordered: bool) -> None:
        self.rows = [{name: normal(term) for name, term in row.items()} for row in rows]
        self.ordered = ordered

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        if any(isinstance(term, ox.BlankNode) for row in self.rows for term in row.values()):
            return len(self.rows) == len(other.rows) and canonical(self._quads()) == canonical(other._quads())
        mine, others = (
            [frozenset((name, str(term)) for name, term in row.items()) for row in each.rows] for each in (self, other)
        )
        return mine == others if self.ordered else Counter(mine) == Counter(others)

    __hash__ = None

    def _quads(self) -> Iterator[ox.Quad]:
        for row in self.rows:
            solution = ox.BlankNode()
            yield ox.Quad(solution, ox.NamedNode("urn:is"), ox.NamedNode("urn:solution"))
            for name, term in row.items():
                yield ox.Quad(solution, ox.NamedNode(f"urn:name:{name}"), term)

    def __repr__(self) -> str:
        return "\n".join(sorted(str(row) for row in self.rows))


def canonical(quads: Iterator[ox.Quad]) -> ox.Dataset:
    """Return a data set in which blank nodes have labels that follow from what is said of them."""
    made = ox.Dataset(ox.Quad(each.subject, each.predicate, normal(each.object), each.graph_name) for each in quads)
    made.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return made


def answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, text: str) -> Rows | bool | ox.Dataset:
    """Return an answer in a form to compare."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return canonical(ox.Quad(each.subject, each.predicate, each.object) for each in found)
    names = [variable.value for variable in found.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in found]
    return Rows(rows, ordered=bool(re.search(r"order\s+by", text, re.IGNORECASE)))


def expected(case: Case, *, gives_graph: bool) -> Rows | bool | ox.Dataset:
    """Return what a query must give."""
    assert case.result
    ending, content = case.result.rpartition(".")[2], path(case.result).read_bytes()
    if ending in {"srx", "srj", "tsv"}:
        form = {"srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
        return answer(ox.parse_query_results(content, form[ending]), case.text)
    if gives_graph:
        return canonical(triples(case.result))
    return _result_set(case)


def _result_set(case: Case) -> Rows | bool:
    """Return an answer that is written as RDF in the vocabulary of result sets."""
    store = ox.Store()
    store.extend(triples(str(case.result)))
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_RS}boolean"), None):
        return quad.object.value == "true"
    asked = f"""PREFIX rs: <{_RS}> SELECT ?s ?i ?name ?value WHERE {{ ?set rs:solution ?s OPTIONAL {{ ?s rs:index ?i }}
        OPTIONAL {{ ?s rs:binding [ rs:variable ?name ; rs:value ?value ] }} }}"""
    rows: dict[str, dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
    for found in sorted(store.query(asked), key=lambda row: int(row["i"].value) if row["i"] else 0):
        row = rows.setdefault(str(found["s"]), {})
        if found["name"]:
            row[found["name"].value] = found["value"]
    indexed = bool(list(store.quads_for_pattern(None, ox.NamedNode(f"{_RS}index"), None)))
    return Rows(list(rows.values()), ordered=indexed)

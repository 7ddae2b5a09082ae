"""How long the product's answers take, beside other servers answering SPARQL that asks for the same, on the same large graph.

    make peers && python -m benchmarks.products --home FOLDER [--peers rdflib-endpoint oxigraph virtuoso] [--only NAME …]

FOLDER is a store, such as one that `benchmarks.generator` grew. All are asked over HTTP, warm, one request at a time; the best of a few rounds
counts. rdflib-endpoint runs on its quicker store, Oxigraph. The concept asked about is the one most spoken of. Every answer is to be 5 times as fast as
rdflib-endpoint's; related concepts and points at issue are to be 20 times as fast as those of the fastest peer.
"""

import argparse
import json
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.load import get, once
from benchmarks.servers import exported, missing, ours, oxigraph, rdflib_endpoint, virtuoso
from graph.iris import DEFAULT_BASE
from graph.store import Settings

LIMIT, FOREMOST = 5.0, 20.0
"""How many times as fast as rdflib-endpoint every answer is to be, and as the fastest peer those that the product is made for."""
OUR_ROUNDS, PEER_ROUNDS = 9, 2
PATIENCE = 30.0
"""Seconds after which a query of the peer's is given up, and counted as that long."""
JSON = "application/sparql-results+json"
PREFIXES = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX org: <http://www.w3.org/ns/org#>
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: where the API answers it, and what SPARQL asks the same; $concept and $id stand for the concept most spoken of."""

    name: str
    path: str
    sparql: str


QUESTIONS = (
    Question(
        "concepts by label",
        "/api/v1/concepts?q=%E3%82%AF%E3%83%A9%E3%82%A6%E3%83%89",
        """SELECT ?c (COUNT(DISTINCT ?o) AS ?n) { { SELECT DISTINCT ?c { ?c skos:prefLabel|skos:altLabel ?l FILTER CONTAINS(LCASE(STR(?l)), "クラウド") } }
        ?m ronten:concept ?c . ?o ronten:mention ?m } GROUP BY ?c ORDER BY DESC(?n) LIMIT 50""",
    ),
    Question(
        "most spoken of",
        "/api/v1/concepts",
        "SELECT ?c (COUNT(DISTINCT ?o) AS ?n) { ?o ronten:mention/ronten:concept ?c } GROUP BY ?c ORDER BY DESC(?n) LIMIT 50",
    ),
    Question(
        "one concept",
        "/api/v1/concepts/$id",
        "SELECT ?act (COUNT(DISTINCT ?o) AS ?n) { ?m ronten:concept $concept . ?o ronten:mention ?m ; ronten:act ?act } GROUP BY ?act",
    ),
    Question(
        "its opinions",
        "/api/v1/concepts/$id/opinions?limit=50",
        """SELECT DISTINCT ?o ?text ?act ?date { ?m ronten:concept $concept . ?o ronten:mention ?m ; ronten:text ?text ; ronten:act ?act ; ronten:meeting ?held
        OPTIONAL { ?held dcterms:date ?date } } ORDER BY DESC(?date) ?o LIMIT 50""",
    ),
    Question(
        "related concepts",
        "/api/v1/concepts/$id/related?limit=20",
        """SELECT ?other (COUNT(DISTINCT ?o) AS ?n) { { SELECT DISTINCT ?o { ?m ronten:concept $concept . ?o ronten:mention ?m } }
        ?o ronten:mention/ronten:concept ?other } GROUP BY ?other ORDER BY DESC(?n) LIMIT 50""",
    ),
    Question(
        "for and against it",
        "/api/v1/concepts/$id/positions",
        """SELECT ?o ?polarity ?confidence ?text { ?p ronten:target $concept ; ronten:polarity ?polarity ; ronten:confidence ?confidence .
        ?o ronten:position ?p ; ronten:text ?text } ORDER BY DESC(?confidence) LIMIT 50""",
    ),
    Question(
        "its timeline",
        "/api/v1/concepts/$id/timeline",
        """SELECT ?held ?date ?act (COUNT(DISTINCT ?o) AS ?n) { ?m ronten:concept $concept . ?o ronten:mention ?m ; ronten:act ?act ; ronten:meeting ?held .
        ?held dcterms:date ?date } GROUP BY ?held ?date ?act ORDER BY ?date""",
    ),
    Question(
        "points at issue",
        "/api/v1/issues?limit=20",
        """SELECT ?c ?polarity (COUNT(DISTINCT ?o) AS ?n) { ?o ronten:position ?p . ?p ronten:target ?c ; ronten:polarity ?polarity } GROUP BY ?c ?polarity""",
    ),
    Question(
        "opinions by words",
        "/api/v1/search?q=%E7%AA%93%E5%8F%A3",
        'SELECT ?o ?text { ?o a ronten:Opinion ; ronten:text ?text FILTER CONTAINS(?text, "窓口") } ORDER BY ?o LIMIT 50',
    ),
    Question(
        "meetings",
        "/api/v1/meetings",
        """SELECT ?held ?title ?date (COUNT(DISTINCT ?o) AS ?n) { ?held a ronten:Meeting ; dcterms:title ?title OPTIONAL { ?held dcterms:date ?date }
        OPTIONAL { ?o a ronten:Opinion ; ronten:meeting ?held } } GROUP BY ?held ?title ?date ORDER BY DESC(?date) LIMIT 50""",
    ),
    Question(
        "people",
        "/api/v1/people",
        """SELECT ?p ?name (COUNT(DISTINCT ?held) AS ?n) { ?a org:member ?p ; ronten:meeting ?held . ?p foaf:name ?name }
        GROUP BY ?p ?name ORDER BY DESC(?n) LIMIT 50""",
    ),
    Question(
        "the network",
        "/api/v1/network",
        """SELECT ?a ?b (COUNT(DISTINCT ?o) AS ?n) {
        { SELECT ?a (COUNT(DISTINCT ?x) AS ?k) { ?x ronten:mention/ronten:concept ?a } GROUP BY ?a ORDER BY DESC(?k) LIMIT 60 }
        ?o ronten:mention/ronten:concept ?a, ?b FILTER (STR(?a) < STR(?b)) } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 300""",
    ),
)
"""What the pages and the API answer; a row each on the scoreboard."""


def most_spoken_of(port: int) -> tuple[str, str]:
    """Return the address and the id of the concept that most opinions speak of."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/concepts?limit=1") as answer:
        found = json.load(answer)["items"][0]
    return found["iri"], found["id"]


def best(port: int, request: bytes, rounds: int) -> float:
    """Return the best time of a warm request. Raises TimeoutError past PATIENCE."""
    once(port, request, PATIENCE)
    return min(once(port, request, PATIENCE) for _ in range(rounds))


PEERS = {
    "rdflib-endpoint": (lambda data: rdflib_endpoint(data, "Oxigraph"), "/"),
    "oxigraph": (oxigraph, "/query"),
    "virtuoso": (virtuoso, "/sparql"),
}
"""How each peer is started on a file of N-Quads, and where it answers."""
MADE_FOR = ("related concepts", "points at issue")


class Peer:
    """A server, started anew after a query that it did not answer in time: some do nothing else meanwhile and cannot be interrupted."""

    def __init__(self, name: str, data: Path) -> None:
        self.name, self._data, self._running = name, data, ExitStack()
        self._port: int | None = None

    def seconds(self, query: str) -> float:
        """Return the best time of a query, PATIENCE where it takes longer."""
        start, path = PEERS[self.name]
        if self._port is None:
            self._port, _ = self._running.enter_context(start(self._data))
        try:
            return best(self._port, get(path, JSON, query=query), PEER_ROUNDS)
        except (TimeoutError, ConnectionError):
            self.close()
            return PATIENCE

    def close(self) -> None:
        """End the server."""
        self._running.close()
        self._port = None


def main() -> None:
    """Print all sides of every question; ends with 1 where an answer is not as many times as fast as it is to be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    for name in asked.peers:
        if (reason := missing(name)) is not None:
            raise SystemExit(reason)
    settings = Settings(asked.home, DEFAULT_BASE)
    missed = []
    with tempfile.TemporaryDirectory(dir=asked.home.parent) as folder, ExitStack() as stack:
        mine, _ = stack.enter_context(ours(settings.home))
        concept, ident = most_spoken_of(mine)
        data = exported(settings, Path(folder) / "data.nq")
        peers = [Peer(name, data) for name in asked.peers]
        for peer in peers:
            stack.callback(peer.close)
            peer.seconds("ASK {}")
        print(f"the concept most spoken of: {concept}\n{'(ms)':20}{'ours':>9}" + "".join(f"{peer.name:>17}{'':8}" for peer in peers), flush=True)
        for question in QUESTIONS:
            if asked.only and question.name not in asked.only:
                continue
            path = question.path.replace("$id", quote(ident, safe=""))
            sparql = PREFIXES + question.sparql.replace("$concept", f"<{concept}>")
            one = best(mine, get(path, "application/json"), OUR_ROUNDS)
            others = {peer.name: peer.seconds(sparql) for peer in peers}
            told = "".join(f"{other * 1000:>14.1f}{'+' if other >= PATIENCE else ' '} ({other / one:6.0f}×)" for other in others.values())
            late = others.get("rdflib-endpoint", PATIENCE) < LIMIT * one or (question.name in MADE_FOR and min(others.values()) < FOREMOST * one)
            missed += [question.name] * late
            print(f"{question.name:20}{one * 1000:9.1f}{told}{' !' if late else ''}", flush=True)
    if missed:
        print(f"not as many times as fast as wanted: {', '.join(missed)}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()

"""What becomes of the address of an opinion that a re-reading, or a deletion, drops: it is remembered as gone."""

import datetime as dt
from collections.abc import Collection, Mapping

from graph.describing.triples import Triples, literal, name
from graph.iris import Iris
from graph.store import Iri, Reader, Transaction

_OPINIONS = """PREFIX ronten: <https://w3id.org/ronten/ns#>
SELECT ?opinion WHERE {{ VALUES ?graph {{ {} }} GRAPH ?graph {{ ?opinion a ronten:Opinion }} }}"""
_GONE = "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?opinion WHERE { GRAPH $gone { ?opinion prov:invalidatedAtTime ?when } }"
_AT_ONCE = 500


def bury(reader: Reader, transaction: Transaction, iris: Iris, remaining: Mapping[str, Collection[str]]) -> None:
    """Write down which opinions documents' graphs lose, and take those that come back off the list again; `remaining` names those that each graph keeps."""
    gone, kept = iris.graph("gone"), {opinion for opinions in remaining.values() for opinion in opinions}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    lost = _opinions(reader, list(remaining)) - kept
    if lost:
        stones = Triples()
        for opinion in sorted(lost):
            stones.add(opinion, name("prov", "invalidatedAtTime"), literal(now, "dateTime"))
        transaction.add(gone, stones.serialise())
    buried = {row["opinion"] for row in reader.select(_GONE, gone=Iri(gone))} if kept else set()
    for opinion in sorted(buried & kept):
        transaction.update(
            "DELETE WHERE { GRAPH $gone { $opinion ?property ?value } }", gone=Iri(gone), opinion=Iri(opinion)
        )


def _opinions(reader: Reader, graphs: list[str]) -> set[str]:
    """Return the opinions that stand in some graphs now."""
    found: set[str] = set()
    for at in range(0, len(graphs), _AT_ONCE):
        some = {f"g{number}": Iri(graph) for number, graph in enumerate(graphs[at : at + _AT_ONCE])}
        query = _OPINIONS.format(" ".join(f"${name}" for name in some))
        found |= {row["opinion"] for row in reader.select(query, **some)}
    return found

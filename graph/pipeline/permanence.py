"""What becomes of the address of an opinion that a re-reading, or a deletion, drops: it is remembered as gone."""

import datetime as dt
import re
from collections.abc import Collection

from graph.describing.triples import Triples, literal, name
from graph.iris import Iris
from graph.store import Iri, Reader, Transaction

_TYPED = re.compile(rb"^<([^>]+)> <[^>]+#type> <[^>]+#Opinion> \.$", re.MULTILINE)
_OPINIONS = (
    "PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?opinion WHERE { GRAPH $graph { ?opinion a ronten:Opinion } }"
)
_GONE = "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?opinion WHERE { GRAPH $gone { ?opinion prov:invalidatedAtTime ?when } }"


def opinions_in(triples: bytes) -> set[str]:
    """Return the addresses of the opinions that N-Triples describe."""
    return {found.decode() for found in _TYPED.findall(triples)}


def bury(reader: Reader, transaction: Transaction, iris: Iris, graph: str, remaining: Collection[str]) -> None:
    """Write down which opinions a document's graph loses, and take those that come back off the list again."""
    gone = iris.graph("gone")
    before = {row["opinion"] for row in reader.select(_OPINIONS, graph=Iri(graph))}
    buried = {row["opinion"] for row in reader.select(_GONE, gone=Iri(gone))}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    if before - set(remaining):
        stones = Triples()
        for opinion in sorted(before - set(remaining)):
            stones.add(opinion, name("prov", "invalidatedAtTime"), literal(now, "dateTime"))
        transaction.add(gone, stones.serialise())
    for opinion in sorted(buried & set(remaining)):
        transaction.update(
            "DELETE WHERE { GRAPH $gone { $opinion ?property ?value } }", gone=Iri(gone), opinion=Iri(opinion)
        )

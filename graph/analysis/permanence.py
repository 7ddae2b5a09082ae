"""What became of addresses that a later reading, or a deletion, dropped."""

from collections.abc import Iterable

from graph.analysis.asking import ask
from graph.iris import Iris
from graph.store.interface import Iri, Reader


def gone_since(reader: Reader, iris: Iris, addresses: Iterable[str]) -> str | None:
    """Return since when (an xsd:dateTime) the first of the addresses that is gone has been so, None where none is."""
    for address in addresses:
        for row in ask(reader, "resource-gone", graph=Iri(iris.graph("gone")), thing=Iri(address)):
            return row["when"]
    return None

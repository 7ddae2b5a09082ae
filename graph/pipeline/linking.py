"""Links opinions with those of earlier meetings of their series, each series in a derived graph of its own."""

from collections.abc import Iterable

from graph.analysis.serieslinks import SeriesLink, series_links
from graph.describing.triples import Triples, decimal, iri, name
from graph.iris import Iris
from graph.store import Reader, Transaction

_ALL_SERIES = "PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT DISTINCT ?series WHERE { ?meeting ronten:series ?series }"


def link(reader: Reader, transaction: Transaction, iris: Iris, series: Iterable[str] | None) -> None:
    """Link the meetings of some series anew, or of all there are. Raises QueryError, StoreError."""
    graphs = {graph for graph in reader.graphs() if graph.startswith(_folder(iris))}
    for each in sorted(_all(reader, iris, graphs) if series is None else series):
        graph, links = f"{_folder(iris)}{each.rsplit('/', 1)[1]}", series_links(reader, each)
        if links:
            transaction.replace_graph(graph, _described(links, iris))
        elif graph in graphs:
            transaction.drop_graph(graph)


def _folder(iris: Iris) -> str:
    return f"{iris.graph('derived')}/links/"


def _all(reader: Reader, iris: Iris, graphs: Iterable[str]) -> set[str]:
    gone = {f"{iris.base}id/series/{graph.removeprefix(_folder(iris))}" for graph in graphs}
    return {row["series"] for row in reader.select(_ALL_SERIES)} | gone


def _described(links: list[SeriesLink], iris: Iris) -> bytes:
    triples = Triples()
    for link in links:
        address = iris.part("link", link.source, f"{link.type}-{link.target.rsplit('/', 1)[1]}")
        triples.add(address, name("rdf", "type"), name("ronten", "OpinionLink"))
        triples.add(address, name("ronten", "from"), iri(link.source))
        triples.add(address, name("ronten", "linkType"), name("ronten", link.type))
        triples.add(address, name("ronten", "to"), iri(link.target))
        triples.add(address, name("ronten", "confidence"), decimal(link.confidence))
        triples.add(link.source, name("ronten", link.type), iri(link.target))
    return triples.serialise()

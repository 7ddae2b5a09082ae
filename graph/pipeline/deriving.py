"""Brings what is derived up to what was written: the one way to open the store for writing that leaves nothing stale.

What changes a graph marks it as dirty in the same transaction; whoever writes follows these marks before letting go, and first those that a
killed process left.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.analysis.serieslinks import SeriesLink, series_links
from graph.describing.triples import Triples, decimal, iri, name
from graph.iris import Iris
from graph.store import Iri, Reader, Settings, Writer, open_writer

_SERIES_OF = """PREFIX ronten: <https://w3id.org/ronten/ns#>
SELECT DISTINCT ?series WHERE { GRAPH $graph { ?document ronten:minutesOf ?meeting } ?meeting ronten:series ?series }"""
_ALL_SERIES = "PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT DISTINCT ?series WHERE { ?meeting ronten:series ?series }"


@contextmanager
def writing(settings: Settings, wait: float = 10.0) -> Iterator[Writer]:
    """Give the one writer; derived data follow before it is given and when it is let go. Raises StoreError."""
    with open_writer(settings, wait) as writer:
        follow(writer, settings)
        yield writer
        follow(writer, settings)


def follow(writer: Writer, settings: Settings) -> None:
    """Bring derived data up to the graphs that are marked as dirty, and take the marks off, in one transaction."""
    dirty = writer.dirty()
    if not dirty:
        return
    iris = Iris(settings.base)
    graphs = set(writer.reader.graphs())
    with writer.transaction() as transaction:
        for series in _touched(writer.reader, iris, dirty, graphs):
            graph, links = _graph(iris, series), series_links(writer.reader, series)
            if links:
                transaction.replace_graph(graph, _described(links, iris))
            elif graph in graphs:
                transaction.drop_graph(graph)
        transaction.settle(dirty)


def _graph(iris: Iris, series: str) -> str:
    return f"{iris.graph('derived')}/links/{series.rsplit('/', 1)[1]}"


def _touched(reader: Reader, iris: Iris, dirty: list[str], graphs: set[str]) -> list[str]:
    """Return the series that changed graphs speak of; where a document went, or something else than documents changed, all of them."""
    documents = f"{iris.base}data/document/"
    aside = {iris.graph(each) for each in ("ontology", "vocabulary", "runs", "gone", "entities")}
    if all(graph in aside or (graph.startswith(documents) and graph in graphs) for graph in dirty):
        rows = [row for graph in dirty if graph not in aside for row in reader.select(_SERIES_OF, graph=Iri(graph))]
        return sorted({row["series"] for row in rows})
    links = f"{iris.graph('derived')}/links/"
    gone = {f"{iris.base}id/series/{graph.removeprefix(links)}" for graph in graphs if graph.startswith(links)}
    return sorted({row["series"] for row in reader.select(_ALL_SERIES)} | gone)


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

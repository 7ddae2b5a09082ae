"""Brings what is derived up to what was written: the one way to open the store for writing that leaves nothing stale.

What changes a graph marks it as dirty in the same transaction; whoever writes follows these marks before letting go, and first those that a
killed process left. What is kept beside the store is written first, under the name of a new state; the store's transaction then takes that name and the
marks off. Where the names differ on opening, as after a restored backup, all is derived anew.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from graph.analysis.facts import all_meetings, concepts_by_iri, opinions_of
from graph.figures import FiguresWriter, counted_version
from graph.iris import Iris
from graph.pipeline.linking import link
from graph.pipeline.telling import Telling
from graph.store import Reader, Settings, Writer, current_version, open_writer

_AT_ONCE = 50
"""How many documents are read at once."""
_ASIDE = ("ontology", "runs", "gone")
_CONCEPTS = ("entities", "vocabulary", "vocabulary-added")
_DOCUMENTS = """PREFIX ronten: <https://w3id.org/ronten/ns#>
SELECT DISTINCT ?document WHERE { ?opinion ronten:document ?document }"""


def is_behind(settings: Settings) -> bool:
    """Return whether somebody wrote to an embedded store and did not come to derive; a remote one does not say. Raises StoreError."""
    return counted_version(settings.home) != (current_version(settings) or "")


@contextmanager
def writing(settings: Settings, wait: float = 10.0) -> Iterator[Writer]:
    """Give the one writer; derived data follow before it is given and when it is let go. Raises StoreError."""
    with open_writer(settings, wait) as writer:
        follow(writer, settings)
        yield writer
        follow(writer, settings)


def follow(writer: Writer, settings: Settings, *, anew: bool = False) -> bool:
    """Bring derived data up to the graphs that are marked as dirty, or all of them anew, and return whether there was anything to do."""
    iris, dirty = Iris(settings.base), writer.dirty()
    with closing(FiguresWriter.open(settings.home)) as figures:
        telling = Telling(writer, iris)
        told = writer.counted()
        anew = anew or not told or told not in figures.states()
        graphs = {graph for graph in writer.reader.graphs() if graph != settings.system_graph} if anew else None
        if not dirty and (not anew or not graphs):
            return False
        state = secrets.token_hex(8)
        with figures.written(state, told):
            series = _count(writer.reader, iris, figures, None if anew else dirty)
        telling.begin(figures, anew=anew)
        with writer.transaction() as transaction:
            link(writer.reader, transaction, iris, series)
            telling.end(transaction)
            transaction.settle(dirty, state)
        with figures.written():
            figures.told(writer.reader.version)
    return True


def _count(reader: Reader, iris: Iris, figures: FiguresWriter, dirty: Sequence[str] | None) -> set[str] | None:
    """Count what the dirty graphs changed, or all there is, and return the series that may be linked otherwise now; None: all of them."""
    if dirty is None:
        figures.clear()
    some = None if dirty is None else _documents(iris, dirty)
    documents = sorted(some) if some is not None else _every_document(reader, figures)
    moved = figures.meetings(all_meetings(reader))
    series = figures.series_of(documents) | {meeting.series for meeting in moved if meeting.series}
    concepts = set[str]()
    for at in range(0, len(documents), _AT_ONCE):
        opinions = opinions_of(reader, documents[at : at + _AT_ONCE])
        concepts |= figures.replace(documents[at : at + _AT_ONCE], opinions)
        concepts.update(concept for opinion in opinions for concept in opinion.concepts)
    figures.judge_meetings({meeting.iri for meeting in moved})
    if dirty is None or any(graph in map(iris.graph, _CONCEPTS) for graph in dirty):
        figures.concepts(concepts_by_iri(reader))
    else:
        figures.concepts(concepts_by_iri(reader, sorted(concepts)), concepts)
    return None if some is None else series | figures.series_of(documents)


def _every_document(reader: Reader, figures: FiguresWriter) -> list[str]:
    return sorted({row["document"] for row in reader.select(_DOCUMENTS)} | set(figures.documents()))


def _documents(iris: Iris, dirty: Sequence[str]) -> list[str] | None:
    """Return the documents that dirty graphs may have changed; None: any."""
    graphs = f"{iris.base}data/document/"
    aside = {iris.graph(each) for each in (*_ASIDE, *_CONCEPTS)}
    if any(graph not in aside and not graph.startswith(graphs) for graph in dirty):
        return None
    return [f"{iris.base}id/document/{graph.removeprefix(graphs)}" for graph in dirty if graph.startswith(graphs)]

"""Brings what is derived up to what was written: the one way to open the store for writing that leaves nothing stale.

What changes a graph marks it as dirty in the same transaction; whoever writes follows these marks before letting go, and first those that a
killed process left. What is kept beside the store is written first, under the name of a new state; the store's transaction then takes that name and the
marks off. Where the names differ on opening, as after a restored backup, all is derived anew.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from graph.analysis.facts import (
    attendances_in,
    concepts_by_iri,
    documents_named,
    meetings_by_iri,
    meetings_told,
    opinions_of,
    organisations_named,
    people_named,
)
from graph.cartography import draw_map, is_out_of_date
from graph.facts import MeetingFacts, OpinionFacts
from graph.figures import FiguresWriter, counted_version
from graph.fulltext import FullText, Writing
from graph.iris import Iris
from graph.pipeline.linking import link
from graph.pipeline.telling import Telling
from graph.store import Reader, Settings, Writer, current_version, open_writer

INDEX = "fulltext"
"""The folder of the full-text index in the home folder."""
_AT_ONCE = 50
"""How many documents are read at once."""
_ASIDE = ("ontology", "runs", "gone", "vocabulary", "vocabulary-added")
"""The graphs that say nothing of opinions."""
_CONCEPTS = ("entities", "vocabulary", "vocabulary-added")
"""The graphs that say what concepts are; what documents share is marked only where somebody else than a document changed it."""
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


def follow(writer: Writer, settings: Settings, *, anew: bool = False) -> None:
    """Bring derived data up to the graphs that are marked as dirty, or all of them anew. Raises StoreError, FullTextError."""
    iris, dirty, told = Iris(settings.base), writer.dirty(), writer.counted()
    folder = settings.home / INDEX
    with closing(FiguresWriter.open(settings.home)) as figures:
        known = {FullText.reading(folder).state(), told} <= set(figures.states()) - {""}
        if not dirty and (known or (not told and _is_empty(writer.reader, settings))) and not anew:
            return
        state, anew = secrets.token_hex(8), anew or not known
        with FullText.writing(folder) as index, figures.written(state, told):
            index.state = state
            series = _Deriving(writer.reader, iris, figures, index).follow(None if anew else dirty)
            if anew or is_out_of_date(figures):
                draw_map(figures)
        telling = Telling(writer, iris)
        telling.begin(figures, anew=anew)
        with writer.transaction() as transaction:
            link(writer.reader, transaction, iris, series)
            telling.end(transaction)
            transaction.settle(dirty, state)
        with figures.written():
            figures.told(writer.reader.version)


def _is_empty(reader: Reader, settings: Settings) -> bool:
    return all(graph == settings.system_graph for graph in reader.graphs())


class _Deriving:
    """Counts and indexes what documents say now."""

    def __init__(self, reader: Reader, iris: Iris, figures: FiguresWriter, index: Writing) -> None:
        self._reader = reader
        self._iris = iris
        self._figures = figures
        self._index = index

    def follow(self, dirty: Sequence[str] | None) -> set[str] | None:
        """Follow dirty graphs, or start anew, and return the series that may be linked otherwise now; None: all of them."""
        if dirty is None:
            self._figures.clear()
            self._index.clear()
        some = None if dirty is None else self._documents(dirty)
        asked = self._meetings_touched(dirty or (), some)
        meetings = meetings_by_iri(self._reader, asked)
        if asked is not None and self._figures.renames(meetings):  # then the series' other meetings are called otherwise, too
            asked, meetings = None, meetings_by_iri(self._reader)
        moved = self._figures.meetings(meetings, asked)
        if some is not None:
            some = sorted({*some, *self._figures.documents_of(meeting.iri for meeting in moved)})
        documents = self._every_document() if some is None else some
        series = self._figures.series_of(documents) | {meeting.series for meeting in moved if meeting.series}
        held = {meeting.iri: meeting for meeting in meetings}
        if asked is not None:  # documents that the meetings drew in may tell of others, too
            others = {each for told in meetings_told(self._reader, documents).values() for each in told} - held.keys()
            held |= {meeting.iri: meeting for meeting in meetings_by_iri(self._reader, others)}
        concepts = self._take(documents, held)
        self._attend(dirty)
        self._figures.judge_meetings({meeting.iri for meeting in moved})
        if dirty is None or self._shared(dirty):
            self._figures.concepts(concepts_by_iri(self._reader))
        else:
            self._figures.concepts(concepts_by_iri(self._reader, sorted(concepts)), concepts)
        return None if some is None else series | self._figures.series_of(documents)

    def _meetings_touched(self, dirty: Sequence[str], documents: Sequence[str] | None) -> set[str] | None:
        """Return the meetings that documents tell of now or told of before; None: any, as where a document is no more, or told of none."""
        if documents is None or self._shared(dirty):
            return None
        now, before = meetings_told(self._reader, documents), self._figures.meetings_of(documents)
        if any(document not in now or (document in before and not before[document]) for document in documents):
            return None
        return {each for told in (*now.values(), *before.values()) for each in told}

    def _shared(self, dirty: Sequence[str]) -> bool:
        return any(graph in map(self._iris.graph, _CONCEPTS) for graph in dirty)

    def _take(self, documents: Sequence[str], meetings: Mapping[str, MeetingFacts]) -> set[str]:
        """Take what documents say, and return the concepts that are spoken of now or were before."""
        concepts = set[str]()
        for at in range(0, len(documents), _AT_ONCE):
            some = documents[at : at + _AT_ONCE]
            opinions = opinions_of(self._reader, some)
            concepts |= self._figures.replace(some, opinions)
            self._figures.name_documents(documents_named(self._reader, some))
            said: dict[str, list[OpinionFacts]] = {document: [] for document in some}
            for opinion in opinions:
                said[opinion.document].append(opinion)
                concepts.update(opinion.concepts)
            for document in some:
                self._index.replace(document, said[document], meetings)
        return concepts

    def _attend(self, dirty: Sequence[str] | None) -> None:
        """Take who attended, as dirty graphs say, or all; where graphs say what things are called that are no documents, all names are taken anew."""
        anew = dirty is None or self._documents(dirty) is None or self._shared(dirty)
        graphs = None if dirty is None or self._documents(dirty) is None else dirty
        touched = self._figures.attending.replace(graphs, attendances_in(self._reader, graphs))
        people, organisations = (None, None) if anew else touched
        names = people_named(self._reader, people), organisations_named(self._reader, organisations)
        self._figures.attending.name(*names, None if anew else touched)

    def _every_document(self) -> list[str]:
        return sorted({row["document"] for row in self._reader.select(_DOCUMENTS)} | set(self._figures.documents()))

    def _documents(self, dirty: Sequence[str]) -> list[str] | None:
        """Return the documents that dirty graphs may have changed; None: any."""
        graphs = f"{self._iris.base}data/document/"
        aside = {self._iris.graph(each) for each in _ASIDE}
        if any(graph not in aside and not graph.startswith(graphs) for graph in dirty):
            return None
        return [f"{self._iris.base}id/document/{graph.removeprefix(graphs)}" for graph in dirty if graph.startswith(graphs)]

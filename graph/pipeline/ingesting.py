"""Grows the graph: documents are read outside the store and written in batches, each batch whole or not at all."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import ontology
from graph.describing import Addresses, Source, Versions, describe
from graph.describing.triples import Triples, literal, name
from graph.errors import DocumentError, UnreadableDocument
from graph.iris import RONTEN, Iris
from graph.model import Text
from graph.originals import Kept, Originals, content_hash
from graph.pipeline import extracting
from graph.pipeline.deriving import writing
from graph.pipeline.entities import Entities
from graph.pipeline.learnt import Learnt
from graph.pipeline.permanence import bury, opinions_in
from graph.pipeline.vocabularies import Vocabularies, current
from graph.reading import FORMATS, readable
from graph.store import Iri, Settings, Transaction, Writer

BATCH = 32
"""How many documents one transaction takes."""

_READ = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?hash ?file ?extractor ?vocabulary WHERE {
  ?document a ronten:Document ; ronten:contentHash ?hash ; ronten:fileName ?file ; prov:wasGeneratedBy ?run .
  ?run ronten:extractorVersion ?extractor ; ronten:vocabularyVersion ?vocabulary .
}"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `added`, `read again`, `unchanged` or `failed` with the reason and the problem that it comes from."""

    path: Path
    status: str
    reason: str = ""
    opinions: int = 0
    problem: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What an ingestion goes by: which documents were read with which versions, the versions now, the vocabularies and what documents taught."""

    read: dict[str, tuple[str, str]]
    versions: Versions
    vocabularies: Vocabularies
    learnt: Learnt


@dataclass(slots=True)
class _Batch:
    """Documents that are read and wait for their transaction."""

    graphs: dict[str, Triples] = field(default_factory=dict)
    shared: dict[str, bytes] = field(default_factory=dict)
    runs: Triples = field(default_factory=Triples)
    originals: list[tuple[bytes, Text, Kept]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def documents(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Return the files to read (those given, and in folders all that have a known format) and a sentence for each path that gives none."""
    found: dict[Path, None] = {}
    problems = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file for file in path.rglob("*") if file.is_file() and readable(file.name) and not _aside(file, path)
            )
            found.update(dict.fromkeys(inside))
            if not inside:
                problems.append(f"{path}: no document in this folder; ronten reads {' '.join(sorted(FORMATS))}.")
        elif path.is_file():
            found[path] = None
        else:
            problems.append(f"{path}: there is no such file or folder.")
    return list(found), problems


def _aside(file: Path, folder: Path) -> bool:
    """Whether a file in a folder is about the documents rather than one of them: a read-me, a hidden file."""
    return file.stem.upper() in {"README", "LICENSE", "CHANGELOG"} or any(
        part.startswith(".") for part in file.relative_to(folder).parts
    )


class Ingestion:
    """One ingestion: takes the writer's lock, brings ontology and vocabularies up, reads documents and writes them."""

    def __init__(self, settings: Settings, wait: float = 10.0) -> None:
        self._settings = settings
        self._wait = wait
        self._iris = Iris(settings.base)
        self._originals = Originals(settings.home)

    def run(self, files: Sequence[Path], progress: Callable[[Outcome], None] = lambda _: None) -> list[Outcome]:
        """Ingest files and return what became of each; `progress` hears of each as soon as it is durable. Raises StoreError."""
        outcomes: list[Outcome] = []

        def settle(writer: Writer, batch: _Batch) -> None:
            self._commit(writer, batch)
            for outcome in batch.outcomes:
                progress(outcome)
            outcomes.extend(batch.outcomes)

        with writing(self._settings, self._wait) as writer, ThreadPoolExecutor(1) as committing:
            vocabularies = current(writer.reader, self._settings.base)
            before: Future[None] | None = None
            for batch in self._batches(files, writer, vocabularies):
                if before is not None:
                    before.result()
                before = committing.submit(settle, writer, batch)  # the engine works while the next documents are read
            if before is not None:
                before.result()
        return outcomes

    def _batches(self, files: Sequence[Path], writer: Writer, vocabularies: Vocabularies) -> Iterator[_Batch]:
        known = _Known(
            {row["hash"]: (row["extractor"], row["vocabulary"]) for row in writer.reader.select(_READ)},
            Versions(extracting.version(), vocabularies.version),
            vocabularies,
            Learnt(writer.reader, vocabularies.vocabulary),
        )
        batch = _Batch()
        for file in files:
            self._take(file, batch, known)
            if len(batch.outcomes) >= BATCH:
                yield batch
                batch = _Batch()
        if batch.outcomes:
            yield batch

    def _take(self, file: Path, batch: _Batch, known: _Known) -> None:
        """Read one file into the batch; a document that cannot be read changes nothing."""
        started, versions = dt.datetime.now(dt.UTC), known.versions
        try:
            data = document_bytes(file)
            digest = content_hash(data)
            if known.read.get(digest) == (versions.extractor, versions.vocabulary) and self._originals.about(digest):
                batch.outcomes.append(Outcome(file, "unchanged"))
                return
            origin = extracting.origin_of(file)
            extraction = extracting.extract(file.name, data, known.vocabularies, known.learnt.serving)
            known.learnt.learn(extraction.minutes.meeting.series, extraction.findings)
        except DocumentError as error:
            batch.outcomes.append(Outcome(file, "failed", str(error), problem=error))
            return
        text = extraction.minutes.text
        about = Kept(file.name, text.media_type, text.encoding, versions.extractor, origin)
        batch.originals.append((data, text, about))
        source = Source(file.name, digest, origin)
        vocabularies = known.vocabularies
        addresses = Addresses(self._iris, vocabularies.organisation, vocabularies.vocabulary.knows)
        description = describe(extraction.minutes, extraction.findings, source, versions, addresses)
        batch.graphs[self._iris.document_graph(digest)] = description.own
        batch.shared.update(description.shared.subjects())
        _time(batch.runs, self._iris.run(digest, versions.extractor, versions.vocabulary), started)
        batch.outcomes.append(
            Outcome(file, "read again" if digest in known.read else "added", "", len(extraction.minutes.utterances))
        )
        known.read[digest] = (versions.extractor, versions.vocabulary)

    def _commit(self, writer: Writer, batch: _Batch) -> None:
        if not batch.graphs:
            return
        prepare(writer, self._settings)
        for data, text, about in batch.originals:
            self._originals.keep(data, text, about)
        entities = Entities(writer.reader, self._iris)
        with writer.transaction() as transaction:
            for graph, triples in batch.graphs.items():
                own = triples.serialise()
                bury(writer.reader, transaction, self._iris, graph, opinions_in(own))
                entities.leave(graph)
                transaction.replace_graph(graph, own)
            entities.write(transaction, batch.shared)
            transaction.add(self._iris.graph("runs"), batch.runs.serialise())


def document_bytes(file: Path) -> bytes:
    """Return the bytes of a document; raises UnreadableDocument where the file cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{file}: it cannot be opened: {error.strerror}.") from error


def _time(runs: Triples, run: str, started: dt.datetime) -> None:
    ended = dt.datetime.now(dt.UTC)
    for term, moment in (("startedAtTime", started), ("endedAtTime", ended)):
        runs.add(run, name("prov", term), literal(moment.isoformat(timespec="milliseconds"), "dateTime"))


_SHIPPED = "SELECT ?version WHERE { GRAPH $graph { $graph $property ?version } }"


def prepare(writer: Writer, settings: Settings) -> None:
    """Bring the ontology and the shipped vocabularies into the store, where it does not hold this version of them yet."""
    iris = Iris(settings.base)
    graph, wanted = iris.graph("ontology"), ontology.version()
    if any(
        row["version"] == wanted
        for row in writer.reader.select(_SHIPPED, graph=Iri(graph), property=Iri(f"{RONTEN}vocabularyVersion"))
    ):
        return
    marker = Triples()
    marker.add(graph, name("ronten", "vocabularyVersion"), literal(wanted))
    with writer.transaction() as transaction:
        transaction.replace_graph(graph, ontology.ontology_file().read_bytes(), "text/turtle")
        transaction.add(graph, marker.serialise())
        _vocabularies(transaction, iris)


def _vocabularies(transaction: Transaction, iris: Iris) -> None:
    first, *rest = ontology.vocabulary_files()
    transaction.replace_graph(iris.graph("vocabulary"), first.read_bytes(), "text/turtle")
    for file in rest:
        transaction.add(iris.graph("vocabulary"), file.read_bytes(), "text/turtle")

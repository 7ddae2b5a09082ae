"""Grows the graph: documents are read outside the store and written in batches, each batch whole or not at all."""

from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import ontology
from graph.describing import Versions
from graph.describing.triples import Triples, literal, name
from graph.errors import DocumentError, UnreadableDocument
from graph.iris import RONTEN, Iris
from graph.originals import Kept, Originals, content_hash
from graph.pipeline import extracting
from graph.pipeline.accounts import Account, Accounts, Job
from graph.pipeline.deriving import writing
from graph.pipeline.entities import Entities
from graph.pipeline.learnt import Learnt
from graph.pipeline.permanence import bury
from graph.pipeline.processes import Question, answers, usable
from graph.pipeline.vocabularies import current
from graph.reading import FORMATS, readable
from graph.store import Iri, Reader, Settings, Transaction, Writer

BATCH = 64
"""How many documents one transaction takes at most; later ones take half as many as were written before, if that is more.

The engine brings all that it holds into order after each transaction: with transactions that do not grow, this would soon take more time than all else.
"""

_BATCH_BYTES = 32_000_000
"""From how many bytes on a transaction takes no more documents."""

_READ = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?hash ?file ?extractor ?vocabulary WHERE {
  BIND
  ?document a ronten:Document ; ronten:contentHash ?hash ; ronten:fileName ?file ; prov:wasGeneratedBy ?run .
  ?run ronten:extractorVersion ?extractor ; ronten:vocabularyVersion ?vocabulary .
}"""
FEW = 200
"""Up to how many files it is asked of each alone whether it was read before; of more, of all that were read at once."""


class _Read:
    """Which versions of extractor and vocabulary read a document before, by its hash."""

    def __init__(self, reader: Reader, iris: Iris, files: int) -> None:
        self._reader, self._iris = reader, iris
        self._every = dict(self._asked(_READ.replace("BIND", ""))) if files > FEW else None
        self._known: dict[str, tuple[str, str] | None] = {}

    def get(self, digest: str) -> tuple[str, str] | None:
        """Return the versions, None where the document was not read. Raises QueryError, StoreError."""
        if self._every is not None:
            return self._every.get(digest)
        if digest not in self._known:
            one = self._asked(_READ.replace("BIND", "VALUES ?document { $document }"), document=Iri(self._iris.document(digest)))
            self._known[digest] = dict(one).get(digest)
        return self._known[digest]

    def _asked(self, query: str, **terms: Iri) -> Iterator[tuple[str, tuple[str, str]]]:
        return ((row["hash"], (row["extractor"], row["vocabulary"])) for row in self._reader.select(query, **terms))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `added`, `read again`, `unchanged` or `failed` with the reason and the problem that it comes from."""

    path: Path
    status: str
    reason: str = ""
    opinions: int = 0
    problem: DocumentError | None = None


@dataclass(slots=True)
class _Batch:
    """Documents that are read and wait for their transaction: up to `room`, and with `size` bytes to be written."""

    room: int = BATCH
    graphs: dict[str, Account] = field(default_factory=dict)
    shared: dict[str, bytes] = field(default_factory=dict)
    runs: Triples = field(default_factory=Triples)
    originals: list[tuple[bytes, str, Kept]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    size: int = 0

    @property
    def full(self) -> bool:
        """Whether it is time to write."""
        return len(self.outcomes) >= self.room or self.size >= _BATCH_BYTES


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

    def __init__(self, settings: Settings, wait: float = 10.0, processes: int | None = None) -> None:
        """Read in so many `processes`; None: as many as are of use."""
        self._settings = settings
        self._wait = wait
        self._processes = usable(processes)
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

        with (
            writing(self._settings, self._wait) as writer,
            ThreadPoolExecutor(1) as committing,
            closing(self._batches(files, writer.reader)) as batches,
        ):
            before: Future[None] | None = None
            for batch in batches:
                if before is not None:
                    before.result()
                before = committing.submit(settle, writer, batch)  # the engine works while the next documents are read
            if before is not None:
                before.result()
        return outcomes

    def _batches(self, files: Sequence[Path], reader: Reader) -> Generator[_Batch]:
        vocabularies = current(reader, self._settings.base)
        versions = Versions(extracting.version(), vocabularies.version)
        accounts = Accounts(self._iris, versions, vocabularies, Learnt.recorded(reader, vocabularies.vocabulary))
        read = _Read(reader, self._iris, len(files))
        fresh: set[str] = set()
        questions = (self._question(file, read, versions, fresh) for file in files)
        batch = _Batch()
        with closing(answers(accounts, questions, self._processes)) as answered:
            for file, (question, answer) in zip(files, answered, strict=True):
                if isinstance(question, Job) and isinstance(answer, Account) and question.hash not in fresh:
                    accounts.learnt.learn(answer.lessons)
                    status = "read again" if read.get(question.hash) else "added"
                    self._take(batch, question, answer)
                    batch.outcomes.append(Outcome(file, status, "", len(answer.opinions)))
                    fresh.add(question.hash)
                elif isinstance(answer, DocumentError):
                    batch.outcomes.append(Outcome(file, "failed", str(answer), problem=answer))
                else:
                    batch.outcomes.append(Outcome(file, "unchanged"))
                if batch.full:
                    yield batch
                    batch = _Batch(max(BATCH, len(fresh) // 2))
        if batch.outcomes:
            yield batch

    def _question(
        self, file: Path, read: _Read, versions: Versions, fresh: Container[str]
    ) -> Question:
        """Return what is to be read of a file, if it is to be read at all."""
        try:
            data = document_bytes(file)
            digest = content_hash(data)
            known = read.get(digest) == (versions.extractor, versions.vocabulary) and self._originals.about(digest)
            return None if known or digest in fresh else Job(file.name, data, digest, extracting.origin_of(file))
        except DocumentError as error:
            return error

    def _take(self, batch: _Batch, job: Job, account: Account) -> None:
        """Put a document that was read into the batch."""
        versions = account.versions
        about = Kept(job.file_name, account.media_type, account.encoding, versions.extractor, job.origin)
        batch.originals.append((job.data, account.kept, about))
        batch.graphs[self._iris.document_graph(job.hash)] = account
        batch.shared.update(account.shared)
        batch.size += len(account.own) + len(job.data)
        run = self._iris.run(job.hash, versions.extractor, versions.vocabulary)
        for term, moment in (("startedAtTime", account.started), ("endedAtTime", account.ended)):
            batch.runs.add(run, name("prov", term), literal(moment.isoformat(timespec="milliseconds"), "dateTime"))

    def _commit(self, writer: Writer, batch: _Batch) -> None:
        if not batch.graphs:
            return
        self._originals.keep(batch.originals)
        entities = Entities(writer.reader, self._iris)
        with writer.transaction() as transaction:
            prepare(writer.reader, transaction, self._iris)
            opinions = {graph: account.opinions for graph, account in batch.graphs.items()}
            bury(writer.reader, transaction, self._iris, opinions)
            for graph in batch.graphs:
                entities.leave(graph)
            entities.write(transaction, batch.shared)  # what is loaded stands behind what is updated: it is loaded at once
            for graph, account in batch.graphs.items():
                transaction.replace_graph(graph, account.own, checked=True)
            transaction.add(self._iris.graph("runs"), batch.runs.serialise(), checked=True)


def document_bytes(file: Path) -> bytes:
    """Return the bytes of a document; raises UnreadableDocument where the file cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{file}: it cannot be opened: {error.strerror}.") from error


_SHIPPED = "SELECT ?version WHERE { GRAPH $graph { $graph $property ?version } }"


def prepare(reader: Reader, transaction: Transaction, iris: Iris) -> None:
    """Bring the ontology and the shipped vocabularies into the store, where it does not hold this version of them yet."""
    graph, wanted = iris.graph("ontology"), ontology.version()
    if any(
        row["version"] == wanted
        for row in reader.select(_SHIPPED, graph=Iri(graph), property=Iri(f"{RONTEN}vocabularyVersion"))
    ):
        return
    marker = Triples()
    marker.add(graph, name("ronten", "vocabularyVersion"), literal(wanted))
    transaction.replace_graph(graph, ontology.ontology_file().read_bytes(), "text/turtle", checked=True)
    transaction.add(graph, marker.serialise(), checked=True)
    _vocabularies(transaction, iris)


def _vocabularies(transaction: Transaction, iris: Iris) -> None:
    first, *rest = ontology.vocabulary_files()
    transaction.replace_graph(iris.graph("vocabulary"), first.read_bytes(), "text/turtle", checked=True)
    for file in rest:
        transaction.add(iris.graph("vocabulary"), file.read_bytes(), "text/turtle", checked=True)

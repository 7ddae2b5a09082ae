"""Grows a new store of made-up minutes, as large as wanted, through the same description as documents that are read.

    python -m benchmarks.generator --opinions 100000 [--seed 1] FOLDER

The same seed gives the same graph. Documents are described in one process and committed in another, some hundred at a time; derived data follow at the end as
they do after `ronten ingest`. Memory does not grow with the number of opinions, apart from the addresses of what documents share.
"""

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import ontology
from benchmarks.minutes import World
from graph.describing import Addresses, Source, Versions, describe
from graph.errors import StoreError
from graph.iris import DEFAULT_BASE, PREFIXES, Iris
from graph.model import Concept, Origin
from graph.originals import Kept, Originals, content_hash
from graph.pipeline import extracting
from graph.pipeline.deriving import writing
from graph.pipeline.ingesting import prepare
from graph.pipeline.vocabularies import Vocabularies, shipped
from graph.store import Settings, Writer
from graph.store.rdf import statements

BATCH = 200
"""How many documents one transaction takes."""
OF_A_TYPE = 120
"""How many concepts of a vocabulary's type take part at most."""
ORIGIN = Origin(publisher="架空の自治体", fictional=True, note="made up by benchmarks.generator")


class Batch(NamedTuple):
    """Described documents: their graphs, what is said for the first time of things that documents share, texts by file name, and the number of opinions."""

    graphs: dict[str, bytes]
    shared: bytes
    texts: dict[str, str]
    opinions: int


class Describer:
    """Describes made-up minutes, batch after batch; what documents share is handed out once."""

    def __init__(self, seed: int, opinions: int, base: str) -> None:
        vocabularies = shipped(base)
        self._iris = Iris(base)
        self._versions = Versions(extracting.version(), vocabularies.version)
        self._addresses = Addresses(self._iris, vocabularies.organisation, vocabularies.vocabulary.knows)
        self._minutes = World(seed, opinions, known_concepts(vocabularies, base)).minutes()
        self._told: set[str] = set()

    def batch(self) -> Batch:
        """Return the next documents; none when all are done."""
        graphs: dict[str, bytes] = {}
        shared: list[bytes] = []
        texts: dict[str, str] = {}
        opinions = 0
        for minutes, findings in islice(self._minutes, BATCH):
            digest = content_hash(minutes.text.kept.encode())
            source = Source(f"{digest[:16]}.txt", digest, ORIGIN)
            described = describe(minutes, findings, source, self._versions, self._addresses)
            graphs[self._iris.document_graph(digest)] = described.own.serialise()
            for entity, triples in described.shared.subjects().items():
                if entity not in self._told:
                    self._told.add(entity)
                    shared.append(triples)
            texts[source.file_name] = minutes.text.kept
            opinions += len(minutes.utterances)
        return Batch(graphs, b"".join(shared), texts, opinions)


def known_concepts(vocabularies: Vocabularies, base: str) -> list[Concept]:
    """Return the concepts of the shipped vocabularies in a fixed order; of municipalities and other types of many, only some."""
    labels = [
        statement.object
        for file in ontology.vocabulary_files()
        for statement in statements(file.read_bytes(), "text/turtle", f"{base}id/")
        if statement.predicate == f"{PREFIXES['skos']}prefLabel"
    ]
    by_type: dict[str, dict[str | None, Concept]] = defaultdict(dict)
    for concept in filter(None, map(vocabularies.vocabulary.lookup, sorted(labels))):
        by_type[concept.type][concept.iri] = concept
    return [concept for _, concepts in sorted(by_type.items()) for concept in list(concepts.values())[:OF_A_TYPE]]


_describer: Describer | None = None


def _begin(seed: int, opinions: int, base: str) -> None:
    global _describer  # noqa: PLW0603 the process of its own has this one
    _describer = Describer(seed, opinions, base)


def _next() -> Batch:
    assert _describer is not None
    return _describer.batch()


def batches(seed: int, opinions: int, base: str) -> Iterator[Batch]:
    """Yield all documents, described in a process of its own while the last ones are being written."""
    with ProcessPoolExecutor(1, get_context("spawn"), _begin, (seed, opinions, base)) as describing:
        coming: Future[Batch] = describing.submit(_next)
        while (batch := coming.result()).opinions:
            coming = describing.submit(_next)
            yield batch


def generate(settings: Settings, opinions: int, seed: int = 1, *, tell: bool = False) -> float:
    """Grow a new store of so many opinions and return the seconds until the documents stood in it; derived data follow after that. Raises StoreError."""
    if settings.home.exists() and any(settings.home.iterdir()):
        raise StoreError(f"{settings.home} is not empty: name a new folder.")
    began, done = time.perf_counter(), 0
    with writing(settings) as writer:
        with writer.transaction() as transaction:
            prepare(writer.reader, transaction, Iris(settings.base))
        for batch in batches(seed, opinions, settings.base):
            _commit(writer, settings, batch)
            done += batch.opinions
            took = time.perf_counter() - began
            if tell:
                print(f"{done:>9,} opinions  {done / took:>6,.0f} a second  {_memory():>5} MB", flush=True)
        writer.optimise()
        took, busy = time.perf_counter() - began, _busy()
    if tell:
        print(f"documents: {took:.0f} s, the processors' {busy:.0f} s")
        print(f"derived data: {time.perf_counter() - began - took:.0f} s, the processors' {_busy() - busy:.0f} s; {_memory()} MB at most")
    return took


def _commit(writer: Writer, settings: Settings, batch: Batch) -> None:
    version = extracting.version()
    about = {file_name: Kept(file_name, "text/plain", "utf-8", version, ORIGIN) for file_name in batch.texts}
    Originals(settings.home).keep([(text.encode(), text, about[file_name]) for file_name, text in batch.texts.items()])
    with writer.transaction() as transaction:
        for graph, triples in batch.graphs.items():
            transaction.replace_graph(graph, triples, checked=True)
        transaction.imply([Iris(settings.base).graph("entities")])
        transaction.add(Iris(settings.base).graph("entities"), batch.shared, checked=True)


def _busy() -> float:
    """Return the processor's seconds of this process and of those that it has ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Grow the store that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--opinions", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base", default=DEFAULT_BASE)
    asked = parser.parse_args()
    took = generate(Settings(asked.folder, asked.base), asked.opinions, asked.seed, tell=True)
    print(f"{asked.opinions:,} opinions in {took:.0f} s: {asked.opinions / took:,.0f} a second")


if __name__ == "__main__":
    main()

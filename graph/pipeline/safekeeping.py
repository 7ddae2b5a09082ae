"""Backs the whole state up, restores it, and checks that graph and originals agree."""

import gzip
import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from graph.errors import StoreError, StoreMissing
from graph.iris import Iris
from graph.originals import Originals, content_hash
from graph.pipeline.deriving import writing
from graph.pipeline.keeping import kept_documents
from graph.store import Iri, Settings, open_reader

_GRAPH, _ABOUT, _ORIGINALS = "graph.nq.gz", "about.json", "originals"
_LINES = 200_000
_FAR = """PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?part ?end WHERE { GRAPH $graph { ?part ronten:end ?end } FILTER(?end > $length) } LIMIT 3"""


def back_up(settings: Settings, folder: Path) -> int:
    """Write graph (N-Quads) and originals into a new folder and return the number of documents. Raises StoreError."""
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(f"{folder} is not empty: name a new folder for the backup.")
    documents = kept_documents(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reader = open_reader(settings)
        try:
            with gzip.open(folder / f"{_GRAPH}.part", "wb", compresslevel=4) as file:
                for graph in sorted(reader.graphs()):
                    if graph != settings.system_graph:
                        file.write(_quads(reader.export("application/n-triples", graph), graph))
        finally:
            reader.close()
        for document in documents:
            source = Originals(settings.home).path(document.hash)
            if source.is_dir():
                shutil.copytree(source, folder / _ORIGINALS / document.hash[:2] / document.hash, dirs_exist_ok=True)
        (folder / _ABOUT).write_text(json.dumps({"base": settings.base, "documents": len(documents)}), encoding="utf-8")
        (folder / f"{_GRAPH}.part").replace(folder / _GRAPH)
    except OSError as error:
        raise StoreError(f"The backup cannot be written to {folder}: {error.strerror or error}.") from error
    return len(documents)


def _quads(triples: bytes, graph: str) -> bytes:
    """Return N-Triples as N-Quads of one graph."""
    end = f" <{graph}> .".encode()
    return b"".join(line.rstrip()[:-1].rstrip() + end + b"\n" for line in triples.splitlines() if line.strip())


def restore(settings: Settings, folder: Path, wait: float = 10.0) -> int:
    """Bring a backup into a store that holds nothing and return the number of documents. Raises StoreError."""
    about = _about(folder)
    if about["base"] != settings.base:
        raise StoreError(
            f"The backup's addresses stand under {about['base']}, this store's under {settings.base}: set RONTEN_BASE_IRI to the former."
        )
    with writing(settings, wait) as writer:
        if any(graph != settings.system_graph for graph in writer.reader.graphs()):
            raise StoreError(f"The store in {settings.home} is not empty: restore into a new RONTEN_HOME.")
        try:
            shutil.copytree(folder / _ORIGINALS, settings.home / _ORIGINALS, dirs_exist_ok=True)
            with gzip.open(folder / _GRAPH, "rb") as file, writer.transaction() as transaction:
                while lines := list(islice(file, _LINES)):
                    for graph, triples in _by_graph(lines):
                        transaction.add(graph, triples)
        except (OSError, EOFError) as error:
            raise StoreError(f"The backup in {folder} cannot be read: {error}.") from error
    return int(about["documents"])


def _about(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder} holds no backup: {_ABOUT} is missing or broken.") from error
    if not (folder / _GRAPH).is_file() or "base" not in found or "documents" not in found:
        raise StoreError(f"{folder} holds no whole backup: it was broken off.")
    return found


def _by_graph(lines: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the triples of N-Quads graph by graph."""
    graphs: dict[bytes, list[bytes]] = {}
    for line in lines:
        statement, _, rest = line.rpartition(b" <")
        graphs.setdefault(rest.split(b">", 1)[0], []).append(statement + b" .\n")
    for graph, triples in graphs.items():
        yield graph.decode(), b"".join(triples)


def check(settings: Settings) -> list[str]:
    """Return a sentence for each thing that is wrong: an original that is missing or changed, a place outside its text. Raises StoreError."""
    problems = []
    originals, iris = Originals(settings.home), Iris(settings.base)
    try:
        reader = open_reader(settings)
    except StoreMissing:
        return []
    try:
        for document in kept_documents(settings):
            data, text = originals.original(document.hash), originals.text(document.hash)
            if data is None or text is None:
                problems.append(
                    f"{document.file_name} ({document.id}): its original is missing; ingest the file again."
                )
                continue
            if content_hash(data) != document.hash:
                problems.append(
                    f"{document.file_name} ({document.id}): its original was changed; delete the document and ingest the file again."
                )
            rows = reader.select(_FAR, graph=Iri(iris.document_graph(document.hash)), length=len(text))
            problems += [
                f"{document.file_name} ({document.id}): {row['part']} ends behind its text; ingest the file again."
                for row in rows
            ]
    finally:
        reader.close()
    return problems

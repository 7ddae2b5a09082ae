"""Reads a stranger's document in a process of its own, bounded in time and memory: a hostile file ends that process, never the caller's.

Started as `python -m graph.pipeline.apart`; a line of JSON says what to do, the document's bytes follow it on standard input, and the answer
is JSON on standard output. A process that is ended while it writes leaves the store as it was before or as it is after, never between.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph import errors
from graph.errors import DocumentError, DocumentTooLarge, RontenError, StoreMissing
from graph.model import Origin
from graph.store.interface import Settings

_GRACE = 5
"""How many seconds after its time limit a process whose parent is gone ends itself."""


@dataclass(frozen=True, slots=True)
class Given:
    """A document that was handed in: its name, its bytes, and what its giver says of where it comes from."""

    file_name: str
    data: bytes
    origin: Origin


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one document may take: seconds, and bytes of memory."""

    seconds: float
    memory: int


def preview(settings: Settings, given: Given, bounds: Bounds) -> dict[str, Any]:
    """Return what would be read in a document, as `ronten extract` prints it; nothing is written. Raises DocumentError, StoreError."""
    return _run("preview", settings, given, bounds)


def keep(settings: Settings, given: Given, bounds: Bounds, wait: float) -> dict[str, Any]:
    """Write a document into the store and return its `status`, `iri`, `id` and `opinions`.

    Raises DocumentError, StoreLocked where another writes for longer than `wait` seconds, StoreError.
    """
    return _run("keep", settings, given, bounds, wait)


def _run(deed: str, settings: Settings, given: Given, bounds: Bounds, wait: float = 0.0) -> dict[str, Any]:
    job = {
        "deed": deed,
        "settings": {**asdict(settings), "home": str(settings.home.absolute())},
        "file_name": given.file_name,
        "origin": asdict(given.origin),
        "bounds": asdict(bounds),
        "wait": wait,
    }
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "graph.pipeline.apart"],
            input=json.dumps(job).encode() + b"\n" + given.data,
            stdout=subprocess.PIPE,
            timeout=bounds.seconds + wait,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C in a terminal is the parent's business
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(_too_much(given, bounds)) from None
    return _told(done, given, bounds)


def _told(done: subprocess.CompletedProcess[bytes], given: Given, bounds: Bounds) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        if done.returncode == 1:  # a traceback on standard error says which of our mistakes it was
            raise RontenError(f"Reading {given.file_name} failed.") from None
        raise DocumentError(_too_much(given, bounds)) from None
    if "error" in told:
        raise getattr(errors, told["error"])(told["message"])
    return told


def _too_much(given: Given, bounds: Bounds) -> str:
    memory = f"{bounds.memory // (1024 * 1024):,} MB"
    return (
        f"{given.file_name}: reading it needs more than {bounds.seconds:g} s or {memory} of memory, which is all that it may take here; "
        "part it, or read it with `ronten ingest` where the service runs."
    )


def _work(job: dict[str, Any], data: bytes) -> dict[str, Any]:
    settings = Settings(**{**job["settings"], "home": Path(job["settings"]["home"])})
    if job["deed"] == "preview":
        return _preview(settings, job["file_name"], data)
    return _keep(settings, Given(job["file_name"], data, Origin(**job["origin"])), job["wait"])


def _preview(settings: Settings, file_name: str, data: bytes) -> dict[str, Any]:
    from graph.iris import Iris  # noqa: PLC0415 the parent needs none of these
    from graph.originals import content_hash  # noqa: PLC0415
    from graph.pipeline.extracting import as_json, extract  # noqa: PLC0415
    from graph.pipeline.learnt import Learnt  # noqa: PLC0415
    from graph.pipeline.vocabularies import current, shipped  # noqa: PLC0415
    from graph.store import open_reader  # noqa: PLC0415

    iri, known = Iris(settings.base).document(content_hash(data)), False
    try:
        reader = open_reader(settings)
    except StoreMissing:
        extraction = extract(file_name, data, shipped(settings.base))
    else:
        with contextlib.closing(reader):
            known = f"{settings.base}data/document/{iri.rsplit('/', 1)[1]}" in reader.graphs()
            vocabularies = current(reader, settings.base)
            extraction = extract(file_name, data, vocabularies, Learnt.recorded(reader, vocabularies.vocabulary).serving)
    size = len(extraction.minutes.text.kept)
    return {"iri": iri, "id": iri.rsplit("/", 1)[1], "known": known, "characters": size, **as_json(file_name, extraction)}


def _keep(settings: Settings, given: Given, wait: float) -> dict[str, Any]:
    from graph.iris import Iris  # noqa: PLC0415
    from graph.originals import content_hash  # noqa: PLC0415
    from graph.pipeline.ingesting import Ingestion  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="ronten-") as folder:
        file = Path(folder) / given.file_name
        file.write_bytes(given.data)
        if given.origin != Origin():
            note = json.dumps(asdict(given.origin), ensure_ascii=False)
            file.with_name(f"{file.stem}.origin.json").write_text(note, encoding="utf-8")
        outcome = Ingestion(settings, wait, processes=1).run([file])[0]
    if outcome.problem is not None:
        raise outcome.problem
    iri = Iris(settings.base).document(content_hash(given.data))
    return {"status": outcome.status, "iri": iri, "id": iri.rsplit("/", 1)[1], "opinions": outcome.opinions}


def _bound(bounds: dict[str, Any], wait: float) -> None:
    """Bound this process; what is over ends it, and where the parent is gone the alarm does."""
    resource.setrlimit(resource.RLIMIT_AS, (bounds["memory"], bounds["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(bounds["seconds"] + wait) + _GRACE)


def main() -> None:
    """Do the one job that standard input holds."""
    job = json.loads(sys.stdin.buffer.readline())
    _bound(job["bounds"], job["wait"])
    try:
        told = _work(job, sys.stdin.buffer.read())
    except MemoryError:
        told = _failure(DocumentTooLarge(f"{job['file_name']}: reading it needs more memory than it may take here."))
    except RontenError as error:
        told = _failure(error)
    sys.stdout.write(json.dumps(told, ensure_ascii=True))


def _failure(error: RontenError) -> dict[str, Any]:
    return {"error": type(error).__name__, "message": str(error)}


if __name__ == "__main__":
    main()

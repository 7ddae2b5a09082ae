"""The servers that are measured on the same data: ours as `ronten serve` runs it, rdflib-endpoint (`make peers`), an Oxigraph server, Virtuoso."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.corpora import SEEDS
from benchmarks.load import get, once
from graph.iris import DEFAULT_BASE
from graph.pipeline.ingesting import Ingestion
from graph.store import Settings
from graph.store.embedded import SnapshotReader
from graph.store.engine import rdf_format
from tests.servers import VIRTUOSO

PEERS = Path(".venv-peers/bin")
PORT = "{port}"
"""Stands in a command for the port that it is to listen on."""
_PEER = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
file, store, port = sys.argv[1:]
if store == "Oxigraph":
    import pyoxigraph
    from oxrdflib import OxigraphStore
    loaded = pyoxigraph.Store()
    loaded.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    graph = Dataset(store=OxigraphStore(store=loaded), default_union=True)
else:
    graph = Dataset(default_union=True)
    graph.parse(file)
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(port))
"""
"""What `rdflib-endpoint serve` does, but for loading large files into Oxigraph, which it does triple by triple."""


@contextmanager
def ours(home: Path, workers: int = 2, **environment: str) -> Iterator[tuple[int, int]]:
    """Serve a store's folder; gives the port and the process."""
    command = [str(Path(sys.executable).parent / "ronten"), "serve", "--workers", str(workers), "--port", PORT]
    with _running(command, "/healthz", RONTEN_HOME=str(home), **environment) as found:
        yield found


@contextmanager
def rdflib_endpoint(data: Path, store: str) -> Iterator[tuple[int, int]]:
    """Serve a file of N-Quads; `store` is default (rdflib's own, in memory) or Oxigraph (in memory)."""
    python = PEERS / "python"
    if not python.exists():
        raise SystemExit(f"{python} is missing: run `make peers` first.")
    with _running([str(python), "-c", _PEER, str(data), store, PORT], "/?query=ASK%7B%7D", patience=1800) as found:
        yield found


@contextmanager
def oxigraph(data: Path) -> Iterator[tuple[int, int]]:
    """Serve a file of N-Quads with an Oxigraph server, its files beside the data."""
    program, folder = Path(sys.executable).with_name("oxigraph"), data.with_name("oxigraph")
    if not folder.exists():
        subprocess.run([program, "load", "-l", folder, "-f", data], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    command = [str(program), "serve-read-only", "--union-default-graph", "-l", str(folder), "-b", f"127.0.0.1:{PORT}"]
    with _running(command, "/query?query=ASK%7B%7D") as found:
        yield found


@contextmanager
def virtuoso(data: Path) -> Iterator[tuple[int, int]]:
    """Serve a file of N-Quads with Virtuoso, its files beside the data. Its query of all graphs at once is its own default."""
    folder, sql = data.with_name("virtuoso"), _free_port()
    new = not folder.exists()
    folder.mkdir(exist_ok=True)
    told = VIRTUOSO.format(sql=sql, http=PORT, buffers=340_000, dirty=250_000, rows=1_000_000)  # as its makers advise for 4 GB
    (folder / "virtuoso.ini").write_text(told, encoding="utf-8")
    if new:
        os.link(data, folder / "data.nq")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, "/sparql?query=ASK%7B%7D", folder=folder) as found:
        if new:
            steps = ("exec=ld_dir('.', 'data.nq', 'http://localhost/')", "exec=rdf_loader_run()", "exec=checkpoint")
            subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", *steps], check=True, stdout=subprocess.DEVNULL)
        yield found


def missing(peer: str) -> str | None:
    """Return what is to be done before a peer can be measured, None where it is there."""
    if peer == "virtuoso" and shutil.which("virtuoso-t") is None:
        return "virtuoso-t is missing: run `make system` first."
    return f"{PEERS} is missing: run `make peers` first." if peer == "rdflib-endpoint" and not PEERS.exists() else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(
    command: Sequence[str], path: str, patience: float = 60, folder: Path | None = None, **environment: str
) -> Iterator[tuple[int, int]]:
    port = _free_port()
    for file in folder.glob("*.ini") if folder else ():
        file.write_text(file.read_text(encoding="utf-8").replace(PORT, str(port)), encoding="utf-8")
    process = subprocess.Popen(
        [part.replace(PORT, str(port)) for part in command],
        env={**os.environ, **environment},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port, path, patience)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # a query that nothing interrupts
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, path: str, patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"{process.args} ended with {process.returncode}")
        try:
            once(port, get(path))
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{process.args} did not answer within {patience:g} s")


def processes(pid: int) -> list[int]:
    """Return a process and all that it started and that are still there."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            parent = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for process in found:
        found += children.get(process, [])
    return found


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process and those that it started have used: what a busy machine changes least."""
    used = 0
    for process in processes(pid):
        for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
            with suppress(FileNotFoundError, ProcessLookupError):
                used += int(thread.read_text(encoding="ascii").split()[0])
    return used / 1e9


def seeded(folder: Path) -> Settings:
    """Return a new store with the seeds."""
    settings = Settings(folder / "home", DEFAULT_BASE)
    Ingestion(settings).run(sorted(SEEDS.glob("*.txt")))
    return settings


def exported(settings: Settings, file: Path) -> Path:
    """Write all that a store holds as N-Quads, past this process's memory, and return the file."""
    reader = SnapshotReader(settings)
    try:
        reader.store.dump(str(file), rdf_format("application/n-quads"))
    finally:
        reader.close()
    return file


def verdict(figure: float, limit: float, *, at_least: bool = False) -> int:
    """Print a ratio beside its limit and return 1 where it is missed."""
    missed = figure < limit if at_least else figure > limit
    print(f"{figure:.2f} times; {'at least' if at_least else 'at most'} {limit:g} wanted{': MISSED' if missed else ''}")
    return int(missed)

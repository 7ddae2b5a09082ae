"""Real SPARQL servers for the tests, each a process of its own on loopback with all its files in a temporary folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph.store import Settings

_PATIENCE = 60.0
"""Within how many seconds a server must answer after its start."""

VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 40
MaxKeepAlives = 40
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""
"""The configuration of a Virtuoso with all its files in the folder where it runs."""
OWN_GRAPHS = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/ns/ldp#",
    "http://localuriqaserver/sparql",
)
"""What Virtuoso keeps for itself, for everybody to see."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server's addresses, and who may write there."""

    query: str
    update: str
    graph: str | None
    user: str | None = None
    password: str | None = None
    authentication: str = "basic"

    def settings(self, home: Path, base: str) -> Settings:
        """Return settings of a store on this server."""
        return Settings(
            home,
            base,
            self.query,
            self.update,
            self.graph,
            self.user,
            self.password,
            authentication=self.authentication,
        )


def emptied(server: Server) -> None:
    """Take all that was written to a server away, but what it keeps for itself."""
    kind = httpx.DigestAuth if server.authentication == "digest" else httpx.BasicAuth
    with httpx.Client(auth=kind(server.user or "", server.password or ""), timeout=_PATIENCE) as client:
        asked = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        rows = client.post(server.query, data={"query": asked}, headers={"Accept": "application/sparql-results+json"})
        names = [row["g"]["value"] for row in rows.json()["results"]["bindings"]]
        drops = [f"CLEAR GRAPH <{name}> ; DROP SILENT GRAPH <{name}>" for name in names if name not in OWN_GRAPHS]
        for drop in [*drops, "DROP SILENT DEFAULT"]:
            client.post(server.update, content=drop, headers={"Content-Type": "application/sparql-update"})


StoreAt = Callable[[Path, str], Settings]
"""Makes settings of a store from the folder of its own state and the base of its addresses."""


@contextmanager
def stores(kind: str) -> Iterator[StoreAt]:
    """Give what makes new stores, `embedded` ones or each on an Oxigraph server of its own, until the end."""
    with ExitStack() as running:

        def store_at(home: Path, base: str) -> Settings:
            if kind == "embedded":
                return Settings(home, base)
            folder = home.with_name(f"{home.name}-server")
            return running.enter_context(oxigraph(folder)).settings(home, base)

        yield store_at


def copied(settings: Settings, to: Settings) -> Settings:
    """Copy all that is stored on one server to another, and return the settings of that; embedded stores lie in their folders."""
    if settings.graph_url and to.graph_url:
        everything = httpx.get(settings.graph_url, headers={"Accept": "application/n-quads"}).content
        httpx.post(to.graph_url, content=everything, headers={"Content-Type": "application/n-quads"}).raise_for_status()
    return to


def environment(settings: Settings) -> dict[str, str]:
    """Return the variables that say the same to a command."""
    said = {
        "RONTEN_HOME": str(settings.home),
        "RONTEN_BASE_IRI": settings.base,
        "RONTEN_STORE": settings.query_url,
        "RONTEN_STORE_UPDATE": settings.update_url,
        "RONTEN_STORE_GRAPH": settings.graph_url,
        "RONTEN_STORE_USER": settings.user,
        "RONTEN_STORE_PASSWORD": settings.password,
        "RONTEN_STORE_AUTHENTICATION": settings.authentication,
    }
    return {name: value for name, value in said.items() if value and (settings.query_url or "_STORE" not in name)}


def free_port() -> int:
    """Return a port of loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Run an Oxigraph server."""
    address = f"127.0.0.1:{free_port()}"
    program = Path(sys.executable).with_name("oxigraph")
    with _running([program, "serve", "-l", folder, "-b", address], folder, f"http://{address}/"):
        yield Server(f"http://{address}/query", f"http://{address}/update", f"http://{address}/store")


def need_virtuoso() -> None:
    """Skip where there is no Virtuoso; under CI that is an error."""
    if shutil.which("virtuoso-t") and shutil.which("isql-vt"):
        return
    reason = "NO TESTS AGAINST VIRTUOSO: it is not installed; run `make system`"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run a Virtuoso server that everybody may ask and its administrator may write to."""
    need_virtuoso()
    sql, http, password = free_port(), free_port(), "geheim"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http, buffers=20_000, dirty=15_000, rows=40_000))
    address = f"http://127.0.0.1:{http}/sparql"
    with _running(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], folder, f"{address}?query=ASK%7B%7D"):
        isql = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec=user_set_password('dba', '{password}')"]
        subprocess.run(isql, check=True, stdout=subprocess.DEVNULL)
        yield Server(address, f"{address}-auth", f"{address}-graph-crud-auth", "dba", password, "digest")


@contextmanager
def _running(command: list[str | Path], folder: Path, address: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            _wait(address, process, folder / "output")
            yield
        finally:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], output: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"The server did not start: {output.read_text(errors='replace')[-2000:]}")

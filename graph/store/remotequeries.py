"""Strangers' queries to a server, within bounds of time and size; memory and ending are the server's business."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import IO

from graph.errors import QueryTimeout, QueryTooLarge
from graph.store.guard import check
from graph.store.http import Server
from graph.store.interface import WHOLE_GRAPH, Settings
from graph.store.translating import asked_of_server, translate


class RemoteQueries:
    """Answers strangers' queries from the server."""

    def __init__(self, settings: Settings) -> None:
        self._server = Server(settings)

    def run(
        self,
        sparql: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        union: bool | None = None,  # noqa: ARG002 the server's setting decides
        timeout: float = 30.0,
        max_bytes: int = 1 << 26,
    ) -> IO[bytes]:
        """Return the whole answer as a file at its start.

        Raises QueryTimeout, QueryTooLarge, QueryError, StoreUnavailable.
        """
        check(sparql)
        asked = {"default-graph-uri": list(default_graphs), "named-graph-uri": list(named_graphs)}
        data_set = {name: graphs for name, graphs in asked.items() if graphs}
        stream = self._server.stream(sparql, asked_of_server(sparql, media_type), data_set, timeout)
        return _translated(stream, sparql, media_type, timeout, max_bytes)

    def graph(self, graph: str, media_type: str, *, timeout: float = 30.0, max_bytes: int = 1 << 26) -> IO[bytes]:
        """Return one graph in an RDF format as a file at its start. Raises as `run` does."""
        stream = self._server.stream_graph(graph, timeout)
        whole = partial(self._server.check_whole, graph)
        return _translated(stream, WHOLE_GRAPH, media_type, timeout, max_bytes, whole)

    def close(self) -> None:
        """Close the connections."""
        self._server.close()


def _translated(
    stream: AbstractContextManager[Iterator[bytes]],
    sparql: str,
    media_type: str,
    timeout: float,
    max_bytes: int,
    check_received: Callable[[IO[bytes]], None] = lambda _: None,
) -> IO[bytes]:
    """Return what is received, written anew in a format, as a file at its start."""
    deadline, output = time.monotonic() + timeout, _spool()
    try:
        with _spool() as received, stream as chunks:
            _keep(chunks, received, deadline, max_bytes)
            received.seek(0)
            check_received(received)
            received.seek(0)
            translate(received, sparql, media_type, output)
        _refuse_more(output.tell(), max_bytes)
    except BaseException:
        output.close()
        raise
    output.seek(0)
    return output


def _keep(chunks: Iterator[bytes], output: IO[bytes], deadline: float, max_bytes: int) -> None:
    for chunk in chunks:
        _refuse_more(output.tell() + len(chunk), max_bytes)
        if time.monotonic() > deadline:
            raise QueryTimeout("The query took too long: ask for less, or set a LIMIT.")
        output.write(chunk)


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(1 << 20)


def _refuse_more(size: int, bound: int) -> None:
    if size > bound:
        raise QueryTooLarge(f"The answer has more than {bound:,} bytes.")
